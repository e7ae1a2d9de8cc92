import { parse } from 'csv-parse/stream';

import type { Delimiter } from '../table';
import { nextTurn } from './blocks';
import type { FileRecord, RecordBlock } from './records';

const QUOTE = 0x22;
const SPACE = 0x20;
/** What csv-parse gets at once: some ten milliseconds of work. */
const SLICE_BYTES = 256 * 1024;

/**
 * Ends no record: no UTF-8 text holds this byte. And csv-parse, which makes sure before every byte that a whole record
 * delimiter could follow, waits for the end of the text before it begins; it is faster when it need not ask.
 */
const NEVER = Buffer.alloc(SLICE_BYTES, 0xff);

/**
 * The cells of each record of a block; broken records have none.
 *
 * csv-parse takes the whole block for one long record, in which a line ending is one more delimiter; how many cells
 * each record has is known already. Records of its own would be dear: a promise each, or a description each for
 * `on_record`, and a tenth of a millisecond for each that is longer or shorter than the first one.
 */
export async function parseCells(block: RecordBlock, delimiter: Delimiter): Promise<string[][]> {
	const { records } = block;
	const cells = await parseRecord(toOneRecord(block, delimiter), delimiter);
	let next = 0;
	const cellsOf = records.map((record, index) => {
		const own = cells.slice(next, next + record.cells);
		next += record.cells + emptyCellsAfter(record, records[index + 1]);
		return record.flaw ? [] : own;
	});
	// Rather no rows than rows whose cells have moved.
	if (next !== cells.length) throw new Error('csv-parse found other cells than the record scanner');
	return cellsOf;
}

/** How many cells csv-parse sees between two records: there are none between two delimiters that stand side by side. */
function emptyCellsAfter(record: FileRecord, next: FileRecord | undefined): number {
	return next ? next.start - record.end - 1 : 0;
}

/** A copy of the records' text with delimiters for line endings, blanks for broken records, and all quotes in place. */
function toOneRecord({ bytes, records }: RecordBlock, delimiter: Delimiter): Buffer {
	const offset = records[0].start;
	const text = Buffer.from(bytes.subarray(offset, records[records.length - 1].end));
	const delimiterByte = delimiter.charCodeAt(0);
	records.forEach(({ start, end, flaw, spacedQuotes }, index) => {
		if (flaw) text.fill(SPACE, start - offset, end - offset);
		else if (spacedQuotes) moveQuotes(text.subarray(start - offset), spacedQuotes);
		const next = records[index + 1]?.start ?? end;
		for (let at = end; at < next; at++) text[at - offset] = delimiterByte;
	});
	return text;
}

/** Makes `" text "` of ` "text" `: csv-parse knows a quoted cell only by a quote that stands beside the delimiter. */
function moveQuotes(text: Buffer, spacedQuotes: readonly number[]): void {
	for (let index = 0; index < spacedQuotes.length; index += 2) {
		const [quote, space] = spacedQuotes.slice(index, index + 2);
		text[quote] = text[space];
		text[space] = QUOTE;
	}
}

async function parseRecord(text: Buffer, delimiter: Delimiter): Promise<string[]> {
	let cells: string[] = [];
	const parser = parse({
		delimiter,
		record_delimiter: [NEVER],
		// A quote inside a plain cell is text: 15" alloys.
		relax_quotes: true,
		on_record: (record: string[]) => {
			cells = record;
			return null;
		},
	});
	const writer = parser.writable.getWriter();
	for (let start = 0; start < text.length; start += SLICE_BYTES) {
		await nextTurn();
		await writer.write(text.subarray(start, start + SLICE_BYTES));
	}
	await writer.close();
	return cells;
}
