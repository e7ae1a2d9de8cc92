import { writeXlsx } from 'hucre/xlsx';

import { openExcel } from '../../../nodes/Recapture/list/excel/openExcel';
import { oldFormat, problemOf, rawEntries, rawWorkbook, rowsOf, tableOf } from './workbooks';
import { zipFile, type ZipEntry } from './zipFile';

/** Files that are no workbook, or one that cannot be read: a sentence for each, and never a crash. */

const SHEETS = [{ name: 'List', rows: [['Rego'], ['ABC123']] }];
const ROWS =
	'<row><c t="str"><v>Rego</v></c></row>' +
	Array.from({ length: 3_000 }, (_, index) => `<row><c t="s"><v>${index}</v></c></row>`).join('');
const TEXTS = Array.from({ length: 3_000 }, (_, index) => `<si><t>A${index * 7919}</t></si>`).join(
	'',
);

describe('with a password', () => {
	it('an .xlsx file is refused', async () => {
		const workbook = await writeXlsx({
			sheets: SHEETS,
			encryption: { password: 'secret', spinCount: 10 },
		});
		expect(await problemOf(Buffer.from(workbook))).toEqual({
			message: 'The workbook is protected by a password',
			description: 'Open it in Excel, remove the password, save it, and use that file.',
		});
	});

	it('a packed file is refused', async () => {
		const entries = rawEntries({ rows: ROWS }).map((entry) => ({ ...entry, claims: { flags: 1 } }));
		const { message } = await problemOf(zipFile(entries));
		expect(message).toBe('The file is protected by a password');
	});
});

it.each([
	['an old Excel workbook (.xls)', 'biff8', 'Excel Workbook (.xlsx)'],
	['an old Excel workbook (.xls)', 'biff5', 'Excel Workbook (.xlsx)'],
	['a binary Excel workbook (.xlsb)', 'xlsb', 'Excel Workbook (.xlsx)'],
] as const)('%s is refused, with what to do', async (what, format, advice) => {
	const { message, description } = await problemOf(await oldFormat(format)(SHEETS));
	expect(message).toContain(what);
	expect(description).toContain(advice);
});

const text = (...names: string[]): ZipEntry[] => names.map((name) => ({ name, content: 'x' }));

it.each([
	['a Word document', zipFile(text('[Content_Types].xml', 'word/document.xml'))],
	['a PowerPoint presentation', zipFile(text('[Content_Types].xml', 'ppt/presentation.xml'))],
	['a document of Numbers', zipFile(text('Index/Document.iwa', 'preview.jpg'))],
	['a ZIP archive', zipFile(text('lists/may.csv', 'lists/june.csv'))],
	['no workbook: it is packed, with photo.png in it', zipFile(text('photo.png'))],
	['no workbook: it is packed, with nothing in it', zipFile([])],
	[
		'a Word document',
		zipFile([
			{ name: '[Content_Types].xml', content: '<Types/>' },
			{
				name: '_rels/.rels',
				content:
					'<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
			},
			{ name: 'word/document.xml', content: '<w:document xmlns:w="w"><w:body/></w:document>' },
		]),
	],
])('a file that is %s is refused', async (what, file) => {
	const { message, description } = await problemOf(file);
	expect(message).toContain(`The file is ${what}`);
	expect(description).not.toBe('');
});

it('another document in the old container of Office is no workbook', async () => {
	const file = Buffer.concat([
		Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
		Buffer.alloc(600),
		Buffer.from('WordDocument', 'utf16le'),
	]);
	expect((await problemOf(file)).message).toContain('not a workbook');
});

describe('a damaged file', () => {
	const workbook = rawWorkbook({ rows: ROWS, texts: TEXTS });

	it('that was cut anywhere is refused', async () => {
		for (let share = 0.02; share < 1; share += 0.07) {
			const cut = workbook.subarray(0, Math.floor(workbook.length * share));
			expect((await problemOf(cut)).message).toContain('The file is damaged');
		}
	});

	it('in which a byte changed is refused, or says the same', async () => {
		const expected = await rowsOf(await tableOf(workbook));
		let refused = 0;
		for (let at = 10; at < workbook.length; at += Math.ceil(workbook.length / 300)) {
			const changed = Buffer.from(workbook);
			changed[at] ^= 0x55;
			try {
				expect(await rowsOf(await tableOf(changed))).toEqual(expected);
			} catch (error) {
				expect(String(error)).not.toContain('toEqual');
				refused++;
			}
		}
		expect(refused).toBeGreaterThan(250);
	});

	it.each<[string, (name: string, content: string) => string]>([
		['a sheet has no end', (_name, content) => content.replace('</sheetData></worksheet>', '')],
		[
			'a cell is beyond the last column',
			(_name, content) => content.replace('<c t="s">', '<c r="ZZZZ2" t="s">'),
		],
		['a text is missing', (_name, content) => content.replace('<si>', '<sj>')],
		['the texts have no end', (_name, content) => content.replace('</sst>', '')],
	])('in which %s is refused', async (_label, change) => {
		const entries = rawEntries({ rows: ROWS, texts: TEXTS }).map((entry) => ({
			...entry,
			content: change(entry.name, String(entry.content)),
		}));
		const opened = tableOf(zipFile(entries)).then(rowsOf);
		await expect(opened).rejects.toThrow('The file is damaged');
	});

	it('that lacks a sheet is refused', async () => {
		const entries = rawEntries({ rows: ROWS }).filter(({ name }) => !name.includes('sheet1'));
		expect((await problemOf(zipFile(entries))).message).toContain(
			'no part xl/worksheets/sheet1.xml',
		);
	});
});

describe('a file made to fill the memory', () => {
	const bomb = (name: string, claims: ZipEntry['claims'], content: string | Buffer = '') =>
		zipFile([
			...rawEntries({ rows: ROWS, texts: TEXTS, styles: '' }).filter(
				(entry) => entry.name !== name,
			),
			{ name, content, claims },
		]);

	it.each([
		['more than 1 GB', bomb('xl/media/big.bin', { bytes: 1024 ** 3 })],
		['more than 256 MB of text', bomb('xl/sharedStrings.xml', { bytes: 300 * 1024 ** 2 })],
		['more than 32 MB in xl/styles.xml', bomb('xl/styles.xml', { bytes: 40 * 1024 ** 2 })],
		[
			'is larger than it should be',
			bomb('xl/sharedStrings.xml', { bytes: 1_000 }, `<sst>${' '.repeat(10_000_000)}</sst>`),
		],
		[
			'<row> has no end',
			bomb('xl/worksheets/sheet1.xml', {}, `<worksheet><sheetData><row>${' '.repeat(40_000_000)}`),
		],
		['<si> has no end', bomb('xl/sharedStrings.xml', {}, `<sst><si>${'x'.repeat(40_000_000)}`)],
	])('is refused when it has %s', async (what, file) => {
		expect((await problemOf(file)).message).toContain(what);
	});

	it('is not read any further when it is larger than 100 MB', async () => {
		let chunks = 0;
		const source = {
			async *open() {
				for (;;) {
					chunks++;
					yield Buffer.alloc(1024 * 1024, 'PK\x03\x04');
				}
			},
		};
		const opened = await openExcel(source, { sheet: '', isHeader: () => true }, 0);
		expect(opened).toMatchObject({ problem: { message: expect.stringContaining('100 MB') } });
		expect(chunks).toBeLessThan(105);
	});
});

it('an error of the source is no problem of the file: it is thrown', async () => {
	const source = {
		async *open() {
			yield Buffer.from('PK\x03\x04');
			throw new Error('the disk is gone');
		},
	};
	await expect(openExcel(source, { sheet: '', isHeader: () => true }, 0)).rejects.toThrow(
		'the disk is gone',
	);
});
