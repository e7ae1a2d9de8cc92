import { dateInUtc, dateInZone, dayOf, isIsoDay, type CalendarDate } from './calendar';
import { toPlainCharacters, withoutTextMarks } from './text';

export { dayInZone } from './calendar';

/** How day, month and year follow each other. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

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
	/** IANA zone in which instants (Date and Luxon values, milliseconds) are turned into a day. */
	readonly timeZone: string;
}

type DateResult =
	| { readonly kind: 'blank' }
	/** A mark for 'no date': 00/00/0000, 31/12/9999, N/A. */
	| { readonly kind: 'none' }
	| { readonly kind: 'date'; /** YYYY-MM-DD */ readonly day: string }
	| { readonly kind: 'ambiguous' }
	| { readonly kind: 'unreadable' };

/** A date as three numbers that stand as they are written: 03/04/2026, 3.4.26, 2026-3-4. */
export interface ThreeNumbers {
	readonly first: number;
	readonly second: number;
	readonly third: number;
	/** Of `first` as written: 3 is no year, 03 and 2003 may be one. */
	readonly firstDigits: number;
	/** Of `third` as written. */
	readonly thirdDigits: number;
}

/**
 * The day that a cell names. Text and numbers give the day as it is written, whatever time or zone follows;
 * Date and Luxon values are instants, and give the day in `reading.timeZone`; so do milliseconds since 1970.
 * A day that does not exist is unreadable, and so is one that exists only in another order than the column's:
 * no date is re-ordered to make it fit. Throws only when Intl does not know the time zone.
 */
export function readDate(value: unknown, reading: DateReading): DateResult {
	switch (typeof value) {
		case 'string':
			return isIsoDay(value) ? { kind: 'date', day: value } : readWritten(value.trim(), reading);
		case 'number':
		case 'bigint':
			return readWritten(String(value), reading);
		case 'object':
			return value === null ? BLANK : toResult(dateInZone(instantOf(value), reading.timeZone));
		default:
			return value === undefined ? BLANK : UNREADABLE;
	}
}

/** The numbers of a date that needs an order to be read; undefined for every other value. Asked for every cell. */
export function orderDependentNumbers(value: unknown): ThreeNumbers | undefined {
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	// The quick answer to a day that begins with its year, a serial number, an empty cell.
	if (text === '' || text.length > MAX_LENGTH || /^\d{3}/.test(text)) return undefined;
	const numbers = threeNumbers(text) ?? threeNumbers(toPlainDate(text));
	return numbers?.firstDigits === 4 ? undefined : numbers;
}

/**
 * What the three numbers are in this order; undefined when one of them cannot be that: no 13th month,
 * no 32nd day, and a year has two or four digits. Whether the month has that day is not asked.
 */
export function inOrder(
	{ first, second, third, firstDigits, thirdDigits }: ThreeNumbers,
	order: DateOrder,
	century: DateReading['century'],
): CalendarDate | undefined {
	const isYearFirst = order === 'ymd';
	const yearDigits = isYearFirst ? firstDigits : thirdDigits;
	const month = order === 'mdy' ? first : second;
	const day = isYearFirst ? third : order === 'dmy' ? first : second;
	if (yearDigits === 1 || (isYearFirst && thirdDigits === 4)) return undefined;
	if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
	return { year: fullYear(isYearFirst ? first : third, yearDigits, century), month, day };
}

function fullYear(year: number, digits: number, century: DateReading['century']): number {
	if (digits === 4) return year;
	return century === 'past' && year >= 70 ? 1900 + year : 2000 + year;
}

const BLANK: DateResult = { kind: 'blank' };
const NONE: DateResult = { kind: 'none' };
const AMBIGUOUS: DateResult = { kind: 'ambiguous' };
const UNREADABLE: DateResult = { kind: 'unreadable' };

/** Longer than any date in use, JavaScript's own long form with its zone's name included. */
const MAX_LENGTH = 100;

/** Marks for 'no date': signs alone (__/__/____), or a word with any signs around it: (null), #N/A?, n.a. */
const EMPTY_DATE = /^[\s/_.:?-]+$/;
const NO_DATE_WORD = /^\W*(?:null|none|nil|nan|nat|\\n|n\W?a|tba|tbc|tbd|unknown|blank)\W*$/i;

/** Days that systems write for 'no date'. Those of 2000 are 00/00/00 and 0/1/00, whose year has two digits. */
const NO_DATE_DAYS = new Set([
	'0-0-0',
	'2000-0-0',
	'1-1-1', // .NET
	'1753-1-1', // SQL Server, Dynamics
	'1899-12-30', // Access and Delphi: zero as a date
	'1899-12-31',
	'1900-1-0', // Excel: zero as a date
	'2000-1-0',
	'1900-1-1',
	'9999-12-31',
]);

function readWritten(text: string, reading: DateReading): DateResult {
	if (text === '') return BLANK;
	if (text.length > MAX_LENGTH) return UNREADABLE;
	return readNumeric(text, reading) ?? readPlain(toPlainDate(text), reading);
}

function readPlain(text: string, reading: DateReading): DateResult {
	if (text === '') return BLANK;
	if (EMPTY_DATE.test(text) || NO_DATE_WORD.test(text)) return NONE;
	return readNumeric(text, reading) ?? readNamed(text, reading) ?? UNREADABLE;
}

function readNumeric(text: string, reading: DateReading): DateResult | undefined {
	return readNumbers(text, reading) ?? readDigits(text, reading);
}

/** A wrong weekday does not make another day of the date: it is not read. */
const WEEKDAY = new RegExp(
	'^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?' +
		'|isnin|selasa|rabu|khamis|jumaat|sabtu|ahad|minggu|isn|sel|rab|kha|jum|sab|ahd)(?:[.,]+\\s*|\\s+)',
	'i',
);
const SLASHES = /[\u2044\u2215]/g;
const SPACES = / {2,}/g;

function toPlainDate(text: string): string {
	return withoutTextMarks(toPlainCharacters(text))
		.replace(WEEKDAY, '')
		.replace(SLASHES, '/')
		.replace(SPACES, ' ');
}

const HALF_OF_DAY = '(?:\\s?(?:[ap]\\.?m\\.?|pg|ptg))';
/** 10:15, 10.15.30, 12:00:00.000000000; 2 pm. */
const CLOCK =
	'(?:[01]?\\d|2[0-4])(?:(?<colon>[:.])[0-5]\\d(?:\\k<colon>(?:[0-5]\\d|60)(?:[.,:]\\d{1,9})?)?' +
	`|(?=${HALF_OF_DAY}))`;
const COMPACT_CLOCK = '(?:[01]\\d|2[0-4])[0-5]\\d(?:(?:[0-5]\\d|60)(?:[.,]\\d{1,9}|\\d{3})?)?';
const AFTER_DATE = '(?:\\s?[t,:-]\\s?|\\s(?:(?:at|pada)\\s)?)';
/** Z, UTC, and what abbreviations of zones have in common: AEDT, NZST, BST, GMT. */
const ZONE_LETTERS = '(?:\\s?(?:z|utc|[a-z]{1,4}t))?';
const ZONE = `${ZONE_LETTERS}(?:\\s?[+-]\\d{1,2}(?::?\\d{2})?)?${ZONE_LETTERS}`;
/** (Australian Eastern Daylight Time), [Australia/Sydney], with or without the brackets. */
const ZONE_NAME =
	'(?:\\s?\\([^)]*\\)|\\[[^\\]]*\\]|\\s[a-z_]+(?:/[a-z_]+)+|(?:\\s[a-z]+)+\\stime|\\swaktu(?:\\s[a-z]+)+)?';
/**
 * The time of day that may follow a date: 'T23:00:00.000Z', ' 10:15:00+11:00', ', 2:30:00 PM'. XML has a zone alone.
 * It is of no use: the day goes out as it is written, never moved by a time zone.
 */
const TIME =
	`(?:(?:${AFTER_DATE}${CLOCK}|t?${COMPACT_CLOCK})${HALF_OF_DAY}?${ZONE}${ZONE_NAME}` +
	'|z|[+-]\\d\\d:\\d\\d)';

/** Two equal separators, one of / - . with or without spaces around it, or spaces alone; a time may follow. */
const NUMBERS = new RegExp(
	`^(?:\\d{4}|\\d{1,2}) *(?<sign>[ /.-]) *\\d{1,2} *\\k<sign> *(?:\\d{4}|\\d{1,2})(?!\\d)${TIME}?$`,
	'i',
);

/** The pattern only tests: cutting out the numbers with it takes twice the time, and every date passes here twice. */
function threeNumbers(text: string): ThreeNumbers | undefined {
	if (!NUMBERS.test(text)) return undefined;
	const numbers = { first: 0, second: 0, third: 0, firstDigits: 0, thirdDigits: 0 };
	let separators = 0;
	let isAfterDigit = false;
	for (let at = 0; at < text.length && separators < 3; at++) {
		const digit = text.charCodeAt(at) - 48;
		const isDigit = digit >= 0 && digit <= 9;
		if (isDigit && separators === 0) {
			numbers.first = numbers.first * 10 + digit;
			numbers.firstDigits += 1;
		} else if (isDigit && separators === 1) {
			numbers.second = numbers.second * 10 + digit;
		} else if (isDigit) {
			numbers.third = numbers.third * 10 + digit;
			numbers.thirdDigits += 1;
		} else if (isAfterDigit) {
			separators += 1;
		}
		isAfterDigit = isDigit;
	}
	return numbers.firstDigits === 4 && numbers.thirdDigits === 4 ? undefined : numbers;
}

/** The orders in which a date may be read. */
const ALLOWED_ORDERS: Record<ColumnOrder, readonly DateOrder[]> = {
	dmy: ['dmy'],
	mdy: ['mdy'],
	ymd: ['ymd'],
	contradictory: ['dmy', 'mdy'],
	'contradictory-year': ['dmy', 'mdy', 'ymd'],
};

function readNumbers(text: string, { order, century }: DateReading): DateResult | undefined {
	const numbers = threeNumbers(text);
	if (!numbers) return undefined;
	const { first, second, third, firstDigits, thirdDigits } = numbers;
	// A year in full at the beginning settles the rest.
	if (firstDigits === 4) return toResult({ year: first, month: second, day: third });
	const year = fullYear(third, thirdDigits, century);
	if (isNoDate(year, second, first) || isNoDate(year, first, second)) return NONE;
	let result: DateResult | undefined;
	for (const allowed of ALLOWED_ORDERS[order]) {
		const date = inOrder(numbers, allowed, century);
		const next = date && toResult(date);
		if (result && next && dayIn(result) !== dayIn(next)) return AMBIGUOUS;
		result ??= next;
	}
	return result ?? UNREADABLE;
}

function dayIn(result: DateResult): string | undefined {
	return result.kind === 'date' ? result.day : undefined;
}

/** YYYYMMDD; what follows may be the zeros of a fraction, or a time without signs. */
const COMPACT = new RegExp(`^(\\d{4})(\\d\\d)(\\d\\d)(?:\\.0+|[ -]?${TIME})?$`, 'i');
/** 20000 (1954-10-03) to 80000 (2119-01-11): no year and no YYYYMMDD looks like that. */
const SERIAL = /^(?:[2-7]\d{4}|80000)(?:\.\d+)?$/;
/** 1774915200000, from September 2001 on; /Date(1774915200000+0000)/ in the JSON of .NET. */
const MILLISECONDS = /^(?:\/Date\()?(\d{13})(?:\.\d+)?(?:[+-]\d{4})?(?:\)\/)?$/;

const MS_PER_DAY = 86_400_000;
/** The serial number of 1970-01-01; spreadsheets count 1900-02-29, a day that never was. */
const SERIAL_OF_EPOCH = 25_569;

function readDigits(text: string, { timeZone }: DateReading): DateResult | undefined {
	const [, year, month, day] = COMPACT.exec(text) ?? [];
	if (year !== undefined) {
		return toResult({ year: Number(year), month: Number(month), day: Number(day) });
	}
	if (SERIAL.test(text)) {
		return toResult(dateInUtc((Math.floor(Number(text)) - SERIAL_OF_EPOCH) * MS_PER_DAY));
	}
	const [, digits] = MILLISECONDS.exec(text) ?? [];
	if (digits === undefined) return undefined;
	const ms = Number(digits);
	// Systems such as HubSpot write a day as its midnight in UTC.
	return toResult(ms % MS_PER_DAY === 0 ? dateInUtc(ms) : dateInZone(ms, timeZone));
}

/** The months by their English and Malay names and the abbreviations of both. */
const MONTHS = new Map(
	[
		'january januari jan',
		'february februari feb',
		'march mar mac',
		'april apr',
		'may mei',
		'june jun',
		'july julai jul',
		'august aug ogos ogo ogs',
		'september sept sep',
		'october oktober oct okt',
		'november nov',
		'december disember dec dis',
	].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th|hb)?';
const MONTH = '(?<month>[a-z]{3,9})';
const YEAR = '(?<year>\\d{4}|\\d{2})(?!\\d)';
const BETWEEN = '[ ,./-]';

/**
 * 31 March 2026, Mar 31st, 2026, 2026 Mar 31. A two-digit year stands last: nobody writes 26-Mar-31 for a day of 2026.
 * Where two numbers meet something must stand between them: else 'Mar 2026' would be a 20th of March.
 */
const NAMED = [
	`${DAY}${BETWEEN}*(?:of )?${MONTH}${BETWEEN}*'?${YEAR}`,
	`${MONTH}${BETWEEN}*${DAY}${BETWEEN}+'?${YEAR}`,
	`(?<year>\\d{4})${BETWEEN}*${MONTH}${BETWEEN}*${DAY}(?!\\d)`,
].map((notation) => new RegExp(`^${notation}${TIME}?$`, 'i'));

function readNamed(text: string, { century }: DateReading): DateResult | undefined {
	for (const notation of NAMED) {
		const parts = notation.exec(text)?.groups;
		const month = parts && MONTHS.get(parts.month.toLowerCase());
		if (!month) continue;
		const year = fullYear(Number(parts.year), parts.year.length, century);
		return toResult({ year, month, day: Number(parts.day) });
	}
	return undefined;
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

function toResult(date: CalendarDate | undefined): DateResult {
	if (!date) return UNREADABLE;
	if (isNoDate(date.year, date.month, date.day)) return NONE;
	const day = dayOf(date);
	return day === undefined ? UNREADABLE : { kind: 'date', day };
}

function isNoDate(year: number, month: number, day: number): boolean {
	// The usual case, which need not be compared.
	if (year > 1900 && year < 9999 && day > 0) return false;
	return NO_DATE_DAYS.has(`${year}-${month}-${day}`);
}
