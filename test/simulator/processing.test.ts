import type { Settings } from './index';
import { rows, stopVendors, vendorWith } from './startedVendor';

afterEach(stopVendors);

describe('an upload', () => {
	it.each<[string, Partial<Settings>, Array<[number, [number, number]]>]>([
		['is processed at once', {}, [[0, [10, 10]]]],
		[
			'is processed at a rate',
			{ customersPerSecond: 2 },
			[
				[0, [10, 0]],
				[499, [10, 0]],
				[500, [10, 1]],
				[1_000, [10, 2]],
				[60_000, [10, 10]],
			],
		],
		[
			'waits in a queue first',
			{ processingStartsAfterMs: 5_000 },
			[
				[4_999, [10, 0]],
				[5_000, [10, 10]],
			],
		],
		[
			'stands at 0 of 0 while it waits, when the first counter climbs too',
			{ processingStartsAfterMs: 5_000, uploadedCounter: 'climbs' },
			[
				[4_999, [0, 0]],
				[5_000, [10, 10]],
			],
		],
		[
			'has two counters that climb at their own pace',
			{ uploadedCounter: 'climbs', uploadingPerSecond: 4, customersPerSecond: 2 },
			[
				[0, [0, 0]],
				[1_000, [4, 2]],
				[2_000, [8, 4]],
				[5_000, [10, 10]],
			],
		],
		[
			'has equal counters all the way when uploading is the slower step',
			{ uploadedCounter: 'climbs', uploadingPerSecond: 2 },
			[
				[1_000, [2, 2]],
				[2_500, [5, 5]],
			],
		],
		[
			'stalls in its second step',
			{ stall: { atShare: 0.7, counters: 'processed' } },
			[
				[0, [10, 7]],
				[1e9, [10, 7]],
			],
		],
		[
			'stalls in both steps',
			{ stall: { atShare: 0.7, counters: 'both' } },
			[
				[0, [7, 7]],
				[1e9, [7, 7]],
			],
		],
		['never starts', { customersPerSecond: 0 }, [[1e9, [10, 0]]]],
	])('%s', async (_label, settings, course) => {
		const { upload, counters, advance, now } = await vendorWith(settings);
		const start = now();
		const { id } = await upload(rows(10));
		for (const [atMs, expected] of course) {
			advance(start + atMs - now());
			expect([atMs, await counters(id)]).toEqual([atMs, expected]);
		}
	});

	it('is answered with a first counter of 0 when that one climbs', async () => {
		const { upload } = await vendorWith({ uploadedCounter: 'climbs' });
		expect(await upload(rows(3))).toMatchObject({ total_uploaded_customers: 0 });
	});

	it('creates each customer at its own time', async () => {
		const { api, upload, advance } = await vendorWith({ customersPerSecond: 1 });
		await upload(rows(3));
		advance(2_500);
		const { data } = await api.get('/customers');
		const times = data.customers.map(({ last_updated }: { last_updated: string }) => last_updated);
		expect(times).toEqual(['2026-03-01T00:00:01.000Z', '2026-03-01T00:00:02.000Z']);
	});

	it('keeps its pace when the settings change later', async () => {
		const { upload, counters, advance, configure } = await vendorWith({ customersPerSecond: 1 });
		const { id } = await upload(rows(10));
		configure({ customersPerSecond: 'instant' });
		advance(3_000);
		expect(await counters(id)).toEqual([10, 3]);
	});

	it('does not change by being looked at', async () => {
		const { upload, counters, advance } = await vendorWith({ customersPerSecond: 3 });
		const watched = await upload(rows(10));
		const unwatched = await upload(rows(10));
		for (let nth = 0; nth < 20; nth++) {
			advance(100);
			await counters(watched.id);
		}
		expect(await counters(unwatched.id)).toEqual(await counters(watched.id));
	});

	it.each([
		['a share of its customers', { errorShare: 0.3 }],
		[
			'the customers that a function picks',
			{ errorWhen: (_row: unknown, nth: number) => nth < 30 },
		],
	])('ends with errors for %s: counted as processed, but not created', async (_label, settings) => {
		const { api, upload, page } = await vendorWith(settings);
		const { id } = await upload(rows(100));
		const { data } = await api.get(`/upload/${id}`);
		expect(data.upload.total_processed_customers).toBe(100);
		expect(data.upload.total_errors).toBeGreaterThan(15);
		expect(data.upload.total_errors).toBeLessThan(45);
		expect(await page()).toHaveLength(100 - data.upload.total_errors);
	});

	it('can be read after it was cancelled, and cancelled again', async () => {
		const { api, upload, advance } = await vendorWith({ customersPerSecond: 1 });
		const { id } = await upload(rows(3));
		advance(1_000);
		await api.delete(`/upload/${id}`);
		advance(9_000);
		for (const ask of [api.get, api.delete]) {
			const { status, data } = await ask(`/upload/${id}`);
			expect([status, data.upload.total_processed_customers]).toEqual([200, 1]);
		}
	});

	it('is accepted with the status of the settings', async () => {
		const { api } = await vendorWith({ uploadStatus: 202 });
		expect((await api.post('/upload', { customers: rows(1) })).status).toBe(202);
	});

	it('is only counted when customers are not to be kept', async () => {
		const vendor = await vendorWith({ keepUploads: 'counts', errorShare: 0.5 });
		const { id } = await vendor.upload(rows(100), { enable_rego_lookups: true });
		const { total_errors, total_processed_customers } = vendor.uploads.view(id) ?? {};
		expect(total_processed_customers).toBe(100);
		expect(vendor.billedLookups()).toBe(100 - (total_errors ?? 0));
		expect(vendor.customers.count()).toBe(0);
		expect(vendor.requests()[0]).toMatchObject({ body: undefined, isBodyKept: false });
	});

	it('has the same ids, VINs and errors from the same seed', async () => {
		const run = async (seed: number) => {
			const vendor = await vendorWith({ seed, errorShare: 0.5 });
			await vendor.upload(rows(20), { enable_rego_lookups: true });
			return vendor.customers.list();
		};
		expect(await run(7)).toEqual(await run(7));
		expect(await run(7)).not.toEqual(await run(8));
	});

	it('has other ids in a simulator that starts at another time', async () => {
		const run = async (startAt: string) => {
			const vendor = await vendorWith({ startAt, customers: [{ id: 'ada' }] });
			const { id } = await vendor.upload(rows(1));
			return [id, vendor.customers.list()[1].id, vendor.addSighting('ada')?.lead_id];
		};
		const [first, second] = [await run('2026-03-01T00:00:00Z'), await run('2026-03-01T00:00:01Z')];
		expect(second.filter((id) => first.includes(id))).toEqual([]);
	});

	it('can be put in place and moved by a test', async () => {
		const { uploads, counters } = await vendorWith();
		const { id } = uploads.add({ size: 5, name: 'by hand' });
		uploads.change(id, { processed: 4 });
		expect(await counters(id)).toEqual([5, 4]);
		expect(uploads.remove(id)).toBe(true);
		expect(uploads.list()).toEqual([]);
	});
});
