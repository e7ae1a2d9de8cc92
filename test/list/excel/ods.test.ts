import { CellError, MissingFormulaValue } from '../../../nodes/Recapture/list/table';
import { cellsOf, day, ODS_WRITERS, problemOf, rowsOf, tableOf } from './workbooks';
import { zipFile, type ZipEntry } from './zipFile';

describe.each(ODS_WRITERS)('an .ods file by %s', (_writer, write) => {
	it('says the same as a CSV file', async () => {
		const workbook = await write([
			{ name: 'Notes & more', rows: [['Made in May']] },
			{
				name: 'List',
				rows: [
					['Rego', 'Name', 'Value', 'Paid'],
					['00123', 'O’Neil <Söhne>', 12.5, true],
					[],
					[null, 'no car'],
				],
			},
		]);
		const table = await tableOf(workbook);
		expect((await rowsOf(table)).map(({ line, cells }) => [line, ...cells])).toEqual([
			[2, '00123', 'O’Neil <Söhne>', '12.5', 'TRUE'],
			[4, '', 'no car'],
		]);
		expect(table.facts()).toEqual({
			headerLine: 1,
			sheet: 'List',
			otherSheets: ['Notes & more'],
			hiddenRows: 0,
		});
	});

	it('has long lists', async () => {
		const rows = Array.from({ length: 3_000 }, (_, index) => [`A${index}`, index]);
		const read = await rowsOf(
			await tableOf(await write([{ name: 'A', rows: [['Rego', 'N'], ...rows] }])),
		);
		expect(read).toHaveLength(3_000);
		expect(read[2_999]).toEqual({ row: 3_000, line: 3_001, item: 0, cells: ['A2999', '2999'] });
	});
});

it('a day of an .ods file is that day', async () => {
	const [[, write]] = ODS_WRITERS;
	const rows = [
		['Rego', 'Sale Date'],
		['A1', day('2026-03-01')],
		['B2', new Date('2026-03-01T09:30:00Z')],
	];
	expect(await cellsOf(await write([{ name: 'A', rows }]))).toEqual([
		['A1', '2026-03-01'],
		['B2', '2026-03-01T09:30:00'],
	]);
});

/** As LibreOffice writes it. */
describe('an .ods file with', () => {
	const text = (content: string) =>
		`<table:table-cell table:style-name="ce1" office:value-type="string" calcext:value-type="string"><text:p>${content}</text:p></table:table-cell>`;
	const row = (cells: string, attributes = '') =>
		`<table:table-row table:style-name="ro1"${attributes}>${cells}</table:table-row>`;
	const STYLES =
		'<style:style style:name="ta1" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"/></style:style>' +
		'<style:style style:name="ta2" style:family="table" style:master-page-name="Default"><style:table-properties table:display="false"/></style:style>';
	const REST = row(
		'<table:table-cell table:number-columns-repeated="16384"/>',
		' table:number-rows-repeated="1048566"',
	);
	const entries = (tables: string): ZipEntry[] => [
		{
			name: 'mimetype',
			content: 'application/vnd.oasis.opendocument.spreadsheet',
			claims: { method: 0 },
		},
		{
			name: 'content.xml',
			content: `<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content office:version="1.3"><office:automatic-styles>${STYLES}</office:automatic-styles><office:body><office:spreadsheet><table:calculation-settings/>${tables}<table:named-expressions/></office:spreadsheet></office:body></office:document-content>`,
		},
		{ name: 'META-INF/manifest.xml', content: '<manifest:manifest/>' },
	];
	const table = (rows: string, attributes = 'table:name="List" table:style-name="ta1"') =>
		`<table:table ${attributes}><table:table-column table:number-columns-repeated="16384"/>${rows}${REST}</table:table>`;
	const workbook = (...tables: string[]) => zipFile(entries(tables.join('')));
	const linesOf = async (...rows: string[]) => {
		const read = await tableOf(
			workbook(table(row(text('Rego') + text('Name') + text('N')) + rows.join(''))),
		);
		return (await rowsOf(read)).map(({ line, cells }) => [line, ...cells]);
	};
	const number = (value: number, shown: string, more = '') =>
		`<table:table-cell table:style-name="ce2" ${more}office:value-type="float" office:value="${value}" calcext:value-type="float"><text:p>${shown}</text:p></table:table-cell>`;

	it.each<[string, string, unknown]>([
		['a number', number(412345678, '412345678'), '412345678'],
		['a number that is shown with zeros', number(412345678, '0412345678'), '0412345678'],
		[
			'a number that is shown with zeros in groups',
			number(412345678, '0412 345 678'),
			'0412345678',
		],
		['a number that is shown in thousands', number(1234567, '1,234,567'), '1234567'],
		['a number that is shown as a date', number(5, '05/01/1900'), '5'],
		[
			'a day',
			'<table:table-cell office:value-type="date" office:date-value="2026-03-31" calcext:value-type="date"><text:p>31/03/26</text:p></table:table-cell>',
			'2026-03-31',
		],
		[
			'a moment',
			'<table:table-cell office:value-type="date" office:date-value="2026-03-31T09:30:00"><text:p>x</text:p></table:table-cell>',
			'2026-03-31T09:30:00',
		],
		[
			'day zero',
			'<table:table-cell office:value-type="date" office:date-value="1899-12-30"><text:p>x</text:p></table:table-cell>',
			'1899-12-30',
		],
		[
			'money',
			'<table:table-cell office:value-type="currency" office:currency="AUD" office:value="12.5"><text:p>$12.50</text:p></table:table-cell>',
			'12.5',
		],
		[
			'a truth value',
			'<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>',
			'TRUE',
		],
		['a formula', number(2, '2', 'table:formula="of:=1+1" '), '2'],
		[
			'a formula without value',
			'<table:table-cell table:formula="of:=1+1"/>',
			new MissingFormulaValue(),
		],
		[
			'an error',
			'<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>',
			new CellError('#N/A'),
		],
		[
			'an error with a number',
			number(0, 'Err:502', 'table:formula="of:=X(" '),
			new CellError('Err:502'),
		],
		['a text like an error', text('#N/A'), '#N/A'],
		[
			'text in several looks',
			text('Maya <text:span text:style-name="T1">Chen</text:span><text:s text:c="2"/>&amp; Co'),
			'Maya Chen  & Co',
		],
		['a link', text('<text:a xlink:href="mailto:a@b.c">Maya</text:a>'), 'Maya'],
		[
			'a comment',
			`<table:table-cell office:value-type="float" office:value="7"><office:annotation><text:p>07</text:p></office:annotation><text:p>7</text:p></table:table-cell>`,
			'7',
		],
	])('%s', async (_label, cell, expected) => {
		expect(await linesOf(row(text('A1') + text('x') + cell))).toEqual([[2, 'A1', 'x', expected]]);
	});

	it('rows in groups, empty rows and rows that are the same', async () => {
		expect(
			await linesOf(
				`<table:table-row-group table:display="false">${row(text('A1'))}</table:table-row-group>`,
				row(
					'<table:table-cell table:style-name="ce1" table:number-columns-repeated="9"/>',
					' table:number-rows-repeated="3"',
				),
				row(
					text('B2') + '<table:table-cell table:number-columns-repeated="2"/>',
					' table:number-rows-repeated="2"',
				),
				row('<table:covered-table-cell/>' + text('merged')),
			),
		).toEqual([
			[2, 'A1'],
			[6, 'B2'],
			[7, 'B2'],
			[8, '', 'merged'],
		]);
	});

	it('hidden rows and hidden sheets', async () => {
		const list = table(
			row(text('Rego')) +
				row(text('A1'), ' table:visibility="filter"') +
				row(text('B2'), ' table:visibility="collapse" table:number-rows-repeated="2"') +
				row(text('C3')) +
				row('<table:table-cell/>', ' table:visibility="collapse"'),
		);
		const hidden = table(
			row(text('Rego')) + row(text('Z9')),
			'table:name="Old" table:style-name="ta2"',
		);
		const read = await tableOf(workbook(hidden, list));
		expect((await rowsOf(read)).map(({ cells }) => cells)).toEqual([
			['A1'],
			['B2'],
			['B2'],
			['C3'],
		]);
		expect(read.facts()).toEqual({
			headerLine: 1,
			sheet: 'List',
			otherSheets: ['Old'],
			hiddenRows: 3,
		});
		expect(await cellsOf(workbook(hidden, list), { sheet: 'old' })).toEqual([['Z9']]);
	});

	it('a password is refused', async () => {
		const locked = entries('').map((entry) =>
			entry.name === 'META-INF/manifest.xml'
				? {
						...entry,
						content: '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>',
					}
				: entry,
		);
		expect((await problemOf(zipFile(locked))).message).toBe('The file is protected by a password');
	});

	it('text instead of sheets is refused', async () => {
		const file = zipFile([
			{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
			{ name: 'META-INF/manifest.xml', content: '<manifest:manifest/>' },
		]);
		expect((await problemOf(file)).message).toContain('an OpenDocument text or presentation');
	});
});
