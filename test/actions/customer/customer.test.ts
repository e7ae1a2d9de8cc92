import { startSimulator, type Simulator } from '../../simulator';
import { takeNaps } from '../../support/naps';
import { runRecapture, type RecaptureRun } from '../../support/recapture';

let vendor: Simulator;

beforeAll(async () => {
	vendor = await startSimulator();
});
afterAll(async () => await vendor.stop());
beforeEach(() => {
	vendor.reset();
	takeNaps();
});

type Parameters = RecaptureRun['parameters'];

async function run(
	operation: string,
	parameters: Parameters = {},
	more: Partial<RecaptureRun> = {},
) {
	return await runRecapture({
		credential: { apiKey: vendor.apiKey, region: 'au', baseUrl: vendor.url },
		timezone: 'Pacific/Auckland',
		...more,
		parameters: { resource: 'customer', operation, ...parameters },
	});
}

const add = (customer = {}) => vendor.customers.add({ region: 'au', ...customer });
const calls = () => vendor.requests().map(({ method, path }) => `${method} ${path}`);

describe('Get', () => {
	it('returns the customer as AutoGrab gives it', async () => {
		const { id } = add({ rego: 'ZEN407', client_name: 'Maya' });
		vendor.addSighting(id, { listing_price: 25_990 });
		const { outputs } = await run('get', { customerId: id });
		expect(outputs[0]).toEqual([
			{
				json: expect.objectContaining({
					id,
					rego: 'ZEN407',
					client_name: 'Maya',
					sightings: [expect.objectContaining({ listing_price: 25_990 })],
					additional_fields: {},
				}),
				pairedItem: { item: 0 },
			},
		]);
	});

	it('takes a pasted link that contains the ID', async () => {
		const { id } = add();
		const { outputs } = await run('get', {
			customerId: ` https://app.autograb.com.au/recapture/customers/${id}?tab=sightings `,
		});
		expect(outputs[0][0].json.id).toBe(id);
	});

	it.each([
		[
			'a link without an ID',
			'https://app.autograb.com.au/',
			"The link in 'Customer ID' holds no customer ID",
		],
		[
			'an expression that finds nothing',
			'={{ $json.nothing }}',
			"No customer is named: 'Customer ID' is empty",
		],
	])('asks for an ID instead of taking %s', async (_label, customerId, message) => {
		const { error } = await run('get', { customerId });
		expect(error?.message).toBe(message);
		expect(vendor.requests()).toEqual([]);
	});

	it.each([
		[
			'an unknown ID',
			() => '11111111-1111-4111-8111-111111111111',
			'Invalid Customer ID',
			'Use the ID that Get Many returns',
		],
		[
			'another region',
			() => add({ region: 'nz' }).id,
			'Incorrect Region',
			'Choose that region in the credential',
		],
		[
			'another account',
			() => add({ account: 'someone else' }).id,
			"You don't have permission to access that customer",
			'Use the API key of that account',
		],
	])('tells what to do about %s', async (_label, idOf, words, advice) => {
		const { error } = await run('get', { customerId: idOf() });
		expect(error?.message).toContain(`AutoGrab refused the request: "${words}"`);
		expect(error?.description).toContain(advice);
	});

	it('one bad ID takes no others down when the node continues', async () => {
		const { id } = add();
		const { outputs } = await run(
			'get',
			{ customerId: '={{ $json.id }}' },
			{ items: [{ json: { id: 'unknown' } }, { json: { id } }], onError: 'continueErrorOutput' },
		);
		expect(outputs[0].map(({ json }) => json.id)).toEqual([id]);
		expect(outputs[1][0].json.error).toContain('Invalid Customer ID');
	});
});

describe('Get Many', () => {
	const fill = (count: number) =>
		Array.from({ length: count }, (_, index) => add({ rego: `R${index}` }));

	it('reads to the end, whatever the server grants', async () => {
		vendor.configure({ pageMax: 7, shortPageShare: 0.5 });
		const ids = fill(50).map(({ id }) => id);
		const { outputs } = await run('getAll', { returnAll: true });
		expect(outputs[0].map(({ json }) => json.id).sort()).toEqual(ids.sort());
	});

	it('stops at the limit', async () => {
		fill(30);
		const { outputs } = await run('getAll', { limit: 5, options: { pageSize: 10 } });
		expect(outputs[0]).toHaveLength(5);
		expect(vendor.requests()).toHaveLength(1);
		expect(vendor.requests()[0].query).toEqual({ region: 'au', limit: '10', offset: '0' });
	});

	it('simplifies to the ten fields that matter', async () => {
		const { id } = add({ rego: 'ZEN407', client_name: 'Maya', state: 'VIC' });
		vendor.addSighting(id, {
			at: '2026-05-01T00:00:00.000Z',
			listing_url: 'https://a.example/new',
		});
		vendor.addSighting(id, {
			at: '2026-04-01T00:00:00.000Z',
			listing_url: 'https://a.example/old',
		});
		const { outputs } = await run('getAll');
		expect(outputs[0][0].json).toEqual({
			id,
			rego: 'ZEN407',
			state: 'VIC',
			vin: null,
			client_name: 'Maya',
			mobile_number: null,
			expiry_date: null,
			last_updated: expect.any(String),
			sightings_count: 2,
			latest_sighting_url: 'https://a.example/new',
		});
		const raw = await run('getAll', { simplify: false });
		expect(raw.outputs[0][0].json).toHaveProperty('additional_fields');
	});

	it.each([
		['Has Sightings', { hasSightings: true }, ['seen']],
		['Has Sightings, turned off', { hasSightings: false }, ['unseen']],
		['Rego, cleaned as on upload', { rego: 'zen 407' }, ['seen']],
		['VIN, cleaned as on upload', { vin: ' 1n4al11d16n337720 ' }, ['unseen']],
		[
			'Updated After, in the time zone of the workflow',
			{ updatedAfter: '2026-06-01T12:00:00' },
			['unseen'],
		],
		['an empty filter, which asks for nothing', { rego: ' ', vin: '' }, ['seen', 'unseen']],
	])('filters by %s', async (_label, filters, names) => {
		vendor.configure({ sightingMovesLastUpdated: false });
		const { id } = add({
			client_name: 'seen',
			rego: 'ZEN407',
			last_updated: '2026-06-01T00:00:00.000Z',
		});
		add({
			client_name: 'unseen',
			vin: '1N4AL11D16N337720',
			last_updated: '2026-06-01T00:00:01.000Z',
		});
		vendor.addSighting(id);
		const { outputs } = await run('getAll', { filters });
		expect(outputs[0].map(({ json }) => json.client_name).sort()).toEqual(names);
	});

	it('lets the server filter by upload', async () => {
		const { id } = vendor.uploads.add({ size: 1 });
		add();
		const inUpload = add({ upload_id: id });
		const { outputs } = await run('getAll', { filters: { uploadId: id } });
		expect(outputs[0].map(({ json }) => json.id)).toEqual([inUpload.id]);
		expect(vendor.requests()[0].query.upload_id).toBe(id);
	});

	it('gives a customer once, although its row moves while the list is read', async () => {
		vendor.configure({ order: 'newestFirst' });
		fill(20);
		vendor.onRequest('GET /v2/recapture/customers?offset=10', () => void add());
		const { outputs } = await run('getAll', { returnAll: true, options: { pageSize: 10 } });
		const ids = outputs[0].map(({ json }) => json.id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it.each(['ignoresOffset', 'repeatsLastPage', 'repeatsEachPage'] as const)(
		'ends in an error when the server %s',
		async (pageFault) => {
			vendor.configure({ pageFault });
			fill(30);
			const { error } = await run('getAll', { returnAll: true, options: { pageSize: 10 } });
			expect(error?.message).toBe('AutoGrab gives the same page of customers again and again');
		},
	);

	it('does not take a sign-in page for an empty list', async () => {
		vendor.fail('GET /v2/recapture/customers', { html: true });
		const { error } = await run('getAll');
		expect(error?.message).toContain("did not come from AutoGrab's Recapture API");
	});
});

describe('Update', () => {
	const update = async (customerId: string, updateFields: object, options = {}) =>
		await run('update', { customerId, updateFields: updateFields as never, options });
	const patch = () => vendor.requests('PATCH /v2/recapture/customers/:id');

	it('sends the fields that were added, cleaned as on upload, and nothing else', async () => {
		const { id } = add({ client_name: 'Maya', mobile_number: '+61400000000' });
		const { outputs } = await update(id, {
			mobile_number: '0412 555 010',
			client_name: ' Maya Long ',
		});
		expect(patch()[0].body).toEqual({ client_name: 'Maya Long', mobile_number: '0412555010' });
		expect(outputs[0][0].json).toMatchObject({
			id,
			client_name: 'Maya Long',
			mobile_number: '0412555010',
		});
	});

	it.each([
		['the day that the date field shows', '2040-03-31T00:00:00', '2040-03-31'],
		['the day as written, whatever the time after it', '2040-03-31T23:30:00.000Z', '2040-03-31'],
		[
			'the day of a date that an expression makes',
			"={{ DateTime.fromISO('2040-03-31') }}",
			'2040-03-31',
		],
		['the day of a date as people here write it', '31/03/2040', '2040-03-31'],
	])('sends %s', async (_label, value, day) => {
		await update(add().id, { expiry_date: value });
		expect(patch()[0].body).toEqual({ expiry_date: day });
	});

	it('leaves a field alone that is empty, unless it is to be cleared', async () => {
		const { id } = add({ client_name: 'Maya' });
		await update(id, { client_name: '', mobile_number: '0412555010' });
		expect(patch()[0].body).toEqual({ mobile_number: '0412555010' });
		await update(id, { client_name: '' }, { clearEmptyFields: true });
		expect(patch()[1].body).toEqual({ client_name: '' });
		expect(vendor.customers.find(id)?.client_name).toBeNull();
	});

	it('changes nothing when there is nothing to send, and says so', async () => {
		const { id } = add({ client_name: 'Maya' });
		const { outputs, hints } = await update(id, { client_name: '' });
		expect(calls()).toEqual([`GET /v2/recapture/customers/${id}`]);
		expect(outputs[0][0].json).toMatchObject({ id, client_name: 'Maya' });
		expect(hints[0].message).toContain('Nothing was changed');
	});

	it.each([
		['a date that is none', '31/02/2040', '"31/02/2040" under \'Expiry Date\' is not a date'],
		['a day that has passed', '2020-01-01', 'AutoGrab would delete the customer at once'],
	])('refuses %s before anything is sent', async (_label, expiry_date, message) => {
		const { error } = await update(add().id, { expiry_date });
		expect(error?.message).toContain(message);
		expect(vendor.requests()).toEqual([]);
	});

	it('may be sent again after a lost answer: it leads to the same state', async () => {
		vendor.failNext('PATCH /v2/recapture/customers/:id', { cut: true, afterWork: true });
		const { status } = await update(add().id, { client_name: 'Maya' });
		expect(status).toBe('success');
		expect(patch()).toHaveLength(2);
	});
});

describe('Delete', () => {
	it('deletes, and returns who was deleted', async () => {
		const { id } = add({ client_name: 'Maya' });
		const { outputs } = await run('delete', { customerId: id });
		expect(outputs[0][0].json).toEqual({
			deleted: true,
			customer: expect.objectContaining({ id, client_name: 'Maya' }),
		});
		expect(vendor.customers.find(id)).toBeUndefined();
	});

	it('counts a customer as deleted that is gone when the request is repeated after a lost answer', async () => {
		const { id } = add();
		vendor.failNext('DELETE /v2/recapture/customers/:id', { cut: true, afterWork: true });
		const { outputs } = await run('delete', { customerId: id });
		expect(outputs[0][0].json).toEqual({ deleted: true, customer: { id } });
		expect(vendor.requests()).toHaveLength(2);
	});

	it('does not claim to have deleted a customer that was never there', async () => {
		const { error } = await run('delete', { customerId: '11111111-1111-4111-8111-111111111111' });
		expect(error?.message).toContain('Invalid Customer ID');
	});
});
