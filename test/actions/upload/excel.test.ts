import ExcelJS from 'exceljs';

import { day, ODS_WRITERS, XLSX_WRITERS, type Value } from '../../list/excel/workbooks';
import { inlineFile, storeFile } from '../../support/recapture';
import { recaptureSuite } from '../../support/suite';

/** Excel files through the node, in n8n's engine. */

const { vendor, run } = recaptureSuite({
	resource: 'upload',
	operation: 'create',
	name: 'June',
	source: 'file',
});

const file = (content: Buffer | string, name: string) => ({
	json: {},
	binary: { data: inlineFile(content, name) },
});
const sentCustomers = () =>
	vendor
		.requests('POST /v2/recapture/upload')
		.flatMap(({ body }) => (body as { customers: Array<Record<string, unknown>> }).customers);

async function workbook(
	fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void,
): Promise<Buffer> {
	const book = new ExcelJS.Workbook();
	fill(book.addWorksheet('List'), book);
	return Buffer.from(await book.xlsx.writeBuffer());
}

describe('the same list', () => {
	const HEADERS = [
		'Rego',
		'State',
		'VIN',
		'Customer',
		'Mobile',
		'Sale Date',
		'Policy Expiry',
		'Branch',
		'Kilometres',
	];
	const ROWS: ReadonlyArray<readonly Value[]> = [
		[
			'ABC123',
			'VIC',
			'6T1BF3EK50X123456',
			'Maya Chen',
			'0412 345 678',
			day('2024-02-29'),
			day('2041-12-31'),
			'Perth',
			12345,
		],
		[
			'00123',
			'Victoria',
			null,
			'Zoë O’Neil & Söhne',
			'0498765432',
			day('2025-03-01'),
			null,
			'007',
			0.5,
		],
		[null, null, null, 'No Car', '0411111111', null, null, null, null],
		[
			'XYZ789',
			'QLD',
			null,
			'Ana Silva',
			null,
			day('2020-12-01'),
			day('2040-01-02'),
			'North, East',
			1e6,
		],
		['abc 123', 'VIC', '6T1BF3EK50X123456', 'Maya Again', null, null, null, null, null],
	];
	const asText = (value: Value) =>
		value instanceof Date ? value.toISOString().slice(0, 10) : value === null ? '' : String(value);
	const csv = [HEADERS, ...ROWS]
		.map((row) => row.map((value) => `"${asText(value)}"`).join(','))
		.join('\r\n');
	const records = ROWS.map((row) =>
		Object.fromEntries(HEADERS.map((header, index) => [header, asText(row[index])])),
	);
	const sent = async (items: Parameters<typeof run>[1], parameters = {}) => {
		vendor.reset();
		const { outputs, error } = await run(parameters, items);
		expect(error).toBeUndefined();
		const { summary } = outputs[0][0].json as { summary: Record<string, unknown> };
		return { customers: sentCustomers(), summary, rejected: outputs[1].map(({ json }) => json) };
	};

	it('gives the same customers as CSV, as items, as .xlsx and as .ods', async () => {
		const fromCsv = await sent({ items: [file(csv, 'list.csv')] });
		expect(fromCsv.summary).toMatchObject({ rows: 5, accepted: 3, rejected: 1, duplicates: 1 });
		const fromItems = await sent({ items: records.map((json) => ({ json })) }, { source: 'items' });
		expect(fromItems.customers).toEqual(fromCsv.customers);
		for (const [, write] of [...XLSX_WRITERS, ...ODS_WRITERS.slice(0, 1)]) {
			const content = await write([{ name: 'List', rows: [HEADERS, ...ROWS] }]);
			const fromWorkbook = await sent({ items: [file(content, 'list.xlsx')] });
			expect(fromWorkbook.customers).toEqual(fromCsv.customers);
			expect(fromWorkbook.rejected).toEqual(fromCsv.rejected);
			expect(fromWorkbook.summary).toMatchObject({
				rows: 5,
				accepted: 3,
				rejected: 1,
				duplicates: 1,
			});
		}
	});
});

it('the kind of a file is told by its bytes, not by its name', async () => {
	const [[, write]] = XLSX_WRITERS;
	const content = await write([{ name: 'A', rows: [['Rego'], ['AAA111']] }]);
	await run(
		{},
		{
			items: [
				file(content, 'list.csv'),
				file('Rego\nBBB222\n', 'list.xlsx'),
				file('PK,Rego\n1,CCC333\n', 'keys.csv'),
			],
		},
	);
	expect(sentCustomers().map(({ rego }) => rego)).toEqual(['AAA111', 'BBB222', 'CCC333']);
});

it('a workbook in the binary store of n8n is read as well', async () => {
	const [[, write]] = XLSX_WRITERS;
	const rows: Value[][] = Array.from({ length: 2_000 }, (_, index) => [
		`C${index}`,
		'x'.repeat(100),
	]);
	const content = await write([{ name: 'A', rows: [['Rego', 'Note'], ...rows] }]);
	const data = await storeFile(content, 'list.xlsx');
	await run({}, { items: [{ json: {}, binary: { data } }] });
	expect(sentCustomers()).toHaveLength(2_000);
});

it('the summary says which sheet was read, and what else there is', async () => {
	const content = await workbook((sheet, book) => {
		sheet.addRows([['Customers'], [], ['Rego', 'Name'], ['AAA111', 'Maya'], ['BBB222', 'Liam']]);
		sheet.getRow(4).hidden = true;
		book.addWorksheet('Notes').addRow(['x']);
	});
	const { outputs, hints } = await run({}, { items: [file(content, 'a.xlsx')] });
	expect(outputs[0][0].json.summary).toMatchObject({
		rows: 2,
		accepted: 2,
		headerLine: 3,
		sheet: 'List',
		otherSheets: ['Notes'],
		hiddenRows: 1,
	});
	expect(outputs[0][0].json.summary).not.toHaveProperty('delimiter');
	expect(hints[0].message).toContain('1 hidden row');
});

it('rejected rows name the row of the sheet', async () => {
	const content = await workbook((sheet) => {
		sheet.addRows([['Title'], ['Rego', 'Name'], ['AAA111'], [], [null, 'No Car'], ['Total', '1']]);
	});
	const { outputs } = await run({}, { items: [file(content, 'a.xlsx')] });
	expect(outputs[1].map(({ json }) => [json.row, json.line, json.reason])).toEqual([
		[2, 5, 'missing-identity'],
		[3, 6, 'rego-malformed'],
	]);
});

it('error cells are blank and counted, and no evidence for anything', async () => {
	const content = await workbook((sheet) => {
		sheet.addRow(['Rego', 'Name', 'Policy Expiry']);
		sheet.addRow(['AAA111', { error: '#N/A' }, { error: '#REF!' }]);
		sheet.addRow([{ error: '#N/A' }, 'Maya', '2041-01-01']);
	});
	const { outputs } = await run({}, { items: [file(content, 'a.xlsx')] });
	expect(sentCustomers()).toEqual([{ rego: 'AAA111' }]);
	expect(outputs[0][0].json.summary).toMatchObject({
		warnings: { 'cell-error': expect.any(Number) },
	});
	expect(outputs[1]).toHaveLength(1);
});

it('a formula without a stored value in a column that is sent stops the list before anything is sent', async () => {
	const content = await workbook((sheet) => {
		sheet.addRow(['Rego', 'Policy Expiry']);
		for (let row = 0; row < 1_200; row++) sheet.addRow([`A${row}`, '2041-01-01']);
		sheet.addRow(['B1', { formula: 'TODAY()+400' }]);
	});
	const { error } = await run(
		{ options: { customersPerUpload: 100 } },
		{ items: [file(content, 'a.xlsx')] },
	);
	expect(error?.message).toContain('formula without a stored value');
	expect(error?.description).toContain('in Excel, save it');
	expect(sentCustomers()).toEqual([]);
});

it('date cells are their day, and do not decide how text dates are read', async () => {
	const content = await workbook((sheet) => {
		sheet.addRow(['Rego', 'Sale Date']);
		sheet.addRow(['AAA111', day('2024-12-31')]).getCell(2).numFmt = 'mm/dd/yyyy';
		sheet.addRow(['BBB222', '03/04/2024']);
	});
	await run({}, { items: [file(content, 'a.xlsx')] });
	expect(sentCustomers().map(({ sale_date }) => sale_date)).toEqual(['2024-12-31', '2024-04-03']);
});

it.each([
	['List', ['AAA111']],
	[' second ', ['BBB222']],
])("the option 'Sheet' %j takes that sheet", async (sheet, regos) => {
	const content = await workbook((first, book) => {
		first.addRows([['Rego'], ['AAA111']]);
		book.addWorksheet('Second', { state: 'hidden' }).addRows([['Rego'], ['BBB222']]);
	});
	await run({ options: { sheet } }, { items: [file(content, 'a.xlsx')] });
	expect(sentCustomers().map(({ rego }) => rego)).toEqual(regos);
});

it('columns that were mapped by hand tell the sheet as well', async () => {
	const content = await workbook((first, book) => {
		first.addRows([['About'], ['x']]);
		book.addWorksheet('Data').addRows([['printed 1 May'], ['Fahrzeug', 'Who'], ['AAA111', 'Maya']]);
	});
	const columnMapping = { mappings: [{ field: 'rego', column: 'Fahrzeug' }] };
	await run({ columnMapping }, { items: [file(content, 'a.xlsx')] });
	expect(sentCustomers()).toMatchObject([{ rego: 'AAA111' }]);
});

it('a workbook that cannot be read fails alone', async () => {
	const [[, write]] = XLSX_WRITERS;
	const good = await write([{ name: 'A', rows: [['Rego'], ['AAA111']] }]);
	const { outputs } = await run(
		{},
		{
			items: [file(good.subarray(0, good.length / 2), 'cut.xlsx'), file(good, 'good.xlsx')],
			onError: 'continueRegularOutput',
		},
	);
	expect(outputs[0].map(({ json }) => json.error ?? json.customers)).toEqual([
		expect.stringContaining('damaged'),
		1,
	]);
});
