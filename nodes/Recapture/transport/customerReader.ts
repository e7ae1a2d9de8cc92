import type { HeldCustomer } from '../customers/heldCustomer';
import { success, type Outcome } from '../outcome';
import type { Connection } from './connection';
import {
	forgetOldest,
	Pass,
	REMEMBERED_ROWS,
	toRow,
	type ReadPosition,
	type Row,
} from './customerPass';
import { listCustomerRows } from './customers';
import type { Failure } from './failures';

export { REPEATED, type ReadPosition } from './customerPass';

export interface CustomerPage {
	/** Reading again from here gives this page again. */
	readonly start: ReadPosition;
	/** Reading on from here continues after this page. */
	readonly next: ReadPosition;
	/** Customers that this reader has not given before. There may be none. */
	readonly customers: readonly HeldCustomer[];
	/** Rows without a usable id: how many, and the first ids. */
	readonly skipped: { readonly count: number; readonly ids: readonly string[] };
	/** Whether rows moved since the reader began this pass: a customer may then have jumped behind it. */
	readonly rowsMoved: boolean;
}

interface ReadRequest {
	/** How many rows to ask for at a time. The server may grant fewer. */
	readonly limit: number;
	/** Only customers of this upload. */
	readonly uploadId?: string;
	/** Where to begin. Without it, at the beginning of the list. */
	readonly start?: ReadPosition;
}

const BEGINNING: ReadPosition = { offset: 0, tail: [] };

/** After the list was read while rows moved, its beginning is read again, at most so often. */
const MAX_FURTHER_PASSES = 3;

/** A further pass ends after so many rows in succession that were given before. */
const MAX_KNOWN_IN_FURTHER_PASS = 1_000;

const MAX_SKIPPED_IDS = 5;

/**
 * Reads all customers, page by page, in the order of the server. It loses no customer when rows are added or deleted while
 * it reads: pages overlap by a few rows, and it goes on from where the overlap is found. Rows may come again only after
 * some ten thousand others.
 *
 * Where rows moved, a customer may have jumped from ahead of the reader to behind it: a server that sorts by the last
 * change does that. A reader that began at the beginning then reads the beginning of the list again.
 *
 * @returns the pages; the last value is a failure when there is one
 */
export async function* readCustomers(
	connection: Connection,
	{ limit, uploadId, start = BEGINNING }: ReadRequest,
): AsyncGenerator<Outcome<CustomerPage, Failure>> {
	const given = new GivenRows(start.tail);
	const read = async (offset: number) => {
		const page = await listCustomerRows(connection, { offset, limit, uploadId });
		return page.ok ? success(page.value.map(toRow)) : page;
	};
	for (let furtherPasses = 0; ; furtherPasses++) {
		const pass = new Pass(read, limit, furtherPasses === 0 ? start : BEGINNING);
		for (let knownInSuccession = 0; ; ) {
			const from = pass.position;
			const page = await pass.nextPage();
			if (!page.ok) {
				yield page;
				return;
			}
			if (page.value === 'end') break;
			const fresh = page.value.filter((row) => given.add(row.key));
			knownInSuccession = fresh.length > 0 ? 0 : knownInSuccession + page.value.length;
			const isNews = fresh.length > 0 || pass.position.offset > from.offset;
			if (isNews) yield success(toPage(fresh, from, pass));
			if (furtherPasses > 0 && knownInSuccession >= MAX_KNOWN_IN_FURTHER_PASS) break;
		}
		if (start.offset > 0 || !pass.rowsMoved || furtherPasses === MAX_FURTHER_PASSES) return;
	}
}

function toPage(rows: readonly Row[], start: ReadPosition, pass: Pass): CustomerPage {
	const skipped = rows.filter(({ customer }) => !customer);
	return {
		start,
		next: pass.position,
		customers: rows.flatMap(({ customer }) => customer ?? []),
		skipped: {
			count: skipped.length,
			ids: skipped
				.map(({ id }) => id)
				.filter(Boolean)
				.slice(0, MAX_SKIPPED_IDS),
		},
		rowsMoved: pass.rowsMoved,
	};
}

/** The rows that were given: the first of the list for good, of the others the last ones. */
class GivenRows {
	private readonly first: Set<string>;
	private readonly recent = new Map<string, undefined>();

	constructor(keys: readonly string[]) {
		this.first = new Set(keys);
	}

	/** @returns whether the row is new */
	add(key: string): boolean {
		if (this.first.has(key) || this.recent.has(key)) return false;
		if (this.first.size < REMEMBERED_ROWS) {
			this.first.add(key);
		} else {
			this.recent.set(key, undefined);
			forgetOldest(this.recent, REMEMBERED_ROWS);
		}
		return true;
	}
}
