import type { NumericDate } from './writtenDate';

/** How day, month and year follow each other. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

export interface DateParts {
	readonly year: number;
	readonly yearDigits: 2 | 4;
	readonly month: number;
	readonly day: number;
}

/**
 * What the three numbers are in this order; undefined when one of them cannot be that: no 13th month,
 * no 32nd day, and a year has two or four digits. Whether the month has that day is not asked.
 */
export function inOrder(date: NumericDate, order: DateOrder): DateParts | undefined {
	const { first, second, third, firstDigits, thirdDigits } = date;
	if (order === 'ymd') {
		const fits = firstDigits === 2 && thirdDigits !== 4 && isMonth(second) && isDay(third);
		return fits ? { year: first, yearDigits: 2, month: second, day: third } : undefined;
	}
	if (thirdDigits === 1) return undefined;
	const [day, month] = order === 'dmy' ? [first, second] : [second, first];
	if (!isDay(day) || !isMonth(month)) return undefined;
	return { year: third, yearDigits: thirdDigits, month, day };
}

/**
 * The order that one date proves. A day that does not exist (31/02/2026) shows its writer's order all the same.
 * 31/03/26 is taken for a proof of 'dmy' although it could be a day of 2031: a two-digit year stands last
 * until a number over 31 stands first (98/03/31), which can be neither day nor month.
 */
export function orderProvenBy(date: NumericDate): DateOrder | undefined {
	const dayFirst = inOrder(date, 'dmy') !== undefined;
	const monthFirst = inOrder(date, 'mdy') !== undefined;
	if (dayFirst !== monthFirst) return dayFirst ? 'dmy' : 'mdy';
	return date.first > 31 && inOrder(date, 'ymd') ? 'ymd' : undefined;
}

/** Whether day and month could be exchanged, and that would be another day: 03/04/2026, but not 03/03/2026. */
export function dayAndMonthAreUnclear(date: NumericDate): boolean {
	return (
		date.first !== date.second &&
		inOrder(date, 'dmy') !== undefined &&
		inOrder(date, 'mdy') !== undefined
	);
}

function isMonth(number: number): boolean {
	return number >= 1 && number <= 12;
}

function isDay(number: number): boolean {
	return number >= 1 && number <= 31;
}
