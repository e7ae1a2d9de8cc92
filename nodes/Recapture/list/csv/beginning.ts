import type { Delimiter } from '../table';
import type { Examined } from './examine';
import { RecordScanner, textOf, type FileRecord, type RecordBlock } from './records';

/** So many rows are enough to tell whether a delimiter fits. */
export const SAMPLE_ROWS = 20;

/** The first records of a file as one delimiter cuts them: the headers and at least some rows, if it has them. */
export interface Beginning extends RecordBlock {
	/** Index of the record with the headers, -1 if there is none: the first one that is not blank. */
	readonly header: number;
}

/** A first line such as `sep=;`, by which Excel tells the delimiter. It is no record of the list. */
export interface SeparatorLine {
	readonly text: string;
	readonly delimiter: string;
}

// Programs that save the file again may put quotes around it, or fill it up with delimiters.
const SEPARATOR_LINE = /^"?sep=(.)\1*"? *(?:[\r\n]|$)/i;
const SEPARATOR_LINE_BYTES = 200;

export function findSeparatorLine(head: Buffer): SeparatorLine | undefined {
	const found = SEPARATOR_LINE.exec(head.toString('utf8', 0, SEPARATOR_LINE_BYTES));
	return found ? { text: found[0].trim(), delimiter: found[1] } : undefined;
}

/** Cuts the beginning of a file into records, without the last one if that may not be whole. */
export function readBeginning(examined: Examined, delimiter: Delimiter): Beginning {
	const { head } = examined;
	const first = findSeparatorLine(head) ? 1 : 0;
	const records: FileRecord[] = [];
	let header = -1;
	for (const block of blocksOf(examined, delimiter)) {
		for (const record of block.records) {
			if (header === -1 && records.length >= first && !isBlank(textOf(head, record), delimiter)) {
				header = records.length;
			}
			records.push(record);
		}
		if (header !== -1 && records.length > header + SAMPLE_ROWS) break;
	}
	return { bytes: head, records, header };
}

function* blocksOf({ head, headHolds }: Examined, delimiter: Delimiter): Generator<RecordBlock> {
	const scanner = new RecordScanner(delimiter);
	yield* scanner.add(head);
	if (headHolds === 'the whole file') yield* scanner.end();
}

function isBlank(text: string, delimiter: Delimiter): boolean {
	return text.replaceAll(delimiter, '').replaceAll('"', '').trim() === '';
}
