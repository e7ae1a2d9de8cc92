import { takeNaps } from '../support/naps';
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
	async function toldAfter(change: Parameters<ReturnType<WatchedVendor['watch']>['change']>[0]) {
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
		const { count, log } = await toldAfter(change());
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
		const { count, log } = await toldAfter(change());
		expect(count).toBe(0);
		expect(log).not.toContain('changed');
	});

	it.each([
		['an event', { event: 'sightingChanged' }, 'the event changed'],
		['a filter', { event: 'customerSighted', filters: { uploadId: 'u' } }, 'the filter changed'],
	])('%s', async (_label, parameters, words) => {
		const { log } = await toldAfter({ parameters });
		expect(log).toContain(`A new watch begins: ${words}`);
	});

	it('another region', async () => {
		const { log } = await toldAfter({ credential: { ...credential(), region: 'nz' } });
		expect(log).toContain("the credential's region changed");
	});
});

describe('a memory that is not what it was', () => {
	it.each([
		['of something else', () => ({ lastTimeChecked: '2026-01-01' })],
		['no watch', () => ({ watch: 'none' })],
		['of another format', (memory: object) => ({ watch: { ...memory, format: 99 } })],
		[
			'cut short',
			(memory: object) =>
				JSON.parse(JSON.stringify({ watch: memory }).replace(/"memory":".{8}/, '"memory":"')),
		],
		[
			'with one letter changed',
			(memory: object) =>
				JSON.parse(JSON.stringify({ watch: memory }).replace(/"memory":"A/, '"memory":"B')),
		],
		[
			'without a position',
			(memory: object) => JSON.parse(JSON.stringify({ watch: memory }).replace('"offset"', '"x"')),
		],
		[
			'without a target',
			(memory: object) => JSON.parse(JSON.stringify({ watch: memory }).replace('"region"', '"x"')),
		],
	])('%s: a new watch begins, and says so', async (_label, spoil) => {
		const ids = vendor.fill(3);
		vendor.addSighting(ids[0]);
		const trigger = vendor.watch({ event: 'customerSighted' });
		await trigger.activate();
		trigger.overwriteMemory(spoil(trigger.memory.watch as object));
		expect(await trigger.activate()).toEqual([]);
		expect(trigger.log.at(-1)).toContain(
			'A new watch begins: what n8n kept for this trigger is damaged',
		);
		vendor.addSighting(ids[1]);
		expect((await trigger.poll()).items).toHaveLength(1);
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
		expect(trigger.log.at(-1)).toContain('The watch goes on with the next poll');
		vendor.clearFaults();
		vendor.addSighting(id, { at: '2099-01-01T00:00:00Z' });
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
		'a later poll that meets %j fails, tells n8n why, and changes nothing',
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

	it('a poll that breaks down in the middle tells nothing, and the next one tells it all', async () => {
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
		expect(trigger.current).toMatchObject({ watch: { progress: { position: { offset: 1 } } } });
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
		const told: number[] = [];
		for (let poll = 0; poll < 6; poll++) told.push((await trigger.poll()).items.length);
		expect(told.filter((count) => count > 0)).toEqual([1]);
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
			trigger.current.watch as never as { progress: { position: { offset: number } } }
		).progress.position;
		expect(offset).toBeGreaterThan(2);
		expect(offset).toBeLessThan(40);
	});

	it('asks for a few pages at a time, and for one after the other once AutoGrab pushes back', async () => {
		vendor.fill(60);
		vendor.configure({ latencyMs: 15 });
		const trigger = vendor.watch({ event: 'customerSighted', options: { pageSize: 2 } });
		/** How many requests were under way together, at most. */
		const pages = async () => {
			let together = 0;
			const request = vendor.onRequest(LIST, () => {
				const unanswered = vendor.requests(LIST).filter(({ status }) => status === undefined);
				together = Math.max(together, unanswered.length);
			});
			await trigger.poll();
			request();
			return together;
		};
		await trigger.activate();
		expect(await pages()).toBe(4);
		vendor.failNext(LIST, { status: 429 });
		expect(await pages()).toBe(1);
	});

	it('works in an n8n that does not say how long a poll may take', async () => {
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

	it('tells what is wrong with the key', async () => {
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
