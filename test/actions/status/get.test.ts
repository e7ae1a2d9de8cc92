import { startSimulator, type Simulator } from '../../simulator';
import { runRecapture, type RecaptureRun } from '../../support/recapture';

let vendor: Simulator;

beforeAll(async () => {
	vendor = await startSimulator();
});
afterAll(async () => await vendor.stop());
beforeEach(() => vendor.reset());

async function getStatus(run: Partial<RecaptureRun> = {}) {
	return await runRecapture({
		credential: { apiKey: vendor.apiKey, region: 'au', baseUrl: vendor.url },
		...run,
		parameters: { resource: 'status', operation: 'get', ...run.parameters },
	});
}

/** An upload of which so many customers are received, and so many processed. */
const counters = (size: number, processed: number) => vendor.uploads.add({ size, processed });
const readings = () => vendor.requests('GET /v2/recapture/upload/:id');

it('needs no typing after Upload Customers: it takes the ID and the count from the item', async () => {
	const { id } = counters(1000, 800);
	const { outputs } = await getStatus({ items: [{ json: { id, customers: 1000 } }] });
	expect(outputs).toEqual([
		[
			{
				json: {
					...vendor.uploads.view(id),
					status: 'processing',
					percentComplete: 80,
					remainingCustomers: 200,
				},
				pairedItem: { item: 0 },
			},
		],
	]);
	expect(readings()[0]).toMatchObject({ query: { region: 'au' } });
});

it('is complete when all customers that were sent are processed', async () => {
	const { id } = counters(1000, 1000);
	const { outputs } = await getStatus({ items: [{ json: { id, customers: 1000 } }] });
	expect(outputs[0][0].json).toMatchObject({ status: 'complete', percentComplete: 100 });
	expect(readings()).toHaveLength(1);
});

it('is not complete while AutoGrab is still receiving, although its counters are equal', async () => {
	const { id } = counters(500, 500);
	const { outputs } = await getStatus({ items: [{ json: { id, customers: 1000 } }] });
	expect(outputs[0][0].json).toMatchObject({
		status: 'processing',
		percentComplete: 50,
		remainingCustomers: 500,
	});
});

it('looks a second time when it does not know how many were sent', async () => {
	const { id } = counters(500, 500);
	const { outputs } = await getStatus({ parameters: { uploadId: id } });
	expect(outputs[0][0].json).toMatchObject({ status: 'complete' });
	expect(readings()).toHaveLength(2);
});

it.each([
	['separated by commas', (ids: string[]) => ids.join(', ')],
	['as an array', (ids: string[]) => `={{ ${JSON.stringify(ids)} }}`],
])('gives one item for each of several IDs %s', async (_label, write) => {
	const ids = [counters(10, 5).id, counters(20, 5).id];
	const { outputs } = await getStatus({ parameters: { uploadId: write(ids) } });
	expect(outputs[0].map(({ json }) => json.id)).toEqual(ids);
});

it('one unknown upload does not take the others down when the node continues', async () => {
	const { id } = counters(10, 5);
	const { outputs } = await getStatus({
		items: [{ json: { id: 'unknown' } }, { json: { id } }],
		onError: 'continueErrorOutput',
	});
	expect(outputs[0]).toHaveLength(1);
	expect(outputs[0][0]).toMatchObject({ json: { id }, pairedItem: { item: 1 } });
	expect(outputs[1]).toHaveLength(1);
	expect(outputs[1][0].json).toMatchObject({ error: expect.stringContaining('AutoGrab refused') });
});

it('asks for an ID when there is none, and names the item', async () => {
	const { error } = await getStatus({ items: [{ json: { id: counters(1, 0).id } }, { json: {} }] });
	expect(error).toMatchObject({
		message: "No upload is named: 'Upload ID' is empty",
		context: { itemIndex: 1 },
	});
});
