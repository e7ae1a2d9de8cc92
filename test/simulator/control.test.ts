import { stopVendors, vendorWith } from './startedVendor';
import type { StartedVendor } from './startedVendor';

afterEach(stopVendors);

/** Speaks to the control surface as a separate process does. */
function controlOf({ api, url }: StartedVendor) {
	return async (method: string, path: string, data?: object) => {
		const answer = await api.request({ method, url: `${url}/_simulator${path}`, data });
		return answer.data;
	};
}

describe('the control surface', () => {
	it('tells the state', async () => {
		const vendor = await vendorWith({ syntheticCustomers: 7 });
		await vendor.upload([{ rego: 'A1' }]);
		expect(await controlOf(vendor)('GET', '')).toEqual({
			now: '2026-03-01T00:00:00.000Z',
			apiKey: vendor.apiKey,
			customers: 8,
			uploads: 2,
			billedLookups: 0,
			requests: { 'POST /v2/recapture/upload': 1 },
			faults: [],
		});
	});

	it('adds a sighting to given customers, or to some by chance', async () => {
		const vendor = await vendorWith({ syntheticCustomers: 50, syntheticSightedShare: 0 });
		const { id } = vendor.customers.add();
		const control = controlOf(vendor);
		const sighting = { listing_price: 5 };
		const given = await control('POST', '/sightings', { customerIds: [id, 'nobody'], sighting });
		expect(given.added).toMatchObject([
			{ customerId: id, sighting: { listing_price: 5 } },
			{ customerId: 'nobody', sighting: null },
		]);
		const { added } = await control('POST', '/sightings', { count: 3, region: 'au' });
		const sighted = added.map(({ customerId }: { customerId: string }) => customerId);
		expect(new Set(sighted).size).toBe(3);
		for (const customerId of sighted) {
			expect(vendor.customers.find(customerId)?.sightings).not.toEqual([]);
		}
	});

	it('changes and removes a sighting', async () => {
		const vendor = await vendorWith({ customers: [{ id: 'ada' }] });
		const control = controlOf(vendor);
		vendor.addSighting('ada', { lead_id: 'one' });
		const named = { customerId: 'ada', lead_id: 'one' };
		await control('PATCH', '/sightings', { ...named, changes: { listing_price: 7 } });
		expect(vendor.customers.find('ada')?.sightings).toMatchObject([{ listing_price: 7 }]);
		await control('DELETE', '/sightings', { customerId: 'ada', index: 0 });
		expect(vendor.customers.find('ada')?.sightings).toEqual([]);
		expect(await control('DELETE', '/sightings', named)).toHaveProperty('error');
	});

	it('adds, reads, changes and removes customers', async () => {
		const vendor = await vendorWith();
		const control = controlOf(vendor);
		const { id } = await control('POST', '/customers', { rego: 'A1', expiry_date: '2030-01-01' });
		expect(await control('PATCH', `/customers/${id}`, { rego: 'B2' })).toMatchObject({
			rego: 'B2',
			expiry_date: '2030-01-01T00:00:00.000Z',
		});
		expect(await control('GET', `/customers/${id}`)).toMatchObject({ id });
		expect((await control('GET', '/customers?last=5')).customers).toHaveLength(1);
		await control('DELETE', `/customers/${id}`);
		expect(vendor.customers.count()).toBe(0);
	});

	it('shows uploads with what they cost', async () => {
		const vendor = await vendorWith();
		await vendor.upload([{ rego: 'A1', state: 'VIC' }], { enable_rego_lookups: true });
		expect((await controlOf(vendor)('GET', '/uploads')).uploads).toMatchObject([
			{ total_processed_customers: 1, billed_lookups: 1 },
		]);
	});

	it('moves the clock', async () => {
		const vendor = await vendorWith();
		await controlOf(vendor)('POST', '/clock', { advanceMs: 1_000 });
		expect(new Date(vendor.now()).toISOString()).toBe('2026-03-01T00:00:01.000Z');
	});

	it('orders faults and takes them back', async () => {
		const vendor = await vendorWith();
		const control = controlOf(vendor);
		const route = 'GET /v2/recapture/customers';
		await control('POST', '/faults', { route, status: 503, times: 2 });
		await control('POST', '/faults', { route: 'POST *', html: true, times: 'always' });
		expect((await vendor.api.get('/customers')).status).toBe(503);
		expect((await control('GET', '/faults')).faults).toMatchObject([
			{ route, times: 1 },
			{ route: 'POST *', times: 'always' },
		]);
		await control('DELETE', '/faults');
		expect((await vendor.api.get('/customers')).status).toBe(200);
	});

	it('reads and changes settings', async () => {
		const vendor = await vendorWith();
		await controlOf(vendor)('PATCH', '/settings', { pageMax: 3 });
		expect(vendor.settings.pageMax).toBe(3);
		expect(await controlOf(vendor)('GET', '/settings')).toMatchObject({ pageMax: 3 });
	});

	it('adds and removes keys', async () => {
		const vendor = await vendorWith();
		const control = controlOf(vendor);
		await control('POST', '/keys', { key: 'second', licences: ['nz'] });
		await control('PATCH', '/keys/second', { licences: ['au'] });
		expect((await control('GET', '/keys')).keys).toHaveLength(2);
		await control('DELETE', '/keys/second');
		expect(vendor.keys.list()).toHaveLength(1);
	});

	it('shows requests, itself not among them', async () => {
		const vendor = await vendorWith();
		const control = controlOf(vendor);
		await vendor.api.get('/customers');
		await vendor.api.get('/customers/x');
		const route = encodeURIComponent('GET /v2/recapture/customers/:id');
		expect((await control('GET', `/requests?route=${route}`)).requests).toHaveLength(1);
		expect((await control('GET', '/requests?last=5')).requests).toHaveLength(2);
		await control('DELETE', '/requests');
		expect(vendor.requests()).toEqual([]);
	});

	it('starts again', async () => {
		const vendor = await vendorWith();
		vendor.customers.add();
		expect(await controlOf(vendor)('POST', '/reset')).toMatchObject({ customers: 0 });
	});

	it('wants to be told that JSON is JSON', async () => {
		const { url, api } = await vendorWith();
		const { status, data } = await api.post(`${url}/_simulator/sightings`, 'count=1');
		expect([status, data.error]).toEqual([400, expect.stringContaining('application/json')]);
	});

	it.each([
		['POST', '/faults', { what: 1 }, 'No fault is named what'],
		['PATCH', '/settings', { ordr: 1 }, 'There is no setting named ordr'],
		['POST', '/clock', { advanceMs: -1 }, 'A clock only goes forward'],
		['GET', '/customers/nobody', undefined, 'There is no such thing here'],
		['GET', '/nowhere', undefined, 'Not found'],
	])('answers %s %s %j in words', async (method, path, body, error) => {
		expect(await controlOf(await vendorWith())(method, path, body)).toMatchObject({ error });
	});
});
