/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';

import manifest from '../../package.json';
import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { abilitiesOf } from './abilities';
import { readExampleWorkflows } from './dev/examples';
import {
	executeWorkflow,
	exportNodeTypes,
	importCredentials,
	importWorkflows,
} from './instance/commandLine';
import type { WorkflowJson } from './instance/content';
import { filesFolder } from './instance/environment';
import { errorOf, jsonOf, outputsOf } from './instance/runData';
import { sharedInstance } from './sharedInstance';
import { PACKAGE, RECAPTURE, credential, file, items, recapture, workflow } from './workflows';

const instance = sharedInstance();
const KEY = 'sec_n8n';
let vendor: Simulator;
let nodeTypes: INodeTypeDescription[];
let examples: WorkflowJson[];

const LIST = [
	{
		Rego: 'abc 123',
		State: 'VIC',
		Customer: 'Maya Chen',
		Mobile: '0412 345 678',
		Branch: 'Geelong',
	},
	{ Customer: 'No Car At All' },
	{ Rego: 'XYZ789', State: 'Queensland', Customer: 'Liam Okafor', 'Sale Date': '13/02/2024' },
];
const UPLOAD_ITEMS = workflow('Upload Items', [
	...items(LIST),
	recapture(
		{ resource: 'upload', operation: 'create', source: 'items', name: 'From n8n' },
		'recaptureTest',
	),
]);

const CSV = [
	'Number Plate;VIN;Client;Policy End Date',
	'aaa-111;JM0VZTDS0PE834070;Zoë Ryan;31.12.2039',
	'bbb222;;"O\'Brien; Noah";31.02.2039',
	';6T153BK360X070765;Ana Silva;',
].join('\r\n');
const UPLOAD_FILE = workflow('Upload File', [
	file('sold.csv'),
	recapture(
		{ resource: 'upload', operation: 'create', source: 'file', name: 'Sold' },
		'recaptureTest',
	),
]);

// Each command is a start of n8n, so all is imported at once.
beforeAll(async () => {
	vendor = await startSimulator({ apiKey: KEY });
	const data = { apiKey: KEY, region: 'au', baseUrl: vendor.url };
	await importCredentials(instance, [credential(data)]);
	examples = (await readExampleWorkflows()).map(([, example]) => example);
	await importWorkflows(instance, [UPLOAD_ITEMS, UPLOAD_FILE, ...examples]);
	nodeTypes = await exportNodeTypes(instance);
	await writeFile(join(filesFolder(instance.userFolder), 'sold.csv'), CSV, 'latin1');
});
afterAll(async () => await vendor.stop());
beforeEach(() => vendor.reset());

it('n8n lists every node of the package, and a tool made of the action node', () => {
	const names = nodeTypes.map(({ name }) => name).filter((name) => name.startsWith(`${PACKAGE}.`));

	const ours = manifest.n8n.nodes.map((path) => {
		const name = basename(path, '.node.js');
		return `${PACKAGE}.${name[0].toLowerCase()}${name.slice(1)}`;
	});
	expect(names.sort()).toEqual([...ours, `${PACKAGE}.recaptureTool`].sort());
});

it('a list of items is checked and queued: uploads come out first, rejected rows second', async () => {
	const run = await executeWorkflow(instance, UPLOAD_ITEMS.id);

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

	const requests = vendor.requests();
	expect(requests).toMatchObject([
		{
			method: 'POST',
			path: '/v2/recapture/upload',
			query: { region: 'au' },
			headers: { apikey: KEY },
		},
	]);
	expect(requests[0].body).toEqual({
		name: 'From n8n',
		enable_rego_lookups: false,
		customers: [
			{
				rego: 'ABC123',
				state: 'VIC',
				client_name: 'Maya Chen',
				mobile_number: '0412345678',
				additional_fields: { Branch: 'Geelong' },
			},
			{
				rego: 'XYZ789',
				state: 'QLD',
				client_name: 'Liam Okafor',
				sale_date: '2024-02-13',
			},
		],
	});
});

it('a CSV file is read from disk by n8n, and its rows by us', async () => {
	const run = await executeWorkflow(instance, UPLOAD_FILE.id);

	expect(errorOf(run)).toBeUndefined();
	const [uploads, rejected] = outputsOf(run, RECAPTURE).map(jsonOf);
	expect(uploads).toMatchObject([
		{
			customers: 2,
			summary: { rows: 3, delimiter: ';', encoding: 'windows-1252', dateOrder: 'dmy' },
		},
	]);
	expect(rejected).toMatchObject([{ row: 2, line: 3, reason: 'bad-date', value: '31.02.2039' }]);
	expect(vendor.requests().map(({ body }) => body)).toEqual([
		{
			name: 'Sold',
			enable_rego_lookups: false,
			customers: [
				{
					rego: 'AAA111',
					vin: 'JM0VZTDS0PE834070',
					client_name: 'Zoë Ryan',
					expiry_date: '2039-12-31',
				},
				{ vin: '6T153BK360X070765', client_name: 'Ana Silva' },
			],
		},
	]);
});

it('every node of the example workflows exists in n8n', () => {
	const known = nodeTypes.flatMap(({ name, version }) =>
		[version].flat().map((one) => `${name} ${one}`),
	);

	const used = examples.flatMap(({ nodes }) => nodes);
	const unknown = used
		.map(({ type, typeVersion }) => `${type} ${typeVersion}`)
		.filter((node) => !known.includes(node));
	expect([...new Set(unknown)]).toEqual(abilitiesOf(instance.installation).earlierNodes);
});
