import ExcelJS from 'exceljs';

import { CellError, MissingFormulaValue } from '../../../nodes/Recapture/list/table';
import {
	cellsOf,
	day,
	problemOf,
	rowsOf,
	tableOf,
	XLSX_WRITERS,
	type TestSheet,
	type Value,
} from './workbooks';

/** What Excel files say, however they are written. */

const HEADERS = ['Rego', 'Name', 'Mobile', 'Sale Date', 'Paid'];

describe.each(XLSX_WRITERS)('a workbook by %s', (_writer, write) => {
	const factsOf = async (...sheets: TestSheet[]) => {
		const table = await tableOf(await write(sheets));
		await rowsOf(table);
		return table.facts();
	};

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

	it('gives numbers in plain digits, as many as Excel has', async () => {
		const numbers: ReadonlyArray<readonly [number, string]> = [
			[412345678, '412345678'],
			[61412345678901, '61412345678901'],
			[0.1 + 0.2, '0.3'],
			[1e21, '1000000000000000000000'],
			[1e-7, '0.0000001'],
			[-5.5, '-5.5'],
			[0, '0'],
			[123456789012345680000, '123456789012346000000'],
			[1234.5, '1234.5'],
			[4.12e8, '412000000'],
			[9.999999999999999e14, '1000000000000000'],
		];
		const workbook = await write([
			{ name: 'List', rows: [['VIN', 'Number'], ...numbers.map(([number]) => ['V', number])] },
		]);
		expect((await cellsOf(workbook)).map(([, text]) => text)).toEqual(
			numbers.map(([, text]) => text),
		);
	});

	it.each<[string, number, string]>([
		['0000000000', 412345678, '0412345678'],
		['0000', 800, '0800'],
		['0000 000 000', 412345678, '0412345678'],
		['(00) 0000 0000', 298765432, '0298765432'],
		['0', 7, '7'],
		['0000', 123456, '123456'],
		['0000', 1.5, '1.5'],
		['0000', -12, '-12'],
		['0.00', 12, '12'],
		['#,##0', 1234567, '1234567'],
		['000%', 5, '5'],
		['0000;-0000', 12, '12'],
	])('the format %s shows %d as %s', async (format, value, expected) => {
		const workbook = await write([
			{
				name: 'List',
				rows: [
					['VIN', 'Number'],
					['V', value],
				],
				formats: { 1: format },
			},
		]);
		expect(await cellsOf(workbook)).toEqual([['V', expected]]);
	});

	it('takes the visible sheet whose headers name a vehicle, below a title, and says what it left', async () => {
		const workbook = await write([
			{ name: 'Old', rows: [['Rego'], ['OLD001']], visibility: 'hidden' },
			{ name: 'Notes', rows: [['Made by the DMS'], ['Name', 'Branch']] },
			{ name: 'May', rows: [['Customers of May'], [], [null, 'Printed', 5], HEADERS, ['ABC123']] },
		]);
		const table = await tableOf(workbook);
		expect(table.headers).toEqual(HEADERS);
		expect(await rowsOf(table)).toEqual([{ row: 1, line: 5, item: 0, cells: ['ABC123'] }]);
		expect(table.facts()).toEqual({
			headerLine: 4,
			sheet: 'May',
			otherSheets: ['Old', 'Notes'],
			hiddenRows: 0,
		});
	});

	it('looks for the headers in the first 20 filled rows', async () => {
		const title = (rows: number) => Array.from({ length: rows }, (): Value[] => ['Title']);
		expect(await factsOf({ name: 'A', rows: [...title(19), ['Rego'], ['A1']] })).toMatchObject({
			headerLine: 20,
		});
		await expect(factsOf({ name: 'A', rows: [...title(20), ['Rego'], ['A1']] })).rejects.toThrow(
			'No sheet of the workbook has headers that name a vehicle',
		);
	});

	it('takes a hidden sheet only when it is named, in any case', async () => {
		const workbook = await write([
			{ name: 'Front', rows: [['Rego'], ['AAA111']] },
			{ name: 'Back ', rows: [['Rego'], ['BBB222']], visibility: 'hidden' },
		]);
		expect(await cellsOf(workbook)).toEqual([['AAA111']]);
		expect(await cellsOf(workbook, { sheet: ' back' })).toEqual([['BBB222']]);
		expect((await tableOf(workbook, { sheet: 'BACK' })).facts()).toMatchObject({
			sheet: 'Back ',
			otherSheets: ['Front'],
		});
	});

	it('takes the first row of a sheet that was named for its headers when none names a vehicle', async () => {
		const workbook = await write([
			{
				name: 'A',
				rows: [
					['Who', 'Where'],
					['Maya', 'Perth'],
				],
			},
		]);
		const table = await tableOf(workbook, { sheet: 'A' });
		expect(table.columns).toEqual(['Who', 'Where']);
	});

	it('two sheets that name a vehicle are a problem that names both', async () => {
		const workbook = await write([
			{ name: 'Sales', rows: [['Rego'], ['AAA111']] },
			{ name: 'Service', rows: [['VIN'], ['BBB222']] },
			{ name: 'Notes', rows: [['x']] },
		]);
		expect(await problemOf(workbook)).toEqual({
			message:
				'Several sheets of the workbook have headers that name a vehicle: "Sales", "Service"',
			description: "Set the option 'Sheet' to the name of the sheet that you want to upload.",
		});
	});

	it('no such sheet is a problem that lists the sheets and their headers', async () => {
		const workbook = await write([
			{
				name: 'People',
				rows: [
					[null, 'Name', 'Phone'],
					['x', 'Maya', '0412'],
				],
			},
			{ name: 'Archive', rows: [['Rego']], visibility: 'hidden' },
		]);
		const { message, description } = await problemOf(workbook);
		expect(message).toBe(
			'No sheet of the workbook has headers that name a vehicle, such as Rego or VIN',
		);
		expect(description).toContain('The visible sheets are: "People" with Name, Phone.');
		expect(description).toContain('"Archive"');
	});

	it('a sheet that is not there is a problem that names those that are', async () => {
		const workbook = await write([
			{ name: 'A', rows: [['Rego']] },
			{ name: 'B', rows: [['VIN']] },
		]);
		expect(await problemOf(workbook, { sheet: 'C' })).toEqual({
			message: 'The workbook has no sheet "C"',
			description: `Set the option 'Sheet' to the name of one of its sheets: "A", "B".`,
		});
	});

	it('counts the rows that have a filled cell, and says where they stand', async () => {
		const workbook = await write([
			{ name: 'A', rows: [['Rego', 'Name'], ['A1'], [], [null, null], [' ', ' '], ['B2', null]] },
		]);
		expect(
			(await rowsOf(await tableOf(workbook))).map(({ row, line, cells }) => [row, line, ...cells]),
		).toEqual([
			[1, 2, 'A1'],
			[2, 6, 'B2'],
		]);
	});

	it('a filled cell beyond the last header breaks its row, and only that', async () => {
		const workbook = await write([
			{
				name: 'A',
				rows: [
					['Rego', 'Name'],
					['A1', 'x', null, 'lost'],
					['B2', 'y'],
				],
			},
		]);
		const [first, second] = await rowsOf(await tableOf(workbook));
		expect(first.broken).toEqual({
			reason: 'too-many-cells',
			what: 'has 4 cells, but the list has only 2 columns',
			text: 'A1\tx\t\tlost',
		});
		expect(second).toEqual({ row: 2, line: 3, item: 0, cells: ['B2', 'y'] });
	});

	it('has a cell for every header in every row', async () => {
		const table = await tableOf(
			await write([{ name: 'A', rows: [['Rego', 'Name', 'Mobile'], ['A1'], [null, 'x']] }]),
		);
		const cells: unknown[] = [];
		for await (const rows of table.batches()) cells.push(...rows.map((row) => row.cells));
		expect(cells).toEqual([
			['A1', '', ''],
			['', 'x', ''],
		]);
	});

	it('can be read again from its first row', async () => {
		const rows = Array.from({ length: 3_000 }, (_, index): Value[] => [`A${index}`, 'Maya']);
		const table = await tableOf(await write([{ name: 'A', rows: [['Rego', 'Name'], ...rows] }]));
		const first = await rowsOf(table);
		expect(first).toHaveLength(3_000);
		expect(first.at(-1)).toEqual({ row: 3_000, line: 3_001, item: 0, cells: ['A2999', 'Maya'] });
		expect(await rowsOf(table)).toEqual(first);
	});
});

describe('a workbook as dealers have it', () => {
	const file = async () => {
		const workbook = new ExcelJS.Workbook();
		workbook.addWorksheet('Lists', { state: 'veryHidden' }).addRow(['Rego', 'secret']);
		const sheet = workbook.addWorksheet('Customers & Cars');
		sheet.mergeCells('A1:F1');
		sheet.getCell('A1').value = 'Customers with Rego';
		sheet.getRow(3).values = ['Rego', 'Customer', 'Mobile', 'Sale Date', 'Value', 'Next'];
		const row = (line: number, values: ExcelJS.CellValue[]) => (sheet.getRow(line).values = values);
		row(4, ['AAA111', { richText: [{ text: 'Maya ', font: { bold: true } }, { text: 'Chen' }] }]);
		row(5, [
			{ formula: 'A4&"2"', result: 'BBB222' },
			{ text: 'Liam', hyperlink: 'mailto:a@b.c' },
		]);
		row(6, ['CCC333', { error: '#N/A' }, { formula: 'C5+1', result: { error: '#REF!' } }]);
		row(7, ['DDD444', 'Ana', { formula: 'C4' } as ExcelJS.CellFormulaValue]);
		row(9, [
			'EEE555',
			'Zoë',
			412345678,
			new Date('2026-03-01T14:30:00Z'),
			{ formula: '1=1', result: true as never },
		]);
		row(10, ['#N/A', 'text that looks like an error']);
		sheet.getRow(5).hidden = true;
		sheet.getRow(6).hidden = true;
		sheet.getRow(20).hidden = true;
		sheet.getColumn(3).hidden = true;
		sheet.mergeCells('F9:F10');
		sheet.getCell('F9').value = 'both';
		sheet.autoFilter = 'A3:F10';
		sheet.getCell('A9').note = 'call back';
		return Buffer.from(await workbook.xlsx.writeBuffer());
	};

	it('gives each cell as Excel shows it', async () => {
		const table = await tableOf(await file());
		expect((await rowsOf(table)).map(({ line, cells }) => [line, ...cells])).toEqual([
			[4, 'AAA111', 'Maya Chen'],
			[5, 'BBB222', 'Liam'],
			[6, 'CCC333', new CellError('#N/A'), new CellError('#REF!')],
			[7, 'DDD444', 'Ana', new MissingFormulaValue()],
			[9, 'EEE555', 'Zoë', '412345678', '2026-03-01T14:30:00', 'TRUE', 'both'],
			[10, '#N/A', 'text that looks like an error'],
		]);
	});

	it('says the same whenever it is read, also after a reading that was given up', async () => {
		const table = await tableOf(await file());
		for await (const rows of table.batches()) if (rows.length > 0) break;
		const first = await rowsOf(table);
		expect(first).toHaveLength(6);
		expect(await rowsOf(table)).toEqual(first);
		expect(first[2].cells[1]).toBeInstanceOf(CellError);
		expect((await rowsOf(table))[3].cells[2]).toBeInstanceOf(MissingFormulaValue);
	});

	it('sends the rows that a filter hides, and says how many they are', async () => {
		const table = await tableOf(await file());
		await rowsOf(table);
		expect(table.facts()).toEqual({
			headerLine: 3,
			sheet: 'Customers & Cars',
			otherSheets: ['Lists'],
			hiddenRows: 2,
		});
		await rowsOf(table);
		expect(table.facts()).toMatchObject({ hiddenRows: 2 });
	});
});
