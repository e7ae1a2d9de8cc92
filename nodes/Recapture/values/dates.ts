import { dayInZone, dayOf, dayOfSerial, isIsoDay } from './calendar';
import { dayAndMonthAreUnclear, inOrder, orderProvenBy } from './numericOrder';
import type { DateOrder, DateParts } from './numericOrder';
import { parseDate } from './parseDate';
import type { NumericDate, WrittenDate } from './writtenDate';

export type { DateOrder } from './numericOrder';

/**
 * The order of a column's dates. A column can prove more than one: then a date that these orders read
 * as different days is ambiguous, and the others are read.
 * - 'contradictory': day first and month first (13/02/2026 and 02/13/2026);
 * - 'contradictory-year': two-digit years first (98/03/31) and years last.
 */
export type ColumnOrder = DateOrder | 'contradictory' | 'contradictory-year';

/** How the dates of one column are read. */
export interface DateReading {
	readonly order: ColumnOrder;
	/** 'past': two-digit years 70–99 are 19xx, else 20xx; 'future': always 20xx (expiry and monitor dates). */
	readonly century: 'past' | 'future';
	/** IANA zone in which Date and Luxon values are turned into a day. */
	readonly timeZone: string;
}

export type DateResult =
	| { readonly kind: 'blank' }
	| { readonly kind: 'date'; /** YYYY-MM-DD */ readonly day: string }
	| { readonly kind: 'ambiguous' }
	| { readonly kind: 'unreadable' };

/**
 * The day that a cell names. Text and numbers give the day as it is written, whatever time or zone follows;
 * Date and Luxon values are instants, and give the day in `reading.timeZone`.
 * A day that does not exist is unreadable, and so is one that exists only in another order than the column's:
 * no date is re-ordered to make it fit. Throws only when Intl does not know the time zone.
 */
export function readDate(value: unknown, reading: DateReading): DateResult {
	if (isIsoDay(value)) return { kind: 'date', day: value };
	if (value === undefined || value === null) return BLANK;
	if (typeof value === 'object') return readInstant(value, reading.timeZone);
	const written = writtenDateIn(value);
	if (written === 'blank') return BLANK;
	return written ? readWrittenDate(written, reading) : UNREADABLE;
}

/**
 * What a value proves about its column: 'dmy' for 13/02/2026, 'mdy' for 02/13/2026, 'ymd' for 98/03/31;
 * undefined when it reads both ways or needs no order.
 */
export function provenOrder(value: unknown): DateOrder | undefined {
	const date = orderDependentDate(value);
	return date && orderProvenBy(date);
}

/** Whether the value's day depends on the order: 03/04/2026, but not 03/03/2026. */
export function readsBothWays(value: unknown): boolean {
	const date = orderDependentDate(value);
	return date !== undefined && dayAndMonthAreUnclear(date);
}

/** The numbers of a date that needs an order to be read; undefined for every other value. */
export function orderDependentDate(value: unknown): NumericDate | undefined {
	const written = writtenDateIn(value);
	return typeof written === 'object' && written.kind === 'numeric' ? written : undefined;
}

const BLANK: DateResult = { kind: 'blank' };
const AMBIGUOUS: DateResult = { kind: 'ambiguous' };
const UNREADABLE: DateResult = { kind: 'unreadable' };

/** The orders in which a date may be read. */
const ALLOWED_ORDERS: Record<ColumnOrder, readonly DateOrder[]> = {
	dmy: ['dmy'],
	mdy: ['mdy'],
	ymd: ['ymd'],
	contradictory: ['dmy', 'mdy'],
	'contradictory-year': ['dmy', 'mdy', 'ymd'],
};

function writtenDateIn(value: unknown): WrittenDate | 'blank' | undefined {
	if (typeof value === 'string') return parseDate(value);
	if (typeof value === 'number' || typeof value === 'bigint') return parseDate(String(value));
	return undefined;
}

function readWrittenDate(written: WrittenDate, reading: DateReading): DateResult {
	switch (written.kind) {
		case 'settled':
			return toResult(dayOfParts(written, reading));
		case 'serial':
			return toResult(dayOfSerial(written.serial));
		case 'numeric':
			return readNumericDate(written, reading);
	}
}

function readNumericDate(date: NumericDate, reading: DateReading): DateResult {
	let result: DateResult | undefined;
	for (const order of ALLOWED_ORDERS[reading.order]) {
		const parts = inOrder(date, order);
		if (!parts) continue;
		const next = toResult(dayOfParts(parts, reading));
		if (result && !isSameResult(result, next)) return AMBIGUOUS;
		result = next;
	}
	return result ?? UNREADABLE;
}

function isSameResult(one: DateResult, other: DateResult): boolean {
	return one.kind === 'date' && other.kind === 'date'
		? one.day === other.day
		: one.kind === other.kind;
}

function dayOfParts(parts: DateParts, { century }: DateReading): string | undefined {
	return dayOf(fullYear(parts, century), parts.month, parts.day);
}

function fullYear({ year, yearDigits }: DateParts, century: DateReading['century']): number {
	if (yearDigits === 4) return year;
	return century === 'past' && year >= 70 ? 1900 + year : 2000 + year;
}

function readInstant(value: object, timeZone: string): DateResult {
	const ms = instantOf(value);
	return toResult(Number.isNaN(ms) ? undefined : dayInZone(ms, timeZone));
}

/** Milliseconds since 1970 of a Date or a Luxon DateTime; NaN for invalid ones and everything else. */
function instantOf(value: object): number {
	try {
		if ('isLuxonDateTime' in value && 'toMillis' in value && typeof value.toMillis === 'function') {
			return Number(value.toMillis());
		}
		// Works for a Date from another realm too, a sandbox for instance; throws for what is no Date.
		return Date.prototype.getTime.call(value);
	} catch {
		return NaN;
	}
}

function toResult(day: string | undefined): DateResult {
	return day === undefined ? UNREADABLE : { kind: 'date', day };
}
