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
		message: "'Upload ID' is empty",
		context: { itemIndex: 1 },
	});
});

it('reports each of several uploads, and an error for the unknown one when the node continues', async () => {
	const ids = [counters(10, 5).id, '11111111-1111-4111-8111-111111111111', counters(20, 20).id];
	const { outputs } = await getStatus({
		parameters: { uploadId: JSON.stringify(ids) },
		onError: 'continueErrorOutput',
	});
	expect(outputs[0].map(({ json }) => [json.id, json.status])).toEqual([
		[ids[0], 'processing'],
		[ids[2], 'complete'],
	]);
	expect(outputs[1][0].json.error).toContain('"Invalid Upload ID"');
});

it('names the states of all uploads in the error when the node stops', async () => {
	const ids = [counters(10, 5).id, '11111111-1111-4111-8111-111111111111'];
	const { error } = await getStatus({ parameters: { uploadId: ids.join(' ') } });
	expect(error?.message).toContain('1 of 2 uploads has a problem');
	expect(error?.message).toContain(`${ids[0]} is not complete (5 of 10 customers)`);
	expect(error?.message).toContain(`${ids[1]}: AutoGrab refused the request`);
});

it.each([
	[10, 10, 'Complete: 10 of 10 customers, no errors.', 'info'],
	[
		10,
		4,
		'Not complete: 4 of 10 customers. AutoGrab continues processing. Check later with Status → Get.',
		'warning',
	],
])(
	'says in a sentence where %d customers of which %d are processed stand',
	async (size, processed, message, type) => {
		const { hints } = await getStatus({ parameters: { uploadId: counters(size, processed).id } });
		expect(hints).toEqual([{ message, type, location: 'outputPane' }]);
	},
);

it('is not taken in by an expected number that is none', async () => {
	const { id } = counters(10, 10);
	for (const expectedCustomers of ['many', '={{ {} }}', '={{ undefined }}', '-5', '1e3']) {
		const { outputs } = await getStatus({ parameters: { uploadId: id, expectedCustomers } });
		expect(outputs[0][0].json).toMatchObject({ status: 'complete' });
	}
});
