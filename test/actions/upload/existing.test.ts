import { recaptureSuite } from '../../support/suite';

const { vendor, run } = recaptureSuite({
	resource: 'upload',
	source: 'items',
	name: 'June',
	options: { existingCustomers: 'skip' },
});

const plates = (prefix: string, count: number) =>
	Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(3, '0')}`);
const items = (regos: readonly string[]) => regos.map((rego) => ({ json: { Rego: rego } }));
const upload = async (regos: readonly string[]) =>
	await run({ operation: 'create' }, { items: items(regos) });
const held = () => vendor.customers.list().map(({ rego }) => rego);

it.each(['insertion', 'newestFirst', 'lastUpdatedFirst', 'id', 'shuffled'] as const)(
	'doubles no customer although rows go while the list is read, sorted by %s',
	async (order) => {
		vendor.configure({ order });
		const going = plates('G', 40).map((rego) => vendor.customers.add({ region: 'au', rego }).id);
		const staying = plates('S', 310);
		for (const rego of staying) vendor.customers.add({ region: 'au', rego });
		vendor.onRequest('GET /v2/recapture/customers', () => {
			for (let count = 0; count < 7; count++) vendor.customers.remove(going.pop() ?? '');
		});
		const { outputs } = await upload([...staying, 'NEW001']);
		expect(outputs[0].map(({ json }) => json.customers)).toEqual([1]);
	},
);

it.each(['insertion', 'newestFirst', 'lastUpdatedFirst', 'id', 'shuffled'] as const)(
	'three uploads at once do not stop each other, sorted by %s',
	async (order) => {
		vendor.configure({ order, customersPerSecond: 'instant', latencyMs: 1 });
		const before = plates('A', 420);
		for (const rego of before) vendor.customers.add({ region: 'au', rego });
		let added = 0;
		vendor.onRequest('GET /v2/recapture/customers', () => {
			for (let count = 0; count < 3 && added < 200; count++) {
				vendor.customers.add({ region: 'au', rego: `N${added++}` });
			}
		});
		const lists = ['X', 'Y', 'Z'].map((prefix) => [...before, ...plates(prefix, 20)]);
		const results = await Promise.all(lists.map(upload));
		expect(results.map(({ error }) => error?.message)).toEqual([undefined, undefined, undefined]);
		const regos = held().filter((rego) => before.includes(String(rego)));
		expect(regos).toHaveLength(before.length);
	},
);

it('takes one request more than there are pages', async () => {
	const regos = plates('A', 260);
	for (const rego of regos) vendor.customers.add({ region: 'au', rego });
	await run({ operation: 'validate' }, { items: items(regos) });
	expect(vendor.requests('GET /v2/recapture/customers')).toHaveLength(4);
});

it('reads on where a row is no customer', async () => {
	vendor.failNext('GET /v2/recapture/customers', {
		status: 200,
		body: {
			success: true,
			customers: [
				{ id: 1, rego: 'A000' },
				{ id: 'c2', rego: 'A001' },
			],
		},
	});
	const { outputs } = await run({ operation: 'validate' }, { items: items(['A000', 'A001']) });
	expect(outputs[0][0].json.summary).toMatchObject({ accepted: 1, existing: 1 });
});
