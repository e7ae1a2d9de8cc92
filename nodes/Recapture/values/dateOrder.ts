import { orderDependentDate, type ColumnOrder, type DateOrder } from './dates';
import { orderProvenBy } from './numericOrder';
import type { Region } from './region';

/**
 * What the dates of one column have proved so far: that some stand day first, month first, two-digit year first.
 * `fullYearLast`: some end with a year of four digits, so that 'year first' cannot be all that holds for them.
 */
export interface OrderEvidence {
	readonly dmy: boolean;
	readonly mdy: boolean;
	readonly ymd: boolean;
	readonly fullYearLast: boolean;
}

export const NO_EVIDENCE: OrderEvidence = {
	dmy: false,
	mdy: false,
	ymd: false,
	fullYearLast: false,
};

/** The evidence with one more cell of the column; the same object when the cell adds nothing to it. */
export function addEvidence(evidence: OrderEvidence, value: unknown): OrderEvidence {
	const date = orderDependentDate(value);
	if (!date) return evidence;
	const proven = orderProvenBy(date);
	const fullYearLast = date.thirdDigits === 4;
	const isKnown =
		(proven === undefined || evidence[proven]) && (!fullYearLast || evidence.fullYearLast);
	if (isKnown) return evidence;
	return {
		...evidence,
		...(proven && { [proven]: true }),
		fullYearLast: evidence.fullYearLast || fullYearLast,
	};
}

/** The parameter `dateOrder`. */
export type DateOrderSetting = 'auto' | DateOrder;

export interface DateOrderDecision<Column> {
	/** How each date column is read. */
	readonly orders: ReadonlyMap<Column, ColumnOrder>;
	/** The order of the list in a word: 'mixed' when its columns are not all read in the same one. */
	readonly summary: DateOrder | 'mixed';
}

/** Nothing else is known of the vendor's markets: all write the day first. */
const ORDER_OF_REGION: Record<Region, DateOrder> = { au: 'dmy', nz: 'dmy', uk: 'dmy', my: 'dmy' };

/**
 * Decides once, for all rows, how the date columns of a list are read, from the evidence of all rows.
 * - A setting other than 'auto' holds for every column, whatever the dates prove.
 * - A column's own proof decides for it, whatever other columns prove. Proof of two orders makes it contradictory.
 * - A column without proof takes what the list's other columns prove together. Where they prove two orders,
 *   nothing tells which of them it follows: it counts as contradictory, and its two-way dates are refused,
 *   because a wrong guess can delete a customer.
 * - 'Year first' is not taken over by a column whose dates end with full years: it says nothing about them.
 * - Without any proof the region decides.
 */
export function decideDateOrders<Column>(
	evidence: ReadonlyMap<Column, OrderEvidence>,
	setting: DateOrderSetting,
	region: Region,
): DateOrderDecision<Column> {
	const ofList = together([...evidence.values()]);
	const orders = new Map<Column, ColumnOrder>();
	for (const [column, ofColumn] of evidence) {
		orders.set(
			column,
			setting === 'auto' ? orderOfColumn(ofColumn, ofList, ORDER_OF_REGION[region]) : setting,
		);
	}
	const fallback = setting === 'auto' ? ORDER_OF_REGION[region] : setting;
	return { orders, summary: inAWord([...orders.values()], fallback) };
}

function orderOfColumn(
	ofColumn: OrderEvidence,
	ofList: OrderEvidence,
	ofRegion: DateOrder,
): ColumnOrder {
	const { fullYearLast } = ofColumn;
	const inherited = { ...ofList, ymd: ofList.ymd && !fullYearLast, fullYearLast };
	return orderFrom(ofColumn) ?? orderFrom(inherited) ?? ofRegion;
}

function orderFrom({ dmy, mdy, ymd, fullYearLast }: OrderEvidence): ColumnOrder | undefined {
	if (ymd) return dmy || mdy || fullYearLast ? 'contradictory-year' : 'ymd';
	if (dmy && mdy) return 'contradictory';
	if (dmy) return 'dmy';
	return mdy ? 'mdy' : undefined;
}

function together(columns: readonly OrderEvidence[]): OrderEvidence {
	return {
		dmy: columns.some(({ dmy }) => dmy),
		mdy: columns.some(({ mdy }) => mdy),
		ymd: columns.some(({ ymd }) => ymd),
		fullYearLast: columns.some(({ fullYearLast }) => fullYearLast),
	};
}

function inAWord(orders: readonly ColumnOrder[], fallback: DateOrder): DateOrder | 'mixed' {
	const [first = fallback, ...others] = orders;
	if (first === 'contradictory' || first === 'contradictory-year') return 'mixed';
	return others.every((order) => order === first) ? first : 'mixed';
}
