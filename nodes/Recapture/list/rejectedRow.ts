import { writtenCell } from './cell';
import type { Fault, RejectionReason } from './fieldCell';
import type { Row } from './table';
import type { SameVehicle } from './vehicleIndex';
import { beginningOf } from '../values/text';

/** A row that was not sent, as users see it. */
export interface RejectedRow {
	readonly row: number;
	readonly line?: number;
	/** The first fault of the row. */
	readonly reason: RejectionReason | 'duplicate';
	/** All faults of the row in a sentence. */
	readonly message: string;
	/** Of the first fault; '' when no single column is at fault. */
	readonly column: string;
	readonly value: unknown;
	/** The row as read, by header, so that it can be corrected and uploaded again. */
	readonly data: Readonly<Record<string, unknown>>;
}

interface Naming {
	readonly columns: readonly string[];
	readonly rowName: 'Row' | 'Item';
}

/** Raw text of a row that could not be read as one has this name in its `data`. */
const RAW_TEXT = '_line';
/** Says under this name how many cells of a very long row were left out of its `data`. */
const LEFT_OUT = '_leftOut';

const MAX_QUOTED_CHARACTERS = 100;
const MAX_CELL_CHARACTERS = 1_000;
/** Of the cells in `data` together: with it, a thousand rejected rows take 20 MB at most. */
const MAX_DATA_CHARACTERS = 20_000;

export function toRejectedRow(row: Row, faults: readonly Fault[], naming: Naming): RejectedRow {
	const [{ reason, column }] = faults;
	const sentences = faults.map((fault) => sentenceOf(fault, row, naming));
	return build(row, naming, { reason, column, message: sentences.join('; ') });
}

/** @param earlier the accepted row with the same vehicle */
export function toDuplicateRow(row: Row, earlier: SameVehicle, naming: Naming): RejectedRow {
	const same = earlier.by === 'vin' ? 'VIN' : 'rego and state';
	const message = `the same vehicle as ${naming.rowName.toLowerCase()} ${earlier.row} (same ${same}), so it is not sent again`;
	return build(row, naming, { reason: 'duplicate', message });
}

function build(
	row: Row,
	{ columns, rowName }: Naming,
	{ reason, column, message }: Pick<RejectedRow, 'reason' | 'message'> & { column?: number },
): RejectedRow {
	const place = row.line === undefined ? '' : ` (line ${row.line})`;
	return {
		row: row.row,
		...(row.line !== undefined && { line: row.line }),
		reason,
		message: `${rowName} ${row.row}${place}: ${message}.`,
		column: column === undefined ? '' : columns[column],
		value: column === undefined ? '' : shownCell(row.cells[column]),
		data: dataOf(row, columns),
	};
}

function sentenceOf({ column, what }: Fault, { cells }: Row, { columns }: Naming): string {
	if (column === undefined) return what;
	return `"${quoted(cells[column])}" in column "${columns[column]}" ${what}`;
}

function dataOf(row: Row, columns: readonly string[]): Record<string, unknown> {
	const entries: Array<[string, unknown]> = [];
	let characters = 0;
	let leftOut = 0;
	for (let column = 0; column < Math.min(row.cells.length, columns.length); column++) {
		const cell = shownCell(row.cells[column]);
		if (cell === undefined) continue;
		characters += columns[column].length + textOf(cell).length;
		if (characters > MAX_DATA_CHARACTERS) leftOut += 1;
		else entries.push([columns[column], cell]);
	}
	if (leftOut > 0) entries.push([LEFT_OUT, `${leftOut} cells`]);
	if (row.broken) entries.push([RAW_TEXT, row.broken.text]);
	// Not by assignment: a column may be called __proto__.
	return Object.fromEntries(entries);
}

/** A cell for the output: as read, but of a very long one the beginning alone. */
export function shownCell(cell: unknown): unknown {
	const written = writtenCell(cell);
	if (typeof written !== 'string' && (typeof written !== 'object' || written === null)) {
		return written;
	}
	const text = textOf(written);
	return text.length > MAX_CELL_CHARACTERS ? beginningOf(text, MAX_CELL_CHARACTERS) : written;
}

function quoted(cell: unknown): string {
	return beginningOf(textOf(writtenCell(cell)), MAX_QUOTED_CHARACTERS);
}

function textOf(cell: unknown): string {
	return typeof cell === 'object' ? (JSON.stringify(cell) ?? '') : String(cell);
}
