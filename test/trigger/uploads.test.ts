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

const UNKNOWN = '11111111-1111-4111-8111-111111111111';
const GET = 'GET /v2/recapture/upload/:id';

const upload = (processed: number, more = {}) =>
	vendor.uploads.add({ size: 10, processed, ...more }).id;
const complete = (more = {}) => upload(10, more);
const watch = (uploadIds: unknown, more = {}) =>
	vendor.watch({ event: 'uploadCompleted', uploadIds: uploadIds as string, ...more });

it('tells an upload once, when it is complete', async () => {
	const id = upload(4);
	const trigger = watch(id);
	expect(await trigger.activate()).toEqual([]);
	vendor.uploads.change(id, { processed: 10 });
	const { items } = await trigger.poll();
	expect(items).toEqual([
		{
			event: 'uploadCompleted',
			eventId: id,
			upload: { ...vendor.uploads.view(id), status: 'complete', percentComplete: 100 },
		},
	]);
	vendor.clearRequests();
	expect(await trigger.poll()).toEqual({ items: [] });
	expect(vendor.requests()).toEqual([]);
});

it('tells one that is complete already, and survives a restart', async () => {
	const id = complete();
	const trigger = watch(`${id}\n, `);
	expect(await trigger.activate()).toHaveLength(1);
	expect(await trigger.restart()).toEqual({ items: [] });
});

it('is not misled by counters that are equal for a moment', async () => {
	const id = upload(10);
	let looks = 0;
	vendor.onRequest(GET, () => {
		looks += 1;
		if (looks === 2) vendor.uploads.change(id, { processed: 9 });
	});
	const trigger = watch(id);
	expect(await trigger.activate()).toEqual([]);
	vendor.uploads.change(id, { processed: 10 });
	expect((await trigger.poll()).items).toHaveLength(1);
});

it('an ID that is added keeps what is known; one that is taken away and added again does not fire again', async () => {
	const [first, second] = [complete(), complete()];
	const trigger = watch(first);
	expect(await trigger.activate()).toHaveLength(1);
	const ids = async (uploadIds: string) => {
		trigger.change({ parameters: { event: 'uploadCompleted', uploadIds } });
		return (await trigger.activate()).map(({ eventId }) => eventId);
	};
	expect(await ids(`${first},${second}`)).toEqual([second]);
	expect(await ids(second)).toEqual([]);
	expect(await ids(`${first},${second}`)).toEqual([]);
});

it('tells so many at a time as it may', async () => {
	const ids = [complete(), complete(), complete()];
	const trigger = watch(ids.join(), { options: { maxEventsPerPoll: 2 } });
	expect(await trigger.activate()).toHaveLength(2);
	expect((await trigger.poll()).items).toHaveLength(1);
	expect((await trigger.poll()).items).toEqual([]);
});

it('an ID that AutoGrab does not know is a warning, said once, and holds up no other', async () => {
	const id = complete();
	const trigger = watch(`${UNKNOWN},${id}`);
	expect(await trigger.activate()).toHaveLength(1);
	await trigger.poll();
	expect(trigger.log.filter((line) => line.includes(UNKNOWN))).toEqual([
		`warn: Watch: AutoGrab does not know the upload ${UNKNOWN}. It never completes.`,
	]);
});

it('publishing fails when AutoGrab knows none of the IDs, when none is given, and on a wrong key', async () => {
	await expect(watch(UNKNOWN).activate()).rejects.toThrow('AutoGrab knows none of the uploads');
	await expect(watch(' , ').activate()).rejects.toThrow("'Upload IDs' is empty");
	const wrong = { credential: { apiKey: 'wrong', region: 'au', baseUrl: vendor.url } };
	const trigger = vendor.watch({ event: 'uploadCompleted', uploadIds: complete() }, wrong);
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
	expect((await trigger.poll()).items).toHaveLength(1);
});

it('one upload that cannot be read holds up no other', async () => {
	const [bad, good] = [complete(), complete()];
	vendor.fail(`GET /v2/recapture/upload/${bad}`, { status: 500 });
	const trigger = watch([bad, good].join());
	expect((await trigger.activate()).map(({ eventId }) => eventId)).toEqual([good]);
});

it('a cancelled upload never completes', async () => {
	const id = upload(3);
	vendor.configure({ cancelledUpload: 'refused' });
	const trigger = watch(id);
	await trigger.activate();
	vendor.uploads.remove(id);
	expect(await trigger.poll()).toEqual({ items: [] });
	expect(await trigger.poll()).toEqual({ items: [] });
});

it('Fetch Test Event gives the newest real upload, complete ones first, else an example', async () => {
	const done = complete({ createdAtMs: Date.parse('2026-01-01') });
	const running = upload(2, { createdAtMs: Date.parse('2026-05-01') });
	const [item] = await watch(`${done},${running},${UNKNOWN}`).fetchTestEvent();
	expect(item).toMatchObject({ eventId: done, upload: { id: done, status: 'complete' } });
	const [other] = await watch(running).fetchTestEvent();
	expect(other).toMatchObject({
		upload: { id: running, status: 'processing', percentComplete: 20 },
	});
});
