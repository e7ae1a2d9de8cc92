import { toDiallable } from './dialling';
import type { Region } from './region';
import { toPlainCharacters, withoutTextMarks } from './text';

export type PhoneResult =
	| { readonly kind: 'blank' }
	| {
			readonly kind: 'phone';
			/** Digits, with a leading + where one was written or an international prefix stands for it. */
			readonly number: string;
			/** 'partly': the cell says more (a word, an extension, a second number), so its text is worth keeping. */
			readonly understood: 'fully' | 'partly';
	  }
	| {
			readonly kind: 'damaged';
			/** A spreadsheet lost digits (4.12E+08); or the text has no number, or several that cannot be told apart. */
			readonly cause: 'spreadsheet' | 'unclear';
	  };

/**
 * A phone number as its digits, with a leading zero that a spreadsheet lost put back. Never checks whether the
 * number is in use, and never makes one up: of several clearly separate numbers it gives the first.
 */
export function readPhone(value: unknown, region: Region): PhoneResult {
	switch (typeof value) {
		case 'string':
			return readWrittenPhone(value, region);
		case 'number':
			return readNumberCell(value, region);
		case 'bigint':
			return readWrittenPhone(String(value), region);
		default:
			return value === undefined || value === null ? BLANK : UNCLEAR;
	}
}

const BLANK: PhoneResult = { kind: 'blank' };
const LOST_DIGITS: PhoneResult = { kind: 'damaged', cause: 'spreadsheet' };
const UNCLEAR: PhoneResult = { kind: 'damaged', cause: 'unclear' };

/** The longest number there is (ITU-T E.164). */
const MAX_DIGITS = 15;
/** A shorter stretch of digits is taken for a part of a number. */
const MIN_DIGITS_OF_A_NUMBER = 7;

const DIGITS = /^\d+$/;
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?E\+?\d{1,2}$/i;
/** A number column that once held a gap comes out of some programs as 412345678.0. */
const WHOLE_AS_FRACTION = /^\d+\.0$/;
const ONE_NUMBER = /^\(?\+?[\d ().-]*$/;
const EXTENSION = /(?:ext(?:n|ension)?\.?|x|#)[ :]*\d{1,6}$/i;
/** Everything that is neither part of a number nor a sign between two. */
const WORDS = /[^\d ()./,;|&+-]+/;
/** Signs between two numbers, but some people put them inside one. */
const BETWEEN_NUMBERS = /[/,;|&]|(?=\+)/;

function readNumberCell(value: number, region: Region): PhoneResult {
	if (!Number.isFinite(value)) return BLANK;
	if (!Number.isSafeInteger(value) || value < 0) return LOST_DIGITS;
	return onePhone(String(value), region, 'fully');
}

function readWrittenPhone(text: string, region: Region): PhoneResult {
	if (DIGITS.test(text)) return onePhone(text, region, 'fully');
	const plain = withoutTextMarks(toPlainCharacters(text));
	if (plain === '') return BLANK;
	if (ONE_NUMBER.test(plain)) {
		const whole = WHOLE_AS_FRACTION.test(plain) ? plain.slice(0, -2) : plain;
		return onePhone(whole, region, 'fully');
	}
	if (SCIENTIFIC.test(plain)) return LOST_DIGITS;
	return readSentence(plain, region);
}

/** Words around a number, an extension after it, or several numbers. */
function readSentence(text: string, region: Region): PhoneResult {
	const withoutExtension = text.replace(EXTENSION, '');
	const isExtended =
		withoutExtension !== text && digitCount(withoutExtension) >= MIN_DIGITS_OF_A_NUMBER;
	const stretches = (isExtended ? withoutExtension : text).split(WORDS).filter(hasDigit);
	const hasWords = WORDS.test(text);
	// A word inside a number: 079OO900123 with two letters O, or 1300 FLOWER. Its digits alone are another number.
	if (stretches.length === 0) return UNCLEAR;
	if (hasWords && !stretches.every(isLongEnough)) return UNCLEAR;
	return firstPhone(stretches[0], region, hasWords ? 'partly' : 'fully');
}

/** The first of the numbers in a text without words; the text may also be one number with / or , inside. */
function firstPhone(text: string, region: Region, understood: 'fully' | 'partly'): PhoneResult {
	const pieces = text.split(BETWEEN_NUMBERS).filter(hasDigit);
	if (pieces.length === 1) return onePhone(pieces[0], region, understood);
	if (pieces.every(isLongEnough)) return onePhone(pieces[0], region, 'partly');
	return isOneNumber(pieces) ? onePhone(text, region, understood) : UNCLEAR;
}

/** 412,345,678 and 03/98765432 are one number; 98765432/3 is two, and 5, 0412345678 nobody knows. */
function isOneNumber(pieces: readonly string[]): boolean {
	if (pieces.slice(1).some((piece) => piece.startsWith('+'))) return false;
	if (!pieces.some(isLongEnough)) return true;
	const [areaCode, number, ...others] = pieces.map((piece) => piece.replace(NOT_DIGITS, ''));
	return (
		others.length === 0 &&
		/^0\d{1,4}$/.test(areaCode) &&
		number.length >= 6 &&
		!number.startsWith('0')
	);
}

function onePhone(text: string, region: Region, understood: 'fully' | 'partly'): PhoneResult {
	const digits = digitsOf(text);
	if (digits === '') return UNCLEAR;
	const number = text.includes('+') ? `+${digits}` : toDiallable(digits, region);
	const longest = number.startsWith('+') ? MAX_DIGITS + 1 : MAX_DIGITS;
	return number.length <= longest ? { kind: 'phone', number, understood } : UNCLEAR;
}

/** The zero in +61 (0)412 is dialled inside the country only; a number that begins with 0 is not from outside. */
function digitsOf(text: string): string {
	if (DIGITS.test(text)) return text;
	const hasBracketedZero = text.includes('(0)') && !BEGINS_WITH_ONE_ZERO.test(text);
	const dialled = hasBracketedZero ? text.replace(BRACKETED_ZERO, '$1') : text;
	return dialled.replace(NOT_DIGITS, '');
}

const NOT_DIGITS = /\D/g;
const BEGINS_WITH_ONE_ZERO = /^[ (]*0(?!0)/;
const BRACKETED_ZERO = /(\d[ ).-]*)\(0\)/;

function hasDigit(text: string): boolean {
	return /\d/.test(text);
}

function isLongEnough(text: string): boolean {
	return digitCount(text) >= MIN_DIGITS_OF_A_NUMBER;
}

function digitCount(text: string): number {
	return text.replace(NOT_DIGITS, '').length;
}
