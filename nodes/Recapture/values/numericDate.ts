import { isTimeOfDay } from './timeOfDay';
import type { NumericDate, SettledDate } from './writtenDate';

/**
 * A date of three numbers with / - . or spaces between them, or YYYYMMDD; a time of day may follow.
 * Scanned by hand and not by a pattern: every date of a list passes here twice.
 */
export function numericDate(text: string): SettledDate | NumericDate | undefined {
	const firstEnd = endOfDigits(text, 0);
	if (firstEnd === 8) return compactDate(text);
	const secondStart = endOfSeparator(text, firstEnd);
	const secondEnd = endOfDigits(text, secondStart);
	const thirdStart = endOfSeparator(text, secondEnd);
	const thirdEnd = endOfDigits(text, thirdStart);

	const firstDigits = firstEnd;
	const secondDigits = secondEnd - secondStart;
	const thirdDigits = thirdEnd - thirdStart;
	if (firstDigits === 0 || secondDigits === 0 || secondDigits > 2 || thirdDigits === 0) {
		return undefined;
	}
	const sign = separatorSign(text, firstEnd, secondStart);
	if (sign !== separatorSign(text, secondEnd, thirdStart) || !endsAt(text, thirdEnd)) {
		return undefined;
	}
	const first = numberAt(text, 0, firstEnd);
	const second = numberAt(text, secondStart, secondEnd);
	const third = numberAt(text, thirdStart, thirdEnd);
	if (firstDigits === 4 && thirdDigits <= 2) {
		return { kind: 'settled', year: first, yearDigits: 4, month: second, day: third };
	}
	if (!isOneOrTwo(firstDigits) || !(isOneOrTwo(thirdDigits) || thirdDigits === 4)) return undefined;
	return { kind: 'numeric', first, second, third, firstDigits, thirdDigits };
}

function compactDate(text: string): SettledDate | undefined {
	if (!endsAt(text, 8)) return undefined;
	return {
		kind: 'settled',
		year: numberAt(text, 0, 4),
		yearDigits: 4,
		month: numberAt(text, 4, 6),
		day: numberAt(text, 6, 8),
	};
}

function endsAt(text: string, end: number): boolean {
	return end === text.length || isTimeOfDay(text.slice(end));
}

function isOneOrTwo(digits: number): digits is 1 | 2 {
	return digits === 1 || digits === 2;
}

const ZERO = 48;
const NINE = 57;
const SPACE = 32;
const SEPARATORS = [...'/-.'].map((sign) => sign.charCodeAt(0));

function endOfDigits(text: string, start: number): number {
	let end = start;
	while (end < text.length && text.charCodeAt(end) >= ZERO && text.charCodeAt(end) <= NINE) end++;
	return end;
}

/** One of / - . with or without spaces around it, or spaces alone. */
function endOfSeparator(text: string, start: number): number {
	let end = endOfSpaces(text, start);
	if (SEPARATORS.includes(text.charCodeAt(end))) end = endOfSpaces(text, end + 1);
	return end;
}

function endOfSpaces(text: string, start: number): number {
	let end = start;
	while (text.charCodeAt(end) === SPACE) end++;
	return end;
}

function separatorSign(text: string, start: number, end: number): number {
	const sign = text.charCodeAt(endOfSpaces(text, start));
	return end > start && SEPARATORS.includes(sign) ? sign : SPACE;
}

function numberAt(text: string, start: number, end: number): number {
	let number = 0;
	for (let at = start; at < end; at++) number = number * 10 + text.charCodeAt(at) - ZERO;
	return number;
}
