import { readXlsx, type Sheet as ReadSheet } from 'hucre/xlsx';

import type { CellError, MissingFormulaValue } from '../table';
import { readCell } from './cell';
import { readElements } from './elements';
import { withoutPhonetics, type Sheet, type Workbook } from './workbook';
import { packStored, type ZipFile } from './zip';

/** A row of a sheet in which a cell is filled. */
export interface SheetRow {
	/** Its number in the sheet, from 1. */
	readonly line: number;
	readonly visibility: 'visible' | 'hidden';
	readonly cells: ReadonlyArray<string | CellError | MissingFormulaValue>;
}

/**
 * Reads the rows of a sheet, some hundreds at a time.
 *
 * hucre decides what a cell says. It reads a whole workbook at once, which would hold up n8n for seconds and fill the
 * memory, and it reads all texts of the workbook first. So it gets a small workbook for each part of the sheet: the rows of
 * that part, numbered from 1, with their texts in them.
 *
 * @throws UnreadableFile when the sheet is damaged; an error of hucre when a row is not as it should be
 */
export async function* readRows(
	zip: ZipFile,
	workbook: Workbook,
	sheet: Sheet,
): AsyncGenerator<SheetRow[]> {
	let lastLine = 0;
	for await (const xml of readElements(zip.read(sheet.part), 'sheetData', 'row')) {
		const part = smallSheet(xml, workbook, lastLine);
		lastLine = part.lines.at(-1) ?? lastLine;
		const { sheets } = await readXlsx(packStored(partsOf(part.xml, workbook)), {
			dateSystem: workbook.dateSystem,
			readStyles: true,
		});
		yield toRows(sheets[0], part.lines);
	}
}

function toRows({ rows, cells, rowDefs }: ReadSheet, lines: readonly number[]): SheetRow[] {
	return rows.flatMap((values, index): SheetRow[] => {
		const row = values.map((value, column) => readCell(value, cells?.get(`${index},${column}`)));
		while (row.length > 0 && row[row.length - 1] === '') row.pop();
		if (row.length === 0) return [];
		const visibility = rowDefs?.get(index)?.hidden ? 'hidden' : 'visible';
		return [{ line: lines[index], visibility, cells: row }];
	});
}

/** The opening tag of a row or a cell; of a cell also its formula and its value, if they are there. */
const ROW_OR_CELL = new RegExp(
	'(<(?:\\w+:)?(row|c)(\\s[^>]*?)?(/?)>)' +
		'(\\s*<(?:\\w+:)?f(?=[\\s>/])[^>]*(?:/>|>[^<]*</(?:\\w+:)?f>))?' +
		'(?:\\s*<(?:\\w+:)?v(?:\\s[^>]*)?>([^<]*)</(?:\\w+:)?v>)?',
	'g',
);

/**
 * Rows as they stand in a sheet, changed in what hucre would not read well or not in part of a sheet: rows are numbered
 * from 1, texts stand in their cells, styles are number formats, empty cells are left out, and a date that is written as
 * text has no time of day at midnight.
 */
function smallSheet(
	xml: string,
	{ texts, formats }: Workbook,
	lastLine: number,
): { readonly xml: string; readonly lines: readonly number[] } {
	const lines: number[] = [];
	let line = lastLine;
	const replace = (
		all: string,
		opening: string,
		name: string,
		attributes = '',
		slash: string,
		formula = '',
		value = '',
	) => {
		if (name === 'row') {
			line = Number(attributeOf(attributes, 'r')) || line + 1;
			lines.push(line);
			const isHidden = /^(1|true)$/.test(attributeOf(attributes, 'hidden') ?? '');
			return `<row r="${lines.length}"${isHidden ? ' hidden="1"' : ''}${slash}>`;
		}
		if (slash) return '';
		const column = /^[A-Z]+/i.exec(attributeOf(attributes, 'r') ?? '')?.[0];
		const place = column ? ` r="${column}${lines.length}"` : '';
		const style = formats.byStyle[Number(attributeOf(attributes, 's') ?? 0)];
		const look = style === undefined ? '' : ` s="${style}"`;
		const type = attributeOf(attributes, 't') ?? 'n';
		if (type === 's') {
			return `<c${place} t="inlineStr"><is>${texts[Number(value)] ?? ''}</is>`;
		}
		if (type === 'd') {
			const date = value.trim().replace(MIDNIGHT, '$1');
			return `<c${place} t="str">${formula}<v>${date}</v>`;
		}
		return `<c${place}${look} t="${type}">${all.slice(opening.length)}`;
	};
	return { xml: withoutPhonetics(xml).replace(ROW_OR_CELL, replace), lines };
}
