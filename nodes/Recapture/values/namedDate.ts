import { isTimeOfDay } from './timeOfDay';
import type { SettledDate } from './writtenDate';

const MONTH_NAMES = [
	'january',
	'february',
	'march',
	'april',
	'may',
	'june',
	'july',
	'august',
	'september',
	'october',
	'november',
	'december',
];

/** Month number by full name and by its first three letters, and 'sept'. */
const MONTHS = new Map<string, number>([
	...MONTH_NAMES.map((name, index): [string, number] => [name, index + 1]),
	...MONTH_NAMES.map((name, index): [string, number] => [name.slice(0, 3), index + 1]),
	['sept', 9],
]);

const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const MONTH = '(?<month>[a-z]{3,9})';
const YEAR = '(?<year>\\d{4}|\\d{2})(?!\\d)';
const FULL_YEAR = '(?<year>\\d{4})';
const BETWEEN = '[ ,./-]';
const REST = '(?<rest>.*)$';

/** Where two numbers meet something must stand between them: else 'Mar 2026' would be a 20th of March. */
const NOTATIONS = [
	new RegExp(`^${DAY}${BETWEEN}*(?:of )?${MONTH}${BETWEEN}*'?${YEAR}${REST}`, 'i'),
	new RegExp(`^${MONTH}${BETWEEN}*${DAY}${BETWEEN}+'?${YEAR}${REST}`, 'i'),
	new RegExp(`^${FULL_YEAR}${BETWEEN}*${MONTH}${BETWEEN}*${DAY}(?!\\d)${REST}`, 'i'),
];

/**
 * A date with the English name of its month: '31 March 2026', 'Mar 31st, 2026', '31-Mar-26', '2026 Mar 31'.
 * A two-digit year stands last: nobody writes 26-Mar-31 for a day of 2026.
 */
export function namedDate(text: string): SettledDate | undefined {
	for (const notation of NOTATIONS) {
		const parts = notation.exec(text)?.groups;
		const month = parts && MONTHS.get(parts.month.toLowerCase());
		if (!month || !(parts.rest === '' || isTimeOfDay(parts.rest))) continue;
		return {
			kind: 'settled',
			year: Number(parts.year),
			yearDigits: parts.year.length === 4 ? 4 : 2,
			month,
			day: Number(parts.day),
		};
	}
	return undefined;
}
