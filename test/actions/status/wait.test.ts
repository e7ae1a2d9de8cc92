import { startSimulator, type Simulator } from '../../simulator';
import { takeNaps, whileNapping } from '../../support/naps';
import { runRecapture, type RecaptureRun } from '../../support/recapture';

let vendor: Simulator;
const start = Date.now();

beforeAll(async () => {
	vendor = await startSimulator({
		clock: 'manual',
		customersPerSecond: 10,
		processingStartsAfterMs: 0,
	});
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterAll(async () => await vendor.stop());
beforeEach(() => {
	vendor.reset();
	takeNaps();
	// Time goes on while the node sleeps, and only then: for the node and for the vendor.
	let sleptMs = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => start + sleptMs);
	whileNapping((ms) => {
		sleptMs += ms;
		vendor.advance(ms);
	});
});

const credential = () => ({ apiKey: vendor.apiKey, region: 'au', baseUrl: vendor.url });
const readings = () => vendor.requests('GET /v2/recapture/upload/:id');

/** Uploads so many customers for real. */
async function uploaded(customers: number) {
	const { outputs } = await runRecapture({
		credential: credential(),
		parameters: { resource: 'upload', operation: 'create' },
		items: Array.from({ length: customers }, (_, index) => ({ json: { rego: `R${index}` } })),
	});
	return outputs[0][0];
}

async function wait(run: Partial<RecaptureRun> = {}) {
	return await runRecapture({
		credential: credential(),
		...run,
		parameters: { resource: 'status', operation: 'wait', ...run.parameters },
	});
}

it('waits right after Upload Customers, with no typing, until all customers are processed', async () => {
	const { outputs } = await wait({ items: [await uploaded(200)] });
	expect(outputs[0]).toHaveLength(1);
	expect(outputs[0][0].json).toMatchObject({
		status: 'complete',
		percentComplete: 100,
		remainingCustomers: 0,
		total_processed_customers: 200,
		timedOut: false,
	});
	expect(outputs[0][0].json.waitedSeconds).toBeGreaterThanOrEqual(20);
	expect(outputs[0][0].json.waitedSeconds).toBeLessThan(40);
});

it('is not fooled by counters that are equal while both still grow', async () => {
	vendor.configure({ uploadedCounter: 'climbs', uploadingPerSecond: 5, customersPerSecond: 1_000 });
	const { outputs } = await wait({ items: [await uploaded(100)] });
	expect(outputs[0][0].json).toMatchObject({ status: 'complete', total_processed_customers: 100 });
});

it.each(['full', 'climbs'] as const)(
	'does not take an upload for complete that waits in the queue, its first counter %s',
	async (uploadedCounter) => {
		vendor.configure({ uploadedCounter, processingStartsAfterMs: 300_000 });
		const { outputs } = await wait({ items: [await uploaded(10)] });
		expect(outputs[0][0].json).toMatchObject({ status: 'complete', timedOut: false });
		expect(outputs[0][0].json.waitedSeconds).toBeGreaterThanOrEqual(300);
	},
);

it.each([
	['by chance', { errorShare: 0.2 }],
	['for what stands in their rows', { errorWhen: (_row: unknown, index: number) => index < 10 }],
] as const)('says that some customers ended in errors, %s', async (_label, settings) => {
	vendor.configure(settings);
	const { outputs } = await wait({ items: [await uploaded(50)] });
	expect(outputs[0][0].json.status).toBe('completeWithErrors');
});

it('gives up on customers that never come, and says how many', async () => {
	vendor.configure({ stall: { atShare: 0.5, counters: 'both' } });
	const { outputs } = await wait({ items: [await uploaded(100)] });
	expect(outputs[0][0].json).toMatchObject({
		status: 'complete',
		missingCustomers: 50,
		timedOut: false,
	});
});

it('waits no longer than it may for customers that are received but never processed', async () => {
	vendor.configure({ stall: { atShare: 0.5, counters: 'processed' } });
	const { outputs } = await wait({
		items: [await uploaded(100)],
		parameters: { options: { onTimeout: 'return' } },
	});
	expect(outputs[0][0].json).toMatchObject({
		status: 'processing',
		timedOut: true,
		waitedSeconds: 1_800,
		remainingCustomers: 50,
	});
});

it('looks less and less often', async () => {
	vendor.configure({ customersPerSecond: 1 });
	await wait({ items: [await uploaded(600)] });
	expect(readings().length).toBeLessThan(20);
});

it('goes on through faults of the vendor, longer than the tries of one request', async () => {
	vendor.failNext('GET /v2/recapture/upload/:id', { status: 503, times: 7 });
	vendor.failNext('GET /v2/recapture/upload/:id', { cut: true, skip: 7 });
	const { outputs } = await wait({ items: [await uploaded(200)] });
	expect(outputs[0][0].json).toMatchObject({ status: 'complete' });
});

it('ends at once when the key is no longer accepted', async () => {
	const upload = await uploaded(200);
	vendor.fail('GET /v2/recapture/upload/:id', { status: 401 });
	const { error } = await wait({ items: [upload] });
	expect(error?.message).toBe('AutoGrab did not accept the API key');
	expect(readings()).toHaveLength(1);
});

describe('when the time is over', () => {
	const slow = async () => {
		vendor.configure({ customersPerSecond: 1 });
		return await uploaded(1_000);
	};

	it('returns the upload as it is if the user wants that', async () => {
		const { outputs, status, hints } = await wait({
			items: [await slow()],
			parameters: { options: { maxWaitMinutes: 0.5, onTimeout: 'return' } },
		});
		expect(status).toBe('success');
		expect(outputs[0][0].json).toMatchObject({
			status: 'processing',
			timedOut: true,
			waitedSeconds: 30,
			total_processed_customers: 30,
			remainingCustomers: 970,
		});
		expect(hints).toEqual([
			{
				message:
					'Not complete after 0.5 minutes: 30 of 1,000 customers. AutoGrab continues processing. Check later with Status → Get.',
				type: 'warning',
				location: 'outputPane',
			},
		]);
	});

	it('fails, and says how far the upload is and what to do', async () => {
		const upload = await slow();
		const { error } = await wait({
			items: [upload],
			parameters: { options: { maxWaitMinutes: 1 } },
		});
		expect(error?.message).toBe(
			'Not complete after 1 minute: 60 of 1,000 customers. AutoGrab continues processing the upload',
		);
		expect(error?.description).toContain(String(upload.json.id));
	});

	it('counts the time for all uploads of the run together, and still looks at each', async () => {
		const { outputs } = await wait({
			items: [await slow(), await slow()],
			parameters: { options: { maxWaitMinutes: 1, onTimeout: 'return' } },
		});
		expect(outputs[0].map(({ json }) => json.timedOut)).toEqual([true, true]);
		expect(takeNaps().reduce((sum, ms) => sum + ms, 0)).toBe(60_000);
	});
});

it('ends when the execution is stopped', async () => {
	const upload = await uploaded(1_000);
	let stop = () => {};
	whileNapping(() => stop());
	takeNaps();
	await wait({
		items: [upload],
		onStart: (running) => {
			stop = () => running.cancel();
		},
	});
	expect(takeNaps()).toEqual([1_000]);
});

describe('an upload that AutoGrab does not know yet', () => {
	const NOT_FOUND = { status: 404, body: { error: true, message: 'Invalid Upload ID' } };

	it('is looked for again, for a minute', async () => {
		const upload = await uploaded(20);
		vendor.failNext('GET /v2/recapture/upload/:id', { ...NOT_FOUND, times: 4 });
		const { outputs } = await wait({ items: [upload] });
		expect(outputs[0][0].json).toMatchObject({ status: 'complete' });
	});

	it.each([
		['400', { status: 400, body: { error: true, message: 'Invalid Upload ID' } }],
		['410', { status: 410, body: {} }],
		['422', { status: 422, body: { errors: [{ detail: 'No such upload' }] } }],
		['200', { status: 200, body: { success: false, message: 'Upload not found' } }],
	])('is looked for again, also when AutoGrab refuses with status %s', async (_status, fault) => {
		const upload = await uploaded(20);
		vendor.failNext('GET /v2/recapture/upload/:id', { ...fault, times: 4 });
		const { outputs } = await wait({ items: [upload] });
		expect(outputs[0][0].json).toMatchObject({ status: 'complete' });
	});

	it('is an error after that minute', async () => {
		vendor.fail('GET /v2/recapture/upload/:id', NOT_FOUND);
		const { error } = await wait({ parameters: { uploadId: 'u1' } });
		expect(error?.message).toContain('"Invalid Upload ID"');
		const waitedMs = Date.now() - start;
		expect(waitedMs).toBeGreaterThanOrEqual(60_000);
		expect(waitedMs).toBeLessThan(120_000);
	});

	it('is an error at the end of a shorter wait', async () => {
		vendor.fail('GET /v2/recapture/upload/:id', NOT_FOUND);
		const { error } = await wait({
			parameters: { uploadId: 'u1', options: { maxWaitMinutes: 0.1 } },
		});
		expect(error?.message).toContain('"Invalid Upload ID"');
		expect(Date.now() - start).toBe(6_000);
	});
});

describe('several IDs', () => {
	const UNKNOWN = '11111111-1111-4111-8111-111111111111';
	const add = (size: number, processed: number) => vendor.uploads.add({ size, processed }).id;
	const several = async (ids: string[], options: object = {}, more: Partial<RecaptureRun> = {}) =>
		await wait({ ...more, parameters: { uploadId: ids.join(';'), options: options as never } });

	it('are each told as they are when the time is over', async () => {
		vendor.configure({ customersPerSecond: 0 });
		const ids = [add(20, 3), add(5, 5), add(30, 0)];
		const { outputs, hints } = await several(ids, { maxWaitMinutes: 1, onTimeout: 'return' });
		expect(outputs[0].map(({ json }) => [json.id, json.status, json.timedOut])).toEqual([
			[ids[0], 'processing', true],
			[ids[1], 'complete', false],
			[ids[2], 'processing', true],
		]);
		expect(hints[0].message).toContain(`${ids[1]} is complete (5 of 5 customers, no errors)`);
	});

	it.each([0, 0.01, 1])(
		'a complete one is complete, with %d minutes to wait',
		async (maxWaitMinutes) => {
			vendor.configure({ customersPerSecond: 0 });
			const ids = [add(20, 3), add(5, 5)];
			const { outputs } = await several(ids, { maxWaitMinutes, onTimeout: 'return' });
			expect(outputs[0].map(({ json }) => json.status)).toEqual(['processing', 'complete']);
		},
	);

	it('an unknown one hides no other when the node continues', async () => {
		const ids = [add(5, 5), UNKNOWN, add(6, 6)];
		const { outputs } = await several(ids, {}, { onError: 'continueErrorOutput' });
		expect(outputs[0].map(({ json }) => json.id)).toEqual([ids[0], ids[2]]);
		expect(outputs[1]).toHaveLength(1);
		expect(outputs[1][0].json.error).toContain('"Invalid Upload ID"');
	});

	it('a late one hides no other when the node continues', async () => {
		vendor.configure({ customersPerSecond: 0 });
		const ids = [add(5, 5), add(20, 3)];
		const { outputs } = await several(
			ids,
			{ maxWaitMinutes: 1 },
			{ onError: 'continueRegularOutput' },
		);
		expect(outputs[0][0].json).toMatchObject({ id: ids[0], status: 'complete' });
		expect(outputs[0][1].json.error).toContain('Not complete after 1 minute: 3 of 20 customers');
	});

	it('the error names the states of all when the node stops', async () => {
		vendor.configure({ customersPerSecond: 0 });
		const ids = [add(5, 5), UNKNOWN, add(20, 3)];
		const { error } = await several(ids, { maxWaitMinutes: 2 });
		expect(error?.message).toContain('2 of 3 uploads have a problem: ');
		expect(error?.message).toContain(`${ids[0]} is complete (5 of 5 customers, no errors)`);
		expect(error?.message).toContain(
			`${UNKNOWN}: AutoGrab refused the request: "Invalid Upload ID"`,
		);
		expect(error?.message).toContain(
			`${ids[2]} is not complete after 2 minutes (3 of 20 customers)`,
		);
	});
});

it('takes more processed than uploaded for complete', async () => {
	const upload = {
		id: 'u1',
		total_uploaded_customers: 10,
		total_processed_customers: 12,
		total_errors: 0,
	};
	vendor.fail('GET /v2/recapture/upload/:id', { status: 200, body: { success: true, upload } });
	const { outputs } = await wait({ parameters: { uploadId: 'u1' } });
	expect(outputs[0][0].json).toMatchObject({ status: 'complete', percentComplete: 100 });
});

it('never takes an upload for complete while its counters are unknown', async () => {
	const upload = { id: 'u1', total_uploaded_customers: 'ten', total_processed_customers: 'ten' };
	vendor.fail('GET /v2/recapture/upload/:id', { status: 200, body: { success: true, upload } });
	const { error } = await wait({ parameters: { uploadId: 'u1', options: { maxWaitMinutes: 1 } } });
	expect(error?.message).toContain('AutoGrab does not say how many customers are processed');
});

it('hands on what the input item knows of the list, and nothing else', async () => {
	const upload = await uploaded(20);
	const { outputs } = await wait({ items: [upload] });
	expect(outputs[0][0].json.summary).toEqual(upload.json.summary);
	expect(outputs[0][0].json).not.toHaveProperty('part');
});

it.each([
	['all is well', {}, 'Complete: 20 of 20 customers, no errors.', 'info'],
	[
		'some ended in errors',
		{ errorWhen: (_row: unknown, index: number) => index < 2 },
		'Complete: 20 of 20 customers, 2 errors.',
		'warning',
	],
	[
		'some never come',
		{ stall: { atShare: 0.5, counters: 'both' } },
		'Complete: 10 of 20 customers, no errors, 10 that were sent are missing at AutoGrab.',
		'warning',
	],
] as const)('says the result in a sentence when %s', async (_label, settings, message, type) => {
	vendor.configure(settings);
	const { hints } = await wait({ items: [await uploaded(20)] });
	expect(hints).toEqual([{ message, type, location: 'outputPane' }]);
});

describe('options from expressions', () => {
	const waitWith = async (options: object) =>
		await wait({ items: [await uploaded(200)], parameters: { options: options as never } });

	it.each([
		{ pollSeconds: '={{ undefined }}' },
		{ pollSeconds: '' },
		{ maxWaitMinutes: '={{ null }}' },
		{ maxWaitMinutes: '  ' },
		{ onTimeout: '={{ "" }}' },
		{ maxWaitMinutes: '30', pollSeconds: '5' },
	])('have their default when they give nothing: %j', async (options) => {
		const { outputs } = await waitWith(options);
		expect(outputs[0][0].json).toMatchObject({ status: 'complete' });
		expect(readings().length).toBeLessThan(15);
	});

	it.each([
		[{ pollSeconds: 0 }, "'Poll Interval (Seconds)'"],
		[{ pollSeconds: -5 }, "'Poll Interval (Seconds)'"],
		[{ pollSeconds: 'abc' }, "'Poll Interval (Seconds)'"],
		[{ maxWaitMinutes: 'half an hour' }, "'Max Wait (Minutes)'"],
		[{ maxWaitMinutes: -1 }, "'Max Wait (Minutes)'"],
		[{ maxWaitMinutes: '={{ NaN }}' }, "'Max Wait (Minutes)'"],
		[{ onTimeout: 'ignore' }, "'On Timeout'"],
	])(
		'are an error before any request when they are no value of the field: %j',
		async (options, field) => {
			const { error } = await waitWith(options);
			expect(error?.message).toContain(field);
			expect(readings()).toEqual([]);
		},
	);
});

describe('a server that keeps the node from its end', () => {
	it.each([
		['429 at once', { status: 429, headers: { 'Retry-After': '0' } }],
		['503 at once', { status: 503, headers: { 'Retry-After': '0' } }],
		['429 for a long time', { status: 429, headers: { 'Retry-After': '240' } }],
		[
			'a reset that is past',
			{ status: 429, headers: { 'Rate-Limit-Remaining': '0', 'Rate-Limit-Reset': '1609459200' } },
		],
		['cut connections', { cut: true }],
	] as const)(
		'by %s does not: the wait ends in time, after few requests',
		async (_label, fault) => {
			vendor.fail('GET /v2/recapture/upload/:id', fault);
			const { error } = await wait({
				parameters: { uploadId: 'u1', options: { maxWaitMinutes: 0.05 } },
			});
			expect(error?.message).toBeTruthy();
			expect(Date.now() - start).toBeLessThan(10_000);
			expect(readings().length).toBeLessThan(15);
		},
	);

	it('after a good reading does not hide it', async () => {
		vendor.configure({ customersPerSecond: 0 });
		const { id } = vendor.uploads.add({ size: 20, processed: 3 });
		vendor.failNext('GET /v2/recapture/upload/:id', { status: 500, skip: 1, times: 1_000 });
		const { outputs } = await wait({
			parameters: { uploadId: id, options: { maxWaitMinutes: 1, onTimeout: 'return' } },
		});
		expect(outputs[0][0].json).toMatchObject({ timedOut: true, total_processed_customers: 3 });
	});
});
