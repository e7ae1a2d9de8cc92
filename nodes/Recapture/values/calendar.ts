/** The days of the Gregorian calendar as YYYY-MM-DD. Nothing here uses the time zone of the process. */

/** Years outside are typing mistakes, or marks like 9999 for 'never'. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const TWO_DIGITS = Array.from({ length: 32 }, (_, number) => String(number).padStart(2, '0'));

/** Month and day count from 1. */
export interface CalendarDate {
	readonly year: number;
	readonly month: number;
	readonly day: number;
}

/** Whether the calendar has this day, in a year that is in use. */
export function isDay({ year, month, day }: CalendarDate): boolean {
	if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return false;
	return day <= DAYS_IN_MONTH[month - 1] || (month === 2 && day === 29 && isLeapYear(year));
}

/** The day as YYYY-MM-DD; undefined when the calendar has no such day. */
export function dayOf(date: CalendarDate): string | undefined {
	const { year, month, day } = date;
	return isDay(date) ? `${year}-${TWO_DIGITS[month]}-${TWO_DIGITS[day]}` : undefined;
}

/** Whether a text is a day as it goes out already: the usual case, which needs no further reading. */
export function isIsoDay(text: string): boolean {
	if (text.length !== 10 || !ISO_DAY.test(text)) return false;
	// Every month has 28 days: only the last ones need the calendar.
	if (text.slice(8) <= '28') return true;
	const [year, month, day] = text.split('-').map(Number);
	return isDay({ year, month, day });
}

/** Of the years from 1910 on: some systems write 1900-01-01 for 'no date'. */
const ISO_DAY = /^(?:19[1-9]|2[01]\d)\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/**
 * The day that a calendar in the time zone shows at the instant, given as ms since 1970 in UTC.
 * Throws a RangeError when `timeZone` is not a zone that Intl knows.
 */
export function dayInZone(ms: number, timeZone: string): string | undefined {
	const date = dateInZone(ms, timeZone);
	return date && dayOf(date);
}

/** As `dayInZone`, in any year; undefined when `ms` is no instant, or one before Christ. */
export function dateInZone(ms: number, timeZone: string): CalendarDate | undefined {
	// Intl writes the years before Christ without a sign.
	if (!(new Date(ms).getUTCFullYear() >= 1)) return undefined;
	const shown = { year: 0, month: 0, day: 0 };
	for (const { type, value } of formatIn(timeZone).formatToParts(ms)) {
		if (type === 'year' || type === 'month' || type === 'day') shown[type] = Number(value);
	}
	return shown;
}

export function dateInUtc(ms: number): CalendarDate {
	const date = new Date(ms);
	return {
		year: date.getUTCFullYear(),
		month: date.getUTCMonth() + 1,
		day: date.getUTCDate(),
	};
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
