/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import type { IRun } from 'n8n-workflow';

import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import type { WorkflowJson } from './instance/content';
import { OWNER } from './instance/owner';
import { errorOf, jsonOf, outputsOf } from './instance/runData';
import { Session } from './instance/session';
import { webhookReady } from './instance/webhook';
import { startCluster } from './queue/cluster';
import type { Cluster } from './queue/cluster';
import { sharedInstance } from './sharedInstance';
import {
	RECAPTURE,
	RECAPTURE_TRIGGER,
	credential,
	inARow,
	recapture,
	recaptureTrigger,
} from './workflows';
import type { Step } from './workflows';

const KEY = 'sec_n8n';
const instance = sharedInstance();
let cluster: Cluster;
let vendor: Simulator;
let session: Session;
let credentialId: string;

beforeAll(async () => {
	cluster = await startCluster(instance);
	session = await Session.open(cluster.main.url, OWNER, instance.installation);
	vendor = await startSimulator({ apiKey: KEY });
	credentialId = await session.createCredential(
		credential({ apiKey: KEY, region: 'au', baseUrl: vendor.url }),
	);
});
afterAll(async () => {
	await cluster?.stop();
	await vendor?.stop();
});
beforeEach(() => vendor.reset());

const LISTS = 20;
const CUSTOMERS = 50;
const CUSTOMERS_PER_UPLOAD = 10;

/** The plates of one of many lists. */
function plates(name: string, list: number): string[] {
	return Array.from({ length: CUSTOMERS }, (_, row) => `${name}${list}X${row}`);
}

function allPlates(name: string, lists: number): string[] {
	return Array.from({ length: lists }, (_, list) => plates(name, list)).flat();
}

function platesHeld(): string[] {
	return vendor.customers.list().map(({ rego }) => rego ?? '');
}

function webhook(path: string): Step {
	return {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
	};
}

/** Takes a list in, sends it in parts, and waits until the vendor has processed them all. */
function uploadRows(path: string) {
	const rows: Step = {
		name: 'Rows',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'body.rows', options: {} },
	};
	const options = {
		customersPerUpload: CUSTOMERS_PER_UPLOAD,
		existingCustomers: "={{ $('Webhook').first().json.body.existing ?? 'upload' }}",
	};
	return inARow(`Upload ${path}`, [
		webhook(path),
		rows,
		recapture({ resource: 'upload', operation: 'create', name: path, options }, credentialId),
		recapture({ resource: 'status', operation: 'wait' }, credentialId, { name: 'Wait' }),
	]);
}

async function publish(workflow: WorkflowJson, path: string): Promise<string> {
	const id = await session.publish(workflow);
	await webhookReady(`${cluster.main.url}/webhook/${path}`);
	return id;
}

async function send(path: string, list: string[], existing?: 'skip'): Promise<void> {
	const rows = list.map((Rego) => ({ Rego }));
	await axios.post(`${cluster.main.url}/webhook/${path}`, { rows, existing });
}

/** Waits until so many runs of a workflow have ended, however they did. */
async function endedRuns(workflowId: string, count: number): Promise<IRun[]> {
	for (const startedAt = Date.now(); Date.now() - startedAt < 150_000; await sleep(500)) {
		const runs = await session.storedRuns(workflowId);
		const ended = runs.filter(({ status }) => !['new', 'running', 'waiting'].includes(status));
		if (ended.length >= count) return await session.finishedRuns(workflowId);
	}
	throw new Error(`Not all ${count} runs ended in time`);
}

function report(sentence: string): void {
	process.stdout.write(`${sentence}\n`);
}

it(`${LISTS} lists at once are spread over both workers, and each customer arrives once`, async () => {
	vendor.configure({ latencyMs: 50, customersPerSecond: 1000 });
	const workflowId = await publish(uploadRows('many'), 'many');
	const before = cluster.workers.map(({ started }) => started.length);
	const startedAt = Date.now();

	await Promise.all(
		Array.from({ length: LISTS }, async (_, list) => await send('many', plates('M', list))),
	);
	const runs = await endedRuns(workflowId, LISTS);

	const seconds = (Date.now() - startedAt) / 1000;
	const shares = cluster.workers.map(({ started }, index) => started.length - before[index]);
	report(`${LISTS} lists in ${seconds.toFixed(1)} s, by worker: ${shares.join(' and ')}`);
	expect(runs.map(errorOf)).toEqual(Array(LISTS).fill(undefined));
	expect(runs.flatMap((run) => outputsOf(run, 'Wait')[0].map(({ json }) => json.status))).toEqual(
		Array((LISTS * CUSTOMERS) / CUSTOMERS_PER_UPLOAD).fill('complete'),
	);
	expect(platesHeld().sort()).toEqual(allPlates('M', LISTS).sort());
	expect(shares.every((share) => share > 0)).toBe(true);
	expect(shares[0] + shares[1]).toBe(LISTS);
	await session.unpublish(workflowId);
});

it('a file that the main process took in is read by a worker, from the database', async () => {
	const steps = [
		webhook('file'),
		recapture({ resource: 'upload', operation: 'create', source: 'file' }, credentialId),
	];
	const workflowId = await publish(inARow('Upload File', steps), 'file');
	const form = new FormData();
	const csv = ['Number Plate', ...plates('F', 0)].join('\n');
	form.append('data', new Blob([csv], { type: 'text/csv' }), 'sold.csv');

	await axios.post(`${cluster.main.url}/webhook/file`, form);
	const [run] = await endedRuns(workflowId, 1);

	expect(errorOf(run)).toBeUndefined();
	expect(outputsOf(run, RECAPTURE).map(jsonOf)).toMatchObject([[{ customers: CUSTOMERS }], []]);
	expect(platesHeld().sort()).toEqual(plates('F', 0).sort());
	expect(Number(await cluster.services.query('select count(*) from binary_data'))).toBe(1);
	await session.unpublish(workflowId);
});

it('the trigger tells each sighting once, and a worker takes over the run', async () => {
	const customer = vendor.customers.add({ rego: 'ABC123', region: 'au' });
	vendor.addSighting(customer.id, { listing_title: 'old news' });
	const watch = recaptureTrigger({ event: 'customerSighted' }, credentialId, [0, 15, 30, 45]);
	const workflowId = await session.publish(inARow('Watch', [watch]));
	const polls = () => vendor.requests('GET /v2/recapture/customers').length;
	while (polls() < 2) await sleep(100);
	vendor.addSighting(customer.id, { listing_title: 'news' });

	await endedRuns(workflowId, 1);
	const pollsBefore = polls();
	while (polls() < pollsBefore + 4) await sleep(500);

	const stored = await session.storedRuns(workflowId);
	const runs = await session.finishedRuns(workflowId);
	expect(runs.flatMap((run) => outputsOf(run, RECAPTURE_TRIGGER)[0])).toMatchObject([
		{ json: { sighting: { listing_title: 'news' } } },
	]);
	const taken = cluster.workers.flatMap(({ started }) => started);
	expect(taken).toEqual(expect.arrayContaining(stored.map(({ id }) => id)));
	await session.unpublish(workflowId);
});

// Last, because only one worker is left after it.
it('a worker that is killed in the middle of uploads makes no customer twice, and what is missing says so', async () => {
	vendor.configure({ latencyMs: 400 });
	const lists = 10;
	const workflowId = await publish(uploadRows('killed'), 'killed');
	const [victim] = cluster.workers;
	await Promise.all(
		Array.from({ length: lists }, async (_, list) => await send('killed', plates('K', list))),
	);
	while (vendor.requests('POST /v2/recapture/upload').length < lists * 2) await sleep(20);

	await victim.kill();
	const killedAt = Date.now();
	await endedRuns(workflowId, lists);

	const runs = await session.storedRuns(workflowId);
	const lost = runs.filter(({ status }) => status !== 'success');
	const held = platesHeld();
	report(
		`${lost.length} of ${lists} runs were lost with the worker (${[...new Set(lost.map(({ status }) => status))].join(', ')}), ` +
			`known ${((Date.now() - killedAt) / 1000).toFixed(0)} s later; ` +
			`${held.length} of ${lists * CUSTOMERS} customers had arrived, ${held.length - new Set(held).size} of them twice`,
	);
	expect(lost.length).toBeGreaterThan(0);
	expect(new Set(held).size).toBe(held.length);
	const all = Array.from({ length: lists }, (_, list) => plates('K', list));
	const incomplete = all.filter((list) => list.some((plate) => !held.includes(plate)));
	const successful = runs.filter(({ status }) => status === 'success');
	expect(
		incomplete.filter(([plate]) => successful.some(({ data }) => data.includes(`"${plate}"`))),
	).toEqual([]);

	// What the run had sent died with the worker: n8n has nothing to go on with, and so nothing is sent.
	const posts = () => vendor.requests('POST /v2/recapture/upload').length;
	const postsBefore = posts();
	await session.retry(lost[0].id);
	await endedRuns(workflowId, lists + 1);
	expect(posts()).toBe(postsBefore);

	// One after the other: who reads all customers while others add some may be told that the pages repeat.
	for (const [index, list] of incomplete.entries()) {
		await send('killed', list, 'skip');
		await endedRuns(workflowId, lists + 2 + index);
	}
	expect(platesHeld().sort()).toEqual(allPlates('K', lists).sort());
	await session.unpublish(workflowId);
});
