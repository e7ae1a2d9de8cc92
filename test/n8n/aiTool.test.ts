import type { INodeParameters } from 'n8n-workflow';

import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { exportNodeTypes } from './instance/commandLine';
import type { WorkflowJson } from './instance/content';
import { OWNER } from './instance/owner';
import { errorOf } from './instance/runData';
import { Session } from './instance/session';
import { startServer } from './instance/startServer';
import type { N8nServer } from './instance/startServer';
import { startScriptedModel, type ScriptedModel } from './model/scriptedModel';
import { sharedInstance } from './sharedInstance';
import { PACKAGE, credential, recapture, workflow } from './workflows';

/** The node as a tool of n8n's AI Agent. The model is a script; everything between it and the vendor is real. */

const KEY = 'sec_n8n';
const instance = sharedInstance();
let vendor: Simulator;
let model: ScriptedModel;
let n8n: N8nServer;
let session: Session;
let recaptureId: string;
let modelId: string;

beforeAll(async () => {
	vendor = await startSimulator({ apiKey: KEY });
	model = await startScriptedModel();
	n8n = await startServer({
		...instance,
		settings: { ...instance.settings, N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true' },
	});
	session = await Session.open(n8n.url, OWNER, instance.installation);
	recaptureId = await session.createCredential(
		credential({ apiKey: KEY, region: 'au', baseUrl: vendor.url }),
	);
	modelId = await session.createCredential({
		...credential({ apiKey: 'none', url: model.url }),
		name: 'Model (test)',
		type: 'openAiApi',
	});
});
afterAll(async () => {
	await n8n.stop();
	await model.stop();
	await vendor.stop();
});
beforeEach(() => vendor.reset());

/** An agent with this node as its only tool. */
function agentWith(parameters: INodeParameters): WorkflowJson {
	const agent = workflow('Agent', [
		{
			name: 'AI Agent',
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: 3.1,
			parameters: { promptType: 'define', text: 'Use the tool.', options: {} },
		},
	]);
	const tool = {
		id: 'recapture-tool',
		position: [200, 300] as [number, number],
		...recapture(parameters, recaptureId, {
			name: 'Recapture Tool',
			type: `${PACKAGE}.recaptureTool`,
		}),
	};
	const chatModel = {
		id: 'chat-model',
		name: 'Chat Model',
		type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
		typeVersion: 1.2,
		position: [0, 300] as [number, number],
		parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
		credentials: { openAiApi: { id: modelId, name: 'Model (test)' } },
	};
	return {
		...agent,
		nodes: [...agent.nodes, tool, chatModel],
		connections: {
			...agent.connections,
			[tool.name]: { ai_tool: [[{ node: 'AI Agent', type: 'ai_tool', index: 0 }]] },
			[chatModel.name]: {
				ai_languageModel: [[{ node: 'AI Agent', type: 'ai_languageModel', index: 0 }]],
			},
		},
	};
}

async function ask(parameters: INodeParameters, args: Record<string, unknown>): Promise<string> {
	model.script(args);
	const run = await session.run(agentWith(parameters));
	expect(errorOf(run)).toBeUndefined();
	return model.heard();
}

it('a model asks for the progress of an upload', async () => {
	const { id } = vendor.uploads.add({ size: 8, processed: 2 });

	const heard = await ask(
		{
			resource: 'status',
			operation: 'get',
			uploadId: "={{ $fromAI('upload_id', 'The ID of the upload', 'string') }}",
		},
		{ upload_id: id },
	);

	expect(heard).toContain('percentComplete');
	expect(heard).toContain('25');
	const [{ description, parameters }] = model.offered();
	expect(description).not.toBe('');
	expect(parameters.properties.upload_id.description).toBe('The ID of the upload');
});

it('a model finds customers', async () => {
	vendor.customers.add({ rego: 'AAA111', region: 'au' });
	vendor.customers.add({ rego: 'BBB222', region: 'au' });

	const heard = await ask(
		{
			resource: 'customer',
			operation: 'getAll',
			returnAll: true,
			filters: { rego: "={{ $fromAI('rego', 'The number plate', 'string') }}" },
		},
		{ rego: 'bbb222' },
	);

	expect(heard).toContain('BBB222');
	expect(heard).not.toContain('AAA111');
});

const DELETE = {
	resource: 'customer',
	operation: 'delete',
	customerId: "={{ $fromAI('customer_id', 'The ID of the customer', 'string') }}",
};

it('a model deletes the customer whose ID it gives, and no other', async () => {
	const [first, second] = ['AAA111', 'BBB222'].map((rego) =>
		vendor.customers.add({ rego, region: 'au' }),
	);
	await ask(DELETE, { customer_id: first.id });
	expect(vendor.customers.list().map(({ id }) => id)).toEqual([second.id]);
});

it.each([
	['', 'Customer ID'],
	['all', 'Invalid Customer ID'],
	['*', 'Customer ID'],
])('a model that gives the ID %j deletes nobody, and hears why', async (customerId, why) => {
	vendor.customers.add({ rego: 'AAA111', region: 'au' });

	const heard = await ask(DELETE, { customer_id: customerId });

	expect(heard).toContain(why);
	expect(vendor.customers.list()).toHaveLength(1);
});

it('a model is offered no uploads', async () => {
	const types = await exportNodeTypes(instance);
	const tool = types.find(({ name }) => name === `${PACKAGE}.recaptureTool`);
	const operations = tool?.properties.filter(
		({ name, displayOptions }) =>
			name === 'operation' &&
			displayOptions?.show?.resource?.includes('upload') &&
			!displayOptions.hide?.['@tool'],
	);
	expect(operations?.flatMap(({ options }) => options)).toMatchObject([{ value: 'cancel' }]);
});
