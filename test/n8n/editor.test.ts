/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { abilitiesOf } from './abilities';
import { filesFolder } from './instance/environment';
import { OWNER } from './instance/owner';
import { errorOf, jsonOf, outputsOf } from './instance/runData';
import { Session } from './instance/session';
import { startServer } from './instance/startServer';
import type { N8nServer } from './instance/startServer';
import { webhookReady } from './instance/webhook';
import { sharedInstance } from './sharedInstance';
import {
	CREDENTIAL_TYPE,
	RECAPTURE,
	credential,
	file,
	inARow,
	items,
	recapture,
	workflow,
} from './workflows';
import type { Step } from './workflows';

const instance = sharedInstance();
const abilities = abilitiesOf(instance.installation);
const KEY = 'sec_n8n';
let vendor: Simulator;
let n8n: N8nServer;
let session: Session;
let credentialId: string;

beforeAll(async () => {
	vendor = await startSimulator({ apiKey: KEY, regions: ['nz'] });
	n8n = await startServer(instance);
	session = await Session.open(n8n.url, OWNER, instance.installation);
	credentialId = await session.createCredential(credentialWith({}));
});
afterAll(async () => {
	await vendor.stop();
	await n8n.stop();
});
beforeEach(() => vendor.reset());

function credentialWith(changes: Record<string, string>) {
	return credential({ apiKey: KEY, region: 'nz', baseUrl: vendor.url, ...changes });
}

function uploadInProgress() {
	return vendor.uploads.add({ size: 8, processed: 2 });
}

async function run(name: string, steps: Step[]) {
	return await session.run(workflow(name, steps));
}

/** Asks until the answer is not empty. */
async function until<T>(ask: () => Promise<T[]>): Promise<T[]> {
	for (const startedAt = Date.now(); Date.now() - startedAt < 60_000; await sleep(100)) {
		const answer = await ask();
		if (answer.length > 0) return answer;
	}
	throw new Error('Nothing came within a minute');
}

describe('the editor runs a workflow', () => {
	it('that asks for the progress of an upload', async () => {
		const { id } = uploadInProgress();

		const result = await run('Status', [
			recapture({ resource: 'status', operation: 'get', uploadId: id }, credentialId),
		]);

		const [status] = outputsOf(result, RECAPTURE).map(jsonOf);
		expect(status).toMatchObject([
			{ id, status: 'processing', percentComplete: 25, remainingCustomers: 6 },
		]);
		expect(vendor.requests().map(({ query }) => query)).toEqual([{ region: 'nz' }]);
	});

	it('that cancels an upload', async () => {
		const { id } = uploadInProgress();

		const result = await run('Cancel', [
			recapture({ resource: 'upload', operation: 'cancel', uploadId: id }, credentialId),
		]);

		expect(outputsOf(result, RECAPTURE).map(jsonOf)).toMatchObject([[{ id, cancelled: true }]]);
		expect(vendor.requests('DELETE /v2/recapture/upload/:id')).toHaveLength(1);
	});

	it('that only validates a file, and nothing is sent', async () => {
		const csv = 'Rego,Sale Date\nAAA111,13/02/2024\nBBB222,31/02/2024\n';
		await writeFile(join(filesFolder(instance.userFolder), 'checked.csv'), csv);

		const result = await run('Validate', [
			file('checked.csv'),
			recapture({ resource: 'upload', operation: 'validate', source: 'file' }, credentialId),
		]);

		const [summaries, rejected] = outputsOf(result, RECAPTURE).map(jsonOf);
		expect(summaries).toMatchObject([{ summary: { rows: 2, accepted: 1, rejected: 1 } }]);
		expect(rejected).toMatchObject([{ row: 2, reason: 'bad-date' }]);
		expect(vendor.requests()).toEqual([]);
	});

	it('that uploads a list and waits until it is complete, without a word in between', async () => {
		vendor.configure({ customersPerSecond: 2 });

		const result = await run('Upload And Wait', [
			...items([{ rego: 'AAA111' }, { rego: 'BBB222' }]),
			recapture({ resource: 'upload', operation: 'create', name: 'Waited for' }, credentialId, {
				name: 'Upload',
			}),
			recapture({ resource: 'status', operation: 'wait' }, credentialId),
		]);

		expect(errorOf(result)).toBeUndefined();
		const [waited] = outputsOf(result, RECAPTURE).map(jsonOf);
		expect(waited).toMatchObject([
			{ name: 'Waited for', status: 'complete', total_processed_customers: 2, timedOut: false },
		]);
		expect(vendor.customers.list().map(({ rego }) => rego)).toEqual(['AAA111', 'BBB222']);
	});
});

describe('the editor shows customers', () => {
	beforeEach(() => {
		for (let i = 1; i <= 3; i++) vendor.customers.add({ rego: `AAA00${i}`, region: 'nz' });
	});

	it('all of them, page by page', async () => {
		const result = await run('Get Many', [
			recapture(
				{
					resource: 'customer',
					operation: 'getAll',
					returnAll: true,
					options: { pageSize: 2 },
				},
				credentialId,
			),
		]);

		const [customers] = outputsOf(result, RECAPTURE).map(jsonOf);
		expect(customers.map(({ rego }) => rego).sort()).toEqual(['AAA001', 'AAA002', 'AAA003']);
	});

	it('one of them, changed and deleted', async () => {
		const { id } = vendor.customers.list()[0];
		const on = (operation: string, more = {}) =>
			recapture({ resource: 'customer', operation, customerId: id, ...more }, credentialId, {
				name: operation,
			});

		const result = await run('Get Update Delete', [
			on('get'),
			on('update', { updateFields: { client_name: 'Maya Chen' } }),
			on('delete'),
		]);

		expect(outputsOf(result, 'get').map(jsonOf)).toMatchObject([[{ id }]]);
		expect(outputsOf(result, 'update').map(jsonOf)).toMatchObject([[{ client_name: 'Maya Chen' }]]);
		expect(outputsOf(result, 'delete').map(jsonOf)).toMatchObject([[{ deleted: true }]]);
		expect(vendor.customers.find(id)).toBeUndefined();
	});
});

describe('an upload whose answer is lost', () => {
	const upload = (more = {}) => [
		...items([{ rego: 'AAA111' }]),
		recapture({ resource: 'upload', operation: 'create', name: 'Lost' }, credentialId, more),
	];
	const WEBHOOK: Step = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: 'lost',
		parameters: { httpMethod: 'POST', path: 'lost', responseMode: 'onReceived', options: {} },
	};
	const posts = () => vendor.requests('POST /v2/recapture/upload');

	beforeEach(() => vendor.fail('POST /v2/recapture/upload', { cut: true, afterWork: true }));

	it('is told as not confirmed, and *Retry On Fail* does not send it again', async () => {
		const result = await run('Lost', upload({ retryOnFail: true, waitBetweenTries: 100 }));

		expect(errorOf(result)).toContain('did not confirm it');
		expect(posts()).toHaveLength(1);
	});

	it('is not sent again by *Retry* in the list of executions', async () => {
		const id = await session.publish(inARow('Lost By Webhook', [WEBHOOK, ...upload()]));
		await webhookReady(`${n8n.url}/webhook/lost`);
		await axios.post(`${n8n.url}/webhook/lost`);
		const [{ id: first }] = await until(async () => await session.storedRuns(id));
		await session.finishedRuns(id);

		await session.retry(first);

		const [, second] = await until(async () => {
			const runs = await session.finishedRuns(id);
			return runs.length > 1 ? runs : [];
		});
		expect(errorOf(second)).toContain('did not confirm it');
		expect(posts()).toHaveLength(1);
		await session.unpublish(id);
	});

	it('leaves through the error output, with its details', async () => {
		const result = await run('Error Output', upload({ onError: 'continueErrorOutput' }));

		const [uploads, , failed] = outputsOf(result, RECAPTURE).map(jsonOf);
		expect(abilities.detailsOnErrorOutput ? failed : uploads).toMatchObject([
			{ error: expect.any(String), details: { state: 'unconfirmed', startAtRow: 1 } },
		]);
	});
});

describe('a credential in the editor', () => {
	/** What a host that is not the vendor answers below the path of that name. */
	const OTHER_JSON: Record<string, object> = {
		status: { status: 'ok' },
		none: { success: true, customers: null },
		object: { success: true, customers: {} },
		list: [{ id: 1 }],
	};
	let stranger: Server;
	let strangerUrl: string;
	let strangerRequests = 0;

	beforeAll(async () => {
		stranger = createServer((request, response) => {
			strangerRequests++;
			const [, name] = /^\/(\w+)/.exec(request.url ?? '') ?? [];
			const json = OTHER_JSON[name];
			response.setHeader('Content-Type', json ? 'application/json' : 'text/html');
			response.end(json ? JSON.stringify(json) : '<html><body>Please sign in</body></html>');
		});
		await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
		strangerUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
	});
	afterAll(async () => {
		stranger.closeAllConnections();
		await new Promise((resolve) => stranger.close(resolve));
	});

	it('asks for the key, the region and the address, and for nothing else', async () => {
		const { properties } = await session.credentialType(CREDENTIAL_TYPE);

		const ofN8n = abilities.domainsHidden ? [] : ['allowedHttpRequestDomains', 'allowedDomains'];
		const names = properties.map(({ name }) => name);
		expect(names).toEqual(['apiKey', 'region', 'baseUrl', ...ofN8n]);
	});

	it('is accepted with the right key', async () => {
		const test = await session.testCredential(credentialWith({}));

		expect(test.status).toBe('OK');
		expect(vendor.requests()).toMatchObject([
			{ method: 'GET', headers: { apikey: KEY }, query: { region: 'nz' }, status: 200 },
		]);
	});

	it.each([
		['a wrong key', { apiKey: 'sec_wrong' }, /API key/, /^Authorization failed/],
		['a region without a licence', { region: 'au' }, /licence/, /^Forbidden/],
	])('is refused with %s', async (_, changes, ours, ofN8n) => {
		const test = await session.testCredential(credentialWith(changes));

		const message = expect.stringMatching(abilities.ownSentencesForStatus ? ours : ofN8n);
		expect(test).toEqual({ status: 'Error', message });
	});

	it.each(['', ...Object.keys(OTHER_JSON).map((name) => `/${name}`)])(
		'is refused when the host answers 200 but is not the vendor (%p)',
		async (path) => {
			const test = await session.testCredential(credentialWith({ baseUrl: strangerUrl + path }));

			expect(test).toEqual({
				status: 'Error',
				message: expect.stringContaining('did not answer like AutoGrab'),
			});
		},
	);

	it('is refused when the host redirects to another one, and that one hears nothing', async () => {
		vendor.fail('GET /v2/recapture/customers', { redirect: strangerUrl });
		strangerRequests = 0;

		const test = await session.testCredential(credentialWith({}));

		expect(test.status).toBe('Error');
		expect(strangerRequests).toBe(0);
	});
});

describe('an address that is not safe for a key', () => {
	const UNSAFE = 'http://recapture.example';

	it('is refused when the credential is tested', async () => {
		const test = await session.testCredential(credentialWith({ baseUrl: UNSAFE }));

		expect(test).toEqual({
			status: 'Error',
			message: expect.stringMatching(/not safe for an API key.*Nothing was sent/),
		});
	});

	it('fails the node with a sentence of its own', async () => {
		const unsafe = await session.createCredential(credentialWith({ baseUrl: UNSAFE }));

		const result = await run('Unsafe', [
			recapture({ resource: 'status', operation: 'get', uploadId: 'any' }, unsafe),
		]);

		expect(result.status).toBe('error');
		expect(errorOf(result)).toMatch(/not safe for an API key.*Nothing was sent/);
	});
});

describe('an ID that is none', () => {
	const CALLS = {
		'get of a customer': { resource: 'customer', operation: 'get', field: 'customerId' },
		'update of a customer': { resource: 'customer', operation: 'update', field: 'customerId' },
		'delete of a customer': { resource: 'customer', operation: 'delete', field: 'customerId' },
		'cancel of an upload': { resource: 'upload', operation: 'cancel', field: 'uploadId' },
		'status of an upload': { resource: 'status', operation: 'get', field: 'uploadId' },
	};

	it.each(Object.entries(CALLS))('is refused by *%s* before a request', async (_name, call) => {
		const { resource, operation, field } = call;
		const ids = ['.', '..', ' .. ', '={{ ".." }}', '={{ {} }}', '={{ [".."] }}'];
		const more = operation === 'update' ? { updateFields: { client_name: 'Maya Chen' } } : {};
		for (const id of ids) {
			const result = await run('No ID', [
				recapture({ resource, operation, [field]: id, ...more }, credentialId),
			]);

			expect([id, result.status]).toEqual([id, 'error']);
		}
		expect(vendor.requests()).toEqual([]);
	});
});
