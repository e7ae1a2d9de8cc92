import { isHeldCustomer, type HeldCustomer } from '../customers/heldCustomer';
import { failure, success, type Outcome } from '../outcome';
import type { Failure } from './failures';

/** A place in the list of customers, as JSON: a later run can go on from there. */
export interface ReadPosition {
	/** How many rows are before it. */
	readonly offset: number;
	/** The ids of the last few rows before it, in the order of the list. */
	readonly tail: readonly string[];
}

/** Rows that a page and the next one have in common, at most. */
const MAX_OVERLAP = 5;

/** Rows that are remembered. Rows that come again later are taken for new ones. */
export const REMEMBERED_ROWS = 20_000;

/**
 * The same row at two places proves a broken server, unless rows moved between the two requests. Rows seldom move by more
 * than one place at a time, so this many places in succession are proof.
 */
const PLACES_THAT_PROVE_REPETITION = 9;
/** How many places one pair of requests counts for: three pairs at least. */
const MAX_PLACES_PER_PAIR = 4;

/** A server that grants half a page still grants more than the overlap when a page has at least so many rows. */
const MIN_ROWS_TO_TRUST = 4;

/** So many pages in succession without a new row: others are added as fast as these are read. */
const MAX_PAGES_IN_VAIN = 100;

/** The end is the end after so many pages before it without a new row, although their order is another each time. */
const LOOKS_AT_THE_END = 3;

/** No account has more customers. */
const MAX_ROWS = 5_000_000;

/** A row of the list. One that is no customer still counts: it takes a place. */
export interface Row {
	/** Identifies the row: its id, or else the beginning of its JSON. */
	readonly key: string;
	/** As far as there is one. */
	readonly id: string;
	readonly customer?: HeldCustomer;
}

const MAX_KEY_CHARACTERS = 200;

export function toRow(value: unknown): Row {
	if (isHeldCustomer(value)) return { key: value.id, id: value.id, customer: value };
	const key = JSON.stringify(value).slice(0, MAX_KEY_CHARACTERS);
	const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
	return { key, id: typeof id === 'number' ? String(id) : '' };
}

type Read = (offset: number) => Promise<Outcome<readonly Row[], Failure>>;

/** What a request led to: the rows of a page, or the end of the list. */
type Step = Outcome<readonly Row[] | 'end', Failure>;

const END = success('end' as const);

/**
 * One reading of the list, from a position to the end. The server knows only offsets, while rows are added and deleted:
 * - A page begins a few rows before the end of the last one. If its first row was read before, no row is missing between
 *   them; rows that were added before only mean that more of the page is known.
 * - If its first row is new, more rows were deleted than the pages overlap by: `stepBack` looks for a row that was read.
 * - Where nothing comes after the last row, that is the end. After a short page this costs no overlap: one request right
 *   behind it shows whether the list goes on, and whether the server repeats its last page for ever.
 * - A server that grants single rows leaves nothing to overlap: the row before is then read on its own, after the new one.
 */
export class Pass {
	/** Whether a row was found elsewhere than before. */
	rowsMoved = false;
	/** The rows that were read lately, and the offset at which each was found first. */
	private readonly offsets = new Map<string, number>();
	private lastLength: number;
	private largest = 0;
	/** The next request begins right after the last row: the last page was short, so that is probably the end. */
	private expectsEnd = false;
	/** A short page was not the end. */
	private isIrregular = false;
	/** An overlapping page brought nothing beyond the overlap. */
	private isStuck = false;
	/** Over how many places known rows were found twice, since they were last found once. */
	private repeatedPlaces = 0;
	private pagesInVain = 0;
	private received = 0;

	constructor(
		private readonly source: Read,
		private readonly limit: number,
		public position: ReadPosition,
	) {
		this.lastLength = position.tail.length > 1 ? limit : MIN_ROWS_TO_TRUST - 1;
		const first = position.offset - position.tail.length;
		position.tail.forEach((key, index) => this.offsets.set(key, first + index));
	}

	async nextPage(): Promise<Step> {
		const { offset: end } = this.position;
		const overlap = this.expectsEnd ? 0 : this.overlap();
		const offset = end - overlap;
		const page = await this.read(offset);
		if (!page.ok) return page;
		const rows = page.value;
		if (end === 0) return rows.length > 0 ? await this.accept(0, rows) : END;
		if (this.isEnd(rows)) return END;
		if (this.isAnchored(rows)) return await this.accept(offset, rows);
		if (overlap > 0) return await this.stepBack();
		return rows.length > 0 ? await this.goBeyondShortPage(rows) : await this.confirmEnd();
	}

	/** How many rows of the last page to read again. */
	private overlap(): number {
		return Math.min(overlapOf(this.lastLength), this.position.tail.length);
	}

	/**
	 * Whether no row can be missing before this page: its first row was read before. Who resumes knows only the tail,
	 * before which rows may have been added.
	 */
	private isAnchored(rows: readonly Row[]): boolean {
		const resumes = this.offsets.size <= MAX_OVERLAP;
		return rows.slice(0, resumes ? rows.length : 1).some(({ key }) => this.offsets.has(key));
	}

	/** Whether a page has rows that were read before, and none after them although there was space for more. */
	private isEnd(rows: readonly Row[]): boolean {
		const isShort = rows.length * 2 < Math.max(this.largest, this.lastLength);
		const isTrusted = this.lastLength >= MIN_ROWS_TO_TRUST && !this.isIrregular;
		return isShort && isTrusted && this.endsWithTail(rows);
	}

	/** Whether all rows were read before, and the last one is still the last. */
	private endsWithTail(rows: readonly Row[]): boolean {
		const isLast = rows.at(-1)?.key === this.position.tail.at(-1);
		return isLast && !this.hasNew(rows);
	}

	private hasNew(rows: readonly Row[]): boolean {
		return rows.some(({ key }) => !this.offsets.has(key));
	}

	/** There are rows after a short page, so the server grants as many as it likes. */
	private async goBeyondShortPage(rows: readonly Row[]): Promise<Step> {
		this.isIrregular = true;
		if (!this.isStuck && this.overlap() > 0) {
			this.expectsEnd = false;
			return await this.nextPage();
		}
		// No overlap is possible. What stands before the page is read after it: had rows been deleted, it would be unknown.
		const before = await this.read(this.position.offset - 1);
		if (!before.ok) return before;
		return this.isAnchored(before.value)
			? await this.accept(this.position.offset, rows)
			: await this.stepBack();
	}

	/** An empty page is the end, unless the list became shorter and rows moved to before it. */
	private async confirmEnd(): Promise<Step> {
		if (!this.rowsMoved && !this.isIrregular && this.limit > 1) return END;
		const offset = this.position.offset - Math.max(1, this.overlap());
		const page = await this.read(offset);
		if (!page.ok) return page;
		const isKnown = this.pagesInVain >= LOOKS_AT_THE_END && !this.hasNew(page.value);
		if (isKnown || this.endsWithTail(page.value)) return END;
		return this.isAnchored(page.value)
			? await this.accept(offset, page.value)
			: await this.stepBack();
	}

	/** More rows were deleted than the overlap has: reads further back until rows are found that were read before. */
	private async stepBack(): Promise<Step> {
		this.rowsMoved = true;
		for (let step = 4 * Math.max(1, this.overlap()); ; step *= 4) {
			const offset = Math.max(0, this.position.offset - step);
			const page = await this.read(offset);
			if (!page.ok) return page;
			if (offset === 0 && page.value.length === 0) return END;
			if (offset === 0 || this.isAnchored(page.value)) return await this.accept(offset, page.value);
		}
	}

	private async accept(offset: number, rows: readonly Row[]): Promise<Step> {
		const isRepeated = await this.isRepeated(offset, rows);
		if (!isRepeated.ok) return isRepeated;
		if (isRepeated.value) return failure(REPEATED);
		const hasNew = this.hasNew(rows);
		this.pagesInVain = hasNew ? 0 : this.pagesInVain + 1;
		if (this.pagesInVain > MAX_PAGES_IN_VAIN) return failure(TOO_FAST);
		this.remember(offset, rows);
		const end = offset + rows.length;
		this.isStuck = end <= this.position.offset;
		this.largest = Math.max(this.largest, rows.length, MIN_ROWS_TO_TRUST);
		this.expectsEnd = this.isStuck || (rows.length < this.largest && !this.isIrregular);
		if (hasNew) this.lastLength = rows.length;
		const tail = rows.slice(-Math.max(1, overlapOf(rows.length)));
		this.position = { offset: end, tail: tail.map(({ key }) => key) };
		return success(rows);
	}

	private remember(offset: number, rows: readonly Row[]): void {
		rows.forEach(({ key, customer }, index) => {
			const before = this.offsets.get(key);
			const now = offset + index;
			if (before === undefined) this.offsets.set(key, now);
			else if (customer && before !== now) this.rowsMoved = true;
		});
		forgetOldest(this.offsets, REMEMBERED_ROWS);
	}

	/**
	 * Whether the server gives the same rows for two places, as one that ignores `offset` does. A page on which all rows are
	 * known can also mean that many rows were added before it. So the place is read again at which such a row was before.
	 */
	private async isRepeated(
		offset: number,
		rows: readonly Row[],
	): Promise<Outcome<boolean, Failure>> {
		const before = rows.map(({ key }) => this.offsets.get(key));
		const moved = before.findIndex((at, index) => at !== undefined && at < offset + index);
		const at = before[moved];
		if (at === undefined || before.includes(undefined)) return success(false);
		const again = await this.read(at);
		if (!again.ok) return again;
		const places = Math.min(offset + moved - at, MAX_PLACES_PER_PAIR);
		const isAtBoth = again.value.at(0)?.key === rows[moved].key;
		this.repeatedPlaces = isAtBoth ? this.repeatedPlaces + places : 0;
		return success(this.repeatedPlaces >= PLACES_THAT_PROVE_REPETITION);
	}

	private async read(offset: number): Promise<Outcome<readonly Row[], Failure>> {
		const page = await this.source(offset);
		this.received += page.ok ? page.value.length : 0;
		return this.received > MAX_ROWS ? failure(ENDLESS) : page;
	}
}

/** Many in one go: a map whose first entries are removed one by one becomes slow. */
export function forgetOldest(rows: Map<string, unknown>, minSize: number): void {
	if (rows.size < 2 * minSize) return;
	let surplus = rows.size - minSize;
	for (const key of rows.keys()) {
		if (surplus-- === 0) return;
		rows.delete(key);
	}
}

/** How many rows a page and the next one have in common. A page of a single row leaves none for that. */
function overlapOf(length: number): number {
	if (length < 2) return 0;
	return Math.min(Math.max(1, Math.floor(length / 4)), MAX_OVERLAP);
}

export const REPEATED: Failure = {
	kind: 'unanswered',
	message: 'AutoGrab returns the same page of customers again and again',
	description:
		'The list of customers cannot be read to its end. Try again later. If this persists, report to AutoGrab that its customer list ignores "offset".',
};

const ENDLESS: Failure = {
	kind: 'unanswered',
	message: "AutoGrab's list of customers does not end",
	description: `More than ${MAX_ROWS.toLocaleString('en')} rows were read. Try again later. If this persists, report it to AutoGrab.`,
};

const TOO_FAST: Failure = {
	kind: 'unanswered',
	message: "AutoGrab's list of customers changes faster than it can be read",
	description: "Try again later, or with a larger 'Page Size'.",
};
