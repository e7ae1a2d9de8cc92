import { readText, toPlainCharacters, withoutTextMarks } from './text';

export type VinResult =
	| { readonly kind: 'blank' }
	| { readonly kind: 'vin'; readonly vin: string; readonly checkDigit: 'passes' | 'fails' }
	| { readonly kind: 'malformed' };

/**
 * A vehicle identification number: 17 letters and digits without I, O and Q (ISO 3779), in upper case.
 * Spaces and dashes inside are dropped only where that leaves exactly such a number. O is not read as 0,
 * nor I as 1: that would be a guess. The check digit (49 CFR 565.15) is compulsory in North America and
 * China only: many genuine VINs fail it.
 */
export function readVin(value: unknown): VinResult {
	// A spreadsheet's number keeps 15 digits of 17: what looks like a VIN would be another car's.
	if (typeof value === 'number') return Number.isNaN(value) ? BLANK : MALFORMED;
	const text = readText(value);
	if (text === '') return BLANK;
	return vinOf(text) ?? vinOf(text.toUpperCase()) ?? readUntidyVin(text);
}

function readUntidyVin(text: string): VinResult {
	const plain = withoutTextMarks(toPlainCharacters(text));
	if (plain === '') return BLANK;
	return vinOf(plain.replace(SPACES_AND_DASHES, '').toUpperCase()) ?? MALFORMED;
}

const BLANK: VinResult = { kind: 'blank' };
const MALFORMED: VinResult = { kind: 'malformed' };

const SPACES_AND_DASHES = /[ -]/g;

const LENGTH = 17;
/** Position of the check digit, from 0; its own weight is 0. */
const CHECK_POSITION = 8;
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
/** The check digits of the remainders 0 to 10. */
const CHECK_DIGITS = '0123456789X';

/** The characters of a VIN and what they count in the check digit's sum. */
const LETTERS_BY_VALUE = ['0', '1AJ', '2BKS', '3CLT', '4DMU', '5ENV', '6FW', '7GPX', '8HY', '9RZ'];
/** By character code; a million VINs have 17 million characters to look up. */
const VALUE_BY_CODE: Array<number | undefined> = new Array<undefined>(128).fill(undefined);
LETTERS_BY_VALUE.forEach((characters, value) => {
	for (const character of characters) VALUE_BY_CODE[character.charCodeAt(0)] = value;
});

function vinOf(text: string): VinResult | undefined {
	if (text.length !== LENGTH) return undefined;
	let sum = 0;
	for (let position = 0; position < LENGTH; position++) {
		const value = VALUE_BY_CODE[text.charCodeAt(position)];
		if (value === undefined) return undefined;
		sum += value * WEIGHTS[position];
	}
	const passes = text[CHECK_POSITION] === CHECK_DIGITS[sum % 11];
	return { kind: 'vin', vin: text, checkDigit: passes ? 'passes' : 'fails' };
}
