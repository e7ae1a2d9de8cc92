import { CellError, MissingFormulaValue } from '../../../nodes/Recapture/list/table';
import ExcelJS from 'exceljs';
import { cellsOf, day, rawWorkbook, rowsOf, tableOf, XLSX_WRITERS } from './workbooks';

const HEADERS = ['Rego', 'Name', 'Mobile', 'Sale Date', 'Paid'];

describe.each(XLSX_WRITERS)('a workbook by %s', (_writer, write) => {
	it.each(['1900', '1904'] as const)('says the same as a CSV file, dates from %s', async (from) => {
		const rows = [
			['ABC123', 'Maya Chen', '0412345678', day('2026-03-01'), true],
			['00123', 'O’Neil & <Söhne>', 412345678, day('2024-02-29'), false],
			['XYZ789', ' two  words ', null, day('1999-12-31'), null],
		];
		const workbook = await write(
			[{ name: 'List', rows: [HEADERS, ...rows], formats: { 2: '0000000000' } }],
			from,
		);
		expect(await cellsOf(workbook)).toEqual([
			['ABC123', 'Maya Chen', '0412345678', '2026-03-01', 'TRUE'],
			['00123', 'O’Neil & <Söhne>', '0412345678', '2024-02-29', 'FALSE'],
			['XYZ789', 'two  words', '', '1999-12-31'],
		]);
	});

	it('gives numbers in plain digits', async () => {
		const numbers = [
			412345678,
			61412345678901,
			0.1 + 0.2,
			1e21,
			1e-7,
			-5.5,
			0,
			123456789012345680000,
			1234.5,
		];
		const workbook = await write([
			{ name: 'List', rows: [['VIN', 'Number'], ...numbers.map((number) => ['V', number])] },
		]);
		expect((await cellsOf(workbook)).map(([, number]) => number)).toEqual([
			'412345678',
			'61412345678901',
			'0.3',
			'1000000000000000000000',
			'0.0000001',
			'-5.5',
			'0',
			'123456789012346000000',
			'1234.5',
		]);
	});
});
