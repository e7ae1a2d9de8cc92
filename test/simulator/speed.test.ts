import { rows, stopVendors, vendorWith } from './startedVendor';

afterEach(stopVendors);

/**
 * Bounds that only a mistake breaks (a sort or a copy of everything at each request): on an idle two-core machine
 * each of these takes a tenth of its bound or less.
 */
describe('a large account', () => {
	it('takes 10,000 customers in one upload', async () => {
		const { upload, counters, customers } = await vendorWith({ order: 'id' });
		const list = rows(10_000, { client_name: 'Maya', expiry_date: '2030-05-01' });
		const start = Date.now();
		const { id } = await upload(list);
		expect(await counters(id)).toEqual([10_000, 10_000]);
		expect(customers.count()).toBe(10_000);
		expect(Date.now() - start).toBeLessThan(5_000);
	});

	it.each(['id', 'shuffled', 'lastUpdatedFirst', 'reshuffled'] as const)(
		'of a million customers gives ten pages anywhere in the order "%s"',
		async (order) => {
			const { page, customers, addSighting } = await vendorWith({
				order,
				syntheticCustomers: 1_000_000,
			});
			for (const { id } of customers.pick(100)) addSighting(id);
			const start = Date.now();
			for (let nth = 0; nth < 10; nth++) {
				expect(await page({ limit: 100, offset: 999_900 - nth * 90_000 })).toHaveLength(100);
			}
			expect(Date.now() - start).toBeLessThan(5_000);
		},
	);

	it('keeps nothing of long lists but counts, when told to', async () => {
		const { upload, uploads, customers } = await vendorWith({ keepUploads: 'counts' });
		const list = rows(2_000, { client_name: 'x'.repeat(500) });
		for (let nth = 0; nth < 5; nth++) await upload(list);
		const processed = uploads.list().reduce((total, upload) => total + upload.processed, 0);
		expect([processed, customers.count()]).toEqual([10_000, 0]);
	});
});
