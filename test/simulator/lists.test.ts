import type { Settings } from './index';
import { rows, stopVendors, vendorWith } from './startedVendor';
import type { StartedVendor } from './startedVendor';

afterEach(stopVendors);

/** Everything that paging by a fixed step finds, until an empty page or `maxPages`. */
async function sweep({ page }: StartedVendor, limit: number, maxPages = 20): Promise<string[]> {
	const found: string[] = [];
	for (let nth = 0; nth < maxPages; nth++) {
		const ids = await page({ limit, offset: nth * limit });
		if (ids.length === 0) break;
		found.push(...ids);
	}
	return found;
}

const CUSTOMERS = ['c', 'a', 'e', 'b', 'd'].map((id, index) => ({
	id,
	rego: id,
	last_updated: `2026-01-0${5 - index}T00:00:00.000Z`,
}));
const EXISTING: Partial<Settings> = { customers: CUSTOMERS };

describe('a page', () => {
	it.each<[string, object, Partial<Settings>, number]>([
		['the default size', {}, { pageDefault: 3 }, 3],
		['no more than the server grants', { limit: 100 }, { pageMax: 2 }, 2],
		['what is left', { limit: 100, offset: 3 }, {}, 2],
		['nothing past the end', { limit: 100, offset: 5 }, {}, 0],
		['half of the rows when it is a short one', { limit: 4 }, { shortPageShare: 1 }, 2],
		['the default size for a limit that is none', { limit: 'x' }, { pageDefault: 3 }, 3],
	])('has %s: %j under %j', async (_label, params, settings, count) => {
		const { page } = await vendorWith({ ...EXISTING, ...settings });
		expect(await page(params)).toHaveLength(count);
	});

	it.each<[Settings['pageFault'], string[]]>([
		['none', ['ca', 'eb', 'd', '']],
		['ignoresOffset', ['ca', 'ca', 'ca', 'ca']],
		['repeatsLastPage', ['ca', 'eb', 'd', 'bd']],
		['repeatsEachPage', ['ca', 'ca', 'd', 'd']],
		['overlaps', ['ca', 'ae', 'bd', '']],
	])('of a server with the fault "%s" is one of %j', async (pageFault, pages) => {
		const { page } = await vendorWith({ ...EXISTING, pageFault });
		const seen = [0, 2, 4, 6].map(async (offset) => (await page({ limit: 2, offset })).join(''));
		expect(await Promise.all(seen)).toEqual(pages);
	});

	it('of an unknown upload is empty', async () => {
		const { page } = await vendorWith(EXISTING);
		expect(await page({ upload_id: '99aa2d8e-348b-4321-beeb-f2fa67bab3eb' })).toEqual([]);
	});

	it('has the fields that only the vendor knows', async () => {
		const extraFields = { customer: { score: 1 }, upload: { eta: 2 }, sighting: { km: 3 } };
		const { api, upload, addSighting, page } = await vendorWith({ extraFields });
		expect(await upload([{ rego: 'A1' }])).toMatchObject({ eta: 2 });
		addSighting((await page())[0]);
		const { data } = await api.get('/customers');
		expect(data.customers[0]).toMatchObject({ score: 1, sightings: [{ km: 3 }] });
	});
});

describe('the order of a list', () => {
	it.each<[Settings['order'], string]>([
		['insertion', 'caebd'],
		['newestFirst', 'dbeac'],
		['id', 'abcde'],
		['lastUpdated', 'dbeac'],
		['lastUpdatedFirst', 'caebd'],
	])('is %s', async (order, expected) => {
		const { page } = await vendorWith({ ...EXISTING, order });
		expect((await page()).join('')).toBe(expected);
	});

	it('is scattered but stays, even when a customer comes or goes', async () => {
		const vendor = await vendorWith({ ...EXISTING, order: 'shuffled' });
		const before = (await vendor.page()).join('');
		expect([...before].sort().join('')).toBe('abcde');
		vendor.customers.add({ id: 'new' });
		vendor.customers.remove('a');
		const after = (await vendor.page()).filter((id) => id !== 'new').join('');
		expect(after).toBe(before.replace('a', ''));
	});

	it('is another at each request', async () => {
		const { page } = await vendorWith({ order: 'reshuffled', customers: rows(50) });
		const [first, second] = [await page(), await page()];
		expect(first).not.toEqual(second);
		expect([...first].sort()).toEqual([...second].sort());
	});

	it('moves with each change when the latest comes first', async () => {
		const { api, page } = await vendorWith({ ...EXISTING, order: 'lastUpdatedFirst' });
		await api.patch('/customers/b', { client_name: 'Ada' });
		expect((await page()).join('')).toBe('bcaed');
	});
});

describe('synthetic customers', () => {
	const ORDERS = ['id', 'insertion', 'newestFirst', 'lastUpdated', 'lastUpdatedFirst', 'shuffled'];

	it.each(ORDERS as Array<Settings['order']>)(
		'are each met once in the order "%s", beside stored, changed and deleted ones',
		async (order) => {
			const vendor = await vendorWith({ order, syntheticCustomers: 40, customers: rows(3) });
			const [gone, patched, sighted] = vendor.customers.pick(3);
			expect((await vendor.api.delete(`/customers/${gone.id}`)).status).toBe(200);
			await vendor.api.patch(`/customers/${patched.id}`, { client_name: 'Ada' });
			vendor.addSighting(sighted.id);
			const found = await sweep(vendor, 7);
			expect(found).toHaveLength(42);
			expect(new Set(found).size).toBe(42);
			expect(found).not.toContain(gone.id);
			expect(vendor.customers.count()).toBe(42);
		},
	);

	it('keep their order when one of them goes', async () => {
		const vendor = await vendorWith({ order: 'shuffled', syntheticCustomers: 20 });
		const before = await vendor.page();
		vendor.customers.remove(before[4]);
		expect(await vendor.page()).toEqual(before.filter((id) => id !== before[4]));
	});

	it('are changed, sighted and deleted like others', async () => {
		const vendor = await vendorWith({ syntheticCustomers: 10, syntheticSightedShare: 0 });
		const [id] = await vendor.page({ offset: 5 });
		await vendor.api.patch(`/customers/${id}`, { client_name: 'Ada' });
		vendor.addSighting(id, { listing_price: 1 });
		vendor.changeSighting(id, 0, { listing_price: 2 });
		const { data } = await vendor.api.get(`/customers/${id}`);
		expect(data.customer).toMatchObject({
			client_name: 'Ada',
			sightings: [{ listing_price: 2 }],
			last_updated: '2026-03-01T00:00:00.000Z',
		});
		await vendor.api.delete(`/customers/${id}`);
		expect((await vendor.api.get(`/customers/${id}`)).status).toBe(404);
		expect(await vendor.page()).toHaveLength(9);
	});

	it('expire when they get an expiry date', async () => {
		const vendor = await vendorWith({ syntheticCustomers: 10 });
		const [id] = await vendor.page();
		await vendor.api.patch(`/customers/${id}`, { expiry_date: '2026-03-02' });
		vendor.advance(24 * 3_600_000);
		expect(await vendor.page()).not.toContain(id);
	});

	it('belong to one finished upload of the first region', async () => {
		const odd = { uploadedCounter: 'climbs', customersPerSecond: 0 } as const;
		const vendor = await vendorWith({ syntheticCustomers: 10, regions: ['au', 'nz'], ...odd });
		const [{ id }] = vendor.uploads.list();
		expect(await vendor.counters(id)).toEqual([10, 10]);
		expect(await vendor.page({ upload_id: id })).toHaveLength(10);
		expect(await vendor.page({ region: 'nz' })).toEqual([]);
	});

	it('are the same in every process, and sighted to the share of the settings', async () => {
		const settings: Partial<Settings> = { syntheticCustomers: 1_000, syntheticSightedShare: 0.1 };
		const [one, other] = [await vendorWith(settings), await vendorWith(settings)];
		const { data } = await one.api.get('/customers', { params: { limit: 1000 } });
		expect((await other.api.get('/customers', { params: { limit: 1000 } })).data).toEqual(data);
		const customers: Array<{ sightings: Array<{ lead_id: string }>; rego: string }> =
			data.customers;
		const sighted = customers.filter(({ sightings }) => sightings.length > 0);
		expect(sighted.length).toBeGreaterThan(60);
		expect(sighted.length).toBeLessThan(140);
		const leads = customers.flatMap(({ sightings }) => sightings.map(({ lead_id }) => lead_id));
		expect(new Set(leads).size).toBe(leads.length);
		expect(new Set(customers.map(({ rego }) => rego)).size).toBe(1_000);
	});
});
