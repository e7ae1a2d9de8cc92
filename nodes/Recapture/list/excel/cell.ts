import type { Cell, CellValue } from 'hucre/xlsx';

import { CellError, MissingFormulaValue } from '../table';

/**
 * What a cell of a workbook says, as text: a date as 2026-03-31, with its time of day if it has one, a number in plain
 * digits, a truth value as TRUE or FALSE, an empty cell as ''.
 *
 * @param cell what hucre knows of it besides its value
 */
export function readCell(
	value: CellValue,
	cell: Cell | undefined,
): string | CellError | MissingFormulaValue {
	if (cell?.type === 'error') return new CellError(String(value));
	if (value === null) return cell?.formula === undefined ? '' : new MissingFormulaValue();
	if (value instanceof Date) return dateText(value);
	if (typeof value === 'number') return plainNumber(value);
	if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
	return value.trim();
}

/** The first day that a spreadsheet has: day 0 of LibreOffice. Outside, Excel shows nothing but #. */
const FIRST_DAY = Date.UTC(1899, 11, 30);
const DAY_1 = Date.UTC(1900, 0, 1);
const DAY_MS = 24 * 60 * 60 * 1_000;
const END = Date.UTC(10_000, 0, 1);

/** hucre gives day and time of day of the sheet as those of UTC. */
function dateText(date: Date): string {
	const ms = Math.round(date.getTime() / 1_000) * 1_000;
	if (!(ms >= FIRST_DAY && ms < END)) return '########';
	const iso = new Date(ms).toISOString();
	if (ms % DAY_MS === 0) return iso.slice(0, 10);
	return ms < DAY_1 ? iso.slice(11, 19) : iso.slice(0, 19);
}

/** Excel shows no more digits of a number; those behind are noise: 0.1 + 0.2 is 0.30000000000000004. */
const SIGNIFICANT_DIGITS = 15;
const MAX_EXACT = 10 ** SIGNIFICANT_DIGITS;

/** A number in plain digits: without exponent, and without decimals that it does not have. */
export function plainNumber(value: number): string {
	if (Number.isInteger(value) && Math.abs(value) < MAX_EXACT) return String(value);
	const [, sign, digits, fraction = '', exponent] =
		/^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(value.toExponential(SIGNIFICANT_DIGITS - 1)) ?? [];
	if (digits === undefined) return String(value);
	const all = digits + fraction;
	const point = Number(exponent) + 1;
	const whole = point > 0 ? all.slice(0, point).padEnd(point, '0') : '0';
	const decimals = (point > 0 ? all.slice(point) : '0'.repeat(-point) + all).replace(/0+$/, '');
	return sign + whole + (decimals && `.${decimals}`);
}

/** Zeros, perhaps in groups: 0000000000, 0000 000 000, (00) 0000 0000. A backslash or quotes stand before what is shown as it is. */
const ZEROS = /^[0\s()\\"-]+$/;

/**
 * How many digits a whole number has at least in a number format of nothing but zeros. Such a format is made for phones and
 * postcodes: it shows 412345678 as 0412345678.
 *
 * @returns undefined for any other format
 */
export function minDigitsOf(format: string): number | undefined {
	return ZEROS.test(format) ? format.replace(/[^0]/g, '').length : undefined;
}

/** @param digits a number in plain digits; one that is not whole or is negative stays as it is */
export function withZeros(digits: string, minDigits: number): string {
	return /^\d+$/.test(digits) ? digits.padStart(minDigits, '0') : digits;
}
