import { parse } from 'csv-parse/stream';

import type { Delimiter } from '../table';
import { nextTurn } from './blocks';
import { textOf, type FileRecord, type RecordBlock } from './records';

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
 * The cells of each record of a block; broken records have none.
 *
 * csv-parse reads the quoted cells, all of a block as if they were one record: a parser, or a promise, for each would
 * be dear. What stands between them holds delimiters and nothing else that has a meaning; splitting it takes a tenth of
 * the time. Spaces between a quote and a delimiter belong to no cell.
 */
export async function parseCells(block: RecordBlock, delimiter: Delimiter): Promise<string[][]> {
	const quoted = (await parseQuotedCells(block, delimiter)).values();
	return block.records.map((record) => {
		if (record.flaw) return [];
		const cells = record.quotedCells
			? joinCells(block.bytes, record, record.quotedCells, quoted, delimiter)
			: textOf(block.bytes, record).split(delimiter);
		if (cells.length === record.cells) return cells;
		// Rather no rows than rows whose cells have moved.
		throw new Error('The record scanner counted other cells than were found');
	});
}

/** The plain cells between the quoted ones, and those in their places. */
function joinCells(
	bytes: Buffer,
	{ start, end }: FileRecord,
	quotedCells: readonly number[],
	quoted: Iterator<string>,
	delimiter: Delimiter,
): string[] {
	const cells: string[] = [];
	let at = start;
	for (let index = 0; index < quotedCells.length; index += 2) {
		const plain = bytes.toString('utf8', at, start + quotedCells[index]).split(delimiter);
		// The last of them is what stands between the delimiter and the quote: nothing, or spaces.
		for (let cell = 0; cell < plain.length - 1; cell++) cells.push(plain[cell]);
		cells.push(quoted.next().value as string);
		at = endOfSpaces(bytes, start + quotedCells[index + 1], end, delimiter) + 1;
	}
	if (at > end) return cells;
	for (const cell of bytes.toString('utf8', at, end).split(delimiter)) cells.push(cell);
	return cells;
}

function endOfSpaces(bytes: Buffer, start: number, end: number, delimiter: Delimiter): number {
	let at = start;
	while (at < end && (bytes[at] === SPACE || (bytes[at] === TAB && delimiter !== '\t'))) at++;
	return at;
}

async function parseQuotedCells(
	{ bytes, records }: RecordBlock,
	delimiter: Delimiter,
): Promise<string[]> {
	const texts: Buffer[] = [];
	const delimiterBytes = Buffer.from(delimiter);
	for (const { start, flaw, quotedCells } of records) {
		if (flaw || !quotedCells) continue;
		for (let index = 0; index < quotedCells.length; index += 2) {
			if (texts.length > 0) texts.push(delimiterBytes);
			texts.push(bytes.subarray(start + quotedCells[index], start + quotedCells[index + 1]));
		}
	}
	return texts.length > 0 ? await parseRecord(Buffer.concat(texts), delimiter) : [];
}

async function parseRecord(text: Buffer, delimiter: Delimiter): Promise<string[]> {
	let cells: string[] = [];
	const parser = parse({
		delimiter,
		record_delimiter: [NEVER],
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
