/**
 * Any cell as trimmed text; '' when it holds nothing. Numbers come without an exponent, dates and Luxon
 * values as ISO text, other objects as JSON. What JSON writes as null (NaN, an invalid date) is nothing.
 */
export function readText(value: unknown): string {
	switch (typeof value) {
		case 'string':
			return value.trim();
		case 'number':
			return numberText(value);
		case 'boolean':
		case 'bigint':
			return String(value);
		case 'object':
			return value === null ? '' : objectText(value);
		default:
			return '';
	}
}

/**
 * Text whose look-alikes are ASCII: any space becomes ' ', any dash '-', fullwidth forms their plain form,
 * and invisible characters (zero width, direction marks, byte-order marks) go. Trimmed.
 */
export function toPlainCharacters(text: string): string {
	if (!UNUSUAL.test(text)) return text.trim();
	return text
		.replace(INVISIBLE, '')
		.replace(FULLWIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
		.replace(ANY_DASH, '-')
		.replace(ANY_SPACE, ' ')
		.trim();
}

/**
 * Without the marks that keep a spreadsheet from calculating with a cell: 'text or ="text".
 * For values in which no quote has a meaning, so not for names.
 */
export function withoutTextMarks(text: string): string {
	let start = 0;
	let end = text.length;
	// Not by a pattern: one that looks for marks up to the end takes for ever on a long row of them.
	while (start < end && MARKS_BEFORE.includes(text[start])) start++;
	while (end > start && MARKS_AFTER.includes(text[end - 1])) end--;
	return text.slice(start, end);
}

const UNUSUAL = /[^\x20-\x7e]/;
const INVISIBLE = /\p{Cf}/gu;
const FULLWIDTH = /[\uff01-\uff5e]/g;
// U+2212 is the minus sign, which Unicode does not count among the dashes.
const ANY_DASH = /[\p{Pd}\u2212]/gu;
const ANY_SPACE = /\s/g;

const MARKS_BEFORE = '=\'" ';
const MARKS_AFTER = '\'" ';

function numberText(value: number): string {
	if (!Number.isFinite(value)) return '';
	const text = String(value);
	if (!text.includes('e')) return text;
	return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(20);
}

function objectText(value: object): string {
	try {
		const json: unknown = JSON.stringify(value);
		if (typeof json !== 'string' || json === 'null') return '';
		// Dates and the like write themselves as one JSON string: the text is what stands in it.
		return json.startsWith('"') ? String(JSON.parse(json)).trim() : json;
	} catch {
		// A circle of references, a BigInt inside: there is no text for it.
		return '';
	}
}
