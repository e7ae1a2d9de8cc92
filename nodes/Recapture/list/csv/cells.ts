import { parse } from 'csv-parse/stream';

import type { Delimiter } from '../table';
import { nextTurn } from './blocks';
import { textOf, type FileRecord, type RecordBlock } from './records';

const QUOTE = 0x22;
const SPACE = 0x20;
const TAB = 0x09;
/** What csv-parse gets at once: some ten milliseconds of work. */
const SLICE_BYTES = 256 * 1024;

/**
 * Ends no record: no UTF-8 text holds this byte. And csv-parse, which makes sure before every byte that a whole record
 * delimiter could follow, waits for the end of the text before it begins; it is faster when it need not ask.
 */
const NEVER = Buffer.alloc(SLICE_BYTES, 0xff);

/**
 * The cells of each record of a block; broken records have none. Spaces between a quote and a delimiter belong to no cell.
 *
 * csv-parse reads the cells that have quotes inside their quotes, all of a block as if they were one record: a parser for
 * each would be dear. In the others nothing has a meaning but the delimiters between them and the quotes around them,
 * and cutting there takes a tenth of its time.
 */
export async function parseCells(block: RecordBlock, delimiter: Delimiter): Promise<string[][]> {
	const cutter = new CellCutter(block.bytes, delimiter);
	const cells = block.records.map((record) => cutter.cut(record));
	const parsed = await parseRecord(
		cutter.unparsed.map(({ text }) => text).join(delimiter),
		delimiter,
	);
	cutter.unparsed.forEach(({ row, column }, index) => (row[column] = parsed[index]));
	return cells;
}

/** A cell that csv-parse has to read, and where it belongs. */
interface UnparsedCell {
	readonly row: string[];
	readonly column: number;
	readonly text: string;
}

class CellCutter {
	readonly unparsed: UnparsedCell[] = [];

	constructor(
		private readonly bytes: Buffer,
		private readonly delimiter: Delimiter,
	) {}

	cut(record: FileRecord): string[] {
		if (record.flaw) return [];
		const cells = record.quotedCells
			? this.cutAtQuotes(record, record.quotedCells)
			: textOf(this.bytes, record).split(this.delimiter);
		if (cells.length === record.cells) return cells;
		// Rather no rows than rows whose cells have moved.
		throw new Error('The record scanner counted other cells than were found');
	}

	private cutAtQuotes({ start, end }: FileRecord, quotedCells: readonly number[]): string[] {
		const cells: string[] = [];
		let at = start;
		for (let index = 0; index < quotedCells.length; index += 2) {
			this.addPlainCells(cells, at, start + quotedCells[index]);
			// What stands between the last delimiter and the quote: nothing, or spaces.
			cells.pop();
			this.addQuotedCell(cells, start + quotedCells[index], start + quotedCells[index + 1]);
			at = this.endOfSpaces(start + quotedCells[index + 1], end) + 1;
		}
		if (at <= end) this.addPlainCells(cells, at, end);
		return cells;
	}

	private addPlainCells(cells: string[], start: number, end: number): void {
		for (const cell of this.text(start, end).split(this.delimiter)) cells.push(cell);
	}

	private addQuotedCell(cells: string[], start: number, end: number): void {
		const hasQuoteInside = this.bytes.indexOf(QUOTE, start + 1) < end - 1;
		if (hasQuoteInside) {
			this.unparsed.push({ row: cells, column: cells.length, text: this.text(start, end) });
		}
		cells.push(hasQuoteInside ? '' : this.text(start + 1, end - 1));
	}

	private endOfSpaces(start: number, end: number): number {
		let at = start;
		while (at < end && this.isSpace(this.bytes[at])) at++;
		return at;
	}

	private isSpace(byte: number): boolean {
		return byte === SPACE || (byte === TAB && this.delimiter !== '\t');
	}

	private text(start: number, end: number): string {
		return this.bytes.toString('utf8', start, end);
	}
}

async function parseRecord(record: string, delimiter: Delimiter): Promise<string[]> {
	let cells: string[] = [];
	if (record === '') return cells;
	const parser = parse({
		delimiter,
		record_delimiter: [NEVER],
		on_record: (found: string[]) => {
			cells = found;
			return null;
		},
	});
	const text = Buffer.from(record);
	const writer = parser.writable.getWriter();
	for (let start = 0; start < text.length; start += SLICE_BYTES) {
		await nextTurn();
		await writer.write(text.subarray(start, start + SLICE_BYTES));
	}
	await writer.close();
	return cells;
}
