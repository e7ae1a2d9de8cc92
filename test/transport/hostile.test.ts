import { listCustomers } from '../../nodes/Recapture/transport/customers';
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
		async (connection) => await listCustomers(connection, { offset: 0, limit: 10 }),
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
	[
		'wrong types in every field',
		{ wrongTypes: 'leaves' },
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
	[
		'has no end',
		{ hugeBytes: 200_000_000 },
		60_000,
		'The answer was longer than any answer of AutoGrab can be',
	],
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

it('keys that change what an object is made of are left out', async () => {
	const body =
		'{"success":true,"customers":[{"id":"c1","__proto__":{"polluted":true},"constructor":1}]}';
	vendor.fail('GET /v2/recapture/customers', { status: 200, body });
	const page = await read(5_000);
	expect(page.ok && Object.getOwnPropertyNames(page.value[0])).toEqual(['id', 'constructor']);
	expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
