import type { Rejection, RejectionReason } from './customer';
import type { Row } from './table';

/** A rejected row as users see it. */
export interface RejectedRow {
	readonly row: number;
	readonly line?: number;
	readonly reason: RejectionReason;
	readonly column?: string;
	readonly value?: unknown;
	readonly message: string;
	/** The row as read, by header, so that it can be mended and fed back. */
	readonly data: Readonly<Record<string, unknown>>;
}

/** Raw text of a row that could not be read as one stands under this name in its `data`. */
const RAW_TEXT = '_line';

const MAX_VALUE_CHARACTERS = 100;

export function toRejectedRow(
	row: Row,
	{ reason, column, what }: Rejection,
	columns: readonly string[],
): RejectedRow {
	const place = row.line === undefined ? `Row ${row.row}` : `Row ${row.row} (line ${row.line})`;
	const subject =
		column === undefined ? '' : `"${shorten(row.cells[column])}" in column "${columns[column]}" `;
	return {
		row: row.row,
		...(row.line !== undefined && { line: row.line }),
		reason,
		...(column !== undefined && { column: columns[column], value: row.cells[column] }),
		message: `${place}: ${subject}${what}.`,
		data: dataOf(row, columns),
	};
}

function dataOf(row: Row, columns: readonly string[]): Record<string, unknown> {
	const entries: Array<[string, unknown]> = [];
	columns.forEach((column, index) => {
		if (row.cells[index] !== undefined) entries.push([column, row.cells[index]]);
	});
	if (row.broken) entries.push([RAW_TEXT, row.broken.text]);
	// Not by assignment: a column may be called __proto__.
	return Object.fromEntries(entries);
}

function shorten(value: unknown): string {
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return text.length > MAX_VALUE_CHARACTERS ? `${text.slice(0, MAX_VALUE_CHARACTERS)}…` : text;
}
