import type { Delimiter, Encoding } from '../table';
import { readBlocks, type ByteSource } from './blocks';
import { toUtf8 } from './encoding';
import { findRecords, type FileRecord, type RecordBlock } from './records';

const QUOTE = 0x22;
const SPACE = 0x20;
const TAB = 0x09;

export interface ColumnReading {
	readonly delimiter: Delimiter;
	readonly encoding: Encoding;
	readonly recordsBeforeRows: number;
}

/**
 * The cells of a few columns of every row, some hundreds of rows at a time; undefined where a row has none. A fraction of
 * the work of reading whole rows, for what must be known of all rows before the first one is handed out. The cells are
 * cut out at the places that the record scanner's rules give them, without csv-parse; quotes around them are left away.
 *
 * @param columns indexes of the columns, ascending
 * @throws what the source throws
 */
export async function* readColumnCells(
	source: ByteSource,
	columns: readonly number[],
	{ delimiter, encoding, recordsBeforeRows }: ColumnReading,
): AsyncGenerator<Array<ReadonlyArray<string | undefined>>> {
	let skip = recordsBeforeRows;
	for await (const block of findRecords(toUtf8(readBlocks(source), encoding), delimiter)) {
		const rows = block.records.slice(skip).filter(({ flaw }) => !flaw);
		skip = Math.max(skip - block.records.length, 0);
		yield rows.map((record) => cellsOf(block, record, columns, delimiter.charCodeAt(0)));
	}
}

function cellsOf(
	{ bytes }: RecordBlock,
	{ start, end }: FileRecord,
	columns: readonly number[],
	delimiter: number,
): Array<string | undefined> {
	const cells: Array<string | undefined> = [];
	let column = 0;
	for (let at = start; cells.length < columns.length && at <= end; column++) {
		const cellEnd = endOfCell(bytes, at, end, delimiter);
		if (column === columns[cells.length]) cells.push(textOfCell(bytes, at, cellEnd));
		at = cellEnd + 1;
	}
	return cells;
}

/** A quote opens a cell only where it begins, behind spaces at most; then delimiters up to the next quote are text. */
function endOfCell(bytes: Buffer, start: number, end: number, delimiter: number): number {
	let at = start;
	while (at < end && (bytes[at] === SPACE || (bytes[at] === TAB && delimiter !== TAB))) at++;
	if (bytes[at] === QUOTE && at < end) {
		do {
			at = bytes.indexOf(QUOTE, at + 1) + 1;
		} while (at < end && bytes[at] === QUOTE);
	}
	while (at < end && bytes[at] !== delimiter) at++;
	return at;
}

function textOfCell(bytes: Buffer, start: number, end: number): string {
	const text = bytes.toString('utf8', start, end);
	if (!text.includes('"')) return text;
	const trimmed = text.trim();
	return trimmed.startsWith('"') ? trimmed.slice(1, -1).replaceAll('""', '"') : text;
}
