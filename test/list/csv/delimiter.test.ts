import { problemOf, readRows, tableOf } from './csvFile';

it.each<[string, string, string[]]>([
	[',', 'Rego,VIN,Name\nABC123,,Smith\n', ['Rego', 'VIN', 'Name']],
	[';', 'Rego;VIN;Name\nABC123;;Smith\n', ['Rego', 'VIN', 'Name']],
	['\t', 'Rego\tVIN\tName\nABC123\t\tSmith\n', ['Rego', 'VIN', 'Name']],
	['|', 'Rego|VIN|Name\nABC123||Smith\n', ['Rego', 'VIN', 'Name']],
	[',', 'Rego,VIN,Name', ['Rego', 'VIN', 'Name']],
	[
		',',
		'"Name; first","Name; last",Rego\nMary,Smith,ABC123\n',
		['Name; first', 'Name; last', 'Rego'],
	],
	[';', '"Name, first, other";"VIN"\n"Mary, Jane, Sue";"1N4"\n', ['Name, first, other', 'VIN']],
	[';', '"Name, first, other";"VIN"\n', ['Name, first, other', 'VIN']],
	[',', '"a;b;c","d"\n', ['a;b;c', 'd']],
	[';', 'Rego;Price;Odometer\nABC123;12,50;1,5\nDEF456;13,20;2,5\n', ['Rego', 'Price', 'Odometer']],
	[';', 'Rego;Price, net\nABC123;12,50\nDEF456;13,20\n', ['Rego', 'Price, net']],
	[
		';',
		'Rego;Notes, other notes, and more\nABC123;none\nDEF456;some, or not\n',
		['Rego', 'Notes, other notes, and more'],
	],
	[',', 'Rego,Name;first\nABC123,Mary\nDEF456,Sue\n', ['Rego', 'Name;first']],
	[
		',',
		'Rego,VIN,Name,Notes\nABC123\nDEF456,1N4\nGHI789,1N5,Smith\n',
		['Rego', 'VIN', 'Name', 'Notes'],
	],
	[',', '\n\n,,\nRego,VIN\nABC123,\n', ['Rego', 'VIN']],
	[',', 'Rego,VIN,\nABC123,1N4,\n', ['Rego', 'VIN']],
	[';', 'Rego;VIN\n"a stray quote;1N4\nABC123;1N5\n', ['Rego', 'VIN']],
])('finds the %j of %j', async (delimiter, text, columns) => {
	const table = await tableOf(text);
	expect(table.facts().delimiter).toBe(delimiter);
	expect(table.columns).toEqual(columns);
});

describe('a list of one column', () => {
	it.each([
		['VINs', 'VIN\n1N4AL11D75C109151\n1N4AL11D75C109152\n'],
		['one line', 'VIN'],
		['names with a comma', 'Name\nSmith, Mary\nNguyen, Wei\n'],
		['anything', 'Notes\na, b; c\nd; e\n'],
	])('keeps its rows whole: %s', async (_label, text) => {
		const [header, ...lines] = text.trimEnd().split('\n');
		const table = await tableOf(text);
		expect(table.columns).toEqual([header]);
		expect((await readRows(text)).map(({ cells }) => cells)).toEqual(lines.map((line) => [line]));
	});
});

describe('a first line that names the delimiter', () => {
	it.each([
		['sep=;', ';'],
		['SEP=,', ','],
		['sep=|', '|'],
		['sep=\t', '\t'],
		['"sep=;"', ';'],
		['sep=;;;;', ';'],
		['sep=; ', ';'],
	])('%j is obeyed, and is a line of the file but no row', async (line, delimiter) => {
		const text = `${line}\r\nRego${delimiter}Na,me\r\nABC123${delimiter}Smith\r\n`;
		const table = await tableOf(text);
		expect(table.facts().delimiter).toBe(delimiter);
		if (delimiter !== ',') expect(table.columns).toEqual(['Rego', 'Na,me']);
		const [{ row, line: lineOfRow }] = await readRows(text);
		expect({ row, lineOfRow }).toEqual({ row: 1, lineOfRow: 3 });
	});

	it('counts for less than the delimiter that the user chose, which is the way out when it is wrong', async () => {
		const table = await tableOf('sep=;\nRego,VIN\nABC123,\n', { delimiter: ',' });
		expect(table.columns).toEqual(['Rego', 'VIN']);
	});

	it('is a problem when the delimiter is not supported, unless the user chose one', async () => {
		const problem = await problemOf('sep=:\nRego:VIN\n');
		expect(problem.message).toBe(
			'The first line of the file, "sep=:", names a delimiter that is not supported',
		);
		expect((await tableOf('sep=:\nRego,VIN\n', { delimiter: ',' })).columns).toEqual([
			'Rego',
			'VIN',
		]);
	});

	it.each(['Rego,sep=;', 'sep=', 'separator=;', 'sep=;Rego'])('%j is none', async (header) => {
		const table = await tableOf(`${header}\n`, { delimiter: ',' });
		expect(table.columns).toEqual(header.split(','));
	});
});

it('a chosen delimiter is not second-guessed', async () => {
	expect((await tableOf('Rego;VIN\nA;B\n', { delimiter: ',' })).columns).toEqual(['Rego;VIN']);
});
