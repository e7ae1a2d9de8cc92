import { problemOf } from './csvFile';

const text = (content: string) => Buffer.from(content, 'latin1');

it.each([
	[
		'an .xlsx file',
		text('PK\x03\x04\x14\x00\x06\x00[Content_Types].xml'),
		/an Excel workbook \(\.xlsx\)/,
	],
	['an .xls file', text('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00'), /an old Excel workbook \(\.xls\)/],
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
	['anything with zero bytes', text('Rego,VIN\nABC\x00123,\n'), /not a text file/],
	['zero bytes far down', text(`Rego,VIN\n${'ABC123,\n'.repeat(50_000)}\x00`), /not a text file/],
])('%s is no list, and the user hears what it is', async (_label, file, message) => {
	const problem = await problemOf(file);
	expect(problem.message).toMatch(message);
	expect(problem.description).toMatch(/save the list as 'CSV UTF-8'/);
});

it('what a file is counts for more than the encoding chosen for it', async () => {
	const problem = await problemOf(text('PK\x03\x04\x14\x00'), { encoding: 'utf-16le' });
	expect(problem.message).toMatch(/Excel/);
});
