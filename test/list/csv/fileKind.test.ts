import { encode, MARK, problemOf, tableOf } from './csvFile';

const text = (content: string) => Buffer.from(content, 'latin1');

/** The same bytes in every run. */
function randomBytes(length: number): Buffer {
	let state = 1;
	return Buffer.from(
		Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) >> 16),
	);
}

it.each([
	['a PDF file', text('%PDF-1.7\n%\xe2\xe3'), /a PDF document/],
	['a gzip file', text('\x1f\x8b\x08\x00abc'), /a compressed file/],
	['a RAR file', text('Rar!\x1a\x07\x01\x00'), /a compressed file/],
	['a 7-Zip file', text('7z\xbc\xaf\x27\x1c'), /a compressed file/],
	['a PNG image', text('\x89PNG\r\n\x1a\n'), /an image/],
	['a JPEG image', text('\xff\xd8\xff\xe0\x00\x10JFIF'), /an image/],
	['a GIF image', text('GIF89a'), /an image/],
	['an RTF document', text('{\\rtf1\\ansi Rego,VIN'), /a document of a word processor/],
	['a web page', text('\r\n<!DOCTYPE html><table>'), /a web page/],
	['a web page called .xls', text('\xef\xbb\xbf<HTML xmlns:x="urn:excel">'), /a web page/],
	['XML', text('<?xml version="1.0"?><Workbook>'), /an XML file/],
	['XML without a prolog', text('<customers>\n  <customer rego="ABC123"/>'), /an XML file/],
	['random bytes', randomBytes(5_000), /not a text file/],
	['random bytes behind some text', Buffer.concat([text('Rego,VIN\n'), randomBytes(200)]), /not a/],
	[
		'numbers of four bytes',
		Buffer.from(Int32Array.from({ length: 500 }, (_, n) => n * 7).buffer),
		/not a/,
	],
	[
		'a database',
		text(`SQLite format 3${'\0\x10\0\0\0\x01\0\0\0\x02'.repeat(50)}rego`),
		/not a text file/,
	],
])('%s is no list, and the user hears what it is', async (_label, file, message) => {
	const problem = await problemOf(file);
	expect(problem.message).toMatch(message);
	expect(problem.description).toMatch(/save the list as 'CSV UTF-8'/);
});

it('what a file is counts for more than the encoding chosen for it', async () => {
	const problem = await problemOf(text('%PDF-1.7\n'), { encoding: 'utf-16le' });
	expect(problem.message).toMatch(/PDF/);
});

it.each([
	['[{"rego":"ABC123","vin":"1N4"}]'],
	['[\n  {\n    "rego": "ABC123"\n  }\n]'],
	['{"customers":[{"rego":"ABC123"}]}'],
	['{"rego":"ABC123"}\n{"rego":"DEF456"}\n'],
	['[["Rego","VIN"],["ABC123","1N4"]]'],
	['\ufeff[]'],
])('JSON is no CSV, and the user hears how to read it: %s', async (json) => {
	const problem = await problemOf(json);
	expect(problem.message).toBe('The file is JSON, not a CSV file');
	expect(problem.description).toContain("'Extract from File'");
});

it('a text is recognised in any encoding', async () => {
	const problem = await problemOf(encode(`${MARK}<?xml version="1.0"?>`, 'utf-16le'));
	expect(problem.message).toMatch(/an XML file/);
});

it.each(['<Rego>,<VIN>\nABC123,1N4\n', '[Rego],[VIN]\nABC123,1N4\n', '{Rego},{VIN}\n'])(
	'signs around headers do not make another file of a list: %s',
	async (list) => {
		expect((await tableOf(list)).columns).toHaveLength(2);
	},
);
