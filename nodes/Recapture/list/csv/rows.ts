import type { BrokenRow, Delimiter, Encoding, Row } from '../table';
import { readBlocks, type ByteSource } from './blocks';
import { parseCells } from './cells';
import { toUtf8 } from './encoding';
import { findRecords, MAX_RECORD_BYTES, textOf, type FileRecord, type Flaw } from './records';

const ROWS_PER_BATCH = 500;

/** Of a broken row no more than that is kept as text. */
export const MAX_TEXT_CHARACTERS = 10_000;
/** For one of JavaScript's characters. */
const MAX_UTF8_BYTES = 3;

/** What is wrong with a record, in words. */
export const FLAWS: Readonly<Record<Flaw, Omit<BrokenRow, 'text'>>> = {
	'quote never ends': { reason: 'broken-quotes', what: 'has a quoted cell that never ends' },
	'text after quote': {
		reason: 'broken-quotes',
		what: 'has a quoted cell that is followed by text',
	},
	'too long': {
		reason: 'too-many-cells',
		what: `is longer than ${MAX_RECORD_BYTES / 1024 / 1024} MB`,
	},
};

export interface RowReading {
	readonly delimiter: Delimiter;
	readonly encoding: Encoding;
	/** How many columns the file has. */
	readonly columns: number;
	/** How many records come before the first row: the headers, and a `sep=` line or blank lines above them. */
	readonly recordsBeforeRows: number;
	/** Index of the input item that the file belongs to. */
	readonly item: number;
}

/**
 * Reads the rows of a file in batches. To stop early closes the file.
 *
 * @throws what the source throws
 */
export async function* readRows(source: ByteSource, reading: RowReading): AsyncGenerator<Row[]> {
	const { delimiter, encoding } = reading;
	let lastRow = -reading.recordsBeforeRows;
	for await (const block of findRecords(toUtf8(readBlocks(source), encoding), delimiter)) {
		const cells = await parseCells(block, delimiter);
		const firstRow = lastRow + 1;
		const rows = block.records.map((record, index) =>
			toRow(firstRow + index, block.bytes, record, cells[index], reading),
		);
		lastRow += rows.length;
		for (let at = Math.max(0, 1 - firstRow); at < rows.length; at += ROWS_PER_BATCH) {
			yield rows.slice(at, at + ROWS_PER_BATCH);
		}
	}
}

function toRow(
	row: number,
	bytes: Buffer,
	record: FileRecord,
	cells: string[],
	{ columns, item }: RowReading,
): Row {
	const { line, flaw } = record;
	if (flaw) return { row, line, item, cells, broken: broken(FLAWS[flaw], bytes, record) };
	if (cells.length > columns) dropEmptyCells(cells, columns);
	if (cells.length <= columns) return { row, line, item, cells };
	const list = columns === 1 ? '1 column' : `${columns} columns`;
	const what = `has ${cells.length} cells, but the list has only ${list}`;
	return {
		row,
		line,
		item,
		cells,
		broken: broken({ reason: 'too-many-cells', what }, bytes, record),
	};
}

/** Spreadsheets write empty cells for columns that were once used. */
function dropEmptyCells(cells: string[], columns: number): void {
	while (cells.length > columns && cells[cells.length - 1].trim() === '') cells.pop();
}

function broken(flaw: Omit<BrokenRow, 'text'>, bytes: Buffer, record: FileRecord): BrokenRow {
	const mostBytes = (MAX_TEXT_CHARACTERS + 1) * MAX_UTF8_BYTES;
	const text = textOf(bytes, { ...record, end: Math.min(record.end, record.start + mostBytes) });
	if (text.length <= MAX_TEXT_CHARACTERS) return { ...flaw, text };
	// A character beyond U+FFFF is two of JavaScript's, and not to be cut in halves.
	const beginning = text.slice(0, MAX_TEXT_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
	return { ...flaw, text: `${beginning}…` };
}
