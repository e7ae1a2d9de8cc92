import type { Problem } from '../outcome';

/** One data row of a list, with where it came from. */
export interface Row {
	/** Number of the data row, from 1; blank rows count, empty lines of a file do not. */
	readonly row: number;
	/** Line of the file on which the row starts, from 1; row of the sheet. Rows of input items have none. */
	readonly line?: number;
	/** Index of the input item that the row belongs to. */
	readonly item: number;
	/** Cells in the order of the table's columns; a short row has fewer. A CSV file gives strings, items anything. */
	readonly cells: readonly unknown[];
	/** Set when the row could not be read as one row of the table. */
	readonly broken?: BrokenRow;
}

export interface BrokenRow {
	readonly reason: 'broken-quotes' | 'too-many-cells';
	/** The row's raw text, as it stands in the file. */
	readonly text: string;
	/** What is wrong with it, as the middle of a sentence about the row: 'has a quoted cell that never ends'. */
	readonly what: string;
}

export type Delimiter = ',' | ';' | '\t' | '|';

/** The encodings in which a file can be read, and what people call them. */
export const ENCODINGS = {
	'utf-8': 'UTF-8',
	'utf-16le': 'UTF-16 LE',
	'utf-16be': 'UTF-16 BE',
	'windows-1252': 'Windows-1252',
	gb18030: 'GB 18030',
	big5: 'Big5',
	macintosh: 'Mac OS Roman',
} as const;

export type Encoding = keyof typeof ENCODINGS;

/** A list of customers, before its columns and cells are understood. */
export interface Table {
	/** Unique, none empty: the keys of `data` in a rejected row. Of items: every field that any of them has. */
	readonly columns: readonly string[];
	/** The headers as written, trimmed, one for each column: the same may stand twice, and '' where there is none. */
	readonly headers: readonly string[];
	/**
	 * Set when cells may be more than text: objects of items, error cells of a workbook. All rows are then checked for cells
	 * that no customer field can take before anything is sent.
	 */
	readonly hasTypedCells?: true;
	/**
	 * Facts for the summary, complete once all rows were read: `headerLine`, `delimiter` and `encoding` of a CSV file;
	 * `headerLine`, `sheet`, `otherSheets` and `hiddenRows` of a workbook; nothing of items.
	 */
	facts(): Readonly<Record<string, unknown>>;
	/** Set when no record names a vehicle and the list looks like something else; then it says what to do. */
	readonly suspicion?: Problem;
	/**
	 * The rows, some hundreds at a time: one promise per row would cost more than reading the row.
	 * Every call reads the list again from its first row.
	 */
	batches(): AsyncIterable<readonly Row[]>;
}

/** An error cell of a workbook. */
export class CellError {
	/** @param text as the workbook shows it: #N/A, #REF!, … */
	constructor(readonly text: string) {}
}

/** A formula cell of a workbook that has no stored value: nobody knows what it says. */
export class MissingFormulaValue {}
