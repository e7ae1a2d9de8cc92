import { getUpload } from '../../nodes/Recapture/transport/uploads';
import { startSimulator, type Simulator } from '../simulator';
import { withConnection } from '../support/connection';
import { runRecapture, type RecaptureRun } from '../support/recapture';
import { takeNaps, whileNapping } from '../support/naps';

const GET = 'GET /v2/recapture/upload/:id';
const POST = 'POST /v2/recapture/upload';

let vendor: Simulator;

beforeAll(async () => {
	vendor = await startSimulator();
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterAll(async () => await vendor.stop());
beforeEach(() => {
	vendor.reset();
	takeNaps();
	whileNapping(() => {});
});

const credential = () => ({ apiKey: vendor.apiKey, region: 'au', baseUrl: vendor.url });

/** A read: the status of an upload that is not complete. */
async function read() {
	const { id } = vendor.uploads.add({ size: 10, processed: 1 });
	const parameters = { resource: 'status', operation: 'get', uploadId: id };
	return await runRecapture({ credential: credential(), parameters });
}

/** Queueing a list of one customer. */
async function queue() {
	return await runRecapture({
		credential: credential(),
		parameters: { resource: 'upload', operation: 'create' },
		items: [{ json: { rego: 'ABC123' } }],
	});
}

const totalNap = () => takeNaps().reduce((sum, ms) => sum + ms, 0);

const FAULTS = [
	['too many requests', { status: 429 }],
	['too many requests, with a time', { status: 429, headers: { 'Retry-After': '7' } }],
	['a breakdown', { status: 500 }],
	['a breakdown after the work', { status: 502, afterWork: true }],
	['maintenance', { status: 503 }],
	['maintenance, with a time', { status: 503, headers: { 'Retry-After': '7' } }],
	['a cut connection', { cut: true }],
	['a reset connection', { cut: 'reset' }],
	['a connection cut after the work', { cut: true, afterWork: true }],
	['a sign-in page', { html: true }],
	['half an answer', { half: 'cut' }],
	['JSON of another service', { status: 200, body: { hello: 'world' } }],
] as const;

/** What asking again would not change. */
const FINAL = [
	['a wrong key', { status: 401 }],
	['a missing licence', { status: 403 }],
	['a refusal', { status: 400 }],
	['something that is not there', { status: 404 }],
	['success: false', { successFalse: 'No' }],
	['error: true', { errorTrue: 'No' }],
] as const;

const run = async (parameters: RecaptureRun['parameters']) =>
	await runRecapture({ credential: credential(), parameters });

/** Every operation that may be repeated, with the request that it makes. */
const REPEATABLE = [
	['Status: Get', GET, read],
	[
		'Upload: Cancel',
		'DELETE /v2/recapture/upload/:id',
		async () => {
			const { id } = vendor.uploads.add({ size: 10, processed: 1 });
			return await run({ resource: 'upload', operation: 'cancel', uploadId: id });
		},
	],
	[
		'Customer: Get',
		'GET /v2/recapture/customers/:id',
		async () =>
			await run({ resource: 'customer', operation: 'get', customerId: vendor.customers.add().id }),
	],
	[
		'Customer: Get Many',
		'GET /v2/recapture/customers',
		async () => {
			vendor.customers.add();
			return await run({ resource: 'customer', operation: 'getAll', limit: 1 });
		},
	],
	[
		'Customer: Update',
		'PATCH /v2/recapture/customers/:id',
		async () =>
			await run({
				resource: 'customer',
				operation: 'update',
				customerId: vendor.customers.add().id,
				updateFields: { client_name: 'Maya' },
			}),
	],
	[
		'Customer: Delete',
		'DELETE /v2/recapture/customers/:id',
		async () =>
			await run({
				resource: 'customer',
				operation: 'delete',
				customerId: vendor.customers.add().id,
			}),
	],
] as const;

describe.each(REPEATABLE)('%s', (_name, route, operation) => {
	it.each(FAULTS)('is sent again after %s', async (label, fault) => {
		vendor.failNext(route, fault);
		const { status } = await operation();
		expect(status).toBe('success');
		expect(vendor.requests()).toHaveLength(2);
		expect(vendor.requests(route)).toHaveLength(2);
		expect(totalNap()).toBe(label.endsWith('with a time') ? 7_000 : 500);
	});

	it.each(FINAL)('is asked once after %s', async (_label, fault) => {
		vendor.fail(route, fault);
		const { status } = await operation();
		expect(status).toBe('error');
		expect(vendor.requests()).toHaveLength(1);
		expect(takeNaps()).toEqual([]);
	});
});

describe('queueing an upload that fails once', () => {
	const AGAIN = ['too many requests', 'too many requests, with a time', 'maintenance, with a time'];

	it.each(FAULTS.filter(([label]) => AGAIN.includes(label)))(
		'is sent again after %s',
		async (_label, fault) => {
			vendor.failNext(POST, fault);
			const { status } = await queue();
			expect(status).toBe('success');
			expect(vendor.requests(POST)).toHaveLength(2);
			expect(vendor.uploads.list()).toHaveLength(1);
		},
	);

	it.each(FAULTS.filter(([label]) => !AGAIN.includes(label)))(
		'is not sent again after %s',
		async (_label, fault) => {
			vendor.failNext(POST, fault);
			const { status, error } = await queue();
			expect(status).toBe('error');
			expect(error?.message).toContain('it may have arrived or not');
			expect(vendor.requests(POST)).toHaveLength(1);
			expect(takeNaps()).toEqual([]);
		},
	);
});

it.each(FINAL)('queueing an upload is asked once after %s, and refused', async (_label, fault) => {
	vendor.fail(POST, fault);
	const { error } = await queue();
	expect(error?.message).toContain('was not accepted');
	expect(vendor.requests()).toHaveLength(1);
	expect(takeNaps()).toEqual([]);
});

it('gives up after five tries, and says how often it tried', async () => {
	vendor.fail(GET, { status: 500 });
	const { error } = await read();
	expect(vendor.requests(GET)).toHaveLength(5);
	expect(totalNap()).toBe(7_500);
	expect(error?.description).toContain('Tried 5 times');
});

it('tries again when no connection is made, for uploads too: nothing was sent', async () => {
	const unreachable = { ...credential(), baseUrl: 'http://127.0.0.1:1' };
	const { error } = await runRecapture({
		credential: unreachable,
		parameters: { resource: 'upload', operation: 'create' },
		items: [{ json: { rego: 'ABC123' } }],
	});
	expect(totalNap()).toBe(7_500);
	expect(error?.message).toContain('AutoGrab could not be reached, so nothing was sent');
});

it('says when to try again when AutoGrab asks for more than five minutes', async () => {
	vendor.fail(GET, { status: 429, headers: { 'Retry-After': '301' } });
	const { error } = await read();
	expect(vendor.requests(GET)).toHaveLength(1);
	expect(error?.description).toMatch(/AutoGrab asks to try again after \d{4}-\d\d-\d\dT/);
});

it('waits before a request when the last answer said that none are left', async () => {
	vendor.configure({ rateLimit: { requests: 2, windowMs: 10_000 } });
	whileNapping((ms) => vendor.advance(ms));
	const ids = [1, 2, 3].map(() => vendor.uploads.add({ size: 10, processed: 1 }).id);
	const { status, outputs } = await runRecapture({
		credential: credential(),
		parameters: { resource: 'status', operation: 'get', uploadId: ids.join(',') },
	});
	expect(status).toBe('success');
	expect(outputs[0]).toHaveLength(3);
	expect(vendor.requests().map((request) => request.status)).toEqual([200, 200, 200]);
	expect(takeNaps().length).toBeGreaterThan(0);
});

it('ends at once when the execution is stopped during a wait', async () => {
	vendor.fail(GET, { status: 429, headers: { 'Retry-After': '200' } });
	const { id } = vendor.uploads.add({ size: 10, processed: 1 });
	let stop = () => {};
	whileNapping(() => stop());
	const { error } = await runRecapture({
		credential: credential(),
		parameters: { resource: 'status', operation: 'get', uploadId: id },
		onStart: (run) => {
			stop = () => run.cancel();
		},
	});
	expect(error?.message).toContain('The execution was stopped');
	expect(takeNaps()).toHaveLength(1);
	expect(vendor.requests(GET)).toHaveLength(1);
});

describe('a server that invites to ask at once', () => {
	const PAST = new Date(Date.now() - 60_000);
	const INVITATIONS = [
		['Retry-After: 0', { 'Retry-After': '0' }],
		['a date that is past', { 'Retry-After': PAST.toUTCString() }],
		[
			'a reset that is past',
			{
				'Rate-Limit-Remaining': '0',
				'Rate-Limit-Reset': String(Math.floor(PAST.getTime() / 1_000)),
			},
		],
	] as const;
	const FIVE_TRIES = 5;
	const QUARTER_HOUR_MS = 15 * 60_000;

	it.each(INVITATIONS)(
		'by %s gets five tries of a read when it is down',
		async (_label, headers) => {
			vendor.fail(GET, { status: 503, headers });
			await read();
			expect(vendor.requests(GET)).toHaveLength(FIVE_TRIES);
			expect(totalNap()).toBe(7_500);
		},
	);

	it.each(INVITATIONS)('by %s gets no upload more than five times', async (_label, headers) => {
		vendor.fail(POST, { status: 503, headers });
		const { status } = await queue();
		expect(status).toBe('error');
		expect(vendor.requests(POST).length).toBeLessThanOrEqual(FIVE_TRIES);
		expect(vendor.uploads.list()).toEqual([]);
	});

	it.each(INVITATIONS)(
		'by %s is asked less and less often when it says that there are too many requests',
		async (_label, headers) => {
			for (const [route, send] of [
				[GET, read],
				[POST, queue],
			] as const) {
				vendor.fail(route, { status: 429, headers });
				const { error } = await send();
				expect(error?.message).toContain('AutoGrab received too many requests');
				expect(vendor.requests(route).length).toBeLessThanOrEqual(25);
				expect(totalNap()).toBeLessThanOrEqual(QUARTER_HOUR_MS);
			}
		},
	);

	it('waits no longer than a quarter of an hour in all, whatever headers come together', async () => {
		const resetMs = Date.now() + 50_000;
		vendor.fail(GET, {
			status: 429,
			headers: {
				'Retry-After': '0',
				'Rate-Limit-Remaining': '0',
				'Rate-Limit-Reset': String(Math.floor(resetMs / 1_000)),
			},
		});
		await read();
		expect(totalNap()).toBeLessThanOrEqual(QUARTER_HOUR_MS);
	});
});

describe("AutoGrab's clock", () => {
	it.each([-5_000, 0, 5_000])(
		'may differ by %d ms: no more requests are sent than are needed',
		async (skewMs) => {
			const skewed = await startSimulator({
				startAt: new Date(Date.now() + skewMs).toISOString(),
				rateLimit: { requests: 2, windowMs: 10_000 },
			});
			whileNapping((ms) => skewed.advance(ms));
			const ids = [1, 2, 3, 4, 5].map(() => skewed.uploads.add({ size: 10, processed: 1 }).id);
			const { status } = await runRecapture({
				credential: { apiKey: skewed.apiKey, region: 'au', baseUrl: skewed.url },
				parameters: { resource: 'status', operation: 'get', uploadId: ids.join(',') },
			});
			const statuses = skewed.requests().map((request) => request.status);
			await skewed.stop();
			expect(status).toBe('success');
			expect(statuses).toEqual([200, 200, 200, 200, 200]);
		},
	);
});

it('a limit that says "none left" until much later holds nothing up while requests are served', async () => {
	const inAnHour = String(Math.floor(Date.now() / 1_000) + 3_600);
	const headers = { 'Rate-Limit-Remaining': '0', 'Rate-Limit-Reset': inAnHour };
	const ids = [1, 2, 3].map(() => vendor.uploads.add({ size: 10, processed: 1 }).id);
	vendor.fail(GET, { delayMs: 0, headers });
	const { outputs } = await runRecapture({
		credential: credential(),
		parameters: { resource: 'status', operation: 'get', uploadId: ids.join(',') },
	});
	expect(outputs[0]).toHaveLength(3);
	expect(takeNaps()).toEqual([]);
});

it('such a limit is named once in the log', async () => {
	const inAnHour = new Date((Math.floor(Date.now() / 1_000) + 3_600) * 1_000);
	const headers = {
		'Rate-Limit-Remaining': '0',
		'Rate-Limit-Reset': String(inAnHour.getTime() / 1_000),
	};
	const { id } = vendor.uploads.add({ size: 10, processed: 1 });
	vendor.fail(GET, { delayMs: 0, headers });
	const lines: string[] = [];
	await withConnection(credential(), async (connection) => {
		const log = jest.spyOn(connection.context.logger, 'info').mockImplementation((line) => {
			lines.push(line);
		});
		for (let count = 0; count < 3; count++) await getUpload(connection, id);
		log.mockRestore();
	});
	expect(lines).toEqual([expect.stringContaining('allows no requests until')]);
});

it('such a limit ends in an error that says when to come back, once requests are refused', async () => {
	const inAnHour = Math.floor(Date.now() / 1_000) + 3_600;
	const headers = { 'Rate-Limit-Remaining': '0', 'Rate-Limit-Reset': String(inAnHour) };
	vendor.fail(GET, { status: 429, headers });
	const { error } = await read();
	expect(vendor.requests(GET)).toHaveLength(1);
	expect(error?.description).toMatch(/AutoGrab asks to try again after \d{4}-\d\d-\d\dT/);
	expect(takeNaps()).toEqual([]);
});

it('a read is sent again after a 408, an upload is not', async () => {
	vendor.failNext(GET, { status: 408 });
	expect((await read()).status).toBe('success');
	expect(vendor.requests(GET)).toHaveLength(2);
	vendor.fail(POST, { status: 408 });
	expect((await queue()).error?.message).toContain('was not accepted');
	expect(vendor.requests(POST)).toHaveLength(1);
});

describe('a redirect', () => {
	it.each([301, 302, 303, 307, 308])(
		'with status %d is named, not followed, not tried again',
		async (status) => {
			vendor.fail('*', { status, redirect: 'https://elsewhere.test/sign-in' });
			for (const send of [read, queue]) {
				const { error } = await send();
				expect(error?.message).toContain(
					`AutoGrab answered with a redirect to https://elsewhere.test/sign-in (status ${status})`,
				);
				expect(error?.message).not.toContain('it may have arrived or not');
			}
			expect(vendor.requests()).toHaveLength(2);
			expect(takeNaps()).toEqual([]);
		},
	);
});
