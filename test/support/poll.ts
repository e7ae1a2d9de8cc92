import { Container } from '@n8n/di';
import {
	commitStagedCursor,
	PollContext,
	PollTriggerExecutor,
	runPollInStagingScope,
	TriggersAndPollers,
} from 'n8n-core';
import {
	deepCopy,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { credentialsHelper } from './credentialsHelper';

/** How n8n keeps the memory of a trigger: as it does by default, or with durable cursors. */
export type EngineKind = 'default' | 'durable';

export interface TriggerSetup {
	readonly engine?: EngineKind;
	/** Parameters that differ from their defaults. */
	readonly parameters?: INode['parameters'];
	readonly credential: ICredentialDataDecryptedObject;
	readonly credentialId?: string;
	readonly nodeName?: string;
	/** What n8n gives to a scheduled poll with durable cursors; `unknown` as in any n8n before 2.38. */
	readonly budgetMs?: number | 'unknown';
	/**
	 * What becomes of a poll that was under way when the workflow was published again: n8n 2.41 discards what it returns,
	 * older ones start the workflow with it.
	 */
	readonly replacedPolls?: 'discarded' | 'emitted';
	/** Stands in for n8n's request helper. */
	readonly request?: (options: IHttpRequestOptions) => Promise<unknown>;
	/** The trigger: from the source, or as built. */
	readonly node: INodeType;
}

export interface PollResult {
	/** What the workflow was started with. */
	readonly items: IDataObject[];
	readonly error?: Error & { description?: string; failure?: unknown; httpCode?: string };
}

/** With durable cursors, what n8n gives by default; and what it gives to all other polls. */
const DURABLE_BUDGET_MS = 36_000;
const IN_MEMORY_BUDGET_MS = 300_000;

/**
 * A published trigger, kept as n8n keeps it. Written after n8n 2.41.1: `poll-trigger-executor.js`, whose code it runs,
 * `trigger-execution-context.factory.js`, `workflow-trigger-activator.js` and `poll-trigger-task-handler.js`.
 */
export class PublishedTrigger {
	/** `workflow_entity.staticData`, as it stands in the database. */
	private saved = '{}';
	/** `poller_state.cursor`, as it stands in the database. */
	private cursor: string | undefined;
	private workflow: Workflow | undefined;
	private context: PollContext | undefined;
	/** What the poll under way starts the workflow with, and what goes wrong with it. */
	private emitted: IDataObject[] = [];
	private failed: Error | undefined;
	private readonly type: INodeType;
	readonly log: string[] = [];
	/** All that the workflow was ever started with. */
	readonly started: IDataObject[] = [];

	constructor(private setup: TriggerSetup) {
		this.type = setup.node;
	}

	/** The user changes the node; it counts from the next activation on. */
	change(changes: Partial<TriggerSetup>): void {
		this.setup = { ...this.setup, ...changes };
	}

	/** What n8n would find after a restart. */
	get memory(): IDataObject {
		const name = `node:${this.node().name}`;
		return this.cursor !== undefined && this.setup.engine === 'durable'
			? JSON.parse(this.cursor)
			: (JSON.parse(this.saved)[name] ?? {});
	}

	/** What the next poll would find, saved or not. */
	get current(): IDataObject {
		if (this.setup.engine === 'durable' || !this.workflow) return this.memory;
		return JSON.parse(JSON.stringify(this.workflow.getStaticData('node', this.node())));
	}

	get isActive(): boolean {
		return this.setup.engine === 'durable' || this.workflow !== undefined;
	}

	/** Puts something else in the place of what n8n keeps. Counts from the next activation on. */
	overwriteMemory(memory: unknown): void {
		const text = JSON.stringify(memory);
		if (this.cursor !== undefined) this.cursor = text;
		this.saved = JSON.stringify({ [`node:${this.node().name}`]: memory });
	}

	/** Publishes, or publishes again. Rejects when the first poll fails: then nothing is published. */
	async activate(mode: WorkflowActivateMode = 'activate'): Promise<IDataObject[]> {
		const workflow = this.load();
		this.emitted = [];
		const context = this.contextFor(workflow, 'trigger', mode);
		await this.executor().create(workflow, this.nodeOf(workflow), context, () => true)(true);
		this.save(workflow);
		this.workflow = workflow;
		this.context = context;
		return this.emitted;
	}

	/** n8n ends, however it does, and starts again. */
	async restart(): Promise<PollResult> {
		this.workflow = undefined;
		this.context = undefined;
		if (this.setup.engine === 'durable') return { items: [] };
		try {
			return { items: await this.activate('init') };
		} catch (error) {
			return { items: [], error: error as Error };
		}
	}

	/** A poll at its time. */
	async poll(): Promise<PollResult> {
		return this.setup.engine === 'durable' ? await this.pollDurable() : await this.pollDefault();
	}

	/** The button in the editor. */
	async fetchTestEvent(): Promise<IDataObject[]> {
		const workflow = this.load();
		const context = this.contextFor(workflow, 'manual', 'manual');
		Object.assign(context, {
			getWorkflowStaticData() {
				throw new Error('A test event touches the memory');
			},
		});
		return jsonOf((await this.type.poll?.call(context)) ?? []);
	}

	private async pollDefault(): Promise<PollResult> {
		const { workflow, context } = this;
		if (!workflow || !context) throw new Error('The workflow is not published');
		this.emitted = [];
		this.failed = undefined;
		const isCurrent = () => this.setup.replacedPolls !== 'discarded' || this.context === context;
		await this.executor().create(workflow, this.nodeOf(workflow), context, isCurrent)();
		const error = this.failed as Error | undefined;
		return { items: this.emitted, ...(error && { error }) };
	}

	private async pollDurable(): Promise<PollResult> {
		const workflow = this.load();
		const node = this.nodeOf(workflow);
		this.emitted = [];
		const context = this.contextFor(workflow, 'trigger', 'update');
		return await runPollInStagingScope(context, async () => {
			try {
				const response = await new TriggersAndPollers().runPollFunction(workflow, node, context);
				if (response !== null) context.__emit(response);
				else await commitStagedCursor(context);
				return { items: this.emitted };
			} catch (error) {
				return { items: [], error: error as Error };
			}
		});
	}

	/** A context with its rules about the memory. */
	private contextFor(
		workflow: Workflow,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	): PollContext {
		const node = this.nodeOf(workflow);
		const isDurable = this.setup.engine === 'durable';
		let snapshot: IDataObject = {};
		let seed = '';
		const takeStaged = () => {
			const staged = JSON.stringify(snapshot);
			if (staged === seed) return undefined;
			seed = staged;
			return staged;
		};
		const { budgetMs } = this.setup;
		const isScheduled = isDurable && activation === 'update';
		const scheduledMs = typeof budgetMs === 'number' ? budgetMs : DURABLE_BUDGET_MS;
		const givenMs = isScheduled ? scheduledMs : IN_MEMORY_BUDGET_MS;
		const context = new PollContext(
			workflow,
			node,
			this.additionalData(),
			mode,
			activation,
			(data) => {
				if (isDurable) this.cursor = takeStaged() ?? this.cursor;
				this.save(workflow);
				this.emitted.push(...jsonOf(data));
				this.started.push(...jsonOf(data));
			},
			(error) => {
				this.failed = error;
			},
			async () => {
				this.cursor = takeStaged() ?? this.cursor;
			},
			async (poll) => {
				if (isDurable) {
					this.cursor ??= JSON.stringify(workflow.getStaticData('node', node));
					snapshot = JSON.parse(this.cursor);
					seed = JSON.stringify(snapshot);
				}
				return await poll();
			},
			isDurable ? () => snapshot : undefined,
			() => givenMs,
		);
		if (budgetMs === 'unknown') Object.assign(context, { getPollBudgetMs: undefined });
		const write = (level: string) => (sentence: string) => this.log.push(`${level}: ${sentence}`);
		const logger = { error: write('error'), warn: write('warn'), info: write('info') };
		Object.defineProperty(context, 'logger', { value: { ...logger, debug() {} } });
		const { request } = this.setup;
		if (request) {
			context.helpers.httpRequestWithAuthentication = (async (_type: string, options: never) =>
				await request(options)) as never;
		}
		return context;
	}

	private load(): Workflow {
		return new Workflow({
			id: 'w1',
			name: 'Test workflow',
			nodes: [this.node()],
			connections: {},
			active: true,
			nodeTypes: {
				getByName: () => this.type,
				getByNameAndVersion: () => this.type,
				getKnownTypes: () => ({}),
			},
			settings: { timezone: 'Australia/Melbourne' },
			staticData: JSON.parse(this.saved),
		});
	}

	private save(workflow: Workflow): void {
		if (workflow.staticData.__dataChanged !== true) return;
		this.saved = JSON.stringify(workflow.staticData);
		workflow.staticData.__dataChanged = false;
	}

	private node(): INode {
		const { parameters = {}, credentialId = 'c1', nodeName = 'Watch' } = this.setup;
		return {
			id: 'n1',
			name: nodeName,
			type: 'n8n-nodes-autograb-recapture.recaptureTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: deepCopy(parameters),
			credentials: { autoGrabRecaptureApi: { id: credentialId, name: 'Recapture' } },
		};
	}

	private nodeOf(workflow: Workflow): INode {
		const node = workflow.getNode(this.node().name);
		if (!node) throw new Error('The workflow has no trigger');
		return node;
	}

	private executor(): PollTriggerExecutor {
		const span = { setStatus() {} };
		const tracing = {
			startSpan: async (_options: unknown, run: (s: unknown) => unknown) => await run(span),
			startNewTraceSpan: async (_options: unknown, run: (s: unknown) => unknown) => await run(span),
			pickWorkflowAttributes: () => ({}),
			pickNodeAttributes: () => ({}),
		};
		const logger = { scoped: () => logger, debug() {}, error() {} };
		return new PollTriggerExecutor(
			logger as never,
			Container.get(TriggersAndPollers),
			tracing as never,
			{ error() {} } as never,
		);
	}

	private additionalData(): IWorkflowExecuteAdditionalData {
		const { credential } = this.setup;
		return {
			currentNodeParameters: {},
			variables: {},
			credentialsHelper: credentialsHelper(credential),
		} as unknown as IWorkflowExecuteAdditionalData;
	}
}

function jsonOf(data: INodeExecutionData[][]): IDataObject[] {
	return data.flatMap((items) => items.map(({ json }) => json));
}
