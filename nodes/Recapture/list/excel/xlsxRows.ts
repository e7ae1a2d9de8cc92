import { readXlsx, type Sheet as HucreSheet } from 'hucre/xlsx';

import { plainNumber, readCell, withZeros } from './cell';
import type { SheetCell, SheetRow } from './sheet';
import { damaged } from './unreadableFile';
import { isTrue, readElements } from './xml';
import { packStored } from './zip';

/** What the rows of a sheet need of the rest of the workbook. */
export interface RowContext {
	/** Which day is day 1: Excel for Mac once counted from 1904. */
	readonly dateSystem: '1900' | '1904';
	readonly formats: Formats;
	/** The texts that cells refer to by number. */
	readonly texts: ReadonlyArray<string | MarkedText>;
}

/** A text that is more than letters: in several looks, with an ampersand, with line ends. hucre reads it. */
export interface MarkedText {
	/** What stands between <si> and </si>. */
	readonly xml: string;
}

/** The number formats of cells, without fonts and colours: a workbook may have 64,000 styles, but few formats. */
export interface Formats {
	/**
	 * By the style of a cell: how many digits a whole number has at least. 0 in the general format, 10 in the format
	 * 0000000000, undefined in any other.
	 */
	readonly minDigits: ReadonlyArray<number | undefined>;
	/** By the style of a cell: the index of its format in the style sheet below. */
	readonly indexes: readonly number[];
	/** A style sheet in which each style is a number format. */
	readonly styleSheet: string;
}

/**
 * Reads the rows of a sheet of an .xlsx file, some hundreds at a time.
 *
 * hucre decides what a cell says. It reads a workbook in one go, which would hold up n8n for seconds and fill the memory. So
 * it gets a small workbook for each part of the sheet: the rows of that part, numbered from 1. It does not get plain texts,
 * numbers without a format, and dates that it was asked before: most cells of a list, and most of the time and memory.
 *
 * @param bytes of the sheet's part of the file
 * @throws UnreadableFile when the sheet is damaged
 */
export async function* readXlsxRows(
	bytes: AsyncIterable<Uint8Array>,
	context: RowContext,
): AsyncGenerator<SheetRow[]> {
	const known = new KnownNumbers();
	let lastLine = 0;
	for await (const xml of readElements(bytes, 'sheetData', 'row')) {
		const part = partForHucre(xml, context, known, lastLine);
		lastLine = part.lines.at(-1) ?? lastLine;
		const read = await readXlsx(smallWorkbook(part.xml, context.formats.styleSheet), {
			dateSystem: context.dateSystem,
		}).catch(() => undefined);
		if (!read) throw damaged(`the rows up to ${lastLine} of a sheet cannot be read`);
		for (const { row, column, number } of part.asked) {
			known.add(number, readCell(read.sheets[0].rows[row]?.[column] ?? null, undefined));
		}
		yield toRows(read.sheets[0], part);
	}
}

/** A number as it is written, and the index of its format. */
interface FormattedNumber {
	readonly format: number;
	readonly value: string;
}

const MAX_KNOWN_NUMBERS = 20_000;

/** What numbers with a format say. A list of 100,000 customers has some thousand different dates. */
class KnownNumbers {
	private readonly texts: Array<Map<string, string> | undefined> = [];
	private count = 0;

	get({ format, value }: FormattedNumber): string | undefined {
		return this.texts[format]?.get(value);
	}

	add({ format, value }: FormattedNumber, cell: SheetCell): void {
		if (typeof cell !== 'string' || this.count++ >= MAX_KNOWN_NUMBERS) return;
		(this.texts[format] ??= new Map()).set(value, cell);
	}
}

function toRows({ rows, cells: details, rowDefs }: HucreSheet, part: Part): SheetRow[] {
	const read: SheetRow[] = [];
	part.lines.forEach((line, index) => {
		const plain = part.plainCells[index];
		const values = rows[index] ?? [];
		const cells: SheetCell[] = [];
		for (let column = 0; column < Math.max(values.length, plain.length); column++) {
			const detail = () => details?.get(`${index},${column}`);
			cells.push(plain[column] ?? readCell(values[column] ?? null, detail()));
		}
		while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop();
		const visibility = rowDefs?.get(index)?.hidden ? 'hidden' : 'visible';
		if (cells.length > 0) read.push({ line, visibility, cells });
	});
	return read;
}

/** Some rows of a sheet. */
interface Part {
	/** Their numbers in the sheet. */
	readonly lines: readonly number[];
	/** By row and column: the cells that hucre does not get. */
	readonly plainCells: ReadonlyArray<readonly string[]>;
	/** The numbers with a format that it gets, and where they stand. */
	readonly asked: ReadonlyArray<{
		readonly row: number;
		readonly column: number;
		readonly number: FormattedNumber;
	}>;
	/** The rows with all other cells. */
	readonly xml: string;
}

/**
 * The opening tag of a row; or that of a cell with its formula, value and end, as far as they follow. Captured are the
 * attributes of the row, those of the cell, and the value.
 */
const ROW_OR_CELL = new RegExp(
	'<(?:\\w+:)?row((?:\\s[^>]*)?/?)>|' +
		'<(?:\\w+:)?c((?:\\s[^>]*)?/?)>' +
		'(?:\\s*<(?:\\w+:)?f(?=[\\s>/])[^>]*(?:/>|>[^<]*</(?:\\w+:)?f>))?' +
		'(?:\\s*<(?:\\w+:)?v(?:\\s[^>]*)?>([^<]*)</(?:\\w+:)?v>)?' +
		'(?:\\s*</(?:\\w+:)?c>)?',
	'g',
);

/** A date that is written as text, at midnight. */
const MIDNIGHT = />\s*(\d{4}-\d\d-\d\d)T00:00(?::00(?:\.0+)?)?Z?\s*(?=<\/)/;

/**
 * Makes rows of a sheet readable without the rest of the workbook: rows are numbered from 1, and the style of a cell is its
 * number format. Empty cells are left out: some sheets have them to the last column. A date that is written as text loses
 * its midnight.
 */
function partForHucre(
	xml: string,
	{ texts, formats }: RowContext,
	known: KnownNumbers,
	lastLine: number,
): Part {
	const lines: number[] = [];
	const plainCells: string[][] = [];
	const asked: Array<Part['asked'][number]> = [];
	let line = lastLine;
	let column = -1;

	const replaceRow = (written: string) => {
		const attributes = plainAttributes(written);
		line = Number(attributeOf(attributes, 'r')) || line + 1;
		column = -1;
		lines.push(line);
		plainCells.push([]);
		const hidden = isTrue(attributeOf(attributes, 'hidden')) ? ' hidden="1"' : '';
		return `<row r="${lines.length}"${hidden}${attributes.endsWith('/') ? '/' : ''}>`;
	};

	const replaceCell = (cell: string, written: string, value: string) => {
		const attributes = plainAttributes(written);
		column = columnOf(attributeOf(attributes, 'r')) ?? column + 1;
		if (attributes.endsWith('/')) return '';
		const type = attributeOf(attributes, 't');
		const style = Number(attributeOf(attributes, 's'));
		const format = formats.indexes[style] ?? NO_FORMAT;
		const text = type === 's' ? textOf(value, texts, line) : undefined;
		const number = (type === '' || type === 'n') && value !== '' ? { format, value } : undefined;
		const plain =
			text ?? (number && (plainNumberOf(value, formats.minDigits[style]) ?? known.get(number)));
		if (typeof plain === 'string') {
			plainCells[plainCells.length - 1][column] = plain;
			if (ENDED_CELL.test(cell)) return '';
		}
		const place = `r="${lettersOf(column)}${lines.length}"`;
		// What follows in the cell must stand in one.
		if (typeof plain === 'string') return `<c ${place}>`;
		const content = cell.slice(cell.indexOf('>') + 1);
		if (typeof text === 'object')
			return `<c ${place} t="inlineStr"><is>${text.xml}</is>${content.replace(VALUE, '')}`;
		if (type === 'd') return `<c ${place} t="str">${content.replace(MIDNIGHT, '>$1')}`;
		if (number) asked.push({ row: lines.length - 1, column, number });
		return `<c ${place} t="${type}" s="${format}">${content}`;
	};

	const small = xml.replace(ROW_OR_CELL, (all, row?: string, cell?: string, value = '') =>
		cell === undefined ? replaceRow(row ?? '') : replaceCell(all, cell, value),
	);
	return {
		lines,
		plainCells,
		asked,
		xml: small.includes('rPh') ? small.replace(PHONETIC, '') : small,
	};
}

const NO_FORMAT = -1;
const ENDED_CELL = /<\/(?:\w+:)?c>$/;
const VALUE = /<(?:\w+:)?v(?:\s[^>]*)?>[^<]*<\/(?:\w+:)?v>/;

/** How a Japanese text is pronounced: hucre would add it to the text. */
const PHONETIC = /<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g;

/** With one blank before each and double quotes, as nearly all programs write them. */
function plainAttributes(written: string): string {
	if (!/['\t\n\r]| =|= | {2}/.test(written)) return written;
	return written.replace(/\s+([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g, ' $1="$2$3"');
}

/** @returns '' when there is none of that name */
function attributeOf(plain: string, name: string): string {
	const at = plain.indexOf(` ${name}="`);
	if (at === -1) return '';
	const start = at + name.length + 3;
	return plain.slice(start, plain.indexOf('"', start));
}

/** @returns '' when the cell has no number of a text */
function textOf(value: string, texts: RowContext['texts'], line: number): string | MarkedText {
	const text = value.trim() === '' ? '' : texts[Number(value)];
	if (text === undefined) throw damaged(`the text of a cell in row ${line} is missing`);
	return text;
}

/** A number in the general format, or in one of zeros. */
function plainNumberOf(value: string, minDigits: number | undefined): string | undefined {
	const number = Number(value);
	if (minDigits === undefined || !Number.isFinite(number)) return undefined;
	return withZeros(plainNumber(number), minDigits);
}

const LETTER_A = 'A'.charCodeAt(0);
const MAX_COLUMNS = 16_384;

/** @returns the index of a column, from 0: 27 for AB12; undefined when the reference has no letters */
function columnOf(reference: string): number | undefined {
	let number = 0;
	for (let at = 0; at < reference.length; at++) {
		// Of a small letter the same as of a capital.
		const letter = (reference.charCodeAt(at) & ~0x20) - LETTER_A;
		if (letter < 0 || letter >= 26) break;
		number = number * 26 + letter + 1;
	}
	if (number === 0) return undefined;
	if (number > MAX_COLUMNS) throw damaged(`the cell ${reference} is beyond the last column`);
	return number - 1;
}

function lettersOf(column: number): string {
	const last = String.fromCharCode(LETTER_A + (column % 26));
	return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last;
}

/** A workbook of one sheet as hucre wants it. */
function smallWorkbook(rows: string, styleSheet: string): Uint8Array {
	return packStored({
		'[Content_Types].xml': '<Types/>',
		'_rels/.rels': relationships({ officeDocument: 'workbook.xml' }),
		'workbook.xml': '<workbook><sheets><sheet name="Sheet" r:id="worksheet"/></sheets></workbook>',
		'_rels/workbook.xml.rels': relationships({ worksheet: 'sheet.xml', styles: 'styles.xml' }),
		'styles.xml': styleSheet,
		'sheet.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
	});
}

function relationships(targets: Readonly<Record<string, string>>): string {
	const links = Object.entries(targets).map(
		([kind, target]) => `<Relationship Id="${kind}" Type="/${kind}" Target="${target}"/>`,
	);
	return `<Relationships>${links.join('')}</Relationships>`;
}
