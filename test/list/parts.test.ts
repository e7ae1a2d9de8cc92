import { splitIntoParts, type OutgoingCustomer, type Part } from '../../nodes/Recapture/list/parts';

async function* batchesOf(...batches: OutgoingCustomer[][]) {
	yield* batches;
}

function customers(from: number, to: number, json = '{}'): OutgoingCustomer[] {
	return Array.from({ length: to - from + 1 }, (_, index) => ({
		row: from + index,
		item: from + index - 1,
		json,
	}));
}

async function split(
	limits: { maxCustomers?: number; maxBytes?: number },
	...batches: OutgoingCustomer[][]
): Promise<Part[]> {
	const parts: Part[] = [];
	const all = { maxCustomers: 100, maxBytes: 1_000, ...limits };
	for await (const part of splitIntoParts(batchesOf(...batches), all)) parts.push(part);
	return parts;
}

it('makes one part of a short list', async () => {
	expect(await split({}, customers(1, 2))).toEqual([
		{
			part: 1,
			more: false,
			customers: 2,
			json: Buffer.from('{},{}'),
			firstRow: 1,
			lastRow: 2,
			items: [0, 1],
		},
	]);
});

it('makes no part of an empty list', async () => {
	expect(await split({}, [], [])).toEqual([]);
});

it('cuts by customers, wherever the batches end, and says whether more follows', async () => {
	const parts = await split({ maxCustomers: 2 }, customers(1, 3), customers(7, 8));
	expect(
		parts.map(({ part, more, firstRow, lastRow }) => ({ part, more, firstRow, lastRow })),
	).toEqual([
		{ part: 1, more: true, firstRow: 1, lastRow: 2 },
		{ part: 2, more: true, firstRow: 3, lastRow: 7 },
		{ part: 3, more: false, firstRow: 8, lastRow: 8 },
	]);
});

it('does not announce more when a list just fills its parts', async () => {
	const parts = await split({ maxCustomers: 2 }, customers(1, 4));
	expect(parts.map(({ more }) => more)).toEqual([true, false]);
});

it('cuts by bytes where rows are wide, counting characters of several bytes as such', async () => {
	const wide = JSON.stringify('é'.repeat(200));
	const parts = await split({ maxBytes: 1_000 }, customers(1, 5, wide));
	expect(parts.map((part) => part.customers)).toEqual([2, 2, 1]);
});

it('sends a customer that is wider than a part on its own', async () => {
	const huge = JSON.stringify('x'.repeat(5_000));
	const parts = await split({ maxBytes: 1_000 }, customers(1, 2, huge));
	expect(parts.map((part) => part.customers)).toEqual([1, 1]);
});

it('keeps every customer whole, however many make a part', async () => {
	const [part] = await split(
		{ maxCustomers: Infinity, maxBytes: Infinity },
		Array.from({ length: 20_000 }, (_, row) => ({
			row,
			item: 0,
			json: JSON.stringify({ é: row }),
		})),
	);
	const held = JSON.parse(`[${part.json.toString()}]`) as unknown[];
	expect(held).toHaveLength(20_000);
	expect(held.every((customer, row) => JSON.stringify(customer) === `{"é":${row}}`)).toBe(true);
});

it('names an item once, however many customers it brought', async () => {
	const [part] = await split({}, [
		{ row: 1, item: 4, json: '{}' },
		{ row: 2, item: 4, json: '{}' },
	]);
	expect(part.items).toEqual([4]);
});
