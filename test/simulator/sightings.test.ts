import type { Settings, Sighting } from './index';
import { stopVendors, vendorWith } from './startedVendor';

afterEach(stopVendors);

const CUSTOMER = { id: 'ada', last_updated: '2025-01-01T00:00:00.000Z' };

async function sightedVendor(settings: Partial<Settings> = {}) {
	const vendor = await vendorWith({ customers: [CUSTOMER], ...settings });
	const shown = async () => (await vendor.api.get('/customers/ada')).data.customer;
	return { ...vendor, shown };
}

describe('a sighting', () => {
	it.each([
		['au', /^20[12]\d (Toyota|Mazda|Ford) /],
		['nz', /^20[12]\d (Toyota|Mazda|Suzuki) /],
		['uk', /^20[12]\d /],
		['my', /^20[12]\d /],
	] as const)('is invented in the manner of %s', async (region, title) => {
		const { customers, addSighting } = await vendorWith();
		const { id } = customers.add({ region });
		expect(addSighting(id)).toEqual({
			at: '2026-03-01T00:00:00.000Z',
			lead_id: expect.stringMatching(new RegExp(`^${region}_[a-z]+_\\d+$`)),
			listing_url: expect.stringMatching(/^https:\/\/[a-z.]+\.example\//),
			listing_title: expect.stringMatching(title),
			listing_price: expect.any(Number),
			seller_type: expect.stringMatching(/^(private|dealer)$/),
		});
	});

	it('can be given in part, with any values', async () => {
		const { addSighting, shown } = await sightedVendor();
		addSighting('ada', { lead_id: 'mine', listing_price: 'POA', odometer: 5 });
		expect((await shown()).sightings).toMatchObject([
			{ lead_id: 'mine', listing_price: 'POA', odometer: 5, at: '2026-03-01T00:00:00.000Z' },
		]);
	});

	it('is never the same twice', async () => {
		const { addSighting } = await sightedVendor();
		expect(addSighting('ada')?.lead_id).not.toBe(addSighting('ada')?.lead_id);
	});

	it('is changed and removed by its lead id or its place', async () => {
		const { addSighting, changeSighting, removeSighting, shown } = await sightedVendor();
		for (const lead_id of ['one', 'two', 'three']) addSighting('ada', { lead_id });
		changeSighting('ada', 'two', { listing_price: 1 });
		changeSighting('ada', 2, { listing_price: 2 });
		removeSighting('ada', 'one');
		expect((await shown()).sightings).toMatchObject([
			{ lead_id: 'two', listing_price: 1 },
			{ lead_id: 'three', listing_price: 2 },
		]);
		expect(removeSighting('ada', 'one')).toBeUndefined();
		expect(changeSighting('nobody', 0, {})).toBeUndefined();
		expect(addSighting('nobody')).toBeUndefined();
	});

	it.each([
		[true, '2026-03-01T00:00:00.000Z'],
		[false, CUSTOMER.last_updated],
	])('moves last_updated: %s', async (sightingMovesLastUpdated, last_updated) => {
		const { addSighting, shown } = await sightedVendor({ sightingMovesLastUpdated });
		addSighting('ada');
		expect(await shown()).toMatchObject({ last_updated });
	});

	it('leaves out the fields that a server does not give', async () => {
		const { addSighting, shown } = await sightedVendor({
			sightingFields: ['at', 'listing_url'],
		});
		addSighting('ada', { odometer: 5 });
		expect(Object.keys((await shown()).sightings[0])).toEqual(['at', 'listing_url', 'odometer']);
	});

	it.each<[Settings['sightingOrder'], (seen: string[][]) => void]>([
		['asAdded', ([seen]) => expect(seen.join('')).toBe('abcdef')],
		['newestFirst', ([seen]) => expect(seen.join('')).toBe('fedcba')],
		['reshuffled', (seen) => expect(new Set(seen.map(String)).size).toBeGreaterThan(1)],
	])('stands in the order "%s"', async (sightingOrder, check) => {
		const { addSighting, shown } = await sightedVendor({ sightingOrder });
		for (const lead_id of 'abcdef') addSighting('ada', { lead_id });
		const seen: string[][] = [];
		for (let nth = 0; nth < 4; nth++) {
			const { sightings } = await shown();
			seen.push(sightings.map(({ lead_id }: Sighting) => lead_id));
		}
		check(seen);
		for (const leads of seen) expect([...leads].sort().join('')).toBe('abcdef');
	});
});
