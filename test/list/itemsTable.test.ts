import { tableOfItems } from '../../nodes/Recapture/list/itemsTable';
import type { Row } from '../../nodes/Recapture/list/table';

const settings = { mappings: [], pause: async () => {} };

async function rowsOf(items: Array<Record<string, unknown>>): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const batch of tableOfItems(items, settings).batches()) rows.push(...batch);
	return rows;
}

it('has every field that any item has as a column, in the order in which they appear', async () => {
	const items = [{ rego: 'A' }, { vin: 'V', rego: 'B' }];
	expect(tableOfItems(items, settings).columns).toEqual(['rego', 'vin']);
	expect(await rowsOf(items)).toEqual([
		{ row: 1, item: 0, cells: ['A', undefined] },
		{ row: 2, item: 1, cells: ['B', 'V'] },
	]);
});

it('does not take what every object inherits for a field', async () => {
	const [, second] = await rowsOf([{ rego: 'A', constructor: 'kept' }, { rego: 'B' }]);
	expect(second.cells).toEqual(['B', undefined]);
});

it('has no rows without items', async () => {
	expect(await rowsOf([])).toEqual([]);
});

it('pauses between batches, so that n8n can do other things meanwhile', async () => {
	let pauses = 0;
	const items = Array.from({ length: 1_200 }, (_, index) => ({ rego: `R${index}` }));
	const rows: number[] = [];
	const table = tableOfItems(items, {
		mappings: [],
		pause: async () => {
			pauses += 1;
		},
	});
	for await (const batch of table.batches()) rows.push(...batch.map(({ row }) => row));
	expect(rows).toHaveLength(1_200);
	expect(rows.at(-1)).toBe(1_200);
	expect(pauses).toBe(3);
});

describe('items without a vehicle', () => {
	const suspicion = (items: Array<Record<string, unknown>>, more = {}) =>
		tableOfItems(items, { ...settings, ...more }).suspicion;

	it('may come with a file that was meant', () => {
		expect(suspicion([{}], { fileName: 'tom.csv' })).toEqual({
			message: "The input has the file tom.csv. Set 'Read Customers From' to 'File (CSV or Excel)'",
			description: expect.stringContaining('names a vehicle'),
		});
	});

	it.each<[string, Record<string, unknown>, string]>([
		['inside an object', { id: 1, properties: { rego: 'A1' } }, 'inside the object "properties"'],
		['inside another object', { body: { 'Number Plate': 'A1' } }, 'inside the object "body"'],
		['in a list', { customers: [{ vin: 'V' }, {}] }, 'in the list "customers"'],
	])('may have their customers %s', (_label, item, message) => {
		expect(suspicion([{ note: 'first' }, item])?.message).toContain(message);
	});

	it('may have an object that needs a mapping by hand', () => {
		const mappings = [{ field: 'rego', column: 'Kennzeichen' }];
		expect(suspicion([{ data: { Kennzeichen: 'A1' } }])).toBeUndefined();
		expect(suspicion([{ data: { Kennzeichen: 'A1' } }], { mappings })).toBeDefined();
	});

	it.each([
		[{ name: 'Maya' }],
		[{ owner: { name: 'Maya' } }],
		[{ tags: ['a', 'b'], when: new Date() }],
	])('may be anything else: %j', (item) => {
		expect(suspicion([item])).toBeUndefined();
	});
});
