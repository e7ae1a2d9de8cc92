/**
 * Any cell as trimmed text; '' when it holds nothing. Numbers come without an exponent, dates and Luxon
 * values as ISO text, other objects as JSON. What JSON writes as null (NaN, an invalid date) is nothing.
 * Control characters in a text go; a line break or a tab inside it becomes one space.
 */
export function readText(value: unknown): string {
	switch (typeof value) {
		case 'string':
			return CONTROL.test(value) ? withoutControls(value) : value.trim();
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
 * Text whose look-alikes are ASCII: any space becomes ' ', any dash '-', any quote ' or ", fullwidth forms their plain
 * form. Invisible characters (zero width, direction marks, byte-order marks) and control characters go. Trimmed.
 */
export function toPlainCharacters(text: string): string {
	if (!UNUSUAL.test(text)) return text.trim();
	return text
		.replace(INVISIBLE, '')
		.replace(FULLWIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
		.replace(ANY_DASH, '-')
		.replace(ANY_QUOTE, "'")
		.replace(ANY_DOUBLE_QUOTE, '"')
		.replace(ANY_SPACE, ' ')
		.trim();
}

/**
 * Without the marks that keep a spreadsheet from calculating with a cell: 'text or ="text".
 * For values in which no quote has a meaning, so not for names.
 */
export function withoutTextMarks(text: string): string {
	return stripped(text, MARKS_BEFORE, MARKS_AFTER);
}

/**
 * A number plate or a VIN in upper case and plain characters, without what exports put around it: text marks, stars,
 * quotes, # and separators. '' when nothing else is there.
 */
export function readIdentifier(text: string): string {
	const bare = stripped(toPlainCharacters(text), IDENTIFIER_MARKS_BEFORE, IDENTIFIER_MARKS_AFTER);
	if (!UNUSUAL.test(bare)) return bare.toUpperCase();
	// toUpperCase would make two letters of a ß.
	return bare.replace(LOWER_CASE, (letters) => letters.toUpperCase());
}

/** The text, or of a longer one so many characters and an ellipsis. */
export function beginningOf(text: string, characters: number): string {
	if (text.length <= characters) return text;
	// A character beyond U+FFFF is two of JavaScript's, and must not be cut in halves.
	return `${text.slice(0, characters).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** What people write between the groups of a plate or a VIN. The dots in mid-height stand on some plates. */
export const SEPARATORS = /[ \-._·•∙⋅]+/g;

const LOWER_CASE = /[a-z]+/g;

const CONTROL = /\p{Cc}/u;
const CONTROLS = /\p{Cc}/gu;
const LINE_BREAK_OR_TAB = /[\t\n\v\f\r]/;

const UNUSUAL = /[^\x20-\x5f\x61-\x7e]/;
const INVISIBLE = /\p{Cf}|(?!\s)\p{Cc}/gu;
const FULLWIDTH = /[\uff01-\uff5e]/g;
// U+2212 is the minus sign, which Unicode does not count among the dashes.
const ANY_DASH = /[\p{Pd}\u2212]/gu;
const ANY_SPACE = /\s/g;
const ANY_QUOTE = /[\u2018-\u201b\u2032\u00b4\u0060]/g;
const ANY_DOUBLE_QUOTE = /[\u201c-\u201f\u2033\u00ab\u00bb]/g;

const MARKS_BEFORE = '=\'" ';
const MARKS_AFTER = '\'" ';
const IDENTIFIER_MARKS_AFTER = '\'"*# -._·•∙⋅';
const IDENTIFIER_MARKS_BEFORE = `=${IDENTIFIER_MARKS_AFTER}`;

function withoutControls(text: string): string {
	return text
		.replace(/\s+/g, (run) => (LINE_BREAK_OR_TAB.test(run) ? ' ' : run))
		.replace(CONTROLS, '')
		.trim();
}

/** Not by a pattern: one that looks for signs up to the end takes for ever on a long row of them. */
function stripped(text: string, before: string, after: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && before.includes(text[start])) start++;
	while (end > start && after.includes(text[end - 1])) end--;
	return text.slice(start, end);
}

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
		// A circular reference, or a BigInt inside: there is no text for it.
		return '';
	}
}
