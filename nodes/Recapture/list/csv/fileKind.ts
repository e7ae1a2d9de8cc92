import type { Problem } from '../../outcome';

const SAVE_AS_CSV =
	"Open the file in its own program, save the list as 'CSV UTF-8', and use that file.";

/** How files begin that are no text. */
const KINDS_BY_BYTES: ReadonlyArray<readonly [beginning: string, what: string]> = [
	['%PDF', 'a PDF document'],
	['{\\rtf', 'a document of a word processor (RTF)'],
	['\x1f\x8b', 'a compressed file (gzip)'],
	['7z\xbc\xaf', 'a compressed file (7-Zip)'],
	['Rar!', 'a compressed file (RAR)'],
	['\x89PNG', 'an image'],
	['\xff\xd8\xff', 'an image'],
	['GIF8', 'an image'],
];

/** How texts begin that are no CSV. */
const KINDS_BY_TEXT: ReadonlyArray<readonly [beginning: RegExp, what: string, advice: string]> = [
	[
		/^<(?:!doctype html|html|head|body|table|style|meta|div)\b/i,
		'a web page, even if it is called a spreadsheet',
		SAVE_AS_CSV,
	],
	[/^<(?:\?xml|!doctype|!--|[a-z][^<>]*>\s*<)/i, 'an XML file', SAVE_AS_CSV],
	[
		/^(?:\{\s*["}]|\[\s*[[{"\]])/,
		'JSON',
		"Add an 'Extract from File' node before this one to turn the JSON into items, and set 'Read Customers From' to 'Input Items'.",
	],
];

const MAX_BEGINNING_LENGTH = 1_000;

/**
 * What a file is if its first bytes show that it is no text.
 *
 * @returns the problem, or undefined for a file that may be text
 */
export function problemOfBytes(head: Buffer): Problem | undefined {
	const start = head.toString('latin1', 0, MAX_BEGINNING_LENGTH).replace(/^(\xef\xbb\xbf)?\s*/, '');
	const kind = KINDS_BY_BYTES.find(([beginning]) => start.startsWith(beginning));
	return kind && notCsv(kind[1], SAVE_AS_CSV);
}

/**
 * What a file is if its text shows that it is no CSV.
 *
 * @param text the beginning of the file, with control characters
 * @returns the problem, or undefined for a file that may be CSV
 */
export function problemOfText(text: string): Problem | undefined {
	if (isBinary(text)) {
		return {
			message: 'The file is not a text file: it holds bytes that no text has',
			description: SAVE_AS_CSV,
		};
	}
	const start = text.slice(0, MAX_BEGINNING_LENGTH).trimStart();
	const kind = KINDS_BY_TEXT.find(([beginning]) => beginning.test(start));
	return kind && notCsv(kind[1], kind[2]);
}

function notCsv(what: string, description: string): Problem {
	return { message: `The file is ${what}, not a CSV file`, description };
}

/** Control characters but tabs and line ends. */
export const CONTROLS = /[^\P{Cc}\t\n\r]/gu;

/** In random bytes one of seven is such a character. */
const MAX_CONTROLS_SHARE = 0.1;
/** A short file may have a few all the same. */
const FEW_CONTROLS = 8;

/** A text may hold some control characters, and any number of NULs after its end. */
function isBinary(text: string): boolean {
	let end = text.length;
	while (end > 0 && (text[end - 1] === '\0' || text[end - 1] === '\x1a')) end--;
	const controls = text.slice(0, end).match(CONTROLS)?.length ?? 0;
	return controls > FEW_CONTROLS && controls > end * MAX_CONTROLS_SHARE;
}
