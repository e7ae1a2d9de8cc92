/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import type { Connection } from '../../nodes/Recapture/transport/connection';
import {
	readCustomers,
	type CustomerPage,
	type ReadPosition,
} from '../../nodes/Recapture/transport/customerReader';
import type { PageRequest } from '../../nodes/Recapture/transport/customers';
import { success } from '../../nodes/Recapture/outcome';
import { chance } from '../support/chance';

jest.mock('../../nodes/Recapture/transport/customers', () => ({
	listCustomerRows: async (_connection: unknown, page: PageRequest) =>
		await Promise.resolve(success(server(page))),
}));

let server: (page: PageRequest) => unknown[] = () => [];

const NO_CONNECTION = {} as Connection;

interface ReadResult {
	readonly ids: string[];
	readonly pages: CustomerPage[];
	readonly requests: number;
	readonly message?: string;
}

async function readAll(limit: number, start?: ReadPosition): Promise<ReadResult> {
	const answer = server;
	let requests = 0;
	server = (page) => {
		requests += 1;
		if (requests > 20_000) throw new Error('The reader does not end');
		return answer(page);
	};
	const pages: CustomerPage[] = [];
	let message: string | undefined;
	for await (const page of readCustomers(NO_CONNECTION, { limit, start })) {
		if (page.ok) pages.push(page.value);
		else message = page.problem.message;
	}
	const ids = pages.flatMap(({ customers }) => customers.map(({ id }) => id));
	return { ids, pages, requests, ...(message && { message }) };
}

const names = (count: number, prefix = 'c') =>
	Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const rowsOf = (ids: readonly string[]) => ids.map((id) => ({ id }));

/** A list at rest. */
const serve =
	(ids: readonly string[], granted = Infinity) =>
	({ offset, limit }: PageRequest) =>
		rowsOf(ids.slice(offset, offset + Math.min(limit, granted)));

describe('a list at rest', () => {
	it.each([
		[0, 1],
		[1, 2],
		[2, 2],
		[99, 2],
		[100, 2],
		[101, 3],
		[260, 4],
		[300, 5],
		[1_000, 12],
	])('of %i customers takes %i requests', async (count, requests) => {
		server = serve(names(count));
		expect(await readAll(100)).toMatchObject({ ids: names(count), requests });
	});

	it.each([1, 2, 3, 5, 10, 100])('is read once, at %i rows a page', async (limit) => {
		for (const count of [0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 25, 101]) {
			for (const granted of [1, 2, 3, 7, 1_000]) {
				server = serve(names(count), granted);
				const { ids, pages } = await readAll(limit);
				expect(ids).toEqual(names(count));
				expect(pages.every(({ rowsMoved }) => !rowsMoved)).toBe(true);
			}
		}
	});

	it('is asked for no more rows than the limit', async () => {
		const limits: number[] = [];
		server = (page) => {
			limits.push(page.limit);
			return serve(names(260))(page);
		};
		await readAll(100);
		expect(Math.max(...limits)).toBe(100);
	});
});

interface Rates {
	readonly added?: number;
	readonly deleted?: number;
	readonly updated?: number;
	readonly atOnce?: number;
}

/** A list that changes after each request. */
class MovingList {
	readonly ids: string[];
	readonly deleted = new Set<string>();
	private added = 0;

	constructor(
		size: number,
		private readonly change: Change,
		private readonly random: () => number,
	) {
		this.ids = names(size);
	}

	answer(offset: number, granted: number): unknown[] {
		const rows = rowsOf(this.ids.slice(offset, offset + granted));
		const { added = 0, deleted = 0, updated = 0, atOnce = 1 } = this.change.rates;
		for (let count = Math.ceil(this.random() * atOnce); count > 0; count--) {
			if (this.random() < added) this.ids.splice(this.place(), 0, `n${this.added++}`);
			if (this.random() < deleted) this.take().forEach((id) => this.deleted.add(id));
			if (this.random() < updated) this.ids.splice(this.place(), 0, ...this.take());
		}
		return rows;
	}

	private place(): number {
		const { place } = this.change;
		if (place === 'anywhere') return Math.floor(this.random() * (this.ids.length + 1));
		return place === 'front' ? 0 : this.ids.length;
	}

	private take(): string[] {
		return this.ids.splice(Math.floor(this.random() * this.ids.length), 1);
	}
}

interface Change {
	readonly rates: Rates;
	/** Where new rows and changed rows stand. */
	readonly place: 'front' | 'end' | 'anywhere';
}

interface Reading extends Change {
	readonly limit: number;
	readonly grants: 'full' | 'half' | 'irregular';
}

/** What went wrong in so many readings of lists that change. */
async function missedIn(readings: number, reading: Reading): Promise<string[]> {
	const { limit, grants } = reading;
	const missed: string[] = [];
	for (let seed = 1; seed <= readings; seed++) {
		const random = chance(seed * 7_919 + limit);
		const size = limit * 6 + Math.floor(random() * limit * 12);
		const list = new MovingList(size, reading, random);
		server = ({ offset, limit: asked }) => {
			const isHalf = grants === 'half' || (grants === 'irregular' && random() < 0.3);
			return list.answer(offset, isHalf ? Math.ceil(asked / 2) : asked);
		};
		const { ids, message } = await readAll(limit);
		if (message) missed.push(`${seed}: ${message}`);
		if (new Set(ids).size < ids.length) missed.push(`${seed}: a customer came twice`);
		const lost = names(size).filter((id) => !list.deleted.has(id) && !ids.includes(id));
		if (lost.length > 0) missed.push(`${seed} (${size}): ${lost.join()}`);
	}
	return missed;
}

/** More with `READINGS=1000 npx jest …`. */
const READINGS = Number(process.env.READINGS ?? 10);

describe('no customer that stays is lost or doubled while rows', () => {
	it.each([
		['are deleted', { deleted: 0.6, atOnce: 4 }, 'front'],
		['are added before the others', { added: 0.3 }, 'front'],
		['are added after the others', { added: 0.3, atOnce: 2 }, 'end'],
		['are added anywhere', { added: 0.3 }, 'anywhere'],
		['come at the front and go', { added: 0.2, deleted: 0.5, atOnce: 2 }, 'front'],
		['come anywhere and go', { added: 0.2, deleted: 0.5, atOnce: 2 }, 'anywhere'],
		['jump to the end', { updated: 0.5, atOnce: 2 }, 'end'],
		['jump to the front', { updated: 0.3 }, 'front'],
		['come, go and jump', { added: 0.2, deleted: 0.3, updated: 0.2 }, 'front'],
	] as const)('%s', async (_label, rates, place) => {
		for (const limit of [1, 2, 3, 5, 10, 100]) {
			for (const grants of ['full', 'half', 'irregular'] as const) {
				const missed = await missedIn(READINGS, {
					limit,
					grants,
					rates: scaled(rates, limit),
					place,
				});
				expect({ limit, grants, missed }).toEqual({ limit, grants, missed: [] });
			}
		}
	});
});

/** With pages of a few rows, a small list takes many requests: at the full rate, most of it would jump in each pass. */
function scaled(rates: Rates, limit: number): Rates {
	return limit < 10 ? { ...rates, updated: (rates.updated ?? 0) / 10 } : rates;
}

describe('a server that does not do as it is asked', () => {
	const ids = names(30);
	const page = (offset: number, limit: number) => rowsOf(ids.slice(offset, offset + limit));

	it.each([
		['ignores the offset', ({ limit }: PageRequest) => page(0, limit)],
		[
			'repeats the last page for ever',
			({ offset, limit }: PageRequest) => page(offset < 30 ? offset : 30 - limit, limit),
		],
		[
			'gives each page twice',
			({ offset, limit }: PageRequest) => page(Math.floor(offset / (2 * limit)) * 2 * limit, limit),
		],
		[
			'begins again after the last row',
			({ offset, limit }: PageRequest) =>
				rowsOf(Array.from({ length: limit }, (_, index) => ids[(offset + index) % 30])),
		],
	])('ends in an error, after a few requests, when it %s', async (_label, answer) => {
		for (const limit of [1, 2, 7, 10, 29]) {
			server = answer;
			const { message, requests } = await readAll(limit);
			expect(message).toBe('AutoGrab returns the same page of customers again and again');
			expect(requests).toBeLessThan(20 + (3 * 30) / limit);
		}
	});

	it('ends in an error when its list has no end', async () => {
		let count = 0;
		server = ({ limit }) => [{ id: `n${count++}` }, ...Array(limit - 1).fill({ id: 'again' })];
		expect((await readAll(1_000)).message).toBe("AutoGrab's list of customers does not end");
	});

	it('is followed when the order is another at each request, and gives none twice', async () => {
		const random = chance(1);
		server = ({ offset, limit }) =>
			rowsOf([...ids].sort(() => random() - 0.5).slice(offset, offset + limit));
		const read = await readAll(7);
		expect(read.message).toBeUndefined();
		expect(new Set(read.ids).size).toBe(read.ids.length);
	});
});

it('goes on although as many rows come as are read, as long as that takes', async () => {
	let added = 0;
	const ids = names(500);
	server = (page) => {
		if (added < 2_000) ids.unshift(...names(100, `n${(added += 100)}-`));
		return serve(ids)(page);
	};
	const { ids: read, message } = await readAll(100);
	expect(message).toBeUndefined();
	expect(read).toEqual(expect.arrayContaining(names(500)));
	expect(new Set(read).size).toBe(read.length);
});

it('ends although a row is added in front before each request', async () => {
	for (const limit of [10, 100]) {
		const ids = names(260);
		let added = 0;
		server = (page) => {
			ids.unshift(`n${added++}`);
			return serve(ids)(page);
		};
		const { ids: read, message } = await readAll(limit);
		expect(message).toBeUndefined();
		expect(read).toEqual(expect.arrayContaining(names(260)));
	}
});

it('ends in an error when a row is added in front for each one that is read', async () => {
	const ids = names(10);
	let furthest = 0;
	server = (page) => {
		if (page.offset > furthest) ids.unshift(`n${(furthest = page.offset)}`);
		return serve(ids)(page);
	};
	expect((await readAll(1)).message).toBe(
		"AutoGrab's list of customers changes faster than it can be read",
	);
});

describe('an order that is another at each request', () => {
	/** Shuffles each group of rows, as a database does with rows of the same date. */
	const shuffled = (ids: readonly string[], size: number, random: () => number) =>
		Array.from({ length: Math.ceil(ids.length / size) }, (_, group) =>
			ids
				.slice(group * size, (group + 1) * size)
				.map((id) => ({ id, place: random() }))
				.sort((one, other) => one.place - other.place)
				.map(({ id }) => id),
		).flat();

	it.each([
		['of a few rows of the same date', 90, 30],
		['of some rows of the same date', 300, 30],
		['of all rows', 90, 90],
		['of all rows of a longer list', 300, 300],
	])('%s ends soon', async (_label, count, size) => {
		for (let seed = 1; seed <= 20; seed++) {
			const random = chance(seed);
			server = (page) => serve(shuffled(names(count), size, random))(page);
			const { requests, message } = await readAll(50);
			expect(message).toBeUndefined();
			expect(requests).toBeLessThan(250);
		}
	});

	it('that depends on the page ends in an error, soon', async () => {
		server = (page) => serve(shuffled(names(300), 300, chance(page.offset + 7)))(page);
		const { requests, message } = await readAll(50);
		expect(message).toBeTruthy();
		expect(requests).toBeLessThan(500);
	});
});

it('reports rows that are no customers, and reads the others', async () => {
	const rows: unknown[] = rowsOf(names(250));
	rows.splice(3, 0, { id: 17 }, {}, null, 'text', { id: '' }, []);
	rows.splice(200, 0, { id: 18 });
	server = ({ offset, limit }) => rows.slice(offset, offset + limit);
	const { ids, pages } = await readAll(100);
	expect(ids).toEqual(names(250));
	const skipped = pages.map((page) => page.skipped);
	expect(skipped.reduce((sum, { count }) => sum + count, 0)).toBe(7);
	expect(skipped.flatMap((page) => page.ids)).toEqual(['17', '18']);
});

describe('a reader that resumes', () => {
	const pagesUpTo = async (position: number, list: string[]) => {
		server = serve(list);
		const { pages } = await readAll(10);
		const page = pages.find(({ next }) => next.offset >= position);
		return JSON.parse(JSON.stringify(page)) as CustomerPage;
	};

	it('goes on after a page, and can read the page again', async () => {
		const { start, next, customers } = await pagesUpTo(20, names(45));
		expect((await readAll(10, next)).ids).toEqual(names(45).slice(next.offset));
		const again = await readAll(10, start);
		expect(again.pages[0].customers).toEqual(customers);
	});

	it.each([
		['rows before it are deleted', (list: string[]) => list.splice(0, 7)],
		['its last rows are deleted', (list: string[]) => list.splice(12, 8)],
		['all rows before it are deleted', (list: string[]) => list.splice(0, 24)],
		['rows are added before', (list: string[]) => list.unshift(...names(33, 'n'))],
		['a row is added before, and one deleted', (list: string[]) => list.splice(2, 1, 'n')],
	])('gives every row after its position when %s', async (_label, change) => {
		const list = names(45);
		const { next } = await pagesUpTo(20, list);
		const ahead = list.slice(next.offset);
		change(list);
		server = serve(list);
		const { ids } = await readAll(10, next);
		expect(ids).toEqual(expect.arrayContaining(ahead.filter((id) => list.includes(id))));
	});

	it.each([
		[45, 10],
		[260, 100],
		[1_000, 100],
	])('of %i customers at %i a page takes few requests at the end', async (count, limit) => {
		server = serve(names(count));
		const { pages } = await readAll(limit);
		const { ids, requests } = await readAll(limit, pages.at(-1)?.next);
		expect(ids).toEqual([]);
		expect(requests).toBeLessThanOrEqual(2);
	});

	it.each([1, 2, 3, 5, 7])(
		'goes on at every page of a server that grants %i rows',
		async (granted) => {
			for (const count of [1, 2, 3, 5, 10, 45]) {
				server = serve(names(count), granted);
				const read: string[] = [];
				for (let start: ReadPosition | undefined; ; ) {
					const [page] = (await readAll(100, start)).pages;
					if (!page) break;
					read.push(...page.customers.map(({ id }) => id));
					start = page.next;
				}
				expect(read).toEqual(names(count));
			}
		},
	);
});
