import { startSimulator, type Simulator } from '../simulator';
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
