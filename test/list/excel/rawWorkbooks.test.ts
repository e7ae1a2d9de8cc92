import { CellError, MissingFormulaValue } from '../../../nodes/Recapture/list/table';
import { cellsOf, rawEntries, rawWorkbook, rowsOf, tableOf, type RawWorkbook } from './workbooks';
import { zipFile } from './zipFile';

/** What programs write that are not at hand: workbooks made by hand. */

const HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>Rego</t></is></c></row>';

/** The cells of the row below the headers, from column B on. */
async function cellsIn(xml: string, more: Partial<RawWorkbook> = {}): Promise<readonly unknown[]> {
	const wide = HEADER.replace('</row>', '<c r="J1" t="str"><v>Last</v></c></row>');
	const rows = `${wide}<row r="2"><c r="A2" t="str"><v>A1</v></c>${xml}</row>`;
	const [[, ...cells]] = await cellsOf(rawWorkbook({ rows, ...more }));
	return cells;
}

const FORMATS =
	'<numFmts count="9">' +
	[
		'dd/mm/yyyy',
		'[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
		'd\\.m\\.yy;@',
		'[$-409]mmm\\-yy',
		'#,##0.00\\ &quot;days&quot;',
		'[Red]0.00_);[Blue]\\(0.00\\)',
		'0000000000',
		'[h]:mm',
		'[>=1000]0.0,&quot;k&quot;;0',
	]
		.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`)
		.join('') +
	'</numFmts>';
const STYLES = `${FORMATS}<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${[
	0, 14, 22, 164, 165, 166, 167, 168, 169, 170, 171, 172, 20,
]
	.map((id) => `<xf numFmtId="${id}" fontId="3" applyNumberFormat="0"><alignment/></xf>`)
	.join('')}</cellXfs>`;

describe('dates', () => {
	it.each<[style: number, serial: string, expected: string]>([
		[1, '46112', '2026-03-31'],
		[2, '46112.75', '2026-03-31T18:00:00'],
		[3, '46112', '2026-03-31'],
		[4, '46112', '2026-03-31'],
		[5, '46112', '2026-03-31'],
		[6, '46112', '2026-03-31'],
		[7, '46112', '46112'],
		[8, '46112', '46112'],
		[9, '46112', '0000046112'],
		[11, '46112', '46112'],
		[0, '46112', '46112'],
		[1, '46111.999999999', '2026-03-31'],
		[1, '46112.00000001', '2026-03-31'],
		[1, '1', '1900-01-01'],
		[1, '59', '1900-02-28'],
		[1, '61', '1900-03-01'],
		[1, '0', '1899-12-31'],
		[1, '-2', '########'],
		[1, '20260331', '########'],
		[1, '1E+300', '########'],
		[1, '2958465', '9999-12-31'],
		[12, '0.4375', '10:30:00'],
		[10, '1.5', '1900-01-01T12:00:00'],
	])('style %i shows %s as %s', async (style, serial, expected) => {
		expect(
			await cellsIn(`<c r="B2" s="${style}"><v>${serial}</v></c>`, { styles: STYLES }),
		).toEqual([expected]);
	});

	it.each<[string, string]>([
		['44650', '2026-03-31'],
		['0', '1904-01-01'],
		['44650.5', '2026-03-31T12:00:00'],
	])('day %s from 1904 is %s', async (serial, expected) => {
		for (const date1904 of ['1', 'true']) {
			const workbookPr = `<workbookPr date1904="${date1904}"/>`;
			const cells = await cellsIn(`<c r="B2" s="1"><v>${serial}</v></c>`, {
				styles: STYLES,
				workbookPr,
			});
			expect(cells).toEqual([expected]);
		}
	});

	it.each<[string, string]>([
		['2026-03-31', '2026-03-31'],
		['2026-03-31T00:00:00', '2026-03-31'],
		['2026-03-31T00:00:00.000', '2026-03-31'],
		['2026-03-31T00:00:00Z', '2026-03-31'],
		['2026-03-31T09:30:00', '2026-03-31T09:30:00'],
	])('the date cell %s is %s', async (written, expected) => {
		expect(await cellsIn(`<c r="B2" s="1" t="d"><v>${written}</v></c>`)).toEqual([expected]);
	});
});

describe('texts', () => {
	const texts =
		'<si><t>Rego</t></si><si/><si><t></t></si>' +
		'<si><r><rPr><b/></rPr><t>Maya </t></r><r><t xml:space="preserve">&amp; Chen</t></r></si>' +
		'<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>' +
		'<si><t>00123</t></si><si><t>a_x000D_\nb</t></si>';

	it.each<[string, string, string]>([
		['an empty text', '<c r="B2" t="s"><v>1</v></c>', ''],
		['another empty text', '<c r="B2" t="s"><v>2</v></c>', ''],
		['a text in several looks', '<c r="B2" t="s"><v>3</v></c>', 'Maya & Chen'],
		['a Japanese text', '<c r="B2" t="s"><v>4</v></c>', '東京'],
		['zeros', '<c r="B2" t="s"><v>5</v></c>', '00123'],
		['a line end', '<c r="B2" t="s"><v>6</v></c>', 'a\r\nb'],
		['no number of a text', '<c r="B2" t="s"></c>', ''],
		['a text by a formula', '<c r="B2" t="s"><f>A1</f><v>5</v></c>', '00123'],
		['other quotes and order', "<c t='s' s='0' r='B2'><v>5</v></c>", '00123'],
		['space around a number', '<c r="B2" t="s"> <v> 5 </v> </c>', '00123'],
		[
			'a Japanese text in its cell',
			'<c r="B2" t="inlineStr"><is><t>東</t><rPh><t>ト</t></rPh></is></c>',
			'東',
		],
		['a text of a formula', '<c r="B2" t="str"><f>"x"</f><v>&lt;x&gt; &#65;</v></c>', '<x> A'],
		['an empty text of a formula', '<c r="B2" t="str"><f>""</f><v></v></c>', ''],
	])('%s', async (_label, xml, expected) => {
		expect(await cellsIn(xml, { texts })).toEqual(expected === '' ? [] : [expected]);
	});
});

describe('formulas and errors', () => {
	it.each<[string, string, unknown]>([
		['a stored number', '<c r="B2"><f>1+1</f><v>2</v></c>', '2'],
		['no stored value', '<c r="B2"><f>1+1</f></c>', new MissingFormulaValue()],
		['an empty stored value', '<c r="B2"><f>1+1</f><v></v></c>', new MissingFormulaValue()],
		[
			'an empty stored value, written shorter',
			'<c r="B2"><f>1+1</f><v/></c>',
			new MissingFormulaValue(),
		],
		['a shared formula', '<c r="B2"><f t="shared" si="0"/><v>7</v></c>', '7'],
		[
			'a shared formula without value',
			'<c r="B2"><f t="shared" si="0"/></c>',
			new MissingFormulaValue(),
		],
		[
			'an array formula without value',
			'<c r="B2"><f t="array" ref="B2">A1</f></c>',
			new MissingFormulaValue(),
		],
		['a truth value', '<c r="B2" t="b"><f>1=1</f><v>1</v></c>', 'TRUE'],
		['an error', '<c r="B2" t="e"><v>#N/A</v></c>', new CellError('#N/A')],
		[
			'an error of a formula',
			'<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
			new CellError('#DIV/0!'),
		],
		['a text like an error', '<c r="B2" t="str"><v>#N/A</v></c>', '#N/A'],
	])('%s', async (_label, xml, expected) => {
		expect(await cellsIn(xml)).toEqual([expected]);
	});

	it('a formula without value does not take the value of the next cell', async () => {
		expect(await cellsIn('<c r="B2"><f>1+1</f></c><c r="C2"><v>5</v></c>')).toEqual([
			new MissingFormulaValue(),
			'5',
		]);
	});
});

describe('rows and cells', () => {
	it('may have no numbers: each follows the one before', async () => {
		const rows =
			'<row><c t="str"><v>Rego</v></c><c t="str"><v>Name</v></c><c t="str"><v>Mobile</v></c></row>' +
			'<row><c t="str"><v>A1</v></c><c s="1"/><c t="str"><v>x</v></c></row>' +
			'<row r="7"><c t="str"><v>B2</v></c></row><row/><row><c t="str"><v>C3</v></c></row>';
		expect(
			(await rowsOf(await tableOf(rawWorkbook({ rows })))).map(({ line, cells }) => [
				line,
				...cells,
			]),
		).toEqual([
			[2, 'A1', '', 'x'],
			[7, 'B2'],
			[9, 'C3'],
		]);
	});

	it('are numbered on over parts of the sheet', async () => {
		const many = Array.from(
			{ length: 5_000 },
			(_, index) => `<row><c t="str"><v>A${index}</v></c></row>`,
		);
		const rows = `<row><c t="str"><v>Rego</v></c></row>${many.join('\n')}`;
		const read = await rowsOf(await tableOf(rawWorkbook({ rows })));
		expect(read.map(({ line }) => line)).toEqual(many.map((_, index) => index + 2));
	});

	it('may be empty to the last column, which costs nothing', async () => {
		const rows = `${HEADER}${Array.from({ length: 2_000 }, (_, index) => `<row r="${index + 2}"><c r="A${index + 2}" t="str"><v>A</v></c><c r="XFD${index + 2}" s="3"/></row>`).join('')}`;
		expect(await cellsOf(rawWorkbook({ rows }))).toHaveLength(2_000);
	});

	it('may have a prefix in every name', async () => {
		const rows =
			'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:dimension ref="A1:ZZ9"/><x:sheetData>' +
			'<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row>' +
			'<x:row r="2" hidden="true"><x:c r="A2" t="inlineStr"><x:is><x:t>A1</x:t></x:is></x:c></x:row>' +
			'</x:sheetData></x:worksheet>';
		const table = await tableOf(
			rawWorkbook({ rows, texts: '<x:si xmlns:x="a"><x:t>Rego</x:t></x:si>' }),
		);
		expect((await rowsOf(table)).map(({ cells }) => cells)).toEqual([['A1']]);
		expect(table.facts()).toMatchObject({ hiddenRows: 1 });
	});

	it('end where the sheet says: what stands behind is no row', async () => {
		const rows = `<worksheet xmlns:xdr="d"><cols><col min="1" max="16384"/></cols><sheetData>${HEADER}<row r="2"><c r="A2" t="str"><v>A1</v></c></row></sheetData><controls><xdr:row>5</xdr:row></controls><rowBreaks/></worksheet>`;
		expect(await cellsOf(rawWorkbook({ rows }))).toEqual([['A1']]);
	});

	it('may be none at all', async () => {
		const rows = '<worksheet><sheetData/></worksheet>';
		const opened = tableOf(rawWorkbook({ rows }));
		await expect(opened).rejects.toThrow('"List", which is empty');
	});
});

describe('the file', () => {
	const rows = `${HEADER}<row r="2"><c r="A2" t="s"><v>0</v></c></row>`;
	const entries = rawEntries({ rows, texts: '<si><t>A1</t></si>' });

	it.each([
		['parts in another order', zipFile([...entries].reverse())],
		[
			'parts that are not packed',
			zipFile(entries.map((entry) => ({ ...entry, claims: { method: 0 } }))),
		],
		[
			'sizes behind the parts',
			zipFile(entries.map((entry) => ({ ...entry, claims: { flags: 8 } }))),
		],
		[
			'sizes in extra fields',
			zipFile(entries.map((entry) => ({ ...entry, sizes: 'zip64' as const }))),
		],
		[
			'names with backslashes',
			zipFile(entries.map((entry) => ({ ...entry, name: entry.name.replaceAll('/', '\\') }))),
		],
		[
			'names in capitals',
			zipFile(entries.map((entry) => ({ ...entry, name: entry.name.toUpperCase() }))),
		],
		['a comment at its end', zipFile(entries, 'Made by a program')],
		[
			'pictures and other parts',
			zipFile([...entries, { name: 'xl/media/image1.png', content: Buffer.alloc(100) }]),
		],
		[
			'parts with a byte-order mark',
			zipFile(entries.map((entry) => ({ ...entry, content: `\ufeff${String(entry.content)}` }))),
		],
		[
			'names of the strict dialect',
			zipFile(
				entries.map((entry) => ({
					...entry,
					content: String(entry.content).replaceAll(
						'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
						'http://purl.oclc.org/ooxml/officeDocument/relationships',
					),
				})),
			),
		],
	])('may have %s', async (_label, workbook) => {
		expect(await cellsOf(workbook)).toEqual([['A1']]);
	});

	it('may have sheets that are charts or macros, and links to elsewhere', async () => {
		const changed = entries.map((entry) => {
			const content = String(entry.content)
				.replace('</sheets>', '<sheet name="Rego chart" sheetId="2" r:id="rId8"/></sheets>')
				.replace(
					'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"',
					(link) =>
						`<Relationship Id="rId8" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/><Relationship Id="rId9" Type="x/hyperlink" TargetMode="External" Target="http://[bad"/>${link}`,
				);
			return { ...entry, content };
		});
		const table = await tableOf(zipFile(changed));
		expect(await rowsOf(table)).toHaveLength(1);
		expect(table.facts()).toMatchObject({ sheet: 'List', otherSheets: [] });
	});

	it('may have thousands of styles', async () => {
		const styles = `<cellXfs>${'<xf numFmtId="0"/>'.repeat(60_000)}<xf numFmtId="14"/></cellXfs>`;
		expect(await cellsIn('<c r="B2" s="60000"><v>46112</v></c>', { styles })).toEqual([
			'2026-03-31',
		]);
	});
});
