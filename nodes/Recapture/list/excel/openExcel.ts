import { failure, success, type Outcome, type Problem } from '../../outcome';
import type { ByteSource } from '../csv/openCsv';
import { nameColumns } from '../csv/header';
import type { Row, Table } from '../table';
import { chooseSheet, headersOf, type ChosenSheet, type SheetSettings } from './chooseSheet';
import { problemOfCompound, problemOfPacked } from './fileKind';
import { openOds } from './ods';
import { rememberRows } from './rememberRows';
import type { Sheet, SheetRow } from './sheet';
import { damaged, tooLarge, UnreadableFile } from './unreadableFile';
import { openXlsx } from './xlsx';
import { openZip } from './zip';

export { isPacked } from './fileKind';

/** It is in memory as long as the list is read. A workbook of a million rows has some 50 MB. */
const MAX_FILE_BYTES = 100 * 1024 * 1024;

/**
 * Opens a workbook: finds the sheet with the list, and reads its headers. The rows are read when they are asked for.
 *
 * A file that is no workbook, is damaged, or has a password is a problem; so is a workbook without a sheet that names a
 * vehicle, and one with several of them if none was chosen.
 *
 * @param item index of the input item that the file belongs to
 * @throws what the source throws; while the rows are read, also an error with a description when the file is damaged
 */
export async function openExcel(
	source: ByteSource,
	settings: SheetSettings,
	item: number,
): Promise<Outcome<Table>> {
	const file = await readFile(source);
	if (!file) return failure(plain(tooLarge('more than 100 MB')));
	const old = problemOfCompound(file);
	if (old) return failure(old);
	try {
		const zip = openZip(file);
		const sheets = (await openXlsx(zip)) ?? (await openOds(zip));
		if (!sheets) return failure(problemOfPacked(zip.names));
		const chosen = await chooseSheet(sheets, settings);
		if (!chosen.ok) return chosen;
		return success(tableOf(chosen.value, sheets, item));
	} catch (error) {
		return failure(
			plain(error instanceof UnreadableFile ? error : damaged('its parts do not fit together')),
		);
	}
}

/** @returns undefined when it is too large */
async function readFile(source: ByteSource): Promise<Buffer | undefined> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of await source.open()) {
		chunks.push(chunk);
		bytes += chunk.length;
		if (bytes > MAX_FILE_BYTES) return undefined;
	}
	return Buffer.concat(chunks);
}

function plain({ message, description }: Problem): Problem {
	return { message, description };
}

function tableOf({ sheet, header }: ChosenSheet, sheets: readonly Sheet[], item: number): Table {
	const { columns, headers } = nameColumns(headersOf(header.cells));
	const { name, readRows } = sheet;
	const otherSheets = sheets.filter((other) => other !== sheet).map((other) => other.name);
	const readAgain = rememberRows(readRows);
	let hiddenRows = 0;
	return {
		columns,
		headers,
		hasTypedCells: true,
		facts: () => ({ headerLine: header.line, sheet: name, otherSheets, hiddenRows }),
		async *batches() {
			let row = 0;
			hiddenRows = 0;
			for await (const part of readAgain()) {
				const rows = part.filter(({ line }) => line > header.line);
				hiddenRows += rows.filter(({ visibility }) => visibility === 'hidden').length;
				if (rows.length > 0) yield rows.map((one) => toRow(++row, one, columns.length, item));
			}
		},
	};
}

function toRow(row: number, { line, cells }: SheetRow, columns: number, item: number): Row {
	if (cells.length === columns) return { row, line, item, cells };
	if (cells.length < columns) {
		const empty = Array.from({ length: columns - cells.length }, () => '');
		return { row, line, item, cells: [...cells, ...empty] };
	}
	const list = columns === 1 ? '1 column' : `${columns} columns`;
	return {
		row,
		line,
		item,
		cells,
		broken: {
			reason: 'too-many-cells',
			what: `has ${cells.length} cells, but the list has only ${list}`,
			text: headersOf(cells).join('\t'),
		},
	};
}
