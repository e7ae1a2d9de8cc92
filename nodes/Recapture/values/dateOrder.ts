import { isDay } from './calendar';
import { inOrder, orderDependentNumbers } from './date';
import type { ColumnOrder, DateOrder, ThreeNumbers } from './date';
import type { Region } from './region';

/** What the dates of one column have proved so far. */
export interface OrderEvidence {
	/** Dates that need an order to be read; those that do not exist are not counted. */
	dates: number;
	/** How many of them prove an order, and the first row of such a one. */
	readonly proofs: Map<DateOrder, { count: number; readonly firstRow: number }>;
	/** Whether one ends with a year of four digits: 'year first' then cannot hold for all of them. */
	fullYearLast: boolean;
}

export function newEvidence(): OrderEvidence {
	return { dates: 0, proofs: new Map(), fullYearLast: false };
}

/** Adds one cell of the column. Dates that do not exist and marks for 'no date' prove nothing. */
export function addEvidence(evidence: OrderEvidence, value: unknown, row: number): void {
	const numbers = orderDependentNumbers(value);
	if (!numbers) return;
	const dayFirst = existsIn(numbers, 'dmy');
	const monthFirst = existsIn(numbers, 'mdy');
	// 31/03/26 counts as day first, though it could be a day of 2031: a two-digit year stands last
	// until a number over 31 stands first (98/03/31), which can be neither day nor month.
	const yearFirst = numbers.first > 31 && existsIn(numbers, 'ymd');
	if (!dayFirst && !monthFirst && !yearFirst) return;

	evidence.dates += 1;
	evidence.fullYearLast ||= numbers.thirdDigits === 4;
	if (dayFirst && monthFirst) return;
	const proven = dayFirst ? 'dmy' : monthFirst ? 'mdy' : 'ymd';
	const proof = evidence.proofs.get(proven);
	if (proof) proof.count += 1;
	else evidence.proofs.set(proven, { count: 1, firstRow: row });
}

interface DateOrderDecision<Column> {
	/** How each date column is read. */
	readonly orders: ReadonlyMap<Column, ColumnOrder>;
	/** The order of the list in a word: 'mixed' when its columns are not all read in the same one. */
	readonly summary: DateOrder | 'mixed';
	/**
	 * The first data row whose date proves an order other than the region's, for columns with such a date of
	 * their own; empty when the order is set.
	 */
	readonly provenByRow: ReadonlyMap<Column, number>;
}

/** Nothing else is known of the vendor's markets: all write the day first. */
const ORDER_OF_REGION: Record<Region, DateOrder> = { au: 'dmy', nz: 'dmy', uk: 'dmy', my: 'dmy' };

/** A few dates in another order than the region's are typing mistakes; this share of a column is none. */
const SHARE_THAT_PROVES = 1 / 4;

/**
 * Decides once, for all rows, how the date columns of a list are read, from the evidence of all rows.
 * - A setting other than 'auto' holds for every column, whatever the dates prove.
 * - A column's own proof decides for it, whatever other columns prove. Proof of two orders makes it contradictory,
 *   and so does proof against the region's order by less than a quarter of the dates.
 * - A column without proof takes what the list's other columns prove together. Where they prove two orders,
 *   nothing tells which of them it follows: it counts as contradictory, and its two-way dates are refused,
 *   because a wrong guess can delete a customer.
 * - 'Year first' is not taken over by a column whose dates end with full years: it says nothing about them.
 * - Without any proof the region decides.
 */
export function decideDateOrders<Column>(
	evidence: ReadonlyMap<Column, OrderEvidence>,
	setting: 'auto' | DateOrder,
	region: Region,
): DateOrderDecision<Column> {
	const orders = new Map<Column, ColumnOrder>();
	const provenByRow = new Map<Column, number>();
	if (setting !== 'auto') {
		for (const column of evidence.keys()) orders.set(column, setting);
		return { orders, summary: setting, provenByRow };
	}
	const ofRegion = ORDER_OF_REGION[region];
	const ofList = [...evidence.values()].flatMap((column) => provenOrders(column, ofRegion));
	for (const [column, ofColumn] of evidence) {
		const { fullYearLast } = ofColumn;
		const own = provenOrders(ofColumn, ofRegion);
		const inherited = ofList.filter((order) => !(order === 'ymd' && fullYearLast));
		const order = together(own, fullYearLast) ?? together(inherited, fullYearLast);
		orders.set(column, order ?? ofRegion);
		const row = firstRowAgainst(ofRegion, ofColumn);
		if (row !== undefined) provenByRow.set(column, row);
	}
	return { orders, summary: inAWord([...orders.values()], ofRegion), provenByRow };
}

/** The day exists in one century of two-digit years when it does in the other. */
function existsIn(numbers: ThreeNumbers, order: DateOrder): boolean {
	const date = inOrder(numbers, order, 'future');
	return date !== undefined && isDay(date);
}

/** The orders that a column proves: also the region's, when too few of the dates prove another one. */
function provenOrders({ dates, proofs }: OrderEvidence, ofRegion: DateOrder): DateOrder[] {
	const proven = [...proofs.keys()];
	const isDoubtful = [...proofs].some(
		([order, { count }]) => order !== ofRegion && count < dates * SHARE_THAT_PROVES,
	);
	return isDoubtful ? [...proven, ofRegion] : proven;
}

function firstRowAgainst(ofRegion: DateOrder, { proofs }: OrderEvidence): number | undefined {
	const others = [...proofs].filter(([order]) => order !== ofRegion);
	return others.map(([, { firstRow }]) => firstRow).sort((one, other) => one - other)[0];
}

function together(proven: readonly DateOrder[], fullYearLast: boolean): ColumnOrder | undefined {
	const [first, ...others] = new Set(proven);
	if (first === undefined) return undefined;
	const contradicts = others.length > 0 || (first === 'ymd' && fullYearLast);
	if (!contradicts) return first;
	return proven.includes('ymd') ? 'contradictory-year' : 'contradictory';
}

function inAWord(orders: readonly ColumnOrder[], fallback: DateOrder): DateOrder | 'mixed' {
	const [first = fallback, ...others] = orders;
	if (first === 'contradictory' || first === 'contradictory-year') return 'mixed';
	return others.every((order) => order === first) ? first : 'mixed';
}
