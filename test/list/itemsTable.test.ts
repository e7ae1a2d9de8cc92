import { tableOfItems } from '../../nodes/Recapture/list/itemsTable';
import type { Row } from '../../nodes/Recapture/list/table';

const noPause = async () => {};

async function rowsOf(items: Array<Record<string, unknown>>): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const batch of tableOfItems(items, noPause).batches()) rows.push(...batch);
	return rows;
}

it('has every field that any item has as a column, in the order in which they appear', async () => {
	const items = [{ rego: 'A' }, { vin: 'V', rego: 'B' }];
	expect(tableOfItems(items, noPause).columns).toEqual(['rego', 'vin']);
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
	const table = tableOfItems(items, async () => {
		pauses += 1;
	});
	for await (const batch of table.batches()) rows.push(...batch.map(({ row }) => row));
	expect(rows).toHaveLength(1_200);
	expect(rows.at(-1)).toBe(1_200);
	expect(pauses).toBe(3);
});
