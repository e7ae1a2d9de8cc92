import { pauses } from '../csv/chunks';
import { CellError, MissingFormulaValue } from '../table';
import type { SheetCell, SheetRow } from './sheet';

/** Some 500,000 rows of a list of nine columns. */
const MAX_LENGTH = 64 * 1024 * 1024;

type ReadRows = () => AsyncIterable<readonly SheetRow[]>;

/**
 * Reads the rows of a sheet once, though they are asked for several times: reading a list from a sheet takes much longer
 * than checking it. They are kept as JSON, which needs a fifth of the memory that the rows would. A sheet with more of them
 * is read again each time.
 */
export function rememberRows(readSheet: ReadRows): ReadRows {
	/** Not kept once the rows are: it holds the file. */
	let read: ReadRows | undefined = readSheet;
	let remembered: readonly string[] = [];
	return async function* () {
		if (!read) {
			yield* restore(remembered);
			return;
		}
		let length = 0;
		let parts: string[] = [];
		for await (const rows of read()) {
			if (length <= MAX_LENGTH) length += parts[parts.push(JSON.stringify(rows)) - 1].length;
			else parts = [];
			yield rows;
		}
		if (length > MAX_LENGTH) return;
		remembered = parts;
		read = undefined;
	};
}

async function* restore(parts: readonly string[]): AsyncGenerator<readonly SheetRow[]> {
	const pause = pauses();
	for (const json of parts) {
		const rows = JSON.parse(json) as SheetRow[];
		yield rows.map((row) =>
			row.cells.every(isText) ? row : { ...row, cells: row.cells.map(restoreCell) },
		);
		await pause();
	}
}

function isText(cell: unknown): boolean {
	return typeof cell === 'string';
}

function restoreCell(cell: string | { readonly text?: string }): SheetCell {
	if (typeof cell === 'string') return cell;
	return cell.text === undefined ? new MissingFormulaValue() : new CellError(cell.text);
}
