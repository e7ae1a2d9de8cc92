import type { Simulator } from '../simulator';
import { copyExampleFiles, readExampleWorkflows } from './dev/examples';
import { credentialFor, startVendor } from './dev/simulator';
import {
	executeWorkflow,
	exportNodeTypes,
	importCredentials,
	importWorkflows,
} from './instance/commandLine';
import type { WorkflowJson } from './instance/content';
import { errorOf } from './instance/runData';
import { sharedInstance } from './sharedInstance';

const instance = sharedInstance();
let vendor: Simulator;
let examples: WorkflowJson[];

beforeAll(async () => {
	vendor = await startVendor(0);
	examples = (await readExampleWorkflows()).map(([, workflow]) => workflow);
	await copyExampleFiles(instance.userFolder);
	await importCredentials(instance, [credentialFor(vendor)]);
	if (examples.length > 0) await importWorkflows(instance, examples);
});
afterAll(async () => await vendor.stop());

it('every node of the example workflows exists in n8n', async () => {
	const known = (await exportNodeTypes(instance)).flatMap(({ name, version }) =>
		[version].flat().map((one) => `${name} ${one}`),
	);

	const used = examples.flatMap(({ nodes }) => nodes);
	const unknown = used
		.map(({ type, typeVersion }) => `${type} ${typeVersion}`)
		.filter((node) => !known.includes(node));
	expect(unknown).toEqual([]);
});

it('every example workflow that is started by hand runs as it is', async () => {
	for (const { id, name, nodes } of examples) {
		if (!nodes.some(({ type }) => type === 'n8n-nodes-base.manualTrigger')) continue;
		const run = await executeWorkflow(instance, id);
		expect([name, run.status, errorOf(run)]).toEqual([name, 'success', undefined]);
	}
});
