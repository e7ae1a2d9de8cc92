import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import manifest from '../../package.json';
import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { executeWorkflow, exportNodeTypes, importCredentials, importWorkflows } from './instance/commandLine';
import { filesFolder } from './instance/environment';
import { errorOf, jsonOf, outputsOf } from './instance/runData';
import { sharedInstance } from './sharedInstance';
import { PACKAGE, RECAPTURE, credential, file, items, recapture, workflow } from './workflows';
import type { Step } from './workflows';

const instance = sharedInstance();
const KEY = 'sec_n8n';
let vendor: Simulator;

beforeAll(async () => {
	vendor = await startSimulator({ apiKey: KEY, clock: 'manual', customersPerSecond: 1 });
	const data = { apiKey: KEY, region: 'au', baseUrl: vendor.url };
	await importCredentials(instance, [credential(data)]);
});
afterAll(async () => await vendor.stop());
beforeEach(() => vendor.reset());

async function execute(name: string, steps: Step[]) {
	const content = workflow(name, steps);
	await importWorkflows(instance, [content]);
	return await executeWorkflow(instance, content.id);
}

it('n8n lists every node of the package, and a tool made of the action node', async () => {
	const names = (await exportNodeTypes(instance))
		.map(({ name }) => name)
		.filter((name) => name.startsWith(`${PACKAGE}.`));

	const ours = manifest.n8n.nodes.map((path) => {
		const name = basename(path, '.node.js');
		return `${PACKAGE}.${name[0].toLowerCase()}${name.slice(1)}`;
	});
	expect(names.sort()).toEqual([...ours, `${PACKAGE}.recaptureTool`].sort());
});

describe('a list of items', () => {
	const LIST = [
		{ Rego: 'abc 123', State: 'VIC', Customer: 'Maya Chen', Mobile: '0412 345 678', Branch: 'Geelong' },
		{ Customer: 'No Car At All' },
		{ Rego: 'XYZ789', State: 'Queensland', Customer: 'Liam Okafor', 'Sale Date': '13/02/2024' },
	];

	it('is checked and queued: uploads come out first, rejected rows second', async () => {
		const run = await execute('Upload Items', [
			...items(LIST),
			recapture({ resource: 'upload', operation: 'create', source: 'items', name: 'From n8n' }),
		]);

		expect(errorOf(run)).toBeUndefined();
		const [uploads, rejected] = outputsOf(run, RECAPTURE).map(jsonOf);
		expect(uploads).toEqual([
			expect.objectContaining({
				id: vendor.uploads.list()[0].id,
				name: 'From n8n',
				total_uploaded_customers: 2,
				part: 1,
				parts: 1,
				customers: 2,
				summary: expect.objectContaining({ rows: 3, accepted: 2, rejected: 1, duplicates: 0 }),
			}),
		]);
		expect(rejected).toEqual([
			expect.objectContaining({ row: 2, reason: 'missing-identity', data: LIST[1] }),
		]);
	});
});
