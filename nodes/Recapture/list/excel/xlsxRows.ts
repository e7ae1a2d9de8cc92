import { readXlsx, type Sheet as HucreSheet } from 'hucre/xlsx';

import { readCell } from './cell';
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
	/** By the style of a cell: the index of its format in the style sheet below. */
	readonly byStyle: readonly number[];
	/** A style sheet in which each style is a number format. */
	readonly styleSheet: string;
}

/**
 * Reads the rows of a sheet of an .xlsx file, some hundreds at a time.
 *
 * hucre decides what a cell says. It reads a workbook in one go, which would hold up n8n for seconds and fill the memory. So
 * it gets a small workbook for each part of the sheet: the rows of that part, numbered from 1.
 *
 * @param bytes of the sheet's part of the file
 * @throws UnreadableFile when the sheet is damaged
 */
export async function* readXlsxRows(
	bytes: AsyncIterable<Uint8Array>,
	context: RowContext,
): AsyncGenerator<SheetRow[]> {
	let lastLine = 0;
	for await (const xml of readElements(bytes, 'sheetData', 'row')) {
		const part = partForHucre(xml, context, lastLine);
		lastLine = part.lines.at(-1) ?? lastLine;
		const read = await readXlsx(smallWorkbook(part.xml, context.formats.styleSheet), {
			dateSystem: context.dateSystem,
			readStyles: true,
		}).catch(() => undefined);
		if (!read) throw damaged(`the rows up to ${lastLine} of a sheet cannot be read`);
		yield toRows(read.sheets[0], part);
	}
}

function toRows({ rows, cells: details, rowDefs }: HucreSheet, part: Part): SheetRow[] {
	return part.lines.flatMap((line, index): SheetRow[] => {
		const texts = part.texts[index];
		const values = rows[index] ?? [];
		const cells: SheetCell[] = [];
		for (let column = 0; column < Math.max(values.length, texts.length); column++) {
			const cell = details?.get(`${index},${column}`);
			cells.push(texts[column] ?? readCell(values[column] ?? null, cell));
		}
		while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop();
		if (cells.length === 0) return [];
		return [{ line, visibility: rowDefs?.get(index)?.hidden ? 'hidden' : 'visible', cells }];
	});
}

/** Some rows of a sheet. */
interface Part {
	/** Their numbers in the sheet. */
	readonly lines: readonly number[];
	/** By row and column: the cells that are plain text. */
	readonly texts: ReadonlyArray<readonly string[]>;
	/** The other cells, as hucre reads them. */
	readonly xml: string;
}

/** The opening tag of a row or a cell; behind that of a cell its formula and value, and its end, as far as they follow. */
const ROW_OR_CELL = new RegExp(
	'<(?:\\w+:)?(row|c)((?:\\s[^>]*)?/?)>' +
		'((?:\\s*<(?:\\w+:)?f(?=[\\s>/])[^>]*(?:/>|>[^<]*</(?:\\w+:)?f>))?' +
		'(?:\\s*<(?:\\w+:)?v(?:\\s[^>]*)?>([^<]*)</(?:\\w+:)?v>)?)' +
		'(\\s*</(?:\\w+:)?c>)?',
	'g',
);

/** A date that is written as text, at midnight. */
const MIDNIGHT = />\s*(\d{4}-\d\d-\d\d)T00:00(?::00(?:\.0+)?)?Z?\s*(?=<\/)/;

/**
 * Makes rows of a sheet readable without the rest of the workbook: rows are numbered from 1, and the style of a cell is its
 * number format. Empty cells are left out: some sheets have them to the last column. A date that is written as text loses
 * its midnight.
 */
function partForHucre(xml: string, { texts, formats }: RowContext, lastLine: number): Part {
	const lines: number[] = [];
	const plainTexts: string[][] = [];
	let line = lastLine;
	let column = -1;
	const replace = (
		_all: string,
		name: 'row' | 'c',
		written: string,
		content: string,
		value = '',
		end = '',
	) => {
		const attributes = plainAttributes(written);
		const isEmpty = attributes.endsWith('/');
		const reference = attributeOf(attributes, 'r');
		if (name === 'row') {
			line = Number(reference) || line + 1;
			lines.push(line);
			plainTexts.push([]);
			column = -1;
			const hidden = isTrue(attributeOf(attributes, 'hidden')) ? ' hidden="1"' : '';
			return `<row r="${lines.length}"${hidden}${isEmpty ? '/' : ''}>`;
		}
		column = columnOf(reference) ?? column + 1;
		if (isEmpty) return '';
		const type = attributeOf(attributes, 't');
		const text = type === 's' ? textOf(value, texts, line) : undefined;
		if (typeof text === 'string') {
			plainTexts[plainTexts.length - 1][column] = text;
			if (end) return '';
		}
		const place = `r="${lettersOf(column)}${lines.length}"`;
		if (typeof text === 'string') return `<c ${place}>`;
		if (text) return `<c ${place} t="inlineStr"><is>${text.xml}</is>${end}`;
		if (type === 'd') {
			const day = content.replace(MIDNIGHT, '>$1');
			return `<c ${place} t="str">${day}${end}`;
		}
		const style = formats.byStyle[Number(attributeOf(attributes, 's'))] ?? -1;
		return `<c ${place} t="${type}" s="${style}">${content}${end}`;
	};
	const small = xml.replace(ROW_OR_CELL, replace);
	return {
		lines,
		texts: plainTexts,
		xml: small.includes('rPh') ? small.replace(PHONETIC, '') : small,
	};
}

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
