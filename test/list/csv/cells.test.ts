import { parseCells } from '../../../nodes/Recapture/list/csv/cells';
import { RecordScanner } from '../../../nodes/Recapture/list/csv/records';
import type { Delimiter } from '../../../nodes/Recapture/list/table';

/** All records of a text as one block. */
function blockOf(text: string, delimiter: Delimiter = ',') {
	const scanner = new RecordScanner(delimiter);
	const [{ bytes, records }] = [...scanner.add(Buffer.from(`${text}\n`))];
	return { bytes, records };
}

it.each<[string, string, string[][]]>([
	[
		'plain cells',
		'a,b\nc,d',
		[
			['a', 'b'],
			['c', 'd'],
		],
	],
	['empty cells', ',\n,,\n""', [['', ''], ['', '', ''], ['']]],
	[
		'any line endings and empty lines',
		'a,b\r\n\r\nc\n\n\nd,\re',
		[['a', 'b'], ['c'], ['d', ''], ['e']],
	],
	['records of any length', 'a\nb,c,d,e\nf,g', [['a'], ['b', 'c', 'd', 'e'], ['f', 'g']]],
	['quoted cells', '"a,\r\nb","c ""d"""\n"e"', [['a,\r\nb', 'c "d"'], ['e']]],
	[
		'quotes in plain cells',
		'15" alloys,a""b\n5",x"',
		[
			['15" alloys', 'a""b'],
			['5"', 'x"'],
		],
	],
	['spaces that belong to a plain cell', ' a , b \n  ', [[' a ', ' b '], ['  ']]],
	[
		'quoted cells without the spaces around them',
		' "a,b" ,\t"c"\n"d"  ,  "e"',
		[
			['a,b', 'c'],
			['d', 'e'],
		],
	],
	['an empty quoted cell between spaces', ' "" ,a', [['', 'a']]],
	['quoted cells at both ends and side by side', '"a","b",c,"d"', [['a', 'b', 'c', 'd']]],
	[
		'other characters',
		'é,車,🚗\n“x”,\ufeff',
		[
			['é', '車', '🚗'],
			['“x”', '\ufeff'],
		],
	],
	['no cells of broken records', 'a,b\n"c"d,e\nf,g', [['a', 'b'], [], ['f', 'g']]],
	['nothing but broken records', '"a"b\n"c"d', [[], []]],
])('gives %s', async (_label, text, expected) => {
	expect(await parseCells(blockOf(text), ',')).toEqual(expected);
});

it.each([',', ';', '\t', '|'] as const)('parts cells by %j and nothing else', async (delimiter) => {
	const others = [',', ';', '|'].filter((other) => other !== delimiter).join('');
	const text = ['a', others, `"${delimiter}"`].join(delimiter);
	expect(await parseCells(blockOf(text, delimiter), delimiter)).toEqual([['a', others, delimiter]]);
});

it('does not change the bytes of the block, of which broken rows are shown', async () => {
	const block = blockOf('a, "b" \r\n"c"d\ne');
	const before = block.bytes.toString();
	await parseCells(block, ',');
	expect(block.bytes.toString()).toBe(before);
});

it('rather fails than moves a cell into another column', async () => {
	const { bytes, records } = blockOf('a,b\nc,d');
	const wrong = records.map((record) => ({ ...record, cells: 1 }));
	await expect(parseCells({ bytes, records: wrong }, ',')).rejects.toThrow(/other cells/);
});
