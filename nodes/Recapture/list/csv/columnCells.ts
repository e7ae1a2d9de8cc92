import type { Delimiter, Encoding } from '../table';
import { readBlocks, type ByteSource } from './blocks';
import { toUtf8 } from './encoding';
import { findRecords, type FileRecord, type RecordBlock } from './records';

export interface ColumnReading {
	readonly delimiter: Delimiter;
	readonly encoding: Encoding;
	readonly recordsBeforeRows: number;
}

/**
 * The cells of a few columns of every row, some hundreds of rows at a time; undefined where a row has none. A fraction of
 * the work of reading whole rows, for what must be known of all rows before the first one is handed out: no other cell is
 * made a string, and csv-parse is not asked.
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
	{ start, end, quotedCells = [] }: FileRecord,
	columns: readonly number[],
	delimiter: number,
): Array<string | undefined> {
	const cells: Array<string | undefined> = [];
	let quoted = 0;
	let at = start;
	for (let column = 0; cells.length < columns.length && at <= end; column++) {
		const isWanted = column === columns[cells.length];
		let cellEnd = endOfPlainCell(bytes, at, end, delimiter);
		if (start + quotedCells[quoted] <= cellEnd) {
			const [quote, quoteEnd] = quotedCells.slice(quoted, quoted + 2);
			if (isWanted) cells.push(unquote(bytes.toString('utf8', start + quote, start + quoteEnd)));
			cellEnd = endOfPlainCell(bytes, start + quoteEnd, end, delimiter);
			quoted += 2;
		} else if (isWanted) {
			cells.push(bytes.toString('utf8', at, cellEnd));
		}
		at = cellEnd + 1;
	}
	return cells;
}

function endOfPlainCell(bytes: Buffer, start: number, end: number, delimiter: number): number {
	let at = start;
	while (at < end && bytes[at] !== delimiter) at++;
	return at;
}

function unquote(cell: string): string {
	return cell.slice(1, -1).replaceAll('""', '"');
}
