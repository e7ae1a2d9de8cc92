import { namedDate } from './namedDate';
import { numericDate } from './numericDate';
import { toPlainCharacters, withoutTextMarks } from './text';
import type { SerialDate, WrittenDate } from './writtenDate';

/** Longer than any date in use, JavaScript's own long form with its zone's name included. */
const MAX_LENGTH = 100;

/**
 * Recognises the notation of a date. 'blank' when the text has nothing to see, undefined when it is no date.
 */
export function parseDate(text: string): WrittenDate | 'blank' | undefined {
	const trimmed = text.trim();
	if (trimmed === '') return 'blank';
	if (trimmed.length > MAX_LENGTH) return undefined;
	return numericDate(trimmed) ?? serialDate(trimmed) ?? dateInUnusualText(trimmed);
}

function dateInUnusualText(text: string): WrittenDate | 'blank' | undefined {
	const plain = withoutTextMarks(toPlainCharacters(text)).replace(WEEKDAY, '').replace(SPACES, ' ');
	if (plain === '') return 'blank';
	return numericDate(plain) ?? serialDate(plain) ?? namedDate(plain);
}

const SPACES = / {2,}/g;

/** A wrong weekday does not make another day of the date: it is not looked at. */
const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?:[.,]\s*|\s+)/i;

/** 20000 (1954-10-03) to 80000 (2119-01-11): no year and no YYYYMMDD looks like that. */
const SERIAL = /^(?:[2-7]\d{4}|80000)(?:\.\d+)?$/;

function serialDate(text: string): SerialDate | undefined {
	return SERIAL.test(text) ? { kind: 'serial', serial: Math.floor(Number(text)) } : undefined;
}
