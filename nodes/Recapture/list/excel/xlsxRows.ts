import { readXlsx, type Sheet as HucreSheet } from 'hucre/xlsx';

import { readCell } from './cell';
import type { SheetRow } from './sheet';
import { damaged } from './unreadableFile';
import { readElements } from './xml';
import { packStored } from './zip';

/** What the rows of a sheet need of the rest of the workbook. */
export interface RowContext {
	/** Which day is day 1: Excel for Mac once counted from 1904. */
	readonly dateSystem: '1900' | '1904';
	readonly formats: Formats;
	/** The texts that cells refer to by number, as XML: what stands between <si> and </si>. */
	readonly texts: readonly string[];
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
 * it gets a small workbook for each part of the sheet: the rows of that part, numbered from 1, with their texts in them.
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
		const rows = rowsForHucre(xml, context, lastLine);
		lastLine = rows.lines.at(-1) ?? lastLine;
		const read = await readXlsx(smallWorkbook(rows.xml, context.formats.styleSheet), {
			dateSystem: context.dateSystem,
			readStyles: true,
		}).catch(() => undefined);
		if (!read) throw damaged(`the rows up to ${lastLine} of a sheet cannot be read`);
		yield toRows(read.sheets[0], rows.lines);
	}
}

function toRows({ rows, cells, rowDefs }: HucreSheet, lines: readonly number[]): SheetRow[] {
	return rows.flatMap((values, index): SheetRow[] => {
		const row = values.map((value, column) => readCell(value, cells?.get(`${index},${column}`)));
		while (row.length > 0 && row[row.length - 1] === '') row.pop();
		if (row.length === 0) return [];
		const visibility = rowDefs?.get(index)?.hidden ? 'hidden' : 'visible';
		return [{ line: lines[index], visibility, cells: row }];
	});
}

/** The opening tag of a row or a cell; behind that of a cell its formula and its value, if it has them. */
const ROW_OR_CELL = new RegExp(
	'<(?:\\w+:)?(row|c)(\\s[^>]*?)?(/?)>' +
		'(\\s*<(?:\\w+:)?f(?=[\\s>/])[^>]*(?:/>|>[^<]*</(?:\\w+:)?f>))?' +
		'(\\s*<(?:\\w+:)?v(?:\\s[^>]*)?>([^<]*)</(?:\\w+:)?v>)?',
	'g',
);

/** A date that is written as text, at midnight. */
const MIDNIGHT = /^(\s*\d{4}-\d\d-\d\d)T00:00(?::00(?:\.0+)?)?Z?\s*$/;

/**
 * The XML of some rows, with what hucre would miss without the rest of the workbook: rows are numbered from 1, texts stand in
 * their cells, and the style of a cell is its number format. Empty cells are left out: some sheets have them to the last
 * column. A date that is written as text loses its midnight.
 */
function rowsForHucre(
	xml: string,
	{ texts, formats }: RowContext,
	lastLine: number,
): { readonly xml: string; readonly lines: readonly number[] } {
	const lines: number[] = [];
	let line = lastLine;
	const replace = (
		_all: string,
		name: 'row' | 'c',
		attributes = '',
		slash: string,
		formula = '',
		value = '',
		written = '',
	) => {
		const [, reference = ''] = REFERENCE.exec(attributes) ?? [];
		if (name === 'row') {
			line = Number(reference) || line + 1;
			lines.push(line);
			return `<row r="${lines.length}"${HIDDEN.test(attributes) ? ' hidden="1"' : ''}${slash}>`;
		}
		const column = /^[A-Za-z]*/.exec(reference)?.[0];
		const place = column ? ` r="${column}${lines.length}"` : '';
		if (slash) return place ? '' : '<c/>';
		const [, type = 'n'] = TYPE.exec(attributes) ?? [];
		if (type === 's') {
			const text = written && texts[Number(written)];
			if (text === undefined) throw damaged(`the text of a cell in row ${line} is missing`);
			return `<c${place} t="inlineStr"><is>${text}</is>`;
		}
		if (type === 'd') {
			return `<c${place} t="str">${formula}<v>${written.replace(MIDNIGHT, '$1')}</v>`;
		}
		const style = formats.byStyle[Number(STYLE.exec(attributes)?.[1] ?? 0)] ?? -1;
		return `<c${place} t="${type}" s="${style}">${formula}${value}`;
	};
	const small = xml.replace(ROW_OR_CELL, replace);
	return { xml: small.includes('rPh') ? small.replace(PHONETIC, '') : small, lines };
}

/** How a Japanese text is pronounced: hucre would add it to the text. */
const PHONETIC = /<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g;

const REFERENCE = /\sr\s*=\s*["']([^"']*)/;
const TYPE = /\st\s*=\s*["']([^"']*)/;
const STYLE = /\ss\s*=\s*["']([^"']*)/;
const HIDDEN = /\shidden\s*=\s*["'](?:1|true)["']/;

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
