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
	const { outputs } = await wait({ items: [await uploaded(100)] });
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

	it('returns the upload as it is', async () => {
		const { outputs, status } = await wait({
			items: [await slow()],
			parameters: { options: { maxWaitMinutes: 0.5 } },
		});
		expect(status).toBe('success');
		expect(outputs[0][0].json).toMatchObject({
			status: 'processing',
			timedOut: true,
			waitedSeconds: 30,
			total_processed_customers: 30,
			remainingCustomers: 970,
		});
	});

	it('fails if the user wants that, and says what to do', async () => {
		const upload = await slow();
		const { error } = await wait({
			items: [upload],
			parameters: { options: { maxWaitMinutes: 1, onTimeout: 'fail' } },
		});
		expect(error?.message).toBe(
			'The upload was not complete after 1 minute: 60 customers processed, 940 to go',
		);
		expect(error?.description).toContain(String(upload.json.id));
	});

	it('counts the time for all uploads of the run together, and still looks at each', async () => {
		const { outputs } = await wait({
			items: [await slow(), await slow()],
			parameters: { options: { maxWaitMinutes: 1 } },
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
