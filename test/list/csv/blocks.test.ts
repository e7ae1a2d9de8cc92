/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { nextTurn, readBlocks, type ByteSource } from '../../../nodes/Recapture/list/csv/blocks';
import { fileOf } from './csvFile';

const KILOBYTE = 1024;

async function blocksOf(source: ByteSource): Promise<Buffer[]> {
	const blocks: Buffer[] = [];
	for await (const block of readBlocks(source)) blocks.push(block);
	return blocks;
}

it.each([
	['a hundred bytes at once', 100, 100],
	['a hundred bytes, one by one', 100, 1],
	['a hundred kilobytes, a few bytes at a time', 100 * KILOBYTE, 7],
	['a hundred kilobytes in halves', 100 * KILOBYTE, 50 * KILOBYTE],
	['megabytes in one chunk', 3_000_001, Infinity],
])('%s come out whole, in blocks of a handy size', async (_label, length, chunkBytes) => {
	const content = Buffer.alloc(length, 'some text that is repeated ');
	const blocks = await blocksOf(fileOf(content, chunkBytes));
	expect(Buffer.concat(blocks).equals(content)).toBe(true);
	expect(Math.max(...blocks.map((block) => block.length))).toBeLessThanOrEqual(64 * KILOBYTE);
	expect(blocks[0].length).toBeGreaterThanOrEqual(Math.min(length, 32 * KILOBYTE));
});

it('an empty file has no blocks', async () => {
	expect(await blocksOf(fileOf(''))).toEqual([]);
	expect(
		await blocksOf({
			open: async function* () {
				yield Buffer.alloc(0);
			},
		}),
	).toEqual([]);
});

it('chunks may be any bytes, also parts of a greater whole', async () => {
	const whole = new TextEncoder().encode('some text in the middle');
	for (const count of [1, 2]) {
		const source: ByteSource = {
			async *open() {
				for (let index = 0; index < count; index++) yield whole.subarray(5, 9);
			},
		};
		expect(Buffer.concat(await blocksOf(source)).toString()).toBe('text'.repeat(count));
	}
});

it('a source may open after a while', async () => {
	const source = { open: async () => fileOf('text').open() };
	expect(Buffer.concat(await blocksOf(source)).toString()).toBe('text');
});

it('other work gets its turn, even though the whole file is in memory already', async () => {
	let turns = 0;
	let immediate = setImmediate(function again() {
		turns++;
		immediate = setImmediate(again);
	});
	await blocksOf(fileOf(Buffer.alloc(20_000_000)));
	clearImmediate(immediate);
	expect(turns).toBeGreaterThan(10);
});

it('a turn lets timers and callbacks run that are due', async () => {
	const order: string[] = [];
	setImmediate(() => order.push('other work'));
	await nextTurn();
	await nextTurn();
	order.push('own work');
	expect(order).toEqual(['other work', 'own work']);
});
