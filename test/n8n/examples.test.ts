/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import type { INode, IRun } from 'n8n-workflow';
import * as SheetJS from 'xlsx';

import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { copyExampleFiles, readExampleWorkflows } from './dev/examples';
import { credentialFor } from './dev/simulator';
import { startCrm } from './farEnd/crm';
import type { Crm } from './farEnd/crm';
import { startMailServer } from './farEnd/mailServer';
import type { Mail, MailServer } from './farEnd/mailServer';
import type { WorkflowJson } from './instance/content';
import { filesFolder } from './instance/environment';
import { n8nLibrary } from './instance/n8nLibrary';
import { OWNER } from './instance/owner';
import { errorOf, jsonOf, outputsOf } from './instance/runData';
import { Session } from './instance/session';
import { startServer } from './instance/startServer';
import type { N8nServer } from './instance/startServer';
import { sharedInstance } from './sharedInstance';
import { CREDENTIAL_TYPE, PACKAGE, workflow } from './workflows';

const instance = sharedInstance();
const KEY = 'sec_n8n';
const FORM_USER = { username: 'dealer', password: 'a long password' };
const POLL_WITHIN_MS = 90_000;
let vendor: Simulator;
let crm: Crm;
let mailServer: MailServer;
let n8n: N8nServer;
let session: Session;
let credentials: Record<string, string>;
let examples: Map<string, WorkflowJson>;
const tested = new Set<string>();
const ANY_STATUS = { validateStatus: () => true };

beforeAll(async () => {
	examples = new Map(await readExampleWorkflows());
	await copyExampleFiles(instance.userFolder);
	[vendor, crm, mailServer, n8n] = await Promise.all([
		startSimulator({ apiKey: KEY }),
		startCrm(),
		startMailServer(instance.installation),
		startServer(instance),
	]);
	session = await Session.open(n8n.url, OWNER, instance.installation);
	credentials = {
		[CREDENTIAL_TYPE]: await session.createCredential(credentialFor(vendor)),
		smtp: await session.createCredential({
			id: 'smtp',
			name: 'SMTP',
			type: 'smtp',
			data: { host: '127.0.0.1', port: mailServer.port, secure: false },
		}),
		httpBasicAuth: await session.createCredential({
			id: 'form',
			name: 'Form',
			type: 'httpBasicAuth',
			data: { user: FORM_USER.username, password: FORM_USER.password },
		}),
	};
});
afterAll(async () => {
	await n8n.stop();
	await Promise.all([vendor.stop(), crm.stop(), mailServer.stop()]);
});
beforeEach(() => {
	vendor.reset();
	mailServer.clear();
});

/** The example with what a user sets: credentials, addresses, folders. */
function example(file: string, settings: Record<string, string> = {}): WorkflowJson {
	tested.add(file);
	const all = { 'https://crm.example.com': crm.url, ...settings };
	const text = Object.entries(all).reduce(
		(before, [placeholder, value]) => before.replaceAll(placeholder, value),
		JSON.stringify(examples.get(file)),
	);
	const filled = JSON.parse(text) as WorkflowJson;
	for (const node of filled.nodes) {
		for (const [type, chosen] of Object.entries(node.credentials ?? {})) {
			chosen.id = credentials[type];
		}
	}
	return filled;
}

async function run(workflowJson: WorkflowJson): Promise<IRun> {
	const finished = await session.run(workflowJson);
	expect([workflowJson.name, errorOf(finished)]).toEqual([workflowJson.name, undefined]);
	return finished;
}

/** The mails that arrived, when there are so many as expected. */
async function mails(count: number, withinMs = 20_000): Promise<Mail[]> {
	for (const startedAt = Date.now(); Date.now() - startedAt < withinMs; await sleep(50)) {
		if ((await mailServer.mails()).length >= count) break;
	}
	const arrived = await mailServer.mails();
	expect(arrived.map(({ to }) => to.text)).toEqual(Array(count).fill('you@example.com'));
	return arrived;
}

it('every example says in a note what to set, and what it costs or deletes', () => {
	const silent = [...examples].filter(([, { nodes }]) => {
		const [note] = nodes.filter(isNote).map(({ parameters }) => String(parameters.content));
		return !/^## .*\n### What to set\n.*\n### What it costs/s.test(note);
	});
	expect(silent.map(([file]) => file)).toEqual([]);
});

it('every node and note of an example has a place of its own', () => {
	const overlaps = [...examples].flatMap(([file, { nodes }]) => {
		const boxes = nodes.map(boxOf);
		return boxes.flatMap((one, index) =>
			boxes.slice(index + 1).flatMap((other) => (overlap(one, other) ? { file, one, other } : [])),
		);
	});
	expect(overlaps).toEqual([]);
});

it('every example comes unpublished and with the credential that `npm run dev` makes', () => {
	const { id } = credentialFor(vendor);
	const wrong = [...examples].filter(([, { active, nodes }]) => {
		const ours = nodes.filter(({ type }) => type.startsWith(PACKAGE));
		return active || ours.some((node) => node.credentials?.[CREDENTIAL_TYPE].id !== id);
	});
	expect(wrong.map(([file]) => file)).toEqual([]);
});

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

function isNote({ type }: INode): boolean {
	return type === 'n8n-nodes-base.stickyNote';
}

/** A node is drawn as a square with its name below, up to three lines, wider than the square. */
function boxOf(node: INode): Box {
	const [left, top] = node.position;
	const { name, parameters } = node;
	if (!isNote(node)) return { name, left: left - 32, top, right: left + 128, bottom: top + 160 };
	const [width, height] = [Number(parameters.width), Number(parameters.height)];
	return { name, left, top, right: left + width, bottom: top + height };
}

function overlap(one: Box, other: Box): boolean {
	return (
		one.left < other.right &&
		other.left < one.right &&
		one.top < other.bottom &&
		other.top < one.bottom
	);
}

it('upload-csv.json uploads the list that comes with it', async () => {
	const finished = await run(example('upload-csv.json'));

	const [waited] = outputsOf(finished, 'Wait until complete').map(jsonOf);
	const [rejected] = outputsOf(finished, 'Rows to correct').map(jsonOf);
	expect(waited).toMatchObject([{ status: 'complete', timedOut: false }]);
	expect(waited[0].total_uploaded_customers).toBe(vendor.customers.count());
	expect(rejected[0]).toMatchObject({ row: expect.any(Number), reason: expect.any(String) });
});

describe('upload-folder-and-mail-report.json', () => {
	const FOLDER = '.n8n-files/lists';
	const upload = () => example('upload-folder-and-mail-report.json', { '.n8n-files': FOLDER });

	beforeAll(async () => {
		const folder = join(filesFolder(instance.userFolder), 'lists');
		await mkdir(folder);
		const lists = {
			'north.csv': 'Rego,Customer,Mobile\nAAA111,Maya Chen,0412345678\n,No Car,0412345679\n',
			'south.csv':
				'Rego,Customer,Sale Date\nBBB222,Ana Silva,13/02/2024\nCCC333,Li Wu,31/02/2024\n',
		};
		for (const [name, list] of Object.entries(lists)) await writeFile(join(folder, name), list);
	});

	it('mails the totals of all lists, and the rejected rows as a spreadsheet', async () => {
		await run(upload());

		expect(vendor.customers.list().map(({ rego }) => rego)).toEqual(['AAA111', 'BBB222']);
		const [mail] = await mails(1);
		expect(mail.text?.split('\n').filter((line) => /csv/.test(line))).toEqual([
			'north.csv: 2 rows, 1 uploaded, 1 rejected, 0 duplicates, 0 that AutoGrab already holds, 0 blank',
			'south.csv: 2 rows, 1 uploaded, 1 rejected, 0 duplicates, 0 that AutoGrab already holds, 0 blank',
			'north.csv: complete, 1 of 1 customers processed, 0 with errors',
			'south.csv: complete, 1 of 1 customers processed, 0 with errors',
		]);
		expect(mail.attachments.map(({ filename }) => filename)).toEqual(['rows-to-correct.xlsx']);
		expect(rowsOf(mail.attachments[0].content)).toMatchObject([
			{ File: 'north.csv', Row: 2, Problem: expect.any(String), Mobile: '0412345679' },
			{ File: 'south.csv', Row: 2, Problem: expect.any(String), 'Sale Date': '31/02/2024' },
		]);
	});

	it('sends nothing twice, and still mails the rows to correct', async () => {
		vendor.customers.add({ rego: 'AAA111' });
		vendor.customers.add({ rego: 'BBB222' });

		await run(upload());

		expect(vendor.uploads.list()).toEqual([]);
		const [mail] = await mails(1);
		expect(mail.text).toContain('No customer was uploaded');
		expect(rowsOf(mail.attachments[0].content)).toHaveLength(2);
	});
});

it('upload-workbook-from-mail.json uploads the workbook of a mail, whatever else is attached, and ignores other mails', async () => {
	const file = join(filesFolder(instance.userFolder), 'may.xlsx');
	const sheet = SheetJS.utils.aoa_to_sheet([
		['Customers of May'],
		['Rego', 'Name', 'Sale Date'],
		['AAA111', 'Maya Chen', { t: 'n', v: 45_335, z: 'dd/mm/yyyy' }],
		[null, 'No Car'],
	]);
	const book = SheetJS.utils.book_new();
	SheetJS.utils.book_append_sheet(book, sheet, 'List');
	await writeFile(file, SheetJS.write(book, { type: 'buffer', bookType: 'xlsx' }));

	const finished = await run(withMails(example('upload-workbook-from-mail.json'), file));

	expect(vendor.customers.list()).toMatchObject([
		{ rego: 'AAA111', client_name: 'Maya Chen', sale_date: expect.stringMatching(/^2024-02-13/) },
	]);
	expect(vendor.uploads.list()).toMatchObject([{ name: expect.stringContaining('List of May') }]);
	const [rejected] = outputsOf(finished, 'Rows to correct').map(jsonOf);
	expect(rejected).toMatchObject([{ row: 2, line: 4, reason: 'missing-identity' }]);
});

/** The workflow with mails that are here already: n8n's trigger waits for a mail server. */
function withMails(waiting: WorkflowJson, file: string): WorkflowJson {
	const trigger = waiting.nodes.find(({ name }) => name === 'A mail arrives');
	if (!trigger) throw new Error('The workflow waits for no mail');
	const mails = workflow('Mails', [
		{
			name: 'File',
			type: 'n8n-nodes-base.readWriteFile',
			typeVersion: 1.1,
			parameters: { operation: 'read', fileSelector: file, options: {} },
		},
	]);
	Object.assign(trigger, {
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		credentials: {},
		parameters: {
			jsCode: `
				const { data } = $input.first().binary;
				const logo = { ...data, fileName: 'logo.png' };
				const mail = (from, binary) => ({ json: { from, subject: 'List of May' }, binary });
				return [
					mail('DMS <Lists@example.com>', { attachment_0: logo, attachment_1: data }),
					mail('lists@example.com', { attachment_0: logo }),
					mail('someone@else.example', { attachment_0: data }),
				];`,
		},
	});
	return {
		...waiting,
		nodes: [...mails.nodes, ...waiting.nodes],
		connections: {
			...mails.connections,
			File: { main: [[{ node: trigger.name, type: 'main', index: 0 }]] },
			...waiting.connections,
		},
	};
}

describe('upload-form.json', () => {
	let form: string;
	let workflowId: string;

	beforeAll(async () => {
		workflowId = await session.publish(example('upload-form.json'));
		form = `${n8n.url}/form/autograb-upload`;
		await until(async () => (await axios.get(form, ANY_STATUS)).status === 401);
	});
	afterAll(async () => await session.unpublish(workflowId));

	/** Sends the list as the page does, and gives the page that comes at the end. */
	async function send(list: string): Promise<string> {
		const fields = new FormData();
		fields.set('field-0', new Blob([list], { type: 'text/csv' }), 'march.csv');
		const { data } = await axios.post<{ formWaitingUrl: string }>(form, fields, {
			auth: FORM_USER,
		});
		const page = new URL(data.formWaitingUrl);
		const status = new URL(page);
		status.pathname += '/n8n-execution-status';
		await until(async () => (await axios.get(status.href)).data === 'form-waiting');
		return (await axios.get<string>(page.href)).data;
	}

	it('does not open without the password', async () => {
		expect((await axios.post(form, new FormData(), ANY_STATUS)).status).toBe(401);
		expect(vendor.requests()).toEqual([]);
	});

	it('answers with the totals and the rows that were not uploaded', async () => {
		const page = await send('Rego,Customer\nAAA111,Maya Chen\n,<b>No</b> Car\nBBB222,Li Wu\n');

		expect(vendor.customers.list().map(({ rego }) => rego)).toEqual(['AAA111', 'BBB222']);
		expect(page).toContain('The list was uploaded');
		expect(page).toContain('3 rows: 2 uploaded');
		expect(page).toMatch(/AutoGrab has processed march\.csv .*: 2 of 2 customers, 0 with errors/);
		expect(page).toContain('Row 2 (line 3): there is neither a rego nor a VIN.');
	});

	it('uploads nobody twice, and says so', async () => {
		vendor.customers.add({ rego: 'AAA111' });
		const page = await send('Rego,Customer\nAAA111,Maya Chen\n');

		expect(vendor.uploads.list()).toEqual([]);
		expect(page).toContain('No customer was uploaded');
		expect(page).toContain('no customer that can be sent and that AutoGrab does not hold yet');
	});

	it('says why a list cannot be read', async () => {
		const page = await send('Name,Phone\nMaya Chen,0412345678\n');

		expect(vendor.uploads.list()).toEqual([]);
		expect(page).toContain('No column of the list names a vehicle');
	});
});

it('sightings-of-the-month-by-mail.json mails the sightings of the month before as a spreadsheet', async () => {
	const thisMonth = new Date();
	thisMonth.setUTCDate(1);
	thisMonth.setUTCHours(0, 0, 0, 0);
	const before = new Date(thisMonth);
	before.setUTCMonth(before.getUTCMonth() - 1);
	const [maya, liam] = ['Maya Chen', 'Liam Okafor'].map((client_name) =>
		vendor.customers.add({ client_name, rego: 'AAA111', mobile_number: '0412345678' }),
	);
	const sightings = {
		'too old': new Date(before.getTime() - 1_000),
		'the first': before,
		'the last': new Date(thisMonth.getTime() - 1_000),
		'too new': thisMonth,
	};
	for (const [listing_title, at] of Object.entries(sightings)) {
		vendor.addSighting(maya.id, { at: at.toISOString(), listing_title, listing_price: 15_000 });
	}
	vendor.addSighting(liam.id, { at: null, listing_title: 'without a date' });

	await run(example('sightings-of-the-month-by-mail.json'));

	const [mail] = await mails(1);
	expect(mail.attachments[0].filename).toBe(`sightings-${before.toISOString().slice(0, 7)}.xlsx`);
	// AutoGrab gives the customers in an order of its own.
	const rows = rowsOf<{ Listing: string }>(mail.attachments[0].content);
	expect(rows.sort((a, b) => a.Listing.localeCompare(b.Listing))).toMatchObject([
		{ Seen: before.toISOString().slice(0, 10), Customer: 'Maya Chen', Listing: 'the first' },
		{ Listing: 'the last', Mobile: '0412345678', Price: 15_000 },
		{ Customer: 'Liam Okafor', Listing: 'without a date' },
	]);
});

interface SpreadsheetLibrary {
	read(content: Buffer): { SheetNames: string[]; Sheets: Record<string, unknown> };
	utils: { sheet_to_json(sheet: unknown): object[] };
}

function rowsOf<Row extends object>(spreadsheet: Buffer): Row[] {
	const { read, utils } = n8nLibrary<SpreadsheetLibrary>(instance.installation, '@e965/xlsx');
	const { Sheets, SheetNames } = read(spreadsheet);
	return utils.sheet_to_json(Sheets[SheetNames[0]]) as Row[];
}

it('upload-from-crm-every-night.json uploads whom AutoGrab does not have, and mails what is to be corrected', async () => {
	crm.customers = [
		{ rego: 'abc 123', state: 'VIC', name: 'Maya Chen' },
		{ rego: 'XYZ789', state: 'QLD', name: 'Liam Okafor' },
		{ name: 'No Car At All' },
	];
	vendor.customers.add({ rego: 'ABC123', state: 'VIC' });

	await run(example('upload-from-crm-every-night.json'));
	await run(example('upload-from-crm-every-night.json'));

	expect(vendor.customers.list().map(({ rego }) => rego)).toEqual(['ABC123', 'XYZ789']);
	expect(vendor.uploads.list()).toHaveLength(1);
	const [mail] = await mails(2);
	expect(mail.subject).toContain('to correct: 1');
	expect(mail.text).toContain('(name: No Car At All)');
});

it('mirror-from-crm-every-night.json plans first, then mirrors, and mails what is withheld', async () => {
	const cars = Array.from({ length: 30 }, (_, index) => ({
		rego: `CAR${100 + index}`,
		name: `Customer ${index}`,
	}));
	crm.customers = cars;
	const planned = await run(example('mirror-from-crm-every-night.json'));
	expect(outputsOf(planned, 'Plan').map(jsonOf)[0]).toMatchObject([{ plan: { create: 30 } }]);
	expect(vendor.customers.count()).toBe(0);

	const active = () => {
		const filled = example('mirror-from-crm-every-night.json');
		for (const node of filled.nodes) {
			if (node.name === 'Mirror') node.disabled = false;
			if (node.name === 'Plan') node.disabled = true;
		}
		return filled;
	};
	await run(active());
	expect(vendor.customers.count()).toBe(30);
	await mails(0);
	crm.customers = cars.slice(0, 10);
	await run(active());

	const [mail] = await mails(1);
	expect(mail.text).toContain('20 of 30 left the list');
	expect(vendor.customers.list().filter(({ expiry_date }) => expiry_date)).toEqual([]);
});

describe('upload-and-remember.json and follow-remembered-uploads.json', () => {
	const rows = async () => {
		const { parameters } = nodeOf('follow-remembered-uploads.json', 'Not complete yet');
		const table = await run(
			workflow('Table', [
				{
					name: 'Rows',
					type: 'n8n-nodes-base.dataTable',
					typeVersion: 1,
					parameters: { ...parameters, filters: {} },
				},
			]),
		);
		return outputsOf(table, 'Rows').flatMap(jsonOf);
	};
	const follow = async () => await run(example('follow-remembered-uploads.json'));

	it('an upload is kept in the table, marked when it is complete, and handled once', async () => {
		vendor.configure({ customersPerSecond: 1 });
		await run(example('upload-and-remember.json'));
		const [{ id, plan }] = vendor.uploads.list();
		await run(example('upload-and-remember.json'));
		const forgotten = vendor.uploads.list()[1].id;
		vendor.uploads.remove(forgotten);
		await follow();
		await mails(0);
		expect(await rows()).toMatchObject([
			{ upload_id: id, name: 'customers.csv', customers: plan.size, complete: false },
			{ upload_id: forgotten, complete: false, status: expect.stringContaining('Upload ID') },
		]);

		vendor.advance(plan.size * 1000);
		await follow();
		await follow();

		const done = { complete: true, status: 'complete', processed: plan.size, errors: 0 };
		expect(await rows()).toMatchObject([done, { upload_id: forgotten, complete: false }]);
		const [mail] = await mails(1);
		expect(mail.subject).toContain('customers.csv is complete');
		expect(mail.text).toContain(`Processed by AutoGrab: ${plan.size}`);
	});
});

function nodeOf(file: string, name: string): INode {
	const node = examples.get(file)?.nodes.find((one) => one.name === name);
	if (node === undefined) throw new Error(`${file} has no node ${name}`);
	return node;
}

/** Both are published at the same time, so that n8n's next poll serves both. */
it('sighting-to-crm-task.json makes a task and sends a message, price-drop.json a second one when the price falls', async () => {
	const [maya, liam, ana] = ['Maya Chen', 'Liam Okafor', 'Ana Silva'].map((client_name, index) =>
		vendor.customers.add({ client_name, rego: `CAR00${index}`, mobile_number: '0412345678' }),
	);
	vendor.addSighting(liam.id, { listing_price: 20_000, listing_title: 'Blue ute' });
	vendor.addSighting(ana.id, { listing_price: 20_000 });
	const pollTimes = pollInSeconds(10);
	const published: string[] = [];
	for (const file of ['sighting-to-crm-task.json', 'price-drop.json']) {
		const filled = example(file);
		const trigger = filled.nodes.find(({ type }) => type === `${PACKAGE}.recaptureTrigger`);
		Object.assign(trigger?.parameters ?? {}, { pollTimes });
		published.push(await session.publish(filled));
	}
	// n8n publishes in the background. What is there when both have read all is old.
	await until(() => vendor.requests('GET /v2/recapture/customers').length >= 4);

	const sighting = vendor.addSighting(maya.id, {
		listing_title: 'Red hatch',
		listing_price: 15_000,
	});
	vendor.changeSighting(liam.id, 0, { listing_price: 18_500 });
	vendor.changeSighting(ana.id, 0, { listing_price: 19_900 });

	await mails(2, POLL_WITHIN_MS);
	await until(() => crm.tasks.length > 0);
	await Promise.all(published.map(async (id) => await session.finishedRuns(id)));
	const arrived = await mails(2);
	const [first, second] = arrived.sort((a, b) => a.subject.localeCompare(b.subject));
	expect(first.subject).toBe('For sale: Maya Chen, CAR000');
	expect(first.text).toMatch(/0412345678.*Red hatch.*15000/s);
	expect(second.subject).toBe('Price down: Liam Okafor, CAR001');
	expect(second.text).toMatch(/from 20000 to 18500.*Blue ute/s);
	expect(crm.tasks).toMatchObject([
		{
			headers: { 'idempotency-key': expect.any(String) },
			body: { phone: '0412345678', rego: 'CAR000', price: 15_000, listing: sighting?.listing_url },
		},
	]);
	for (const id of published) await session.unpublish(id);
});

/** n8n polls once a minute at most, and once when it publishes. */
function pollInSeconds(seconds: number) {
	const second = (new Date().getSeconds() + seconds) % 60;
	return { item: [{ mode: 'custom', cronExpression: `${second} * * * * *` }] };
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
	for (const startedAt = Date.now(); Date.now() - startedAt < 20_000; await sleep(50)) {
		if (await isTrue()) return;
	}
}

describe('delete-after-confirmation.json', () => {
	const names = () => vendor.customers.list().map(({ client_name }) => client_name);

	beforeEach(() => {
		vendor.customers.add({ client_name: 'Sold Long Ago', rego: 'OLD001', sale_date: '2019-03-01' });
		vendor.customers.add({ client_name: 'Also Long Ago', sale_date: '2018-03-01' });
		vendor.customers.add({ client_name: 'Sold Lately', sale_date: tomorrowFiveYearsAgo() });
		vendor.customers.add({ client_name: 'Sale Unknown' });
	});

	/** Runs it up to the question, answers it, and waits for the end. */
	async function answer(choice: string): Promise<string> {
		const finished = run(example('delete-after-confirmation.json'));
		const [{ html }] = await Promise.race([mails(1), finished.then(() => [])]);
		const form = /href="([^"]+)"/.exec(String(html))?.[1] ?? '';
		// Some mail programs open all links to look for harm.
		await open(form);
		const answered = new FormData();
		answered.set('field-0', choice);
		await axios.post(form, answered, { headers: { 'User-Agent': 'Mozilla/5.0' } });
		await finished;
		return String(html);
	}

	/** The mail may be here before n8n has noted that it waits for the answer. */
	async function open(form: string): Promise<void> {
		const headers = { 'User-Agent': 'Mozilla/5.0' };
		const isOpen = async () =>
			(await axios.get(form, { headers, validateStatus: () => true })).status === 200;
		for (const startedAt = Date.now(); Date.now() - startedAt < 20_000; await sleep(50)) {
			if (await isOpen()) return;
		}
		throw new Error('The page for the answer does not open');
	}

	it('deletes nothing when the answer is no', async () => {
		const mail = await answer('No, keep them');

		expect(mail).toContain('Sold Long Ago, OLD001, sold 2019-03-01');
		expect(mail).toContain('Also Long Ago, no plate, sold 2018-03-01');
		expect(mail).not.toMatch(/Sold Lately|Sale Unknown/);
		expect(vendor.requests('DELETE *')).toEqual([]);
		expect(names()).toHaveLength(4);
	});

	it('deletes those that were named when the answer is yes, and nobody else', async () => {
		await answer('Yes, delete them for good');

		expect(names().sort()).toEqual(['Sale Unknown', 'Sold Lately']);
		const [, told] = await mails(2);
		expect(told.subject).toContain('customers deleted: 2');
	});
});

function tomorrowFiveYearsAgo(): string {
	const date = new Date();
	date.setUTCFullYear(date.getUTCFullYear() - 5, date.getUTCMonth(), date.getUTCDate() + 1);
	return date.toISOString().slice(0, 10);
}

it('no example is without a test', () => {
	expect([...tested].sort()).toEqual([...examples.keys()].sort());
});
