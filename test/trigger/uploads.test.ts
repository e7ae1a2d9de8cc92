import { takeNaps } from '../support/naps';
import type { EngineKind } from '../support/poll';
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

const UNKNOWN = '11111111-1111-4111-8111-111111111111';
const GET = 'GET /v2/recapture/upload/:id';
const ENGINES: EngineKind[] = ['default', 'durable'];

const upload = (processed: number, more = {}) =>
	vendor.uploads.add({ size: 10, processed, ...more }).id;
const complete = (more = {}) => upload(10, more);

describe.each(ENGINES)('Upload Completed, %s engine', (engine) => {
	const watch = (uploadIds: unknown, more = {}) =>
		vendor.watch({ event: 'uploadCompleted', uploadIds: uploadIds as string, ...more }, { engine });
	type Trigger = ReturnType<typeof watch>;

	/** IDs of the uploads that were reported, poll by poll. */
	async function polls(trigger: Trigger, count: number) {
		const ids: string[] = [];
		for (let poll = 0; poll < count; poll++) {
			ids.push((await trigger.poll()).items.map(({ eventId }) => eventId).join());
		}
		return ids;
	}

	/** Publishes, and polls once: with durable cursors, what the poll at publishing saw is not kept. */
	async function publish(trigger: Trigger) {
		expect(await trigger.activate()).toEqual([]);
		return (await trigger.poll()).items.map(({ eventId }) => eventId);
	}

	it('reports an upload once, when two polls in a row saw it complete', async () => {
		const id = upload(4);
		const trigger = watch(id);
		expect(await publish(trigger)).toEqual([]);
		vendor.uploads.change(id, { processed: 10 });
		expect(await trigger.poll()).toEqual({ items: [] });
		const { items } = await trigger.poll();
		expect(items).toEqual([
			{
				event: 'uploadCompleted',
				eventId: id,
				upload: { ...vendor.uploads.view(id), status: 'complete', percentComplete: 100 },
			},
		]);
		expect(Object.keys(items[0])).toEqual(['event', 'eventId', 'upload']);
		vendor.clearRequests();
		expect(await trigger.poll()).toEqual({ items: [] });
		expect(vendor.requests()).toEqual([]);
	});

	it('reports one that was complete before, and survives a restart', async () => {
		const id = complete({ errors: 2 });
		const trigger = watch(`${id}\n, `);
		const early = await publish(trigger);
		expect([...early, ...(await polls(trigger, 2))].filter(Boolean)).toEqual([id]);
		expect(trigger.started).toMatchObject([{ upload: { status: 'completeWithErrors' } }]);
		expect(await trigger.restart()).toEqual({ items: [] });
		expect(await polls(trigger, 3)).toEqual(['', '', '']);
	});

	it('is not misled by counters that are equal while both are still growing', async () => {
		const { id, plan } = vendor.uploads.add({ size: 10, processed: 10 });
		const trigger = watch(id);
		expect(await trigger.activate()).toEqual([]);
		for (const size of [20, 30]) {
			vendor.uploads.change(id, { processed: size, plan: { ...plan, size } });
			expect(await polls(trigger, 1)).toEqual(['']);
		}
		expect(await polls(trigger, 2)).toEqual([id, '']);
	});

	it('is not misled by counters that are equal for a moment', async () => {
		const id = complete();
		const trigger = watch(id);
		await trigger.activate();
		vendor.uploads.change(id, { processed: 9 });
		await trigger.poll();
		vendor.uploads.change(id, { processed: 10 });
		expect(await polls(trigger, 3)).toEqual(['', id, '']);
	});

	it('more processed than uploaded is complete', async () => {
		const id = upload(12);
		const trigger = watch(id);
		const early = await publish(trigger);
		expect([...early, ...(await polls(trigger, 2))].filter(Boolean)).toEqual([id]);
		expect(trigger.started).toMatchObject([
			{ upload: { status: 'complete', percentComplete: 100 } },
		]);
	});

	it('an ID that is added keeps what is known; one that is taken away and added again is not reported again', async () => {
		const [first, second] = [complete(), complete()];
		const trigger = watch(first);
		await publish(trigger);
		await trigger.poll();
		const reportedWith = async (uploadIds: string) => {
			const before = trigger.started.length;
			trigger.change({ parameters: { event: 'uploadCompleted', uploadIds } });
			await trigger.activate();
			await polls(trigger, 3);
			return trigger.started.slice(before).map(({ eventId }) => eventId);
		};
		expect(trigger.started).toHaveLength(1);
		expect(await reportedWith(`${first},${second}`)).toEqual([second]);
		expect(await reportedWith(second)).toEqual([]);
		expect(await reportedWith(`${first},${second}`)).toEqual([]);
	});

	it('reports so many at a time as it may', async () => {
		const ids = [complete(), complete(), complete()];
		const trigger = watch(ids.join(), { options: { maxEventsPerPoll: 2 } });
		const early = await publish(trigger);
		const later = await polls(trigger, 3);
		const counts = [early.length, ...later.map((poll) => poll.split(',').filter(Boolean).length)];
		expect(counts.filter((count) => count > 0)).toEqual([2, 1]);
	});

	it.each([
		['commas', (a: string, b: string) => `${a}, ${b}`],
		['lines', (a: string, b: string) => `${a}\n${b}\n`],
		['semicolons', (a: string, b: string) => `${a};${b};`],
		['blanks', (a: string, b: string) => ` ${a} ${b} `],
		['a JSON list', (a: string, b: string) => JSON.stringify([a, b])],
		['an array', (a: string, b: string) => [a, b]],
	])('takes IDs in %s', async (_label, join) => {
		const [a, b] = [complete(), complete()];
		const trigger = watch(join(a, b));
		await publish(trigger);
		await trigger.poll();
		expect(trigger.started.map(({ eventId }) => eventId)).toEqual([a, b]);
	});

	it('an ID that AutoGrab does not know is a warning, given once, and holds up no other', async () => {
		const id = complete();
		const trigger = watch(`${UNKNOWN},${id}`);
		await publish(trigger);
		const logged = trigger.log.length;
		await polls(trigger, 3);
		expect(trigger.started.map(({ eventId }) => eventId)).toEqual([id]);
		const warning = `warn: Watch: AutoGrab does not know the upload ${UNKNOWN}. Check the ID in 'Upload IDs'.`;
		expect(trigger.log).toContain(warning);
		expect(trigger.log.slice(logged)).not.toContain(warning);
	});

	it.each([1, 3])(
		'an upload that AutoGrab does not know yet can be published (%d tries)',
		async (times) => {
			const id = complete();
			const body = { error: true, message: 'Invalid Upload ID' };
			vendor.failNext(GET, { status: 404, body, times });
			const trigger = watch(id);
			await trigger.activate();
			expect(takeNaps().length).toBeGreaterThan(0);
			await polls(trigger, 2);
			expect(trigger.started.map(({ eventId }) => eventId)).toEqual([id]);
		},
	);

	it('publishing fails when AutoGrab knows none of the IDs, within 20 seconds', async () => {
		await expect(watch(UNKNOWN).activate()).rejects.toThrow('AutoGrab knows none of the uploads');
		const waitedMs = takeNaps().reduce((sum, napMs) => sum + napMs, 0);
		expect(waitedMs).toBeGreaterThan(5_000);
		expect(waitedMs).toBeLessThan(20_000);
	});

	it('publishing fails when no ID is given, and on a wrong key', async () => {
		await expect(watch(' , ').activate()).rejects.toThrow("'Upload IDs' is empty");
		await expect(watch({ id: complete() }).activate()).rejects.toThrow(
			"'Upload IDs' must be an ID",
		);
		const credential = { apiKey: 'wrong', region: 'au', baseUrl: vendor.url };
		const trigger = watch(complete());
		trigger.change({ credential });
		await expect(trigger.activate()).rejects.toThrow('did not accept the API key');
	});

	it('publishing checks the key also when all were reported', async () => {
		const trigger = watch(complete());
		await publish(trigger);
		await polls(trigger, 2);
		expect(trigger.started).toHaveLength(1);
		trigger.change({ credential: { apiKey: 'wrong', region: 'au', baseUrl: vendor.url } });
		await expect(trigger.activate()).rejects.toThrow('did not accept the API key');
	});

	it('publishing survives a busy vendor; a later poll fails and changes nothing', async () => {
		const id = complete();
		const trigger = watch(id);
		vendor.fail(GET, { status: 503 });
		expect(await trigger.activate()).toEqual([]);
		const { error } = await trigger.poll();
		expect(error?.failure).toEqual({ cause: 'temporarily-unavailable' });
		vendor.clearFaults();
		expect(await polls(trigger, 2)).toEqual(['', id]);
	});

	it('one upload that cannot be read holds up no other', async () => {
		const [bad, good] = [complete(), complete()];
		vendor.fail(`GET /v2/recapture/upload/${bad}`, { status: 500 });
		const trigger = watch([bad, good].join());
		await publish(trigger);
		await polls(trigger, 2);
		expect(trigger.started.map(({ eventId }) => eventId)).toEqual([good]);
		expect(trigger.log.join()).toContain('An upload could not be read');
		vendor.clearFaults();
		expect((await polls(trigger, 2)).filter(Boolean)).toEqual([bad]);
	});

	it('a cancelled upload never completes', async () => {
		const id = upload(3);
		const trigger = watch(id);
		await publish(trigger);
		vendor.uploads.remove(id);
		expect(await polls(trigger, 3)).toEqual(['', '', '']);
	});
});

describe('Fetch Test Event', () => {
	const test = async (...ids: string[]) =>
		await vendor.watch({ event: 'uploadCompleted', uploadIds: ids.join() }).fetchTestEvent();

	it('gives the newest real upload, complete ones first', async () => {
		const done = complete({ createdAtMs: Date.parse('2026-01-01') });
		const running = upload(2, { createdAtMs: Date.parse('2026-05-01') });
		const [item] = await test(done, running, UNKNOWN);
		expect(item).toMatchObject({ eventId: done, upload: { id: done, status: 'complete' } });
		const [other] = await test(running);
		expect(other).toMatchObject({
			upload: { id: running, status: 'processing', percentComplete: 20 },
		});
	});

	it('gives an example, marked as such, when AutoGrab knows none of them', async () => {
		const [item] = await test(UNKNOWN);
		expect(item.example).toBe(
			'This is an example, not a real event. None of the uploads was found at AutoGrab.',
		);
		expect(item.upload).toBeDefined();
	});
});
