import { Container } from '@n8n/di';
import { BinaryDataService, ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type IBinaryData,
	type IDataObject,
	type IExecuteContextData,
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type ITaskData,
	type IWorkflowExecuteAdditionalData,
	type NodeExecutionHint,
	type OnError,
} from 'n8n-workflow';

import { credentialsHelper } from './credentialsHelper';

/** Hands its input on: n8n's engine starts at a node, and this is the one before ours. */
const START: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['input'],
		version: 1,
		description: 'Start',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

export interface NodeRun {
	/** Our node: from the source, or as built. */
	readonly node: INodeType;
	/** Parameters that differ from their defaults. */
	readonly parameters: INode['parameters'];
	readonly items?: INodeExecutionData[];
	readonly credential: ICredentialDataDecryptedObject;
	readonly onError?: OnError;
	readonly retryOnFail?: boolean;
	readonly timezone?: string;
	/** What an earlier run left for this one, as n8n gives it back on 'Retry' in the execution list. */
	readonly context?: IExecuteContextData;
	/** What the workflow remembers, as n8n loads it. The run changes it in place. */
	readonly staticData?: IDataObject;
	/** Called when the run has begun: gives a way to stop it, as the user does. */
	readonly onStart?: (running: { cancel(): void }) => void;
}

export interface NodeResult {
	readonly status: IRun['status'];
	/** Items of each output. */
	readonly outputs: INodeExecutionData[][];
	readonly error: ITaskData['error'];
	readonly hints: readonly NodeExecutionHint[];
	/** What n8n would give back to a retry of this run. */
	readonly context: IExecuteContextData;
	/** Everything that n8n would save of the execution, as text. */
	readonly saved: string;
}

/** Runs an action node once in n8n's own engine, with real requests. */
export async function runNode(run: NodeRun): Promise<NodeResult> {
	const workflow = new Workflow({
		id: 'w1',
		name: 'Test workflow',
		nodes: [nodeOf('Start', 'test.start', {}), recaptureNode(run)],
		connections: {
			Start: { main: [[{ node: 'Recapture', type: NodeConnectionTypes.Main, index: 0 }]] },
		},
		active: false,
		nodeTypes: nodeTypesWith(run.node),
		...(run.staticData && { staticData: run.staticData }),
		settings: { executionOrder: 'v1', timezone: run.timezone ?? 'Australia/Melbourne' },
	});
	const start = workflow.getNode('Start');
	if (!start) throw new Error('The workflow has no start');
	const data = createRunExecutionData({
		executionData: {
			contextData: run.context ?? {},
			nodeExecutionStack: [
				{ node: start, data: { main: [run.items ?? [{ json: {} }]] }, source: null },
			],
		},
	});
	const engine = new WorkflowExecute(additionalDataFor(workflow, run.credential), 'trigger', data);
	const running = engine.processRunExecutionData(workflow);
	run.onStart?.(running);
	const result = await running;
	if (run.staticData) Object.assign(run.staticData, plainData(workflow));
	const task = result.data.resultData.runData.Recapture?.at(-1);
	return {
		status: result.status,
		outputs: (task?.data?.main ?? []).map((items) => items ?? []),
		error: task?.error ?? (result.data.resultData.error as ITaskData['error']),
		hints: task?.hints ?? [],
		context: result.data.executionData?.contextData ?? {},
		saved: JSON.stringify(result.data),
	};
}

/** As n8n saves it. */
function plainData({ staticData }: Workflow): IDataObject {
	return JSON.parse(JSON.stringify(staticData)) as IDataObject;
}

type FileStream = Exclude<Parameters<BinaryDataService['store']>[1], Buffer>;

/** Puts a file where n8n keeps the files of a run, and gives what an item holds of it. */
export async function storeFile(
	content: Buffer | string | FileStream,
	fileName: string,
): Promise<IBinaryData> {
	const service = Container.get(BinaryDataService);
	await (ready ??= service.init());
	return await service.store(
		{ type: 'execution', workflowId: 'w1', executionId: 'e1' },
		typeof content === 'string' ? Buffer.from(content) : content,
		{ data: '', mimeType: 'text/csv', fileName },
	);
}

/** A file that lies in the item itself, as in manual runs of old and with pinned data. */
export function inlineFile(content: Buffer | string, fileName: string): IBinaryData {
	return { data: Buffer.from(content).toString('base64'), mimeType: 'text/csv', fileName };
}

let ready: Promise<void> | undefined;

function nodeTypesWith(recapture: INodeType): INodeTypes {
	const types: Record<string, INodeType> = {
		'test.start': START,
		'n8n-nodes-autograb-recapture.recapture': recapture,
	};
	return {
		getByName: (type) => types[type],
		getByNameAndVersion: (type) => types[type],
		getKnownTypes: () => ({}),
	};
}

function recaptureNode({ parameters, onError, retryOnFail }: NodeRun): INode {
	return {
		...nodeOf('Recapture', 'n8n-nodes-autograb-recapture.recapture', parameters),
		credentials: { autoGrabRecaptureApi: { id: 'c1', name: 'Recapture' } },
		...(onError && { onError }),
		...(retryOnFail && { retryOnFail, maxTries: 2, waitBetweenTries: 1 }),
	};
}

function nodeOf(name: string, type: string, parameters: INode['parameters']): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters };
}

function additionalDataFor(
	workflow: Workflow,
	credential: ICredentialDataDecryptedObject,
): IWorkflowExecuteAdditionalData {
	const address = 'http://127.0.0.1/';
	return {
		executionId: 'e1',
		hooks: new ExecutionLifecycleHooks('trigger', 'e1', workflow as never),
		currentNodeParameters: {},
		variables: {},
		restApiUrl: address,
		instanceBaseUrl: address,
		webhookBaseUrl: address,
		webhookWaitingBaseUrl: address,
		webhookTestBaseUrl: address,
		formWaitingBaseUrl: address,
		setExecutionStatus() {},
		logAiEvent() {},
		credentialsHelper: credentialsHelper(credential),
	} as unknown as IWorkflowExecuteAdditionalData;
}
