import { CsvError, parse } from 'csv-parse/sync';

import type { Delimiter } from '../table';
import { pauses } from './chunks';

/** No line and no record of a list is longer, in characters. A longer record most likely has a quote by mistake. */
export const MAX_RECORD_LENGTH = 2_000_000;

/** Each of them costs far more time than a sound record. */
const MAX_BROKEN_RECORDS = 10_000;

/** How much csv-parse gets at once, in characters: a call costs as much as some thousand of them, but none may take long. */
const FIRST_BATCH_LENGTH = 4 * 1024;
const MAX_BATCH_LENGTH = 64 * 1024;
const MAX_BATCH_LINES = 2_000;

export type Flaw = 'quote never ends' | 'text after quote' | 'too long';

/** One record of a CSV file: the headers or a row. */
export interface FileRecord {
	/** The line of the file on which it starts, from 1. */
	readonly line: number;
	/** As it stands in the file, with its line end. Of a line that is too long only the beginning. */
	readonly text: string;
	/** Trimmed, but for what stands in quotes. A broken record has none. */
	readonly cells: string[];
	readonly flaw?: Flaw;
}

/** Thrown when a file has so many broken records that reading on is of no use. */
class TooManyBrokenRecords extends Error {
	readonly description =
		"Open the list in a spreadsheet, save it again as 'CSV UTF-8' and use that file. If its cells are not separated by commas, set the option 'Delimiter'.";

	constructor(line: number) {
		super(
			`More than ${MAX_BROKEN_RECORDS.toLocaleString('en-US')} rows of the file have broken quotes: it was read up to line ${line}`,
		);
		this.name = 'TooManyBrokenRecords';
	}
}

/**
 * Reads the records of a CSV text, some hundreds at a time. Empty lines are no records. A broken record is its first line
 * alone: the lines after it are read all the same.
 *
 * @throws what the text throws, and an error with a description after 10,000 broken records
 */
export async function* readRecords(
	text: AsyncIterable<string> | Iterable<string>,
	delimiter: Delimiter,
): AsyncGenerator<FileRecord[]> {
	const pause = pauses();
	const cutter = new LineCutter();
	const reader = new RecordReader(delimiter);
	for await (const part of text) {
		for (const records of reader.add(cutter.add(part))) {
			yield records;
			await pause();
		}
	}
	for (const records of reader.end(cutter.end())) {
		yield records;
		await pause();
	}
}

const LINES = /[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+/g;

/** Cuts a text that comes in parts into lines. Each line keeps its line end. */
class LineCutter {
	/** The beginning of a line that may go on. */
	private rest = '';
	/** A carriage return at the end of the last part: it may be half of a line end. */
	private carriageReturn = '';

	add(part: string): string[] {
		const text = this.carriageReturn + part;
		this.carriageReturn = text.endsWith('\r') ? '\r' : '';
		const sure = text.slice(0, text.length - this.carriageReturn.length);
		const lines = sure.match(LINES) ?? [];
		if (lines.length === 0) return [];
		lines[0] = this.rest + lines[0];
		this.rest = sure.endsWith('\n') || sure.endsWith('\r') ? '' : (lines.pop() ?? '');
		// A line may be as long as the file. Not cut for every part, or megabytes would be copied each time.
		if (this.rest.length > 2 * MAX_RECORD_LENGTH) {
			this.rest = this.rest.slice(0, MAX_RECORD_LENGTH + 1);
		}
		return lines;
	}

	/** The last line gets a line end, too: csv-parse takes a line of blanks without one for nothing. */
	end(): string[] {
		if (this.rest === '' && this.carriageReturn === '') return [];
		return [this.rest + (this.carriageReturn || '\n')];
	}
}

/**
 * Makes records of lines. csv-parse gets batches of whole lines; a batch may end within a record, which is then parsed
 * again with more lines. Where csv-parse finds a broken quote, the first line of that record is taken out as broken, and
 * parsing goes on with the next line.
 */
class RecordReader {
	/** Those from index `at` on are still to be parsed. */
	private lines: string[] = [];
	private at = 0;
	/** How long they are together, and the number of the first. */
	private length = 0;
	private line = 1;
	private input: 'open' | 'ended' = 'open';
	private batchLength = FIRST_BATCH_LENGTH;
	/** How much of the first record was parsed without finding its end. */
	private openLength = 0;
	/**
	 * Where the last broken record met its fault. Each line between began inside its quotes, so a record that begins there
	 * and goes on behind its first line meets the same fault: it is broken as well. Without that, a file with a stray quote
	 * in every row would be parsed over and over again.
	 */
	private deadEnd = 0;
	private brokenRecords = 0;

	constructor(private readonly delimiter: Delimiter) {}

	*add(lines: readonly string[]): Generator<FileRecord[]> {
		this.lines = this.lines.slice(this.at).concat(lines);
		this.at = 0;
		this.length += lengthOf(lines);
		// A record that is still open is parsed again when there is twice as much of it.
		while (this.length > Math.min(2 * this.openLength, MAX_RECORD_LENGTH)) yield this.parseBatch();
	}

	*end(lines: readonly string[]): Generator<FileRecord[]> {
		yield* this.add(lines);
		this.input = 'ended';
		while (this.length > 0) yield this.parseBatch();
	}

	private parseBatch(): FileRecord[] {
		const batch = this.nextBatch();
		if (batch[0].length > MAX_RECORD_LENGTH) return [this.takeBroken('too long')];
		const firstLine = this.line;
		const isOpen = this.openLength > 0;
		const { rows, fault } =
			(isOpen ? undefined : parseEachLine(batch, this.delimiter)) ??
			parseLines(batch, this.delimiter);
		const records = this.takeSound(rows, batch);
		const rest = batch.slice(this.line - firstLine);
		this.openLength = 0;
		this.batchLength = Math.min(2 * lengthOf(batch), MAX_BATCH_LENGTH);
		// Rather no rows than rows with wrong numbers.
		if (!fault && rest.length > 0) throw new Error('csv-parse found fewer lines than there are');
		if (!fault) return records;

		if (fault.kind === 'open quote' && this.mayGoOn(rest)) {
			if (records.length === 0) this.openLength = lengthOf(rest);
			return records;
		}
		const lastLine = fault.kind === 'open quote' ? batch.length - 1 : fault.lineIndex;
		this.deadEnd = Math.max(this.deadEnd, firstLine + lastLine);
		return [...records, this.takeBroken(this.flawOf(rest[0]))];
	}

	private nextBatch(): string[] {
		const wanted = Math.max(this.batchLength, 2 * this.openLength);
		const maxLines = this.openLength > 0 ? Infinity : MAX_BATCH_LINES;
		let length = this.lines[this.at].length;
		let end = this.at + 1;
		while (end < this.lines.length && length < wanted && end - this.at < maxLines) {
			length += this.lines[end].length;
			if (length > MAX_RECORD_LENGTH) break;
			end++;
		}
		return this.lines.slice(this.at, end);
	}

	/** Whether the record that consists of these lines and is not closed may be closed by later lines. */
	private mayGoOn(lines: readonly string[]): boolean {
		if (this.line < this.deadEnd) return false;
		const next = this.lines.at(this.at + lines.length);
		if (next === undefined) return this.input === 'open';
		return lengthOf(lines) + next.length <= MAX_RECORD_LENGTH;
	}

	private flawOf(line: string): Flaw {
		const { fault } = parseLines([line], this.delimiter);
		// Where the first line alone is no more than open, later lines closed the quote at the wrong place or not at all.
		return fault?.kind === 'text after quote' ? 'text after quote' : 'quote never ends';
	}

	private takeSound(rows: string[][], batch: readonly string[]): FileRecord[] {
		const haveOneLineEach = rows.length === batch.length;
		let start = 0;
		const records = rows.map((cells) => {
			const line = this.line + start;
			if (haveOneLineEach) return { line, text: batch[start++], cells };
			// The line ends within a record stand in its cells.
			const end = start + 1 + countLineEnds(cells.join(' '));
			const text = batch.slice(start, end).join('');
			start = end;
			return { line, text, cells };
		});
		this.drop(haveOneLineEach ? batch.length : start);
		return records.filter(({ text }) => !isLineEnd(text));
	}

	private takeBroken(flaw: Flaw): FileRecord {
		this.brokenRecords++;
		if (this.brokenRecords > MAX_BROKEN_RECORDS) throw new TooManyBrokenRecords(this.line);
		const record = { line: this.line, text: this.lines[this.at], cells: [], flaw };
		this.drop(1);
		// The next record may be broken, too: then a bigger batch would be parsed in vain.
		this.batchLength = 1;
		this.openLength = 0;
		return record;
	}

	private drop(count: number): void {
		this.length -= lengthOf(this.lines.slice(this.at, this.at + count));
		this.at += count;
		this.line += count;
	}
}

interface ParsedLines {
	/** The cells of all records, or of those before the first that is broken or not complete. */
	readonly rows: string[][];
	/** What is wrong with the next record. `lineIndex` is the line where the faulty cell begins. */
	readonly fault?:
		| { readonly kind: 'open quote' }
		| { readonly kind: 'text after quote'; readonly lineIndex: number };
}

function parseLines(lines: readonly string[], delimiter: Delimiter): ParsedLines {
	const text = lines.join('');
	const parsed = callParser(text, { delimiter, record_delimiter: LINE_ENDS });
	if (Array.isArray(parsed)) return { rows: parsed };
	const { code, records, bytes } = parsed;
	const to = Number(records);
	const rows = to === 0 ? [] : callParser(text, { delimiter, record_delimiter: LINE_ENDS, to });
	return {
		rows: Array.isArray(rows) ? rows : [],
		fault:
			code === 'CSV_QUOTE_NOT_CLOSED'
				? { kind: 'open quote' }
				: { kind: 'text after quote', lineIndex: indexOfLine(lines, Number(bytes)) },
	};
}

const LINE_ENDS = ['\r\n', '\n', '\r'];

/**
 * The cells of lines that are one record each, as most are; undefined if these are not.
 *
 * Before the cell with the first quote of a line and behind that with the last one, nothing has a meaning but the delimiters.
 * So csv-parse, which is slow, gets of each line only what is between: all lines as one record, with a mark between two of
 * them, since it is even slower with records of different lengths. If it finds all the marks, none is inside quotes.
 */
function parseEachLine(lines: readonly string[], delimiter: Delimiter): ParsedLines | undefined {
	const spans = lines.map((line) => quotedSpan(line, delimiter));
	const quoted = spans.flatMap((span) => (span ? [span.text] : []));
	const parsed = parseMarked(quoted, delimiter);
	if (parsed?.length !== quoted.length) return undefined;
	let next = 0;
	const rows = lines.map((line, index) => {
		const span = spans[index];
		if (!span) return plainCells(line, delimiter);
		const before = span.start === 0 ? [] : plainCells(line.slice(0, span.start - 1), delimiter);
		const after = span.end === line.length ? [] : plainCells(line.slice(span.end + 1), delimiter);
		return before.concat(parsed[next++], after);
	});
	return { rows };
}

/** The part of a line from the cell with the first quote to that with the last one. */
function quotedSpan(line: string, delimiter: Delimiter) {
	const firstQuote = line.indexOf('"');
	if (firstQuote === -1) return undefined;
	const start = line.lastIndexOf(delimiter, firstQuote) + 1;
	const delimiterBehind = line.indexOf(delimiter, line.lastIndexOf('"'));
	const end = delimiterBehind === -1 ? line.length : delimiterBehind;
	return { start, end, text: line.slice(start, end) };
}

// A text has no control characters but tabs and line ends.
const MARK = '\x1e';
const NO_RECORD_END = ['\x1d'];

function parseMarked(texts: readonly string[], delimiter: Delimiter): string[][] | undefined {
	if (texts.length === 0) return [];
	const text = texts.join(delimiter + MARK + delimiter);
	const parsed = callParser(text, { delimiter, record_delimiter: NO_RECORD_END });
	if (!Array.isArray(parsed)) return undefined;
	const rows: string[][] = [[]];
	for (const cell of parsed[0]) {
		if (cell === MARK) rows.push([]);
		else rows[rows.length - 1].push(cell);
	}
	return rows;
}

function plainCells(text: string, delimiter: Delimiter): string[] {
	return text.split(delimiter).map((cell) => cell.trim());
}

interface ParserOptions {
	readonly delimiter: Delimiter;
	readonly record_delimiter: string[];
	/** How many records at most. */
	readonly to?: number;
}

/** Quotes within a cell are text, as in 17" alloys; but because of `trim`, only blanks may follow a quoted cell. */
const PARSER = { relax_column_count: true, relax_quotes: true, trim: true };

function callParser(text: string, options: ParserOptions): string[][] | CsvError {
	let thrown: unknown;
	try {
		return parse(text, { ...PARSER, ...options });
	} catch (error) {
		thrown = error;
	}
	if (thrown instanceof CsvError) return thrown;
	throw thrown;
}

/** Index of the line that holds a byte of the text. */
function indexOfLine(lines: readonly string[], byte: number): number {
	let end = 0;
	return lines.findIndex((line) => {
		end += Buffer.byteLength(line);
		return byte < end;
	});
}

function lengthOf(lines: readonly string[]): number {
	return lines.reduce((sum, { length }) => sum + length, 0);
}

function countLineEnds(text: string): number {
	let count = 0;
	for (let at = 0; at < text.length; at++) {
		if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) count++;
	}
	return count;
}

function isLineEnd(text: string): boolean {
	return text === '\n' || text === '\r\n' || text === '\r';
}
