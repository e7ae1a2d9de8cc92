/** The days of the Gregorian calendar as YYYY-MM-DD. Nothing here looks at the time zone of the process. */

/** Years outside are typing mistakes, or marks like 9999 for 'never'. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const TWO_DIGITS = Array.from({ length: 32 }, (_, number) => String(number).padStart(2, '0'));

const MS_PER_DAY = 86_400_000;
/** Serial number of 1970-01-01 in a spreadsheet; it counts 1900-02-29, a day that never was. */
const SERIAL_OF_EPOCH = 25_569;

/** The day as YYYY-MM-DD; undefined when the calendar has no such day. `month` counts from 1. */
export function dayOf(year: number, month: number, day: number): string | undefined {
	if (year < FIRST_YEAR || year > LAST_YEAR) return undefined;
	if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
	return `${year}-${TWO_DIGITS[month]}-${TWO_DIGITS[day]}`;
}

/** Whether a value is a day as it goes out already: the usual case, which needs no further reading. */
export function isIsoDay(value: unknown): value is string {
	if (typeof value !== 'string' || value.length !== 10) return false;
	if (!ISO_DAY.test(value)) return false;
	// Every month has 28 days: only the last ones need the calendar.
	return value.slice(8) <= '28' || dayOf(...numbersOf(value)) === value;
}

/** Of the years in use. */
const ISO_DAY = /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

function numbersOf(isoDay: string): [year: number, month: number, day: number] {
	const [year, month, day] = isoDay.split('-');
	return [Number(year), Number(month), Number(day)];
}

/** The day of a whole spreadsheet serial number of the 1900 system, from 61 (1900-03-01) on. */
export function dayOfSerial(serial: number): string | undefined {
	const date = new Date((serial - SERIAL_OF_EPOCH) * MS_PER_DAY);
	return dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/**
 * The day that a calendar in the time zone shows at the instant, given as ms since 1970 in UTC.
 * Throws a RangeError when `timeZone` is not a zone that Intl knows.
 */
export function dayInZone(ms: number, timeZone: string): string | undefined {
	const yearInUtc = new Date(ms).getUTCFullYear();
	// Also keeps out the years before Christ, which Intl writes without a sign.
	if (!(yearInUtc >= FIRST_YEAR - 1 && yearInUtc <= LAST_YEAR + 1)) return undefined;
	const shown = { year: 0, month: 0, day: 0 };
	for (const { type, value } of formatIn(timeZone).formatToParts(ms)) {
		if (type === 'year' || type === 'month' || type === 'day') shown[type] = Number(value);
	}
	return dayOf(shown.year, shown.month, shown.day);
}

function daysInMonth(year: number, month: number): number {
	return month === 2 && isLeapYear(year) ? 29 : DAYS_IN_MONTH[month - 1];
}

function isLeapYear(year: number): boolean {
	return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Making a format costs far more than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
	let format = formats.get(timeZone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-US', {
			timeZone,
			calendar: 'gregory',
			numberingSystem: 'latn',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
		});
		formats.set(timeZone, format);
	}
	return format;
}
