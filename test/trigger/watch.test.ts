import type { IDataObject } from 'n8n-workflow';

import { takeNaps } from '../support/naps';
import type { PublishedTrigger } from '../support/poll';
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

const credential = () => ({ apiKey: vendor.apiKey, region: 'au', baseUrl: vendor.url });
const LIST = 'GET /v2/recapture/customers';

describe('what begins a new watch', () => {
	/** A sighting that is known, the change, and another look. */
	async function reportedAfter(
		change: Parameters<ReturnType<WatchedVendor['watch']>['change']>[0],
	) {
		const [id] = vendor.fill(1);
		const parameters = { event: 'customerSighted', options: { startFrom: 'existing' } };
		const trigger = vendor.watch(parameters);
		await trigger.activate();
		vendor.addSighting(id);
		await trigger.poll();
		trigger.change(change);
		const items = await trigger.activate();
		return { count: items.length, log: trigger.log.join('\n') };
	}

	it.each([
		['another credential', () => ({ credentialId: 'c2' }), 'the credential changed'],
		[
			'another host',
			() => ({
				credential: { ...credential(), baseUrl: vendor.url.replace('127.0.0.1', 'localhost') },
			}),
			"the credential's Base URL changed",
		],
	])('%s', async (_label, change, words) => {
		const { count, log } = await reportedAfter(change());
		expect(count).toBe(1);
		expect(log).toContain(words);
	});

	it.each([
		[
			'a new key in the same credential',
			() => {
				vendor.keys.add({ key: 'second', licences: ['au'] });
				return { credential: { ...credential(), apiKey: 'second' } };
			},
		],
		[
			'a slash at the end of the Base URL',
			() => ({ credential: { ...credential(), baseUrl: `${vendor.url}/` } }),
		],
		[
			'another page size',
			() => ({
				parameters: { event: 'customerSighted', options: { startFrom: 'existing', pageSize: 7 } },
			}),
		],
	])('not %s', async (_label, change) => {
		const { count, log } = await reportedAfter(change());
		expect(count).toBe(0);
		expect(log).not.toContain('changed');
	});

	it.each([
		['an event', { event: 'sightingChanged' }, 'the event changed'],
		['a filter', { event: 'customerSighted', filters: { uploadId: 'u' } }, 'the filter changed'],
	])('%s', async (_label, parameters, words) => {
		const { log } = await reportedAfter({ parameters });
		expect(log).toContain(`A new watch begins: ${words}`);
	});

	it('another region', async () => {
		const { log } = await reportedAfter({ credential: { ...credential(), region: 'nz' } });
		expect(log).toContain("the credential's region changed");
	});
});

describe('a memory that is not what it was', () => {
	type Spoil = (watch: IDataObject & { state: IDataObject }) => unknown;
	const spoils: ReadonlyArray<readonly [string, Spoil]> = [
		['of something else', () => ({ lastTimeChecked: '2026-01-01' })],
		['no watch', () => ({ watch: 'none' })],
		['a list', () => ({ watch: [1, 2] })],
		['of another format', (watch) => ({ watch: { ...watch, format: 99 } })],
		['without a state', (watch) => ({ watch: { ...watch, state: undefined } })],
		['without a target', (watch) => ({ watch: { ...watch, target: undefined } })],
		['without a beginning', (watch) => ({ watch: { ...watch, sinceMs: undefined } })],
		['with half a target', (watch) => ({ watch: { ...watch, target: { event: 'x' } } })],
		...(
			[
				['without what is known', { known: undefined }],
				['with a list of what is known', { known: ['aaaaa'] }],
				['with lists in what is known', { known: { c: ['aaaaa'] } }],
				['with a key cut short', { known: { c: 'aaaa' } }],
				['with nothing known of a customer', { known: { c: '' } }],
				['with another text', { known: { c: 'not a key' } }],
				['with numbers that are unread', { unread: { c: 5 } }],
				['with half a position', { position: { offset: 3 } }],
				['with an offset as text', { position: { offset: '3', tail: [] } }],
				['with an offset before the beginning', { position: { offset: -3, tail: [] } }],
				['with numbers in the tail', { position: { offset: 3, tail: [1] } }],
				['with half a first sweep', { first: { pass: 1 } }],
				['with a first sweep that is none', { first: true }],
				['with a customer missing since a text', { missing: { c: ['yesterday', 1] } }],
				['with a customer missing somehow', { missing: { c: true } }],
			] as const
		).map(
			([label, change]) =>
				[
					label,
					(watch: { state: IDataObject }) => ({
						watch: { ...watch, state: { ...watch.state, ...change } },
					}),
				] as const,
		),
	];

	it.each(spoils)('%s: a new watch begins, and the log says so', async (_label, spoil) => {
		const ids = vendor.fill(3);
		vendor.addSighting(ids[0]);
		const trigger = vendor.watch({ event: 'customerSighted' });
		await trigger.activate();
		trigger.overwriteMemory(spoil(trigger.memory.watch as never));
		expect(await trigger.activate()).toEqual([]);
		expect(trigger.log.at(-1)).toContain(
			'A new watch begins: the stored state of this trigger is damaged',
		);
		vendor.addSighting(ids[1]);
		expect((await trigger.poll()).items).toHaveLength(1);
	});

	it.each([
		['listed', 'u'],
		['reported', [1]],
		['unknown', undefined],
		['settled', null],
		['settled', { u: 3 }],
		['next', 3],
	])('of uploads, with %s: %j', async (field, value) => {
		const { id } = vendor.uploads.add({ size: 10, processed: 3 });
		const trigger = vendor.watch({ event: 'uploadCompleted', uploadIds: id });
		await trigger.activate();
		const watch = trigger.memory.watch as IDataObject;
		const state = { ...(watch.state as IDataObject), [field]: value };
		trigger.overwriteMemory({ watch: { ...watch, state } });
		await trigger.activate();
		expect(trigger.log.at(-1)).toContain('is damaged');
	});
});

describe('what is remembered', () => {
	const knownBy = (trigger: PublishedTrigger) =>
		(trigger.current as { watch: { state: { known: object } } }).watch.state.known;

	it('is readable: a few characters for each sighting, by customer', async () => {
		const ids = vendor.fill(5);
		vendor.addSighting(ids[1], { lead_id: 'a', listing_url: 'https://example.com/a' });
		vendor.addSighting(ids[1], { lead_id: 'b', listing_url: 'https://example.com/b' });
		const trigger = vendor.watch({ event: 'customerSighted' });
		await trigger.activate();
		const key = '[\\w-]{5}';
		expect(knownBy(trigger)).toEqual({
			[ids[1]]: expect.stringMatching(new RegExp(`^${key}${key} ${key}${key}$`)),
		});
	});

	it('has the price where changes are watched', async () => {
		const [id] = vendor.fill(1);
		vendor.addSighting(id, { lead_id: 'a', listing_price: 25_990 });
		const trigger = vendor.watch({ event: 'sightingChanged' });
		await trigger.activate();
		expect(knownBy(trigger)).toEqual({ [id]: expect.stringMatching(/^[\w-]+:[\w-]{4}25990$/) });
	});

	it('stands under one key, written once in a poll', async () => {
		const [id] = vendor.fill(1);
		const trigger = vendor.watch({ event: 'customerSighted' });
		await trigger.activate();
		vendor.addSighting(id);
		await trigger.poll();
		expect(Object.keys(trigger.current)).toEqual(['watch']);
	});
});

describe('failures', () => {
	it.each([
		['too many requests', { status: 429 }],
		['a breakdown', { status: 500 }],
		['maintenance', { status: 503 }],
		['a cut connection', { cut: true }],
	] as const)('publishing survives %s, and the watch begins', async (_label, fault) => {
		const [id] = vendor.fill(1);
		vendor.addSighting(id, { at: '2020-01-01T00:00:00Z' });
		const trigger = vendor.watch({ event: 'customerSighted' });
		vendor.fail(LIST, fault);
		expect(await trigger.activate()).toEqual([]);
		expect(trigger.log.at(-1)).toContain('The trigger continues with the next poll');
		vendor.clearFaults();
		vendor.addSighting(id);
		expect((await trigger.poll()).items).toHaveLength(1);
	});

	it.each([
		[
			'a wrong key',
			() => ({ credential: { ...credential(), apiKey: 'wrong' } }),
			'did not accept the API key',
		],
		[
			'a key without a licence',
			() => {
				vendor.keys.add({ key: 'bare', licences: [] });
				return { credential: { ...credential(), apiKey: 'bare' } };
			},
			'may not use Customer Recapture',
		],
		[
			'a host that is not there',
			() => ({ credential: { ...credential(), baseUrl: 'http://127.0.0.1:1' } }),
			'could not be reached',
		],
		[
			'an unsafe host',
			() => ({ credential: { ...credential(), baseUrl: 'http://example.com' } }),
			'is not safe',
		],
	])('publishing fails on %s', async (_label, change, words) => {
		await expect(vendor.watch({}, change()).activate()).rejects.toThrow(words);
	});

	it('publishing fails on a host that is another service', async () => {
		vendor.fail(LIST, { html: true });
		await expect(vendor.watch().activate()).rejects.toThrow(
			"did not come from AutoGrab's Recapture API",
		);
	});

	it.each([
		[
			{ status: 429, headers: { 'Retry-After': '600' } },
			{ cause: 'rate-limited', retryAfterMs: 600_000 },
		],
		[{ status: 500 }, { cause: 'temporarily-unavailable' }],
		[{ cut: true }, { cause: 'temporarily-unavailable' }],
		[{ html: true }, { cause: 'temporarily-unavailable' }],
		[{ status: 401 }, { cause: 'credential-invalid' }],
		[{ status: 403 }, { cause: 'credential-invalid' }],
		[{ status: 400 }, { cause: 'configuration-invalid' }],
	] as const)(
		'a later poll that meets %j fails, gives n8n the cause, and changes nothing',
		async (fault, cause) => {
			const ids = vendor.fill(6);
			const trigger = vendor.watch({ event: 'customerSighted', options: { pageSize: 2 } });
			await trigger.activate();
			const before = JSON.stringify(trigger.current);
			vendor.addSighting(ids[0], { lead_id: 'a' });
			vendor.fail(LIST, fault);
			const { items, error } = await trigger.poll();
			expect(items).toEqual([]);
			expect(error?.failure).toEqual(cause);
			expect(error?.message).not.toContain('sec_simulator');
			expect(JSON.stringify(trigger.current)).toBe(before);
			vendor.clearFaults();
			expect((await trigger.poll()).items).toHaveLength(1);
		},
	);

	it('a poll that breaks down in the middle reports nothing, and the next one reports it all', async () => {
		const ids = vendor.fill(6);
		const trigger = vendor.watch({ event: 'customerSighted', options: { pageSize: 2 } });
		await trigger.activate();
		const before = JSON.stringify(trigger.current);
		vendor.addSighting(ids[0]);
		const stop = vendor.fail(`${LIST}?offset=4`, { status: 500 });
		expect((await trigger.poll()).error?.message).toContain('not available right now (status 500)');
		expect(JSON.stringify(trigger.current)).toBe(before);
		stop();
		expect((await trigger.poll()).items).toHaveLength(1);
	});

	it('publishing keeps what it read before AutoGrab broke down', async () => {
		const ids = vendor.fill(6);
		vendor.addSighting(ids[0]);
		const trigger = vendor.watch({ event: 'customerSighted', options: { pageSize: 2 } });
		vendor.fail(`${LIST}?offset=3`, { status: 500 });
		expect(await trigger.activate()).toEqual([]);
		expect(trigger.memory).toMatchObject({
			watch: { state: { known: { [ids[0]]: expect.any(String) }, position: { offset: 4 } } },
		});
	});

	it('tries again within a poll', async () => {
		const [id] = vendor.fill(1);
		const trigger = vendor.watch({ event: 'customerSighted' });
		await trigger.activate();
		vendor.addSighting(id);
		vendor.failNext(LIST, { status: 503, times: 3 });
		expect((await trigger.poll()).items).toHaveLength(1);
		expect(takeNaps().length).toBeGreaterThan(0);
	});

	it('asked for more patience than a poll has, it keeps what it read', async () => {
		const ids = vendor.fill(6);
		const trigger = vendor.watch(
			{ event: 'customerSighted', options: { pageSize: 2 } },
			{ engine: 'durable' },
		);
		await trigger.activate();
		await trigger.poll();
		vendor.addSighting(ids[0], { lead_id: 'a' });
		vendor.addSighting(ids[5], { lead_id: 'b' });
		vendor.failNext(`${LIST}?offset=4`, { status: 429, headers: { 'Retry-After': '120' } });
		expect((await trigger.poll()).items).toHaveLength(1);
		expect((await trigger.poll()).items).toHaveLength(1);
	});

	it('after the last request that the rate limit allows it waits no longer than the poll may take', async () => {
		vendor.fill(4);
		const trigger = vendor.watch(
			{ event: 'customerSighted', options: { pageSize: 1 } },
			{ engine: 'durable' },
		);
		await trigger.activate();
		await trigger.poll();
		const reset = String(Math.ceil(Date.now() / 1_000) + 50);
		vendor.failNext(LIST, {
			body: { success: true, customers: [{ id: vendor.customers.list()[0].id }] },
			headers: { 'Rate-Limit-Remaining': '0', 'Rate-Limit-Reset': reset },
		});
		const { error, items } = await trigger.poll();
		expect({ error, items }).toEqual({ error: undefined, items: [] });
		expect(trigger.current).toMatchObject({ watch: { state: { position: { offset: 1 } } } });
	});
});

describe('time', () => {
	it('reads one page at least, however small the budget, and comes to the end', async () => {
		const ids = vendor.fill(10);
		const trigger = vendor.watch(
			{ event: 'customerSighted', options: { pageSize: 3 } },
			{ engine: 'durable', budgetMs: 1 },
		);
		await trigger.activate();
		for (let poll = 0; poll < 6; poll++) await trigger.poll();
		vendor.addSighting(ids[9]);
		const reported: number[] = [];
		for (let poll = 0; poll < 6; poll++) reported.push((await trigger.poll()).items.length);
		expect(reported.filter((count) => count > 0)).toEqual([1]);
	});

	it('stops in time, and goes on from there', async () => {
		vendor.fill(40);
		const trigger = vendor.watch(
			{ event: 'customerSighted', options: { pageSize: 1 } },
			{ engine: 'durable', budgetMs: 150 },
		);
		vendor.configure({ latencyMs: 20 });
		const startedAtMs = Date.now();
		await trigger.poll();
		expect(Date.now() - startedAtMs).toBeLessThan(1_000);
		const { offset } = (
			trigger.current.watch as never as { state: { position: { offset: number } } }
		).state.position;
		expect(offset).toBeGreaterThan(2);
		expect(offset).toBeLessThan(40);
	});

	it('works in an n8n that gives no time to a poll', async () => {
		const [id] = vendor.fill(1);
		const trigger = vendor.watch({ event: 'customerSighted' }, { budgetMs: 'unknown' });
		await trigger.activate();
		vendor.addSighting(id);
		expect((await trigger.poll()).items).toHaveLength(1);
	});

	it('two polls of a trigger never overlap, also after one that failed', async () => {
		const [id] = vendor.fill(1);
		const trigger = vendor.watch({ event: 'customerSighted' });
		await trigger.activate();
		vendor.addSighting(id);
		vendor.failNext(LIST, { delayMs: 60, status: 400 });
		const [first, second] = await Promise.all([trigger.poll(), trigger.poll()]);
		expect([first.error?.message, second.items]).toEqual([expect.stringContaining('refused'), []]);
		expect((await trigger.poll()).items).toHaveLength(1);
	});
});

describe('Fetch Test Event', () => {
	it('gives the newest real sighting', async () => {
		const ids = vendor.fill(30);
		vendor.addSighting(ids[3], { lead_id: 'newest', at: '2026-05-03T00:00:00Z' });
		vendor.addSighting(ids[20], { lead_id: 'older', at: '2026-05-02T00:00:00Z' });
		const trigger = vendor.watch({ event: 'sightingChanged', options: { pageSize: 10 } });
		const [item] = await trigger.fetchTestEvent();
		expect(item).toMatchObject({ event: 'sightingChanged', sighting: { lead_id: 'newest' } });
		expect(Object.keys(item)).toContain('previous');
	});

	it.each(['customerSighted', 'sightingChanged'])(
		'gives an example of %s, marked as such, when there is none',
		async (event) => {
			vendor.fill(2);
			const [item] = await vendor.watch({ event }).fetchTestEvent();
			expect(item).toMatchObject({
				event,
				eventId: 'example',
				example:
					'This is an example, not a real event. No sighting of your customers was found at AutoGrab.',
			});
		},
	);

	it('gives an example when AutoGrab is busy, and says so', async () => {
		vendor.fail(LIST, { status: 503 });
		const [item] = await vendor.watch().fetchTestEvent();
		expect(item.example).toContain('AutoGrab is not available right now (status 503)');
	});

	it('says what is wrong with the key', async () => {
		const trigger = vendor.watch({}, { credential: { ...credential(), apiKey: 'wrong' } });
		await expect(trigger.fetchTestEvent()).rejects.toThrow('did not accept the API key');
	});

	it.each(['ignoresOffset', 'repeatsLastPage'] as const)(
		'ends although the server %s',
		async (pageFault) => {
			vendor.configure({ pageFault });
			const [id] = vendor.fill(5);
			vendor.addSighting(id, { lead_id: 'a' });
			const [item] = await vendor.watch({ options: { pageSize: 2 } }).fetchTestEvent();
			expect(item).toMatchObject({ sighting: { lead_id: 'a' } });
		},
	);
});
