import type { Problem } from '../../outcome';

const SAVE_AS_CSV =
	"Open the file in the program that it belongs to, save the list as 'CSV UTF-8', and use that file.";

/** How files begin that are not lists as text. */
const KINDS: ReadonlyArray<readonly [beginning: string, what: string]> = [
	['PK\x03\x04', 'an Excel workbook (.xlsx) or another packed file'],
	['\xd0\xcf\x11\xe0', 'an old Excel workbook (.xls)'],
	['%PDF', 'a PDF document'],
	['{\\rtf', 'a document of a word processor (RTF)'],
	['\x1f\x8b', 'a compressed file (gzip)'],
	['7z\xbc\xaf', 'a compressed file (7-Zip)'],
	['Rar!', 'a compressed file (RAR)'],
	['\x89PNG', 'an image'],
	['\xff\xd8\xff', 'an image'],
	['GIF8', 'an image'],
	['<!doctype html', 'a web page, even if it is called a spreadsheet'],
	['<html', 'a web page, even if it is called a spreadsheet'],
	['<table', 'a web page, even if it is called a spreadsheet'],
	['<?xml', 'an XML file'],
];

/**
 * What a file is if its first bytes say that it is no list as text.
 *
 * @returns the problem, or undefined for a file that may be text
 */
export function problemOfKind(head: Buffer): Problem | undefined {
	const start = head
		.toString('latin1', 0, 100)
		.replace(/^(\xef\xbb\xbf)?\s*/, '')
		.toLowerCase();
	const kind = KINDS.find(([beginning]) => start.startsWith(beginning.toLowerCase()));
	return kind && { message: `The file is ${kind[1]}, not a CSV file`, description: SAVE_AS_CSV };
}

/** For a file with bytes that no text has. */
export const NOT_TEXT: Problem = {
	message: 'The file is not a text file: it holds bytes that no text has',
	description: SAVE_AS_CSV,
};
