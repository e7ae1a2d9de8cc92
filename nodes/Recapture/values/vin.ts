import { readIdentifier, readText, SEPARATORS } from './text';

type VinResult =
	| { readonly kind: 'blank' }
	| { readonly kind: 'vin'; readonly vin: string; readonly checkDigit: 'passes' | 'fails' }
	| { readonly kind: 'malformed' };

/**
 * A vehicle identification number: 17 letters and digits without I, O and Q (ISO 3779), in upper case. Spaces, dashes
 * and dots inside, quotes and stars around, a label such as "VIN:" or the I of a barcode in front are dropped only
 * where that leaves exactly such a number; one repeated character is none. O is not read as 0, nor I as 1: that would
 * be a guess. The check digit (49 CFR 565.15) is compulsory in North America and China only: many genuine VINs fail it.
 */
export function readVin(value: unknown): VinResult {
	// A spreadsheet's number keeps 15 digits of 17: what looks like a VIN would be another car's.
	if (typeof value === 'number') return Number.isNaN(value) ? BLANK : MALFORMED;
	const text = readText(value);
	if (text === '') return BLANK;
	return vinOf(text) ?? readUntidyVin(text);
}

function readUntidyVin(text: string): VinResult {
	const identifier = readIdentifier(text);
	if (identifier === '') return BLANK;
	return vinOf(identifier.replace(SEPARATORS, '').replace(PREFIX, '')) ?? MALFORMED;
}

const BLANK: VinResult = { kind: 'blank' };
const MALFORMED: VinResult = { kind: 'malformed' };

/** What people and barcodes put in front of the 17 characters. Factories print the barcode's I for "import". */
const PREFIX = /^(?:(?:VIN|CHASSIS|FRAME)(?:NO|NUM|NUMBER|NR)?[:#=*'"]*)?I?(?=.{17}$)/;
const ONE_REPEATED_CHARACTER = /^(.)\1+$/;

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
	if (ONE_REPEATED_CHARACTER.test(text)) return MALFORMED;
	const passes = text[CHECK_POSITION] === CHECK_DIGITS[sum % 11];
	return { kind: 'vin', vin: text, checkDigit: passes ? 'passes' : 'fails' };
}
