import { isMobile, toDiallable } from './dialling';
import type { Region } from './region';
import { toPlainCharacters, withoutTextMarks } from './text';

type PhoneResult =
	| { readonly kind: 'blank' }
	| {
			readonly kind: 'phone';
			/** Digits, with a leading + where one was written or an international prefix stands for it. */
			readonly number: string;
			/** 'partly': the cell says more (a word, an extension, a second number), so its text is worth keeping. */
			readonly understood: 'fully' | 'partly';
	  }
	/** A spreadsheet lost digits: 4.12E+08. */
	| { readonly kind: 'damaged' }
	/** The text has no number, or several that cannot be distinguished. */
	| { readonly kind: 'unclear' };

/**
 * A phone number as its digits, with a leading zero that a spreadsheet lost put back. Of several clearly separate
 * numbers it gives the first mobile one, else the first. Never checks whether the number is in use, and never makes
 * one up.
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
const DAMAGED: PhoneResult = { kind: 'damaged' };
const UNCLEAR: PhoneResult = { kind: 'unclear' };

/** More digits are several numbers (ITU-T E.164). */
const MAX_DIGITS = 15;
/** A shorter stretch of digits is taken for a part of a number. */
const MIN_DIGITS_OF_A_NUMBER = 7;
/** No region has a shorter number that begins with 0. */
const MIN_DIGITS_WITH_ZERO = 9;

const DIGITS_AND_SPACES = /^\d[\d ]*$/;
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?E\+?\d{1,2}$/i;
/** A number column comes out of some programs as 412345678.0 or 412,345,678.00. */
const WHOLE_AS_FRACTION = /^([^.]*\d)\.0{1,2}$/;
const ONE_NUMBER = /^\(?\+?[\d ().-]*$/;
/** A cell of another column. Its digits would pass for a number. */
const DATE = /^(?:\d\d?([/.-])\d\d?\1(?:19|20)\d\d|(?:19|20)\d\d([/.-])\d\d?\2\d\d?)$/;
const EXTENSION = /(?:ext(?:n|ension)?\.?|x|#)[ :]*\d{1,6}$/i;
/** Everything that is neither part of a number nor a sign between two. */
const WORDS = /[^\d ()./,;|&+-]+/;
/** Signs between two numbers, but some people put them inside one. */
const BETWEEN_NUMBERS = /[/,;|&]|(?=\+)/;
const BLANK_OR_DASH = /[ -]/;
const BETWEEN_GROUPS = /[ -]|(?=\()|(?<=\))/;
/** Digits, blanks and signs that begin and end at no letter and no other digit. */
const STANDS_ALONE = /(?<![\p{L}\d])[+(]{0,2}\d[\d ()./-]{0,30}(?![\p{L}\d])/gu;
/** In a text that has too many digits for one number. */
const BEGINS_A_NUMBER = /^\(?[+0]/;

function readNumberCell(value: number, region: Region): PhoneResult {
	if (!Number.isFinite(value)) return BLANK;
	if (!Number.isSafeInteger(value) || value < 0) return DAMAGED;
	return readWrittenPhone(String(value), region);
}

function readWrittenPhone(text: string, region: Region): PhoneResult {
	if (DIGITS_AND_SPACES.test(text)) {
		// Most cells end here, so this takes no more than it must.
		const number = toDiallable(text.replaceAll(' ', ''), region);
		if (number !== undefined) return { kind: 'phone', number, understood: 'fully' };
	}
	const plain = withoutTextMarks(toPlainCharacters(text)).replace(WHOLE_AS_FRACTION, '$1');
	if (plain === '') return BLANK;
	if (DATE.test(plain)) return UNCLEAR;
	if (ONE_NUMBER.test(plain)) return readNumbers(splitAtBlanks(plain), region, 'fully');
	if (SCIENTIFIC.test(plain)) return DAMAGED;
	return readSentence(plain, region);
}

/** Words around a number, an extension after it, or several numbers. */
function readSentence(text: string, region: Region): PhoneResult {
	const withoutExtension = text.replace(EXTENSION, '');
	const isExtended =
		withoutExtension !== text && digitCount(withoutExtension) >= MIN_DIGITS_OF_A_NUMBER;
	const stretches = (isExtended ? withoutExtension : text).split(WORDS).filter(hasDigit);
	const hasWords = WORDS.test(text);
	// A word may stand inside a number: 079OO900123 with two letters O, or 1300 FLOWER. Its digits alone are another number.
	const isCutByWords = hasWords && !stretches.every(isLongEnough);
	const numbers = isCutByWords ? [] : stretches.flatMap(splitNumbers);
	if (numbers.length === 0) return readNumbers(wholeNumbers(text), region, 'partly');
	return readNumbers(numbers, region, hasWords ? 'partly' : 'fully');
}

/** Numbers that stand by themselves, with their zero or +, among words and digits of a remark: 0412345678 after 5pm. */
function wholeNumbers(text: string): string[] {
	const stretches = text.match(STANDS_ALONE) ?? [];
	return stretches.filter(
		(stretch) => BEGINS_A_NUMBER.test(stretch) && digitCount(stretch) >= MIN_DIGITS_WITH_ZERO,
	);
}

/** The single numbers of a text without words; the text may also be one number with / or , inside. */
function splitNumbers(text: string): string[] {
	const pieces = text.split(BETWEEN_NUMBERS).filter(hasDigit);
	if (pieces.every(isLongEnough)) return pieces.flatMap(splitAtBlanks);
	return pieces.length === 1 || isOneNumber(pieces) ? [text] : [];
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

/** Numbers that only blanks or dashes separate: 0412 345 678 03 9876 5432. */
function splitAtBlanks(text: string): string[] {
	if (digitCount(text) <= MAX_DIGITS) return [text];
	const groups = text.split(BLANK_OR_DASH).filter(hasDigit);
	if (groups.every(isLongEnough)) return groups;
	const numbers: string[] = [];
	let number = '';
	for (const group of groups) {
		if (BEGINS_A_NUMBER.test(group) && digitCount(number) >= MIN_DIGITS_WITH_ZERO) {
			numbers.push(number);
			number = '';
		}
		number += group;
	}
	return [...numbers, number];
}

/** All must be numbers: where one is none, the text was not understood. */
function readNumbers(
	texts: readonly string[],
	region: Region,
	understood: 'fully' | 'partly',
): PhoneResult {
	const numbers: string[] = [];
	let isWhole = texts.length === 1;
	for (const text of texts) {
		const whole = toDiallable(writtenNumber(text), region);
		const number = whole && isMobile(whole, region) ? whole : (mobileIn(text, region) ?? whole);
		if (number === undefined) return UNCLEAR;
		isWhole &&= number === whole;
		numbers.push(number);
	}
	if (numbers.length === 0) return UNCLEAR;
	const number = numbers.find((candidate) => isMobile(candidate, region)) ?? numbers[0];
	return { kind: 'phone', number, understood: isWhole ? understood : 'partly' };
}

/** The mobile number in a text that has other digits before or behind it: 1) 0412 345 678, 0412 345 678 (2). */
function mobileIn(text: string, region: Region): string | undefined {
	const groups = text.split(BETWEEN_GROUPS).filter(hasDigit);
	for (let start = 0; start < groups.length; start++) {
		if (!BEGINS_A_NUMBER.test(groups[start])) continue;
		for (let end = start + 1; end <= groups.length; end++) {
			const number = writtenNumber(groups.slice(start, end).join(' '));
			if (isMobile(number, region)) return number;
		}
	}
	return undefined;
}

/** The zero in +61 (0)412 is dialled inside the country only; a number that begins with 0 is not from outside. */
function writtenNumber(text: string): string {
	const hasBracketedZero = text.includes('(0)') && !BEGINS_WITH_ONE_ZERO.test(text);
	const dialled = hasBracketedZero ? text.replace(BRACKETED_ZERO, '$1') : text;
	const digits = dialled.replace(NOT_DIGITS, '');
	return text.includes('+') ? `+${digits}` : digits;
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
