import type { Problem } from '../../outcome';
import type { Delimiter } from '../table';
import type { TextFile } from './encoding';
import { DELIMITERS, layoutBy, type IsHeader, type Layout } from './layout';

const NAMES: Readonly<Record<Delimiter, string>> = {
	',': 'commas',
	';': 'semicolons',
	'\t': 'tabs',
	'|': 'pipes',
};

/** What people and programs put between cells, and this package does not take for a delimiter. */
const OTHER_SIGNS = ['^', '~', '¦', '§', '#', '*', '!', '%', ':', '\\'];

const SAMPLE_LENGTH = 64 * 1024;
const SAMPLE_LINES = 20;

const SAVE_WITH_DELIMITER =
	"Save the list again as 'CSV UTF-8', with commas, semicolons, tabs or pipes between its cells, and use that file.";

/**
 * Why no record of a file names a vehicle, if its text shows that: the cells are separated by something else, or there are
 * no headers.
 *
 * @returns undefined when the file looks like a list with headers that are not known
 */
export async function suspicionOf(
	file: TextFile,
	layout: Layout,
	isHeader: IsHeader,
): Promise<Problem | undefined> {
	const right = await betterDelimiter(file, layout, isHeader);
	if (right) {
		return {
			message: `The cells of the file seem to be separated by ${NAMES[right]}, but it was read with ${NAMES[layout.delimiter]}`,
			description: "Set the option 'Delimiter' to the one that the file uses.",
		};
	}
	const lines = sampleOf(file.beginning);
	const cells = layout.records[layout.header].cells;
	const sign = OTHER_SIGNS.find((other) => isCutBy(other, lines, cells, isHeader));
	if (sign) {
		return {
			message: `The cells of the file seem to be separated by "${sign}", which is not supported`,
			description: SAVE_WITH_DELIMITER,
		};
	}
	if (cells.length === 1 && DELIMITERS.some((other) => isHeader(trimmed(cells[0].split(other))))) {
		return {
			message: 'Each line of the file is in quotes, so that it is one cell',
			description: 'Remove the quotes around the lines, or export the list again.',
		};
	}
	if (isCutByBlanks(lines, cells, isHeader)) {
		return {
			message: 'The columns of the file seem to be separated by blanks or to have a fixed width',
			description: SAVE_WITH_DELIMITER,
		};
	}
	return cells.some(looksLikeData) ? noHeaders(cells) : undefined;
}

async function betterDelimiter(
	file: TextFile,
	{ delimiter }: Layout,
	isHeader: IsHeader,
): Promise<Delimiter | undefined> {
	for (const other of DELIMITERS) {
		if (other === delimiter) continue;
		const { headers } = await layoutBy(other, file, isHeader);
		if (headers === 'named') return other;
	}
	return undefined;
}

function sampleOf(text: string): string[] {
	const lines = text.slice(0, SAMPLE_LENGTH).split(/\r\n|\n|\r/);
	return lines.filter((line) => line.trim() !== '').slice(0, SAMPLE_LINES);
}

function isCutBy(
	sign: string,
	lines: readonly string[],
	cells: readonly string[],
	isHeader: IsHeader,
): boolean {
	return (
		lines.some((line) => line.includes(sign) && isHeader(trimmed(line.split(sign)))) ||
		(cells.length === 1 && isInEveryLine(sign, lines))
	);
}

function isInEveryLine(sign: string, lines: readonly string[]): boolean {
	const counts = new Set(lines.map((line) => line.split(sign).length));
	return lines.length > 1 && counts.size === 1 && !counts.has(1);
}

function isCutByBlanks(
	lines: readonly string[],
	cells: readonly string[],
	isHeader: IsHeader,
): boolean {
	if (cells.length > 1) return false;
	const wide = lines.filter((line) => /\S\s{2,}\S/.test(line));
	return (
		wide.length * 2 > lines.length ||
		(isInEveryLine(' ', lines) && lines.some((line) => isHeader(trimmed(line.split(' ')))))
	);
}

function trimmed(cells: readonly string[]): string[] {
	return cells.map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

/** A VIN or a plate, a number as long as a phone number or a date, an e-mail address: no header is one. */
function looksLikeData(cell: string): boolean {
	return (
		/^(?=.*\d)(?=.*[A-Z])[A-Z0-9 -]{4,17}$/.test(cell) ||
		/^[\d ()+./:-]{6,}$/.test(cell) ||
		/^\S+@\S+\.\S+$/.test(cell)
	);
}

function noHeaders(cells: readonly string[]): Problem {
	const MAX_CELLS = 5;
	const MAX_LENGTH = 40;
	const shown = cells.slice(0, MAX_CELLS).map((cell) => `"${cell.slice(0, MAX_LENGTH)}"`);
	return {
		message: `The file seems to have no headers: its first row is ${shown.join(', ')}`,
		description:
			'Add a first line to the file that names its columns, for example Rego, VIN and Name.',
	};
}
