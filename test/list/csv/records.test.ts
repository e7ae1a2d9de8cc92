import { parse } from 'csv-parse/sync';
import fc from 'fast-check';

import { readRecords } from '../../../nodes/Recapture/list/csv/records';
import type { Delimiter } from '../../../nodes/Recapture/list/table';
import { recordsByTheRules, type ExpectedRecord } from './rules';
import { SEED } from './seed';

jest.mock('csv-parse/sync', () => {
	const library = jest.requireActual<typeof import('csv-parse/sync')>('csv-parse/sync');
	return { ...library, parse: jest.fn(library.parse) };
});

/** The one kind of text that csv-parse reads in another way than the rules say. */
const FORGIVEN = /""[ \t]+(?=")/g;

interface Setting {
	readonly delimiter?: Delimiter;
	/** How many characters the reader gets at once. */
	readonly partLength?: number;
}

async function read(text: string, setting: Setting = {}): Promise<ExpectedRecord[]> {
	const { delimiter = ',', partLength = text.length } = setting;
	const records: ExpectedRecord[] = [];
	for await (const batch of readRecords(partsOf(text, partLength), delimiter)) {
		for (const { line, text: written, cells, flaw } of batch) {
			const withoutEnd = written.replace(/(?:\r\n|\n|\r)$/, '');
			records.push({ line, text: withoutEnd, ...(flaw ? { flaw } : { cells }) });
		}
	}
	return records;
}

function* partsOf(text: string, length: number): Generator<string> {
	for (let start = 0; start < text.length; start += length) yield text.slice(start, start + length);
}

describe('records', () => {
	it.each<[string, string, ExpectedRecord[]]>([
		['end with the file', 'a,b', [{ line: 1, text: 'a,b', cells: ['a', 'b'] }]],
		[
			'end with LF, CRLF or CR, also in one file',
			'a\nb\r\nc\rd\n\re',
			[
				{ line: 1, text: 'a', cells: ['a'] },
				{ line: 2, text: 'b', cells: ['b'] },
				{ line: 3, text: 'c', cells: ['c'] },
				{ line: 4, text: 'd', cells: ['d'] },
				{ line: 6, text: 'e', cells: ['e'] },
			],
		],
		[
			'are not empty lines, which only count as lines',
			'\n\na\r\n\r\nb\r\rc',
			[
				{ line: 3, text: 'a', cells: ['a'] },
				{ line: 5, text: 'b', cells: ['b'] },
				{ line: 7, text: 'c', cells: ['c'] },
			],
		],
		[
			'may hold nothing but delimiters, spaces or quotes',
			',,\n  \n""\n \t',
			[
				{ line: 1, text: ',,', cells: ['', '', ''] },
				{ line: 2, text: '  ', cells: [''] },
				{ line: 3, text: '""', cells: [''] },
				{ line: 4, text: ' \t', cells: [''] },
			],
		],
		[
			'go on over the lines of a quoted cell, whatever ends them',
			'"1\n2\r\n3\r4",b\nc',
			[
				{ line: 1, text: '"1\n2\r\n3\r4",b', cells: ['1\n2\r\n3\r4', 'b'] },
				{ line: 5, text: 'c', cells: ['c'] },
			],
		],
		[
			'have quotes in plain cells, as for inches',
			'15" alloys,a "b" c,5"\nd',
			[
				{ line: 1, text: '15" alloys,a "b" c,5"', cells: ['15" alloys', 'a "b" c', '5"'] },
				{ line: 2, text: 'd', cells: ['d'] },
			],
		],
		[
			'have doubled quotes',
			'"a ""b"", c","""",""',
			[{ line: 1, text: '"a ""b"", c","""",""', cells: ['a "b", c', '"', ''] }],
		],
		[
			'may have spaces or tabs around a quoted cell, and inside it',
			' "a,b" ,\t" c\n", d \ne',
			[
				{ line: 1, text: ' "a,b" ,\t" c\n", d ', cells: ['a,b', ' c\n', 'd'] },
				{ line: 3, text: 'e', cells: ['e'] },
			],
		],
		[
			'may have any number of cells',
			'a\nb,c,d,e\n"f",g',
			[
				{ line: 1, text: 'a', cells: ['a'] },
				{ line: 2, text: 'b,c,d,e', cells: ['b', 'c', 'd', 'e'] },
				{ line: 3, text: '"f",g', cells: ['f', 'g'] },
			],
		],
	])('%s', async (_label, text, expected) => {
		for (const partLength of [1, 2, 3, undefined])
			expect(await read(text, { partLength })).toEqual(expected);
	});

	it('are cut by one delimiter alone', async () => {
		const text = 'a,b;c|d\te';
		for (const delimiter of [',', ';', '|', '\t'] as const) {
			expect(await read(text, { delimiter })).toEqual([
				{ line: 1, text, cells: text.split(delimiter) },
			]);
		}
		const [{ cells }] = await read('a\t"b\tc"\t "d" \t', { delimiter: '\t' });
		expect(cells).toEqual(['a', 'b\tc', 'd', '']);
	});
});

describe('a broken record is its first line, and all lines after it are read', () => {
	it.each<[string, string, ExpectedRecord[]]>([
		[
			'text after a quoted cell',
			'"a"b,c\nd',
			[
				{ line: 1, text: '"a"b,c', flaw: 'text after quote' },
				{ line: 2, text: 'd', cells: ['d'] },
			],
		],
		[
			'text after the spaces after a quoted cell',
			'x,"a" b\r\nd',
			[
				{ line: 1, text: 'x,"a" b', flaw: 'text after quote' },
				{ line: 2, text: 'd', cells: ['d'] },
			],
		],
		[
			'a quote that is open at the end of the file',
			'a,"b\nc,d\n\ne',
			[
				{ line: 1, text: 'a,"b', flaw: 'quote never ends' },
				{ line: 2, text: 'c,d', cells: ['c', 'd'] },
				{ line: 4, text: 'e', cells: ['e'] },
			],
		],
		[
			'such a quote in the last line',
			'a\n"b',
			[
				{ line: 1, text: 'a', cells: ['a'] },
				{ line: 2, text: '"b', flaw: 'quote never ends' },
			],
		],
		[
			'a quote that meets the quote of a later row',
			'a,"b\nc,d\ne,"f"\n',
			[
				{ line: 1, text: 'a,"b', flaw: 'quote never ends' },
				{ line: 2, text: 'c,d', cells: ['c', 'd'] },
				{ line: 3, text: 'e,"f"', cells: ['e', 'f'] },
			],
		],
		[
			'one after the other',
			'"a\n"b\n"c\n"d"\n',
			[
				{ line: 1, text: '"a', flaw: 'quote never ends' },
				{ line: 2, text: '"b', flaw: 'quote never ends' },
				{ line: 3, text: '"c', flaw: 'quote never ends' },
				{ line: 4, text: '"d"', cells: ['d'] },
			],
		],
		[
			'with a quoted cell of several lines after it',
			'"a\nb,"c\nd"\ne',
			[
				{ line: 1, text: '"a', flaw: 'quote never ends' },
				{ line: 2, text: 'b,"c\nd"', cells: ['b', 'c\nd'] },
				{ line: 4, text: 'e', cells: ['e'] },
			],
		],
	])('%s', async (_label, text, expected) => {
		for (const partLength of [1, 2, 5, undefined])
			expect(await read(text, { partLength })).toEqual(expected);
	});

	it('when a quote stays open for longer than a record may be', async () => {
		const rows = 50_000;
		const text = `a,"b\n${`${'c'.repeat(50)},d\n`.repeat(rows)}e,"f"\n`;
		for (const partLength of [60_000, undefined]) {
			const records = await read(text, { partLength });
			expect(records[0]).toEqual({ line: 1, text: 'a,"b', flaw: 'quote never ends' });
			expect(records).toHaveLength(rows + 2);
			expect(records.filter(({ flaw }) => flaw)).toHaveLength(1);
		}
	});
});

describe('a line longer than a record may be is broken', () => {
	const LONGEST = 2_000_000 - 1;

	it.each([
		['plain', (length: number) => 'x'.repeat(length)],
		['with a quoted cell', (length: number) => `"${'x'.repeat(length - 4)}",`],
		['with an open quote', (length: number) => `,"${'x'.repeat(length - 2)}`],
	])('%s, wherever it stands', async (_label, lineOf) => {
		for (const before of ['', 'a,b\n', 'a,b\n'.repeat(100), 'a,"b"\n', `${'y'.repeat(90)}\n`]) {
			for (const partLength of [50_000, undefined]) {
				const text = `${before}${lineOf(LONGEST + 10)}\nc,d\n`;
				const records = await read(text, { partLength });
				const broken = records.filter(({ flaw }) => flaw);
				expect(broken.map(({ flaw }) => flaw)).toEqual(['too long']);
				expect(records.at(-1)).toEqual({
					line: before.split('\n').length + 1,
					text: 'c,d',
					cells: ['c', 'd'],
				});
				expect(records).toHaveLength(before.split('\n').length + 1);
			}
		}
	});

	it('and ends a quoted cell of the lines before it', async () => {
		const records = await read(`a,"b\nc,d\n${'x'.repeat(LONGEST + 10)}\n"\n`, {
			partLength: 9_999,
		});
		expect(records.map(({ line, flaw }) => [line, flaw])).toEqual([
			[1, 'quote never ends'],
			[2, undefined],
			[3, 'too long'],
			[4, 'quote never ends'],
		]);
	});

	it('but not one of just that length', async () => {
		const [first, second, third] = await read(`a,b\n${'x'.repeat(LONGEST)}\nc,d`);
		expect(first.cells).toEqual(['a', 'b']);
		expect(second.cells?.[0]).toHaveLength(LONGEST);
		expect(third.cells).toEqual(['c', 'd']);
	});

	it('and of a line of many megabytes only the beginning is kept', async () => {
		const parts = function* () {
			yield 'a\n"b';
			for (let count = 0; count < 200; count++) yield 'x'.repeat(100_000);
			yield '\nc';
		};
		const lengths: number[] = [];
		const flaws: unknown[] = [];
		for await (const batch of readRecords(parts(), ',')) {
			for (const { text, flaw, line } of batch) {
				lengths.push(text.length);
				flaws.push([line, flaw]);
			}
		}
		expect(flaws).toEqual([
			[1, undefined],
			[2, 'too long'],
			[3, undefined],
		]);
		expect(Math.max(...lengths)).toBeLessThan(5_000_000);
	});
});

describe('every text is read as the rules say', () => {
	const ALPHABET = ['"', ',', '\n', 'a', ' '];

	it('up to five characters, all of them', async () => {
		const texts = [''];
		for (let index = 0; texts[index].length < 5; index++) {
			texts.push(...ALPHABET.map((next) => texts[index] + next));
		}
		const wrong: string[] = [];
		for (const text of texts.filter((any) => any.search(FORGIVEN) === -1)) {
			const isRight =
				JSON.stringify(await read(text)) === JSON.stringify(recordsByTheRules(text, ','));
			if (!isRight) wrong.push(text);
		}
		expect(wrong).toEqual([]);
	});

	it.each([60, 2_000])('longer ones in parts, of up to %i pieces', async (maxLength) => {
		const anyText = fc
			.array(
				fc.constantFrom(
					...['"', '"', '"', ',', '\n', '\r', '\r\n', 'a', ' ', '\t', 'é', '",', '\n"'],
					...['x,y,z\n', '1,"2"\n', '"3,\n4",5\n', '車,🚗\n'],
				),
				{ maxLength },
			)
			.map((pieces) => pieces.join('').replace(FORGIVEN, '""'));
		await fc.assert(
			fc.asyncProperty(
				anyText,
				fc.constantFrom<Delimiter>(',', '\t'),
				fc.constantFrom(1, 2, 3, 10, 1_000),
				async (text, delimiter, partLength) => {
					expect(await read(text, { delimiter, partLength })).toEqual(
						recordsByTheRules(text, delimiter),
					);
				},
			),
			{ seed: SEED, numRuns: maxLength > 100 ? 50 : 1_500 },
		);
	});
});

describe('stray quotes in every row do not make it slow', () => {
	it.each([
		['at the start', '"abc,def\n'],
		['in the last cell', 'abc,"def\n'],
		['at the end of a line', 'abc,"\n'],
		['that end one cell and begin the next', '5","abc\n'],
		['beside empty cells', '"abc,"",def\n'],
		['with a doubled one', 'abc,"""\n'],
		['followed by text', '"abc"def\n'],
		['before ten sound rows', `"a\n${'b,"c"\n'.repeat(10)}`],
		['before a thousand rows without any', `"\n${'a,b\n'.repeat(1_000)}`],
		['before a thousand rows with empty cells', `"a\n${'b,""\n'.repeat(1_000)}`],
		['only', '"\n'],
	])('%s', async (_label, rows) => {
		const text = rows.repeat(Math.ceil(20_000 / rows.length));
		const parser = jest.mocked(parse);
		parser.mockClear();
		const records = await read(text, { partLength: 4_096 });
		const parsed = parser.mock.calls.reduce((sum, [part]) => sum + String(part).length, 0);
		expect(records[records.length - 1].line).toBeGreaterThan(text.split('\n').length - 3);
		// Who reads on from each row to where its quote leads parses a hundred times as much.
		expect(parsed / text.length).toBeLessThan(10);
	});
});

it('after ten thousand broken rows the file is refused, and not before', async () => {
	const rows: number[] = [];
	const reading = (async () => {
		for await (const batch of readRecords(['a,"b" c\nd,e\n'.repeat(10_001)], ',')) {
			rows.push(batch.length);
		}
	})();
	await expect(reading).rejects.toMatchObject({
		message: 'More than 10,000 rows of the file have broken quotes: it was read up to line 20001',
		description: expect.stringContaining("set the option 'Delimiter'"),
	});
	expect(rows.reduce((sum, length) => sum + length)).toBe(20_000);
});

it('csv-parse forgives an empty quoted cell before another one without text', async () => {
	expect(await read('a,"" ""\nb,"" "c"\n')).toEqual([
		{ line: 1, text: 'a,"" ""', cells: ['a', ''] },
		{ line: 2, text: 'b,"" "c"', flaw: 'text after quote' },
	]);
});
