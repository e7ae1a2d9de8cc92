import { recaptureSuite } from '../../support/suite';

const { vendor, run } = recaptureSuite({ resource: 'sighting', operation: 'getAll' });

const add = (customer = {}) => vendor.customers.add({ region: 'au', ...customer });

it('gives one flat row for each sighting, with the fields of the customer first', async () => {
	const { id, last_updated } = add({
		client_name: 'Maya Citizen',
		mobile_number: '0412555010',
		rego: 'ZEN407',
		state: 'VIC',
		vin: '1N4AL11D16N337720',
		external_id: 'CRM-1',
		additional_fields: { branch: 'Bendigo' },
		last_updated: '2026-05-01T00:00:00.000Z',
	});
	add({ client_name: 'Nobody saw this one' });
	vendor.configure({ sightingMovesLastUpdated: false });
	vendor.addSighting(id, { lead_id: 'au_a_1', listing_price: 25_990, seller_type: 'dealer' });
	vendor.addSighting(id, { lead_id: 'au_a_2', listing_price: 24_990 });
	const { outputs } = await run({ returnAll: true });
	const rows = outputs[0].map(({ json }) => json);
	expect(rows.map(({ lead_id }) => lead_id)).toEqual(['au_a_1', 'au_a_2']);
	expect(Object.entries(rows[0])).toEqual([
		['customer_id', id],
		['client_name', 'Maya Citizen'],
		['mobile_number', '0412555010'],
		['rego', 'ZEN407'],
		['state', 'VIC'],
		['vin', '1N4AL11D16N337720'],
		['external_id', 'CRM-1'],
		['customer_last_updated', last_updated],
		['at', expect.any(String)],
		['lead_id', 'au_a_1'],
		['listing_url', expect.any(String)],
		['listing_title', expect.any(String)],
		['listing_price', 25_990],
		['seller_type', 'dealer'],
		['additional_fields', { branch: 'Bendigo' }],
	]);
	expect(outputs[0][0].pairedItem).toEqual({ item: 0 });
});

const answer = (customers: unknown[]) =>
	vendor.failNext('GET /v2/recapture/customers', {
		status: 200,
		body: { success: true, customers },
	});

it('has the same columns whatever AutoGrab leaves out, and keeps what it adds', async () => {
	answer([
		{ id: 'c1', sightings: [{ id: 7, rego: 'seen', additional_fields: 1, colour: 'red' }] },
		{ id: 'c2', sightings: null },
		{ id: 'c3', sightings: ['text', null, [], {}] },
	]);
	const { outputs } = await run();
	expect(outputs[0][0].json).toEqual({
		customer_id: 'c1',
		client_name: null,
		mobile_number: null,
		rego: null,
		state: null,
		vin: null,
		external_id: null,
		customer_last_updated: null,
		id: 7,
		sighting_rego: 'seen',
		sighting_additional_fields: 1,
		colour: 'red',
		additional_fields: {},
	});
});

it('gives a listing once that stands twice with a customer', async () => {
	const listing = { lead_id: 'a', listing_price: 10, at: '2026-01-01T00:00:00Z' };
	answer([
		{
			id: 'c1',
			sightings: [listing, { ...listing, listing_price: 9, at: '2026-01-02T00:00:00Z' }],
		},
	]);
	const { outputs } = await run();
	expect(outputs[0].map(({ json }) => json.listing_price)).toEqual([9]);
});

describe('filters', () => {
	const SIGHTINGS = [
		{ lead_id: 'old', at: '2026-05-01T00:00:00Z', listing_price: 10_000, seller_type: 'Dealer' },
		{
			lead_id: 'new',
			at: '2026-06-02T00:00:00Z',
			listing_price: '$20,000.00',
			seller_type: 'private',
		},
		{ lead_id: 'bare' },
		{ lead_id: 'odd', at: 'yesterday', listing_price: null, seller_type: ' ' },
	];

	it.each([
		['Seen After', { seenAfter: '2026-06-01T00:00:00' }, ['new', 'bare', 'odd']],
		[
			'Seen After a moment with a time zone',
			{ seenAfter: '2026-06-02T00:00:00Z' },
			['bare', 'odd'],
		],
		[
			'Seen After, in the time zone of the workflow',
			{ seenAfter: '2026-06-02T11:59:00' },
			['new', 'bare', 'odd'],
		],
		['Seen After, later in that time zone', { seenAfter: '2026-06-02T12:00:00' }, ['bare', 'odd']],
		['Seller Type', { sellerType: 'DEALER ' }, ['old', 'bare', 'odd']],
		['Min Price', { minPrice: 20_000 }, ['new']],
		['Max Price', { maxPrice: '={{ "10000.00" }}' }, ['old']],
		['prices that are texts', { minPrice: 10_000.5 }, ['new']],
		['two prices', { minPrice: 10_000, maxPrice: 20_000 }, ['old', 'new']],
		['all of them', { seenAfter: '2026-06-01', sellerType: 'dealer', minPrice: 1 }, []],
	])('by %s', async (_label, filters, expected) => {
		answer([{ id: 'c1', sightings: SIGHTINGS }]);
		const { outputs } = await run({ filters }, { timezone: 'Pacific/Auckland' });
		expect(outputs[0].map(({ json }) => json.lead_id)).toEqual(expected);
	});

	it('by upload, at AutoGrab', async () => {
		const { id } = vendor.uploads.add({ size: 1 });
		vendor.addSighting(add().id);
		const mine = add({ upload_id: id });
		vendor.addSighting(mine.id);
		const { outputs } = await run({ filters: { uploadId: ` ${id} ` } });
		expect(outputs[0].map(({ json }) => json.customer_id)).toEqual([mine.id]);
		expect(vendor.requests()[0].query.upload_id).toBe(id);
	});

	it.each([
		['Max Price', { maxPrice: '={{ null }}' }],
		['Min Price', { minPrice: '={{ $json.nothing }}' }],
		['Seen After', { seenAfter: '' }],
		['Seller Type', { sellerType: ' ' }],
		['Upload ID', { uploadId: '' }],
	])('that give nothing are an error: %s', async (label, filters) => {
		const { error } = await run({ filters });
		expect(error?.message).toBe(`'${label}' is empty`);
		expect(vendor.requests()).toEqual([]);
	});

	it.each([
		['Max Price', { maxPrice: '={{ "cheap" }}' }],
		['Min Price', { minPrice: -1 }],
		['Seen After', { seenAfter: 'last week' }],
		['Seen After', { seenAfter: '={{ ["2026-03-01"] }}' }],
		['Seller Type', { sellerType: '={{ ["dealer"] }}' }],
	])('refuse a value that they do not take: %s', async (label, filters) => {
		const { error } = await run({ filters });
		expect(error?.message).toContain(`'${label}' must be `);
		expect(vendor.requests()).toEqual([]);
	});
});

describe('Limit', () => {
	const fill = (count: number) => {
		for (let index = 0; index < count; index++) {
			const { id } = add();
			vendor.addSighting(id);
			vendor.addSighting(id);
		}
	};

	it('counts sightings, 50 unless said otherwise', async () => {
		fill(40);
		expect((await run()).outputs[0]).toHaveLength(50);
		expect((await run({ limit: 3 })).outputs[0]).toHaveLength(3);
		expect((await run({ returnAll: true })).outputs[0]).toHaveLength(80);
	});

	it('ends the reading, and Page Size is what AutoGrab is asked for', async () => {
		fill(40);
		await run({ limit: 5, options: { pageSize: 10 } });
		expect(vendor.requests().map(({ query }) => query)).toEqual([
			{ region: 'au', limit: '10', offset: '0' },
		]);
	});
});

it('reports rows that are no customers', async () => {
	answer([
		{ id: 'c1', sightings: [{ lead_id: 'a' }] },
		{ id: 5, sightings: [{ lead_id: 'b' }] },
	]);
	const { outputs, hints } = await run({ returnAll: true });
	expect(outputs[0]).toHaveLength(1);
	expect(hints[0].message).toContain('1 row without a valid customer ID');
});
