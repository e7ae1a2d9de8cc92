import type { IDataObject } from 'n8n-workflow';

import { SIGHTING_FIELDS } from '../simulator/settings';
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

	it('reports each new sighting once, with the customer as AutoGrab gives it', async () => {
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
		expect(Object.keys(items[0])).toEqual(['event', 'sighting', 'customer', 'eventId']);
		expect(await trigger.poll()).toEqual({ items: [] });
	});

	it('reports a second sighting of the same customer, and nothing when a price changes', async () => {
		const [id] = vendor.fill(1);
		const trigger = await publish(watch());
		see(id, 'a');
		await trigger.poll();
		vendor.changeSighting(id, 'a', { listing_price: 1 });
		see(id, 'b');
		expect(leads((await trigger.poll()).items)).toEqual(['b']);
	});

	it('does not report what is there when it is published', async () => {
		const ids = vendor.fill(5);
		see(ids[4], 'old');
		see(ids[0], 'undated', { at: null });
		const trigger = await publish(watch({ pageSize: 2 }));
		expect(await trigger.poll()).toEqual({ items: [] });
	});

	it('reports what is there, once, when it starts from what exists, so many at a time', async () => {
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

	it('does not report a sighting again that left and came back', async () => {
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

	it('reports what was found before the server began to give the same pages again', async () => {
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

	it('a customer whose row moved is not missed', async () => {
		const ids = vendor.fill(6);
		const trigger = await publish(watch({ pageSize: 2 }));
		see(ids[2], 'a');
		const stop = vendor.onRequest('GET /v2/recapture/customers?offset=2', () => {
			vendor.customers.remove(ids[0]);
			stop();
		});
		expect(leads((await trigger.poll()).items)).toEqual(['a']);
		expect(await trigger.poll()).toEqual({ items: [] });
	});

	describe('a customer that is on no page', () => {
		const GONE = { status: 404, body: { error: true, message: 'Invalid Customer ID' } };
		const HOUR = 3_600_000;
		let nowMs: number;

		/** A customer with a sighting that was reported. */
		async function reported() {
			const [id] = vendor.fill(1);
			vendor.fill(5);
			const trigger = await publish(watch({ pageSize: 2 }));
			see(id, 'a');
			expect(leads((await trigger.poll()).items)).toEqual(['a']);
			return { id, trigger };
		}

		/** Takes the customer from the list, and gives a way to put it back. */
		function hide(id: string) {
			const customer = vendor.customers.remove(id);
			return () => void vendor.customers.add(customer);
		}

		beforeEach(() => {
			nowMs = Date.now();
			jest.spyOn(Date, 'now').mockImplementation(() => nowMs);
		});
		afterEach(() => jest.restoreAllMocks());

		it.each([
			['once', [0]],
			['twice', [0, HOUR]],
			['five times in an hour', [0, 1, 2, 3, HOUR]],
			['twice, a day apart', [0, 30 * HOUR]],
		])('is remembered although AutoGrab says that it is gone, %s', async (_label, waitsMs) => {
			const { id, trigger } = await reported();
			const putBack = hide(id);
			const startedAtMs = nowMs;
			for (const waitMs of waitsMs) {
				nowMs = startedAtMs + waitMs;
				expect(await trigger.poll()).toEqual({ items: [] });
			}
			putBack();
			expect(await trigger.poll()).toEqual({ items: [] });
		});

		it('is forgotten when AutoGrab said so at three polls, over a day', async () => {
			const { id, trigger } = await reported();
			hide(id);
			for (const waitMs of [0, 10 * HOUR, 15 * HOUR]) {
				expect(JSON.stringify(trigger.current)).toContain(id);
				nowMs += waitMs;
				await trigger.poll();
			}
			expect(JSON.stringify(trigger.current)).not.toContain(id);
			vendor.clearRequests();
			await trigger.poll();
			expect(vendor.calls().filter((call) => call.includes(id))).toEqual([]);
		});

		it('costs three requests until it is forgotten', async () => {
			const { id, trigger } = await reported();
			hide(id);
			vendor.clearRequests();
			for (let hour = 0; hour < 30; hour++, nowMs += HOUR) await trigger.poll();
			expect(vendor.calls().filter((call) => call.includes(id))).toHaveLength(3);
		});

		it('counts anew when it was there meanwhile', async () => {
			const { id, trigger } = await reported();
			for (let round = 0; round < 3; round++, nowMs += 12 * HOUR) {
				const putBack = hide(id);
				await trigger.poll();
				putBack();
				expect(await trigger.poll()).toEqual({ items: [] });
			}
			expect(JSON.stringify(trigger.current)).toContain(id);
		});

		it('is remembered when something else than AutoGrab says that it is gone', async () => {
			const { id, trigger } = await reported();
			hide(id);
			vendor.fail('GET /v2/recapture/customers/:id', { status: 404, html: true });
			for (let round = 0; round < 4; round++, nowMs += 12 * HOUR) await trigger.poll();
			expect(JSON.stringify(trigger.current)).toContain(id);
		});

		it('is watched all the same when AutoGrab has it', async () => {
			const { id, trigger } = await reported();
			const { sightings = [] } = vendor.customers.find(id) ?? {};
			const customer = { id, sightings: [...sightings, { lead_id: 'b' }] };
			hide(id);
			const body = { success: true, customer };
			vendor.fail('GET /v2/recapture/customers/:id', { status: 200, body });
			expect(leads((await trigger.poll()).items)).toEqual(['b']);
			vendor.clearRequests();
			await trigger.poll();
			expect(vendor.calls().filter((call) => call.includes(id))).toEqual([]);
		});

		it('is not mistaken for another one', async () => {
			const { id, trigger } = await reported();
			hide(id);
			const body = { success: true, customer: { id: 'other', sightings: [{ lead_id: 'b' }] } };
			vendor.fail('GET /v2/recapture/customers/:id', { status: 200, body });
			expect((await trigger.poll()).items).toEqual([]);
		});

		it.each([[[]], [null]])('an empty list at one poll changes nothing: %j', async (customers) => {
			const { id, trigger } = await reported();
			const before = JSON.stringify(trigger.current);
			vendor.failNext('GET /v2/recapture/customers', { body: { success: true, customers } });
			vendor.failNext('GET /v2/recapture/customers/:id', GONE);
			expect(await trigger.poll()).toEqual({ items: [] });
			expect(await trigger.poll()).toEqual({ items: [] });
			expect(JSON.stringify(trigger.current)).toBe(before);
			see(id, 'b');
			expect(leads((await trigger.poll()).items)).toEqual(['b']);
		});

		it('only a few are looked up at a time', async () => {
			const ids = vendor.fill(8);
			for (const id of ids) see(id, `of ${id}`);
			const trigger = await publish(watch());
			for (const id of ids) vendor.customers.remove(id);
			const lookUps: number[] = [];
			for (let round = 0; round < 5; round++) {
				await trigger.poll();
				lookUps.push(vendor.calls().filter((call) => /customers\/./.test(call)).length);
			}
			expect(lookUps).toEqual([5, 5, 3, 3, 0]);
		});
	});

	it.each([
		['its lead_id', { lead_id: null }, { lead_id: 'a' }],
		['its link', { lead_id: 'a', listing_url: null }, { listing_url: 'https://example.com/a' }],
		['an ID', { lead_id: null, listing_url: 'https://example.com/a' }, { id: 'a' }],
	])('does not report a sighting again when %s is filled in later', async (_label, first, more) => {
		const [id] = vendor.fill(1);
		const trigger = await publish(watch());
		vendor.addSighting(id, first);
		expect((await trigger.poll()).items).toHaveLength(1);
		vendor.changeSighting(id, 0, more);
		expect(await trigger.poll()).toEqual({ items: [] });
		// What was filled in is a name from now on.
		const names = { lead_id: null, id: null, listing_url: null };
		vendor.changeSighting(id, 0, { ...names, ...more });
		expect(await trigger.poll()).toEqual({ items: [] });
		vendor.addSighting(id, { lead_id: 'another' });
		expect((await trigger.poll()).items).toHaveLength(1);
	});

	it('skips rows that are no customers, and names them in the log', async () => {
		const { id } = vendor.customers.add({ region: 'au' });
		const trigger = await publish(watch());
		const rows = [{ id: 17 }, {}, null, 'text', { id, sightings: [{ lead_id: 'a' }] }];
		const body = { success: true, customers: rows };
		vendor.failNext('GET /v2/recapture/customers', { body });
		expect(leads((await trigger.poll()).items)).toEqual(['a']);
		expect(trigger.log.filter((line) => line.startsWith('warn'))).toEqual([
			"warn: Watch: AutoGrab's list of customers has 4 rows without a valid customer ID. They were left out. IDs: 17.",
		]);
	});

	it.each([
		[1, 2],
		[99, 2],
		[100, 2],
		[260, 4],
	])(
		'%d customers at rest cost no more than their pages and one request',
		async (count, requests) => {
			const ids = vendor.fill(count);
			see(ids[0], 'a');
			const trigger = watch();
			expect(await trigger.activate()).toEqual([]);
			expect(vendor.calls().length).toBeLessThanOrEqual(requests);
			for (let poll = 0; poll < 3; poll++) {
				await trigger.poll();
				expect(vendor.calls().length).toBeLessThanOrEqual(requests);
			}
		},
	);

	it('after a restart it reports what came meanwhile, and nothing twice', async () => {
		const ids = vendor.fill(5);
		see(ids[0], 'old');
		const trigger = await publish(watch());
		see(ids[1], 'a');
		await trigger.poll();
		see(ids[2], 'b');
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

describe.each(ENGINES)('the first sweep, %s engine', (engine) => {
	const watch = (options = {}, more = {}) =>
		vendor.watch({ event: 'customerSighted', options }, { engine, ...more });
	const LIST = 'GET /v2/recapture/customers';
	const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
	const PROVES_NOTHING: ReadonlyArray<readonly [string, string | null]> = [
		['in the future', '2099-01-01T00:00:00Z'],
		['an hour ahead', inMs(3_600_000)],
		['in local time', inMs(9 * 3_600_000).replace('Z', '')],
		['a day', '2099-01-01'],
		['missing', null],
	];

	it('what comes between publishing and the first poll is reported by its date', async () => {
		const ids = vendor.fill(2);
		const trigger = watch();
		await trigger.activate();
		see(ids[0], 'new');
		expect(leads((await trigger.poll()).items)).toEqual(['new']);
	});

	it.each(PROVES_NOTHING)(
		'what is there at publishing is not reported, although its date is %s',
		async (_label, at) => {
			const ids = vendor.fill(5);
			for (const id of ids) see(id, id, { at });
			const trigger = watch({ pageSize: 2 });
			expect(await trigger.activate()).toEqual([]);
			for (let poll = 0; poll < 3; poll++) expect((await trigger.poll()).items).toEqual([]);
			see(ids[0], 'new', { at });
			expect(leads((await trigger.poll()).items)).toEqual(['new']);
		},
	);

	it('dates decide for pages that were not read at publishing, but none in the future', async () => {
		const ids = vendor.fill(6);
		const trigger = watch({ pageSize: 2 });
		vendor.fail(`${LIST}?offset=1`, { status: 429, headers: { 'Retry-After': '120' } });
		expect(await trigger.activate()).toEqual([]);
		vendor.clearFaults();
		see(ids[5], 'seen now');
		see(ids[5], 'seen before', { at: '2026-01-01T00:00:00Z' });
		for (const [index, [, at]] of PROVES_NOTHING.entries()) see(ids[5], `odd ${index}`, { at });
		const reported: unknown[] = [];
		for (let poll = 0; poll < 3; poll++) reported.push(...leads((await trigger.poll()).items));
		expect(reported).toEqual(['seen now']);
	});

	it('may take many polls, and reports nothing that was there', async () => {
		const ids = vendor.fill(50);
		for (const [index, id] of ids.entries()) see(id, `old ${index}`);
		const trigger = watch({ pageSize: 2 }, { budgetMs: 1 });
		await trigger.activate();
		for (let poll = 0; poll < 3; poll++) expect((await trigger.poll()).items).toEqual([]);
		see(ids[0], 'behind the reader');
		see(ids[49], 'before the reader');
		const reported: unknown[] = [];
		for (let poll = 0; poll < 16; poll++) reported.push(...leads((await trigger.poll()).items));
		expect(reported.sort()).toEqual(['before the reader', 'behind the reader']);
	});

	it('does not take for new what a deletion hid from it', async () => {
		const ids = vendor.fill(6);
		see(ids[2], 'old');
		const stop = vendor.onRequest(`${LIST}?offset=1`, () => {
			vendor.customers.remove(ids[0]);
			stop();
		});
		const trigger = watch({ pageSize: 2 });
		await trigger.activate();
		for (let poll = 0; poll < 3; poll++) expect((await trigger.poll()).items).toEqual([]);
	});
});

describe.each(ENGINES)('Sighting Changed, %s engine', (engine) => {
	const watch = () => vendor.watch({ event: 'sightingChanged' }, { engine });

	it('reports a new price with the old one, and each change by an ID of its own', async () => {
		const [id] = vendor.fill(1);
		see(id, 'a', { listing_price: 25_990 });
		const trigger = await publish(watch());
		const reported: IDataObject[] = [];
		for (const listing_price of [24_990, 25_990, 24_990]) {
			vendor.changeSighting(id, 'a', { listing_price });
			reported.push(...(await trigger.poll()).items);
			expect(await trigger.poll()).toEqual({ items: [] });
		}
		expect(reported.map(({ previous }) => previous)).toEqual([
			{ listing_price: 25_990 },
			{ listing_price: 24_990 },
			{ listing_price: 25_990 },
		]);
		expect(new Set(reported.map(({ eventId }) => eventId)).size).toBe(3);
		expect(String(reported[0].eventId)).toMatch(/^[0-9a-f]{32}-[0-9a-f]{8}-1$/);
	});

	it.each([
		['a price as a text', { listing_price: '25,990' }],
		['a price with decimals', { listing_price: '25990.00' }],
		['a new field', { odometer: 90_000, features: ['tow bar'] }],
		['another date', { at: LATER }],
		['a field that goes missing', { seller_type: null }],
	])('reports nothing for %s', async (_label, changes) => {
		const [id] = vendor.fill(1);
		see(id, 'a', { listing_price: 25_990 });
		const trigger = await publish(watch());
		vendor.changeSighting(id, 'a', changes);
		expect(await trigger.poll()).toEqual({ items: [] });
		vendor.changeSighting(id, 'a', { listing_price: '$24,990' });
		const { items } = await trigger.poll();
		expect(items).toMatchObject([{ previous: { listing_price: 25_990 } }]);
		expect(Object.keys(items[0])).toEqual(['event', 'sighting', 'customer', 'previous', 'eventId']);
	});

	it.each([
		['title', { listing_title: 'Now with new tyres' }],
		['address', { listing_url: 'https://example.com/moved' }],
		['kind of seller', { seller_type: 'auction' }],
	])('reports another %s', async (_label, changes) => {
		const [id] = vendor.fill(1);
		see(id, 'a', { listing_price: 25_990 });
		const trigger = await publish(watch());
		vendor.changeSighting(id, 'a', changes);
		expect((await trigger.poll()).items).toMatchObject([
			{ sighting: changes, previous: { listing_price: 25_990 } },
		]);
		expect(await trigger.poll()).toEqual({ items: [] });
	});

	it('a new field in the API changes no sighting', async () => {
		const ids = vendor.fill(3);
		for (const id of ids) see(id, id);
		vendor.configure({ sightingFields: ['at', 'lead_id'] });
		const trigger = await publish(watch());
		vendor.configure({
			sightingFields: [...SIGHTING_FIELDS],
			extraFields: { sighting: { suburb: 'Geelong' } },
		});
		expect(await trigger.poll()).toEqual({ items: [] });
	});

	it('reports no new sightings, and not the moment at which a car was seen again', async () => {
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
