/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import type { HeldCustomer } from '../../nodes/Recapture/customers/heldCustomer';
import type { Outcome } from '../../nodes/Recapture/outcome';
import { listCustomerRows } from '../../nodes/Recapture/transport/customers';
import { queueUpload } from '../../nodes/Recapture/transport/uploads';
import { startSimulator, type Simulator } from '../simulator';
import { withConnection } from '../support/connection';

/** A server that is broken, or means harm, neither hangs nor crashes nor poisons the node. */

let vendor: Simulator;

beforeAll(async () => {
	vendor = await startSimulator({ syntheticCustomers: 100 });
});
afterAll(async () => await vendor.stop());
beforeEach(() => vendor.reset());

const credential = () => ({ apiKey: vendor.apiKey, region: 'au', baseUrl: vendor.url });

/** A read that has this long in all; too short for a second try. */
const read = async (timeoutMs = 450) =>
	await withConnection(
		credential(),
		async (connection) =>
			(await listCustomerRows(connection, { offset: 0, limit: 10 })) as Outcome<HeldCustomer[]>,
		timeoutMs,
	);

it.each([
	['an answer that never comes', { hang: true }, 'AutoGrab did not answer in time'],
	[
		'an answer that drips for ever',
		{ drip: { bytes: 1, everyMs: 20 } },
		'AutoGrab did not answer in time',
	],
	['headers without end', { endlessHeaders: true }, 'The connection to AutoGrab was cut'],
	['bytes that are no HTTP', { raw: 'SSH-2.0-hello\r\n' }, 'The connection to AutoGrab was cut'],
	[
		'lists where objects belong',
		{ wrongTypes: 'containers' },
		"did not come from AutoGrab's Recapture API",
	],
] as const)(
	'%s ends in a failure, in time',
	async (_label, fault, message) => {
		vendor.fail('GET /v2/recapture/customers', fault);
		const begunMs = Date.now();
		const page = await read();
		expect(page).toMatchObject({
			ok: false,
			problem: { message: expect.stringContaining(message) },
		});
		expect(Date.now() - begunMs).toBeLessThan(5_000);
	},
	20_000,
);

/** Queueing is never repeated, so one answer is all that there is. */
const queue = async (timeoutMs: number) =>
	await withConnection(
		credential(),
		async (connection) =>
			await queueUpload(connection, {
				name: 'June',
				enableRegoLookups: false,
				customers: Buffer.from('{"rego":"A1"}'),
			}),
		timeoutMs,
	);

it.each([
	['drips for ever', { drip: { bytes: 1, everyMs: 20 } }, 300, 'AutoGrab did not answer in time'],
	['has no end', { hugeBytes: 200_000_000 }, 60_000, 'The answer was too long to be from AutoGrab'],
] as const)(
	'an upload whose answer %s is unconfirmed, not repeated',
	async (_label, fault, timeoutMs, message) => {
		vendor.fail('POST /v2/recapture/upload', fault);
		expect(await queue(timeoutMs)).toMatchObject({
			ok: false,
			problem: { kind: 'unanswered', message },
		});
		expect(vendor.requests('POST /v2/recapture/upload')).toHaveLength(1);
	},
	70_000,
);

/** Pages whose customer has a key `__proto__` somewhere. */
const POLLUTED = [
	['as it is', '{"id":"c1","__proto__":{"polluted":true},"constructor":1}'],
	['with one letter escaped', '{"id":"c1","\\u005f_proto__":{"polluted":true},"constructor":1}'],
	['in capitals of the escape', '{"id":"c1","_\\u005Fproto__":{"polluted":true},"constructor":1}'],
	[
		'with every letter escaped',
		`{"id":"c1","${[...'__proto__'].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join('')}":{"polluted":true},"constructor":1}`,
	],
] as const;

it.each(POLLUTED)(
	'keys that change what an object is made of are left out, written %s',
	async (_label, customer) => {
		const body = `{"success":true,"customers":[${customer}]}`;
		vendor.fail('GET /v2/recapture/customers', { status: 200, body });
		const page = await read(5_000);
		expect(page.ok && Object.getOwnPropertyNames(page.value[0])).toEqual(['id', 'constructor']);
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
	},
);

it('such keys are left out at any depth, and texts that only look like them stay', async () => {
	const body =
		'{"success":true,"customers":[{"id":"c1","a":[{"b":{"_\\u005fproto__":1,"c":"__proto__"}}]}]}';
	vendor.fail('GET /v2/recapture/customers', { status: 200, body });
	const page = await read(5_000);
	expect(page.ok && page.value[0].a).toEqual([{ b: { c: '__proto__' } }]);
});

const TOO_MUCH = 'The answer was too long to be from AutoGrab';

it.each([
	['millions of empty objects', `{"success":true,"customers":[${'{},'.repeat(1_500_000)}{}]}`],
	['millions of numbers', `{"success":true,"customers":[${'1,'.repeat(2_500_000)}1]}`],
	['lists within lists', `{"success":true,"customers":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
])('%s are not read, packed or not', async (_label, body) => {
	const packed = gzipSync(body);
	const server = createServer((_request, response) => {
		response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
		response.end(packed);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	for (const baseUrl of [vendor.url, `http://127.0.0.1:${port}`]) {
		vendor.fail('GET /v2/recapture/customers', { status: 200, body });
		const page = await withConnection(
			{ ...credential(), baseUrl },
			async (connection) => await listCustomerRows(connection, { offset: 0, limit: 10 }),
			30_000,
		);
		expect(page).toMatchObject({ ok: false, problem: { kind: 'unanswered', message: TOO_MUCH } });
	}
	server.close();
});

it('brackets and commas in texts count for nothing', async () => {
	const note = `\\\\\\"${'[{,'.repeat(800_000)}`;
	const body = `{"success":true,"customers":[{"id":"c1","note":"${note}"}]}`;
	vendor.fail('GET /v2/recapture/customers', { status: 200, body });
	const page = await read(10_000);
	expect(page.ok && page.value[0].id).toBe('c1');
});

it('a byte-order mark before the JSON is left out', async () => {
	vendor.fail('GET /v2/recapture/customers', {
		status: 200,
		body: '\ufeff{"success":true,"customers":[{"id":"c1"}]}',
	});
	expect(await read(5_000)).toMatchObject({ ok: true, value: [{ id: 'c1' }] });
});
