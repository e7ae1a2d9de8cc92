import type { Delimiter } from '../table';

/** A record beyond this size is broken: most likely a quote was opened by mistake and never ends. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024;

/** A block ends where it has as many records as that … */
const MOST_RECORDS = 2_000;
/** … or as many bytes: a bigger one would keep other work waiting. The first ones must be small: new code is slow. */
const FIRST_BLOCK_BYTES = 16 * 1024;
const MOST_BLOCK_BYTES = 64 * 1024;

/** More than anybody wants to see of a line that cannot be read. */
const KEPT_BYTES_OF_LINE = 64 * 1024;

/** One record of a CSV file (the headers or a row), and where its text stands in the bytes of its block. */
export interface FileRecord {
	/** The line of the file on which it starts, from 1. */
	readonly line: number;
	readonly start: number;
	/** After its last byte; the line ending does not belong to it. */
	readonly end: number;
	/** How many cells it has; a broken record counts as one. */
	readonly cells: number;
	/** Where its quoted cells stand: pairs of offsets from the start, the opening quote and after the closing one. */
	readonly quotedCells?: readonly number[];
	readonly flaw?: Flaw;
}

export type Flaw = 'quote never ends' | 'text after quote' | 'too long';

/** Some records in the order of the file. Between them stand line endings and nothing else. */
export interface RecordBlock {
	readonly bytes: Buffer;
	readonly records: readonly FileRecord[];
}

/** A record as it stands in the file. */
export function textOf(bytes: Buffer, { start, end }: FileRecord): string {
	return bytes.toString('utf8', start, end);
}

// What a byte is …
const TEXT = 0;
const SPACE = 1;
const QUOTE = 2;
const DELIMITER = 3;
const LINE_END = 4;
const FILE_END = 5;
const KINDS = 6;

// … where one stands …
const RECORD_START = 0 * KINDS;
const CELL_START = 1 * KINDS;
const SPACES = 2 * KINDS;
const QUOTE_IN_QUOTED = 3 * KINDS;
const SPACES_AFTER = 4 * KINDS;
const PLAIN = 5 * KINDS;
const QUOTED = 6 * KINDS;
const REST_OF_LINE = 7 * KINDS;

// … and what is to be decided there, beyond going on in another state.
const DECISIONS = 8 * KINDS;
const NEW_LINE = DECISIONS;
const NEW_LINE_IN_CELL = DECISIONS + 1;
const END_OF_RECORD = DECISIONS + 2;
const END_OF_BROKEN = DECISIONS + 3;
const OPENING_QUOTE = DECISIONS + 4;
const AFTER_QUOTED_CELL = DECISIONS + 5;
const TEXT_AFTER_QUOTE = DECISIONS + 6;
const OPEN_QUOTE_AT_END = DECISIONS + 7;
const FINISHED = DECISIONS + 8;
const OUT_OF_BYTES = DECISIONS + 9;

/** Which state or decision follows: a row for each state, a column for each kind of byte. */
// prettier-ignore
const NEXT = Uint8Array.of(
	// text            space         quote             delimiter          line end           file end
	PLAIN,             SPACES,       OPENING_QUOTE,    CELL_START,        NEW_LINE,          FINISHED,          // RECORD_START
	PLAIN,             SPACES,       OPENING_QUOTE,    CELL_START,        END_OF_RECORD,     END_OF_RECORD,     // CELL_START
	PLAIN,             SPACES,       OPENING_QUOTE,    CELL_START,        END_OF_RECORD,     END_OF_RECORD,     // SPACES
	TEXT_AFTER_QUOTE,  SPACES_AFTER, QUOTED,           AFTER_QUOTED_CELL, AFTER_QUOTED_CELL, AFTER_QUOTED_CELL, // QUOTE_IN_QUOTED
	TEXT_AFTER_QUOTE,  SPACES_AFTER, TEXT_AFTER_QUOTE, AFTER_QUOTED_CELL, AFTER_QUOTED_CELL, AFTER_QUOTED_CELL, // SPACES_AFTER
	PLAIN,             PLAIN,        PLAIN,            CELL_START,        END_OF_RECORD,     END_OF_RECORD,     // PLAIN
	QUOTED,            QUOTED,       QUOTE_IN_QUOTED,  QUOTED,            NEW_LINE_IN_CELL,  OPEN_QUOTE_AT_END, // QUOTED
	REST_OF_LINE,      REST_OF_LINE, REST_OF_LINE,     REST_OF_LINE,      END_OF_BROKEN,     END_OF_BROKEN,     // REST_OF_LINE
);

const LF = 0x0a;
const CR = 0x0d;
const QUOTE_BYTE = 0x22;

/** Cuts a text into records. */
export async function* findRecords(
	text: AsyncIterable<Buffer>,
	delimiter: Delimiter,
): AsyncGenerator<RecordBlock> {
	const scanner = new RecordScanner(delimiter);
	for await (const bytes of text) yield* scanner.add(bytes);
	yield* scanner.end();
}

/**
 * Finds where the records of a CSV text begin and end, so that one with a broken quote can be cut out before csv-parse
 * sees the text: csv-parse would take everything up to the next quote, or to the end of the file, for one cell.
 *
 * It walks over every byte once with a small state machine. When a record turns out to be broken only lines later,
 * it goes back to the record's second line: the record is its first line alone, and what it swallowed is read after
 * all. Going back cannot add up to quadratic time, because of `deadEnd` below.
 */
export class RecordScanner {
	private readonly kinds = new Uint8Array(256).fill(TEXT);
	private memory: Buffer = Buffer.alloc(0);
	/** The part of the memory that holds the text. */
	private bytes: Buffer = Buffer.alloc(0);
	private input: 'open' | 'ended' = 'open';
	private records: FileRecord[] = [];
	private blockBytes = FIRST_BLOCK_BYTES;

	private at = 0;
	private state = RECORD_START;
	private line = 1;
	/** Where the last carriage return stood: a line feed behind it belongs to it. */
	private carriageReturn = -2;

	// The record that is being read.
	private start = 0;
	private startLine = 1;
	private cells = 1;
	private quotedCells: number[] | undefined;
	private flaw: Flaw | undefined;
	/** Where its first line ends, once the record goes on beyond that. */
	private firstLineEnd: number | undefined;
	private way: 'walked' | 'jumped' = 'walked';

	/**
	 * Where the last record that broke after its first line had got to, and in which state. Inside that record every
	 * line began inside a quoted cell; so any later record that enters one of these lines inside a quoted cell gets to
	 * the same place in the same state, and may jump there. Without that, a file with a stray quote in every row
	 * would be read over and over again.
	 */
	private deadEnd = { at: -1, state: RECORD_START };

	constructor(
		delimiter: Delimiter,
		private readonly maxRecordBytes = MAX_RECORD_BYTES,
	) {
		this.kinds[0x20] = SPACE;
		this.kinds[0x09] = SPACE;
		this.kinds[QUOTE_BYTE] = QUOTE;
		this.kinds[LF] = LINE_END;
		this.kinds[CR] = LINE_END;
		this.kinds[delimiter.charCodeAt(0)] = DELIMITER;
	}

	/** Takes the next part of the text and gives the records that end in it. */
	*add(part: Buffer): Generator<RecordBlock> {
		this.append(part);
		yield* this.scan();
	}

	/** Gives what is left when the text has ended. */
	*end(): Generator<RecordBlock> {
		this.input = 'ended';
		yield* this.scan();
	}

	private append(part: Buffer): void {
		// Of a line that is given up, the beginning is enough: it may be as long as the file.
		if (this.state === REST_OF_LINE) this.at = Math.min(this.at, this.start + KEPT_BYTES_OF_LINE);
		if (this.at + part.length > this.memory.length) this.moveToNewMemory(part.length);
		part.copy(this.memory, this.at);
		this.bytes = this.memory.subarray(0, this.at + part.length);
		this.deadEnd.at = Math.min(this.deadEnd.at, this.at);
	}

	/** Not cleared and used again: the blocks that were handed out stand in the old one. */
	private moveToNewMemory(room: number): void {
		const unfinished = this.memory.subarray(this.start, this.at);
		// Twice what is needed, or a record of megabytes would be moved for every block of it.
		this.memory = Buffer.allocUnsafe(2 * (unfinished.length + room));
		unfinished.copy(this.memory);
		this.at -= this.start;
		this.carriageReturn -= this.start;
		this.deadEnd.at -= this.start;
		if (this.firstLineEnd !== undefined) this.firstLineEnd -= this.start;
		this.start = 0;
	}

	private *scan(): Generator<RecordBlock> {
		for (;;) {
			const decision = this.walk();
			if (decision === FINISHED || (decision === OUT_OF_BYTES && !this.isTooLong())) break;
			this.decide(decision);
			if (this.isBlockFull()) yield this.takeBlock();
		}
		if (this.records.length > 0) yield this.takeBlock();
	}

	private isBlockFull(): boolean {
		const { records } = this;
		if (records.length === 0) return false;
		return records.length >= MOST_RECORDS || this.start - records[0].start >= this.blockBytes;
	}

	private takeBlock(): RecordBlock {
		const { bytes, records } = this;
		this.records = [];
		this.blockBytes = Math.min(2 * this.blockBytes, MOST_BLOCK_BYTES);
		return { bytes, records };
	}

	/** Walks on as long as the table above knows the way; this loop is all that runs for every byte. */
	private walk(): number {
		const { bytes, kinds } = this;
		let { at, state, cells } = this;
		let next = OUT_OF_BYTES;
		for (; at < bytes.length; at++) {
			const kind = kinds[bytes[at]];
			// Most bytes: text and spaces in a cell, where they change nothing.
			if (kind <= SPACE && state >= PLAIN) continue;
			next = NEXT[state + kind];
			if (next >= DECISIONS) break;
			if (next === CELL_START) cells++;
			state = next;
		}
		this.at = at;
		this.state = state;
		this.cells = cells;
		if (at < bytes.length) return next;
		return this.input === 'ended' ? NEXT[state + FILE_END] : OUT_OF_BYTES;
	}

	private decide(decision: number): void {
		switch (decision) {
			case NEW_LINE:
				this.countLine();
				this.at++;
				return this.beginRecord();
			case NEW_LINE_IN_CELL:
				return this.enterNextLine();
			case OPENING_QUOTE:
				(this.quotedCells ??= []).push(this.at - this.start);
				this.at++;
				this.state = QUOTED;
				return;
			case AFTER_QUOTED_CELL:
				// Behind the cell itself there may be spaces. The byte here says what comes next, as after a plain cell.
				this.quotedCells?.push(this.bytes.lastIndexOf(QUOTE_BYTE, this.at - 1) + 1 - this.start);
				this.state = PLAIN;
				return;
			case END_OF_RECORD:
				return this.endRecord();
			case END_OF_BROKEN:
				this.keepRecord(this.at, 1);
				return this.beginRecord();
			case TEXT_AFTER_QUOTE:
				return this.breakRecord('text after quote');
			case OPEN_QUOTE_AT_END:
				return this.breakRecord('quote never ends');
			case OUT_OF_BYTES:
				return this.breakRecord(this.state === QUOTED ? 'quote never ends' : 'too long');
		}
	}

	private beginRecord(): void {
		this.state = RECORD_START;
		this.start = this.at;
		this.startLine = this.line;
		this.cells = 1;
		this.quotedCells = undefined;
		this.flaw = undefined;
		this.firstLineEnd = undefined;
		this.way = 'walked';
	}

	private enterNextLine(): void {
		this.countLine();
		this.firstLineEnd ??= this.at;
		if (this.isTooLong()) {
			this.breakRecord('quote never ends');
		} else if (this.at < this.deadEnd.at) {
			this.at = this.deadEnd.at;
			this.state = this.deadEnd.state;
			this.way = 'jumped';
		} else {
			this.at++;
		}
	}

	private endRecord(): void {
		if (this.isTooLong()) return this.breakRecord('too long');
		if (this.way === 'walked') {
			this.keepRecord(this.at, this.cells);
		} else {
			// No dead end for this one, which may go further. What it jumped over must be walked, to count its cells.
			this.deadEnd = { at: -1, state: RECORD_START };
			this.at = this.start;
			this.line = this.startLine;
		}
		this.beginRecord();
	}

	/** The record is its first line alone, and what comes after that is read anew. */
	private breakRecord(flaw: Flaw): void {
		if (this.firstLineEnd === undefined) {
			this.flaw = flaw;
			this.state = REST_OF_LINE;
			return;
		}
		this.deadEnd = { at: this.at, state: this.state };
		// Whatever stopped it lines later: what the reader of the first line will see is that a quote is missing.
		this.flaw = flaw === 'too long' ? flaw : 'quote never ends';
		this.keepRecord(this.firstLineEnd, 1);
		this.at = this.firstLineEnd;
		this.line = this.startLine;
		this.beginRecord();
	}

	private keepRecord(end: number, cells: number): void {
		const { startLine: line, start, quotedCells, flaw } = this;
		this.records.push({ line, start, end, cells, quotedCells, flaw });
	}

	private isTooLong(): boolean {
		return this.at - this.start > this.maxRecordBytes && this.state !== REST_OF_LINE;
	}

	private countLine(): void {
		if (this.bytes[this.at] === CR) {
			this.carriageReturn = this.at;
			this.line++;
		} else if (this.carriageReturn !== this.at - 1) {
			this.line++;
		}
	}
}
