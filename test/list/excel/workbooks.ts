import ExcelJS from 'exceljs';
import { writeOds } from 'hucre/ods';
import { writeXlsx } from 'hucre/xlsx';
import * as SheetJS from 'xlsx';

import { openExcel } from '../../../nodes/Recapture/list/excel/openExcel';
import type { SheetSettings } from '../../../nodes/Recapture/list/excel/chooseSheet';
import type { Row, Table } from '../../../nodes/Recapture/list/table';
import type { Outcome, Problem } from '../../../nodes/Recapture/outcome';
import { namesVehicle } from '../../../nodes/Recapture/list/columns';
import { fileOf } from '../csv/csvFile';
import { zipFile, type ZipEntry } from './zipFile';

/** A day is a Date at midnight UTC. */
export type Value = string | number | boolean | Date | null;

export interface TestSheet {
	readonly name: string;
	readonly rows: ReadonlyArray<readonly Value[]>;
	readonly visibility?: 'visible' | 'hidden';
	/** Format of all numbers in a column, from 0. */
	readonly formats?: Readonly<Record<number, string>>;
}

type Writer = (sheets: readonly TestSheet[], dateSystem?: '1900' | '1904') => Promise<Buffer>;

const DAY_FORMAT = 'dd/mm/yyyy';

const byExceljs: Writer = async (sheets, dateSystem = '1900') => {
	const workbook = new ExcelJS.Workbook();
	workbook.properties.date1904 = dateSystem === '1904';
	for (const { name, rows, visibility = 'visible', formats = {} } of sheets) {
		const sheet = workbook.addWorksheet(name, { state: visibility });
		rows.forEach((row, index) =>
			row.forEach((value, column) => {
				if (value === null) return;
				const cell = sheet.getCell(index + 1, column + 1);
				cell.value = value;
				if (value instanceof Date) cell.numFmt = DAY_FORMAT;
				if (typeof value === 'number' && formats[column]) cell.numFmt = formats[column];
			}),
		);
	}
	return Buffer.from(await workbook.xlsx.writeBuffer());
};

const byHucre: Writer = async (sheets, dateSystem = '1900') =>
	Buffer.from(
		await writeXlsx({
			dateSystem,
			sheets: sheets.map(({ name, rows, visibility, formats = {} }) => ({
				name,
				rows: rows.map((row) => [...row]),
				hidden: visibility === 'hidden',
				columns: Object.entries(formats).reduce<Array<{ numFmt?: string }>>(
					(columns, [column, numFmt]) => {
						columns[Number(column)] = { numFmt };
						return columns;
					},
					Array.from({ length: Math.max(...rows.map((row) => row.length)) }, () => ({})),
				),
			})),
		}),
	);

const bySheetJs =
	(bookType: SheetJS.BookType): Writer =>
	async (sheets, dateSystem = '1900') => {
		const workbook = SheetJS.utils.book_new();
		for (const { name, rows, formats = {} } of sheets) {
			const sheet = SheetJS.utils.aoa_to_sheet(
				rows.map((row) =>
					row.map((value, column) => {
						if (value instanceof Date)
							return { t: 'n', v: serialOf(value, dateSystem), z: DAY_FORMAT };
						if (typeof value === 'number' && formats[column])
							return { t: 'n', v: value, z: formats[column] };
						return value;
					}),
				),
			);
			SheetJS.utils.book_append_sheet(workbook, sheet, name);
		}
		workbook.Workbook = {
			WBProps: { date1904: dateSystem === '1904' },
			Sheets: sheets.map(({ name, visibility }) => ({
				name,
				Hidden: visibility === 'hidden' ? 1 : 0,
			})),
		};
		return Buffer.from(SheetJS.write(workbook, { type: 'buffer', bookType, bookSST: true }));
	};

export const oldFormat = (bookType: SheetJS.BookType) => bySheetJs(bookType);

function serialOf(day: Date, dateSystem: '1900' | '1904'): number {
	const days = (day.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000;
	return dateSystem === '1904' ? days - 1462 : days;
}

export const XLSX_WRITERS: ReadonlyArray<readonly [string, Writer]> = [
	['exceljs', byExceljs],
	['hucre', byHucre],
	['SheetJS', bySheetJs('xlsx')],
];

export const ODS_WRITERS: ReadonlyArray<readonly [string, Writer]> = [
	[
		'hucre',
		async (sheets) =>
			Buffer.from(
				await writeOds({
					sheets: sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => [...row]) })),
				}),
			),
	],
	['SheetJS', bySheetJs('ods')],
];

export const day = (text: string) => new Date(`${text}T00:00:00Z`);

const SETTINGS: SheetSettings = { sheet: '', isHeader: (cells) => namesVehicle(cells) };

export async function open(
	workbook: Buffer,
	settings: Partial<SheetSettings> = {},
): Promise<Outcome<Table>> {
	return await openExcel(fileOf(workbook), { ...SETTINGS, ...settings }, 0);
}

/** Opens a workbook that can be read. */
export async function tableOf(
	workbook: Buffer,
	settings: Partial<SheetSettings> = {},
): Promise<Table> {
	const opened = await open(workbook, settings);
	if (!opened.ok) throw new Error(`${opened.problem.message}. ${opened.problem.description}`);
	return opened.value;
}

/** Opens a workbook that cannot be read. */
export async function problemOf(
	workbook: Buffer,
	settings: Partial<SheetSettings> = {},
): Promise<Problem> {
	const opened = await open(workbook, settings);
	if (opened.ok) throw new Error(`It was read: ${opened.value.columns.join(', ')}`);
	return opened.problem;
}

/** All rows, each without the empty cells at its end. */
export async function rowsOf(table: Table): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const batch of table.batches()) {
		for (const row of batch) {
			const cells = [...row.cells];
			while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop();
			rows.push({ ...row, cells });
		}
	}
	return rows;
}

/** The cells of all rows below the headers. */
export async function cellsOf(
	workbook: Buffer,
	settings: Partial<SheetSettings> = {},
): Promise<ReadonlyArray<readonly unknown[]>> {
	return (await rowsOf(await tableOf(workbook, settings))).map(({ cells }) => cells);
}

export interface RawWorkbook {
	/** XML of the rows of the only sheet, or all of the sheet if it begins with `<`+`worksheet`. */
	readonly rows: string;
	readonly texts?: string;
	readonly styles?: string;
	readonly workbookPr?: string;
	readonly more?: readonly ZipEntry[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The entries of a workbook that is written by hand: for what writers do that are not at hand. */
export function rawEntries({
	rows,
	texts,
	styles,
	workbookPr = '',
	more = [],
}: RawWorkbook): ZipEntry[] {
	const relations = (links: Record<string, string>) => {
		const each = Object.entries(links).map(
			([kind, target], index) =>
				`<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${kind}" Target="${target}"/>`,
		);
		return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`;
	};
	return [
		{ name: '[Content_Types].xml', content: '<Types/>' },
		{ name: '_rels/.rels', content: relations({ officeDocument: 'xl/workbook.xml' }) },
		{
			name: 'xl/workbook.xml',
			content: `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${workbookPr}<sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		},
		{
			name: 'xl/_rels/workbook.xml.rels',
			content: relations({
				worksheet: 'worksheets/sheet1.xml',
				...(texts === undefined ? {} : { sharedStrings: 'sharedStrings.xml' }),
				...(styles === undefined ? {} : { styles: '/xl/styles.xml' }),
			}),
		},
		...(texts === undefined
			? []
			: [{ name: 'xl/sharedStrings.xml', content: `<sst xmlns="${MAIN}">${texts}</sst>` }]),
		...(styles === undefined
			? []
			: [{ name: 'xl/styles.xml', content: `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }]),
		{
			name: 'xl/worksheets/sheet1.xml',
			content:
				rows.startsWith('<worksheet') || rows.startsWith('<x:')
					? rows
					: `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
		},
		...more,
	];
}

export function rawWorkbook(parts: RawWorkbook): Buffer {
	return zipFile(rawEntries(parts));
}
