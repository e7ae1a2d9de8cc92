import type { Problem } from '../outcome';

/** One data row of a list, with where it came from. */
export interface Row {
	/** Number of the data row, from 1; blank rows count, empty lines of a file do not. */
	readonly row: number;
	/** Line of the file on which the row starts, from 1. Rows of input items have none. */
	readonly line?: number;
	/** Index of the input item that the row belongs to. */
	readonly item: number;
	/** Cells in the order of the table's columns; a short row has fewer. Files give strings, items anything. */
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
export type Encoding =
	| 'utf-8'
	| 'utf-16le'
	| 'utf-16be'
	| 'windows-1252'
	| 'gb18030'
	| 'big5'
	| 'macintosh';

/** A list of customers before anyone looked at what it means. */
export interface Table {
	/** Headers in file order, or the union of the items' fields; unique, none empty. */
	readonly columns: readonly string[];
	/** The headers as the file has them, trimmed: the same one may stand twice, and '' where there is none. */
	readonly headers: readonly string[];
	/**
	 * Facts for the summary, complete once all rows were read: `headerLine`, `delimiter` and `encoding` of a CSV file, none of
	 * items.
	 */
	facts(): Readonly<Record<string, unknown>>;
	/** Set when no record names a vehicle and the file looks like something else. */
	readonly suspicion?: Problem;
	/**
	 * The rows, some hundreds at a time: one promise per row would cost more than reading the row.
	 * Every call reads the list again from its first row.
	 */
	batches(): AsyncIterable<readonly Row[]>;
}
