import { failure, success, type Outcome, type Problem } from '../../outcome';
import type { SheetCell, Sheet, SheetRow } from './sheet';
import { CellError } from '../table';

export interface SheetSettings {
	/** Name of the sheet; '' for the visible one whose headers name a vehicle. */
	readonly sheet: string;
	/** Whether the cells of a row are the headers of a list of vehicles. */
	isHeader(cells: readonly string[]): boolean;
}

export interface ChosenSheet {
	readonly sheet: Sheet;
	/** The row with the headers. */
	readonly header: SheetRow;
}

/** The headers stand in one of the first rows: above them may be a title, a date, the name of a branch. */
const MAX_HEADER_ROWS = 20;

/**
 * Finds the sheet with the list, and the row with its headers: the first of the first 20 rows that names a vehicle. In a
 * sheet that was chosen by its name it may also be the first row of all.
 *
 * @returns a problem when no sheet fits, or several do
 * @throws UnreadableFile when a sheet is damaged
 */
export async function chooseSheet(
	sheets: readonly Sheet[],
	{ sheet: name, isHeader }: SheetSettings,
): Promise<Outcome<ChosenSheet>> {
	if (name !== '') return await sheetNamed(name, sheets, isHeader);
	const found: ChosenSheet[] = [];
	const others: Array<readonly [Sheet, SheetRow | undefined]> = [];
	for (const sheet of sheets.filter(({ visibility }) => visibility === 'visible')) {
		const rows = await firstRows(sheet);
		const header = rows.find(({ cells }) => isHeader(headersOf(cells)));
		if (header) found.push({ sheet, header });
		else others.push([sheet, rows.at(0)]);
	}
	if (found.length > 1) return failure(severalSheets(found.map(({ sheet }) => sheet)));
	const [chosen] = found;
	return chosen ? success(chosen) : failure(noSheet(others, sheets));
}

/** The cells of a row as headers. */
export function headersOf(cells: readonly SheetCell[]): string[] {
	return cells.map((cell) => {
		if (typeof cell === 'string') return cell;
		return cell instanceof CellError ? cell.text : '';
	});
}

async function sheetNamed(
	name: string,
	sheets: readonly Sheet[],
	isHeader: SheetSettings['isHeader'],
): Promise<Outcome<ChosenSheet>> {
	const plain = (text: string) => text.trim().toLowerCase();
	const sheet =
		sheets.find((one) => one.name === name) ??
		sheets.find((one) => plain(one.name) === plain(name));
	if (!sheet) {
		return failure({
			message: `The workbook has no sheet "${name}"`,
			description: `Set the option 'Sheet' to the name of one of its sheets: ${quoted(sheets)}.`,
		});
	}
	const rows = await firstRows(sheet);
	const header = rows.find(({ cells }) => isHeader(headersOf(cells))) ?? rows.at(0);
	if (header) return success({ sheet, header });
	return failure({
		message: `The sheet "${sheet.name}" is empty`,
		description: "Set the option 'Sheet' to the name of the sheet that has the list.",
	});
}

async function firstRows(sheet: Sheet): Promise<SheetRow[]> {
	const rows: SheetRow[] = [];
	for await (const part of sheet.readRows()) {
		rows.push(...part);
		if (rows.length >= MAX_HEADER_ROWS) break;
	}
	return rows.slice(0, MAX_HEADER_ROWS);
}

function severalSheets(sheets: readonly Sheet[]): Problem {
	return {
		message: `Several sheets of the workbook have headers that name a vehicle: ${quoted(sheets)}`,
		description: "Set the option 'Sheet' to the name of the sheet that you want to upload.",
	};
}

function noSheet(
	others: ReadonlyArray<readonly [Sheet, SheetRow | undefined]>,
	sheets: readonly Sheet[],
): Problem {
	const shown = others.slice(0, MAX_SHOWN).map(([{ name }, row]) => {
		return row ? `"${name}" with ${headerList(row)}` : `"${name}", which is empty`;
	});
	const hidden = sheets.filter(({ visibility }) => visibility === 'hidden');
	const notRead =
		hidden.length > 0
			? ` Hidden sheets are read only if 'Sheet' names one: ${quoted(hidden)}.`
			: '';
	return {
		message: 'No sheet of the workbook has headers that name a vehicle, such as Rego or VIN',
		description: `The visible sheets are: ${shown.join('; ') || 'none'}. Correct the headers, or name the columns in 'Column Mapping'.${notRead}`,
	};
}

const MAX_SHOWN = 10;
const MAX_HEADER_LENGTH = 40;

function headerList({ cells }: SheetRow): string {
	const headers = headersOf(cells).filter((header) => header !== '');
	const shown = headers.slice(0, MAX_SHOWN).map((header) => header.slice(0, MAX_HEADER_LENGTH));
	return shown.join(', ') + (headers.length > shown.length ? ', …' : '');
}

function quoted(sheets: readonly Sheet[]): string {
	const shown = sheets.slice(0, MAX_SHOWN).map(({ name }) => `"${name}"`);
	return shown.join(', ') + (sheets.length > shown.length ? ', …' : '');
}
