import type { IDataObject } from 'n8n-workflow';

import { takeNaps } from '../support/naps';
import type { EngineKind, PublishedTrigger } from '../support/poll';
import { startWatchedVendor, type WatchedVendor } from '../support/watchedVendor';

let vendor: WatchedVendor;

beforeAll(async () => {
	vendor = await startWatchedVendor();
});
afterAll(async () => await vendor.stop());
beforeEach(() => {
	vendor.reset();
	takeNaps();
});

const ENGINES: EngineKind[] = ['default', 'durable'];
const LATER = '2099-01-01T00:00:00.000Z';

const leadOf = ({ sighting }: IDataObject) => (sighting as IDataObject).lead_id;
const leads = (items: readonly IDataObject[]) => items.map(leadOf);
const see = (id: string, lead_id: string, more = {}) =>
	vendor.addSighting(id, { lead_id, ...more });

/** Publishes, and polls once: with durable cursors the first sweep ends with the first poll. */
async function publish(trigger: PublishedTrigger): Promise<PublishedTrigger> {
	expect(await trigger.activate()).toEqual([]);
	expect(await trigger.poll()).toEqual({ items: [] });
	vendor.clearRequests();
	return trigger;
}

describe.each(ENGINES)('Customer Sighted, %s engine', (engine) => {
	const watch = (options = {}, filters = {}) =>
		vendor.watch({ event: 'customerSighted', options, filters }, { engine });

	it('tells each new sighting once, with the customer as AutoGrab gives it', async () => {
		const [id] = vendor.fill(3);
		const trigger = await publish(watch());
		see(id, 'a', { listing_price: 25_990 });
		const { items } = await trigger.poll();
		expect(items).toEqual([
			{
				event: 'customerSighted',
				eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
				customer: expect.objectContaining({ id, additional_fields: {} }),
				sighting: expect.objectContaining({ lead_id: 'a', listing_price: 25_990 }),
			},
		]);
		expect(await trigger.poll()).toEqual({ items: [] });
	});

	it('tells a second sighting of the same customer, and nothing when a price changes', async () => {
		const [id] = vendor.fill(1);
		const trigger = await publish(watch());
		see(id, 'a');
		await trigger.poll();
		vendor.changeSighting(id, 'a', { listing_price: 1 });
		see(id, 'b');
		expect(leads((await trigger.poll()).items)).toEqual(['b']);
	});

	it('stays silent about what is there when it is published', async () => {
		const ids = vendor.fill(5);
		see(ids[4], 'old');
		see(ids[0], 'undated', { at: null });
		const trigger = await publish(watch({ pageSize: 2 }));
		expect(await trigger.poll()).toEqual({ items: [] });
	});

	it('tells what is there, once, when it is asked to, so many at a time', async () => {
		for (const [index, id] of vendor.fill(5).entries()) see(id, `s${index}`);
		const trigger = watch({ startFrom: 'existing', maxEventsPerPoll: 2, pageSize: 3 });
		const polls = [await trigger.activate()];
		for (let poll = 0; poll < 4; poll++) polls.push((await trigger.poll()).items);
		expect(polls.map((items) => leads(items).join())).toEqual(['s0,s1', 's2,s3', 's4', '', '']);
	});

	it('goes on where it stopped when one customer has more sightings than a run may get', async () => {
		const [id] = vendor.fill(2);
		for (const lead of ['a', 'b', 'c']) see(id, lead);
		const trigger = watch({ startFrom: 'existing', maxEventsPerPoll: 2 });
		expect(leads(await trigger.activate())).toEqual(['a', 'b']);
		expect(leads((await trigger.poll()).items)).toEqual(['c']);
		expect((await trigger.poll()).items).toEqual([]);
	});

	it('does not tell a sighting again that left and came back', async () => {
		const [id] = vendor.fill(1);
		const trigger = await publish(watch());
		see(id, 'a');
		await trigger.poll();
		vendor.removeSighting(id, 'a');
		await trigger.poll();
		see(id, 'a');
		expect(await trigger.poll()).toEqual({ items: [] });
	});

	it('is not confused by the order of sightings, or by one that is listed twice', async () => {
		vendor.configure({ sightingOrder: 'reshuffled' });
		const [id] = vendor.fill(1);
		const trigger = await publish(watch());
		see(id, 'a', { listing_price: 1 });
		see(id, 'b');
		see(id, 'a', { listing_price: 2 });
		expect(leads((await trigger.poll()).items).sort()).toEqual(['a', 'b']);
		expect(await trigger.poll()).toEqual({ items: [] });
	});

	it.each([
		['only a link', ['at', 'listing_url', 'listing_price']],
		['neither a link nor an ID', ['at', 'listing_title', 'listing_price', 'seller_type']],
		['no date', ['lead_id', 'listing_price']],
		['only a date', ['at', 'listing_price']],
	] as const)('knows a sighting again that has %s', async (_label, sightingFields) => {
		vendor.configure({ sightingFields: [...sightingFields] });
		const [id] = vendor.fill(1);
		const trigger = await publish(watch());
		see(id, 'a', { at: '2026-01-01T00:00:00Z' });
		see(id, 'b', { at: '2026-01-02T00:00:00Z' });
		expect((await trigger.poll()).items).toHaveLength(2);
		vendor.changeSighting(id, 'a', { listing_price: 5 });
		expect(await trigger.poll()).toEqual({ items: [] });
	});

	it('an idle poll changes nothing', async () => {
		const ids = vendor.fill(7);
		see(ids[2], 'a');
		const trigger = await publish(watch({ pageSize: 3 }));
		const before = JSON.stringify(trigger.current);
		await trigger.poll();
		expect(JSON.stringify(trigger.current)).toBe(before);
	});

	it('watches only the upload that the filter names', async () => {
		const [inside] = vendor.fill(1);
		const outside = vendor.customers.add({ region: 'au', upload_id: 'other' }).id;
		vendor.customers.change(inside, { upload_id: 'u1' });
		const trigger = await publish(watch({}, { uploadId: ' u1 ' }));
		see(inside, 'a');
		see(outside, 'b');
		expect(leads((await trigger.poll()).items)).toEqual(['a']);
		expect(vendor.requests()[0].query).toMatchObject({ upload_id: 'u1' });
	});

	it('tells what was found before the server began to give the same pages again', async () => {
		const ids = vendor.fill(4);
		const trigger = await publish(watch({ pageSize: 2 }));
		vendor.configure({ pageFault: 'repeatsLastPage' });
		see(ids[1], 'a');
		expect(leads((await trigger.poll()).items)).toEqual(['a']);
		const { error } = await trigger.poll();
		expect(error?.message).toContain('the same page of customers again and again');
	});

	it.each(['ignoresOffset', 'repeatsEachPage', 'repeatsLastPage'] as const)(
		'a server that %s ends in an error, not in a loop, however short the polls',
		async (pageFault) => {
			vendor.fill(40);
			const trigger = await publish(watch({ pageSize: 10 }));
			trigger.change({ budgetMs: 1 });
			vendor.configure({ pageFault });
			let error: Error | undefined;
			for (let poll = 0; poll < 8 && !error; poll++) ({ error } = await trigger.poll());
			expect(error?.message).toContain('the same page of customers again and again');
			expect(vendor.requests().length).toBeLessThan(40);
		},
	);

	it('reads on although just as many customers were added as stand on a page', async () => {
		vendor.configure({ order: 'newestFirst' });
		vendor.fill(6);
		const trigger = await publish(watch({ pageSize: 2 }));
		const stop = vendor.onRequest('GET /v2/recapture/customers?offset=2', () => {
			vendor.fill(2);
			stop();
		});
		expect(await trigger.poll()).toEqual({ items: [] });
	});

	it('a customer whose row moved past the reader is told by the next sweep', async () => {
		const ids = vendor.fill(6);
		const trigger = await publish(watch({ pageSize: 2 }));
		see(ids[2], 'a');
		const stop = vendor.onRequest('GET /v2/recapture/customers?offset=2', () => {
			vendor.customers.remove(ids[0]);
			stop();
		});
		expect(await trigger.poll()).toEqual({ items: [] });
		expect(leads((await trigger.poll()).items)).toEqual(['a']);
	});

	it('a customer that no page shows is forgotten only when AutoGrab says that it is gone', async () => {
		const ids = vendor.fill(6);
		for (const id of ids) see(id, `of ${id}`);
		const trigger = await publish(watch({ pageSize: 2 }));
		const sizeOf = () => JSON.stringify(trigger.current).length;
		const before = sizeOf();
		vendor.customers.remove(ids[5]);
		vendor.fail('GET /v2/recapture/customers/:id', { status: 404, html: true });
		await trigger.poll();
		expect(sizeOf()).toBeGreaterThanOrEqual(before);
		vendor.clearFaults();
		await trigger.poll();
		await trigger.poll();
		expect(sizeOf()).toBeLessThan(before);
		expect(await trigger.poll()).toEqual({ items: [] });
	});

	it('looks up a few customers at a time', async () => {
		const ids = vendor.fill(8);
		for (const id of ids) see(id, `of ${id}`);
		const trigger = await publish(watch());
		for (const id of ids) vendor.customers.remove(id);
		const lookUps = async () => {
			await trigger.poll();
			return vendor.calls().filter((call) => /customers\/./.test(call)).length;
		};
		expect([await lookUps(), await lookUps(), await lookUps()]).toEqual([5, 3, 0]);
	});

	it('after a restart it tells what came meanwhile, and nothing twice', async () => {
		const ids = vendor.fill(5);
		see(ids[0], 'old');
		const trigger = await publish(watch());
		see(ids[1], 'a', { at: LATER });
		await trigger.poll();
		see(ids[2], 'b', { at: LATER });
		const { items } = await trigger.restart();
		expect([...leads(items), ...leads((await trigger.poll()).items)]).toEqual(['b']);
		expect(await trigger.poll()).toEqual({ items: [] });
	});

	it('publishing it again keeps what it knows', async () => {
		const [id] = vendor.fill(1);
		const trigger = await publish(watch());
		see(id, 'a');
		await trigger.poll();
		see(id, 'b');
		expect(leads([...(await trigger.activate()), ...(await trigger.poll()).items])).toEqual(['b']);
	});
});

describe('the first sweep', () => {
	it.each(ENGINES)(
		'what comes between publishing and the first poll is told by its date (%s)',
		async (engine) => {
			const ids = vendor.fill(2);
			const trigger = vendor.watch({ event: 'customerSighted' }, { engine });
			await trigger.activate();
			see(ids[0], 'new', { at: new Date(Date.now() + 1_000).toISOString() });
			expect(leads((await trigger.poll()).items)).toEqual(['new']);
		},
	);

	it('may take many polls, and stays silent about what is there on all of them', async () => {
		const ids = vendor.fill(12);
		for (const [index, id] of ids.entries()) see(id, `old ${index}`);
		const trigger = vendor.watch(
			{ event: 'customerSighted', options: { pageSize: 2 } },
			{ engine: 'durable', budgetMs: 1 },
		);
		await trigger.activate();
		for (let poll = 0; poll < 4; poll++) expect((await trigger.poll()).items).toEqual([]);
		see(ids[0], 'behind the reader', { at: LATER });
		see(ids[11], 'before the reader', { at: LATER });
		const told: unknown[] = [];
		for (let poll = 0; poll < 16; poll++) told.push(...leads((await trigger.poll()).items));
		expect(told.sort()).toEqual(['before the reader', 'behind the reader']);
	});

	it('does not take for new what a deletion hid from it', async () => {
		const ids = vendor.fill(6);
		see(ids[2], 'old');
		const stop = vendor.onRequest('GET /v2/recapture/customers?offset=2', () => {
			vendor.customers.remove(ids[0]);
			stop();
		});
		const trigger = vendor.watch({ event: 'customerSighted', options: { pageSize: 2 } });
		await trigger.activate();
		for (let poll = 0; poll < 3; poll++) expect((await trigger.poll()).items).toEqual([]);
	});
});

describe.each(ENGINES)('Sighting Changed, %s engine', (engine) => {
	const watch = () => vendor.watch({ event: 'sightingChanged' }, { engine });

	it('tells a new price with the old one, and each change by an ID of its own', async () => {
		const [id] = vendor.fill(1);
		see(id, 'a', { listing_price: 25_990 });
		const trigger = await publish(watch());
		const told: IDataObject[] = [];
		for (const listing_price of [24_990, 25_990, 24_990]) {
			vendor.changeSighting(id, 'a', { listing_price });
			told.push(...(await trigger.poll()).items);
			expect(await trigger.poll()).toEqual({ items: [] });
		}
		expect(told.map(({ previous }) => previous)).toEqual([
			{ listing_price: 25_990 },
			{ listing_price: 24_990 },
			{ listing_price: 25_990 },
		]);
		expect(new Set(told.map(({ eventId }) => eventId)).size).toBe(3);
		expect(String(told[0].eventId)).toMatch(/^[0-9a-f]{32}-[0-9a-f]{8}-1$/);
	});

	it('is silent about new sightings, and about the moment at which a car was seen again', async () => {
		const [id] = vendor.fill(1);
		see(id, 'a');
		const trigger = await publish(watch());
		see(id, 'b');
		vendor.changeSighting(id, 'a', { at: LATER });
		expect(await trigger.poll()).toEqual({ items: [] });
		vendor.changeSighting(id, 'b', { listing_title: 'Now with new tyres' });
		expect(leads((await trigger.poll()).items)).toEqual(['b']);
	});
});
