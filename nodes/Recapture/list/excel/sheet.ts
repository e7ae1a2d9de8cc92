import type { CellError, MissingFormulaValue } from '../table';

/** A sheet of a workbook, whatever the format of the file. A sheet that is a chart has no cells, and is none. */
export interface Sheet {
	readonly name: string;
	readonly visibility: 'visible' | 'hidden';
	/**
	 * The rows in which a cell is filled, some hundreds at a time. Every call reads from the first row.
	 *
	 * @throws UnreadableFile when the sheet is damaged
	 */
	readRows(): AsyncIterable<readonly SheetRow[]>;
}

export interface SheetRow {
	/** Its number in the sheet, from 1. */
	readonly line: number;
	readonly visibility: 'visible' | 'hidden';
	/** From the first column to the last that is filled. An empty cell is ''. */
	readonly cells: readonly SheetCell[];
}

export type SheetCell = string | CellError | MissingFormulaValue;
