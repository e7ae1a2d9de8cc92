import fc from 'fast-check';

import {
	RecordScanner,
	textOf,
	type RecordBlock,
} from '../../../nodes/Recapture/list/csv/records';
import type { Delimiter } from '../../../nodes/Recapture/list/table';
import { scanByTheRules, type ExpectedRecord } from './rules';
import { SEED } from './seed';

interface Setting {
	readonly delimiter?: Delimiter;
	readonly maxRecordBytes?: number;
	/** How many bytes the scanner gets at once. */
	readonly partBytes?: number;
}

function scan(text: string, setting: Setting = {}): ExpectedRecord[] {
	return blocksOf(text, setting).flatMap((block) =>
		block.records.map((record) => {
			const { line, cells, flaw } = record;
			return { line, text: textOf(block.bytes, record), ...(flaw ? { flaw } : { cells }) };
		}),
	);
}

function blocksOf(text: string, { delimiter = ',', maxRecordBytes, partBytes }: Setting = {}) {
	const scanner = new RecordScanner(delimiter, maxRecordBytes);
	const bytes = Buffer.from(text);
	const size = partBytes ?? bytes.length;
	const blocks: RecordBlock[] = [];
	for (let start = 0; start < bytes.length; start += size) {
		blocks.push(...scanner.add(bytes.subarray(start, start + size)));
	}
	blocks.push(...scanner.end());
	return blocks;
}

describe('records', () => {
	it.each<[string, string, ExpectedRecord[]]>([
		['end with the file', 'a,b', [{ line: 1, text: 'a,b', cells: 2 }]],
		[
			'end with LF, CRLF or CR, also in one file',
			'a\nb\r\nc\rd\n\re',
			[
				{ line: 1, text: 'a', cells: 1 },
				{ line: 2, text: 'b', cells: 1 },
				{ line: 3, text: 'c', cells: 1 },
				{ line: 4, text: 'd', cells: 1 },
				{ line: 6, text: 'e', cells: 1 },
			],
		],
		[
			'are not empty lines, which only count as lines',
			'\n\na\r\n\r\nb\r\rc',
			[
				{ line: 3, text: 'a', cells: 1 },
				{ line: 5, text: 'b', cells: 1 },
				{ line: 7, text: 'c', cells: 1 },
			],
		],
		[
			'may hold nothing but delimiters, spaces or quotes',
			',,\n  \n""',
			[
				{ line: 1, text: ',,', cells: 3 },
				{ line: 2, text: '  ', cells: 1 },
				{ line: 3, text: '""', cells: 1 },
			],
		],
		[
			'go on over the lines of a quoted cell, whatever ends them',
			'"1\n2\r\n3\r4",b\nc',
			[
				{ line: 1, text: '"1\n2\r\n3\r4",b', cells: 2 },
				{ line: 5, text: 'c', cells: 1 },
			],
		],
		[
			'have quotes in plain cells, as for inches',
			'15" alloys,a "b" c,5"\nd',
			[
				{ line: 1, text: '15" alloys,a "b" c,5"', cells: 3 },
				{ line: 2, text: 'd', cells: 1 },
			],
		],
		[
			'have doubled quotes',
			'"a ""b"", c","""",""',
			[{ line: 1, text: '"a ""b"", c","""",""', cells: 3 }],
		],
		[
			'may have spaces or tabs around a quoted cell',
			' "a,b" ,\t"c\n",d\ne',
			[
				{ line: 1, text: ' "a,b" ,\t"c\n",d', cells: 3 },
				{ line: 3, text: 'e', cells: 1 },
			],
		],
	])('%s', (_label, text, expected) => {
		for (const partBytes of [1, 2, 3, undefined])
			expect(scan(text, { partBytes })).toEqual(expected);
	});

	it('are cut by one delimiter alone', () => {
		const text = 'a,b;c|d\te';
		for (const delimiter of [',', ';', '|', '\t'] as const) {
			expect(scan(text, { delimiter })).toEqual([{ line: 1, text, cells: 2 }]);
		}
		expect(scan('a\t"b\tc"\t "d" \t', { delimiter: '\t' })[0].cells).toBe(4);
	});
});

describe('a broken record is its first line, and all lines after it are read', () => {
	it.each<[string, string, ExpectedRecord[]]>([
		[
			'text after a quoted cell',
			'"a"b,c\nd',
			[
				{ line: 1, text: '"a"b,c', flaw: 'text after quote' },
				{ line: 2, text: 'd', cells: 1 },
			],
		],
		[
			'text after the spaces after a quoted cell',
			'x,"a" b\r\nd',
			[
				{ line: 1, text: 'x,"a" b', flaw: 'text after quote' },
				{ line: 2, text: 'd', cells: 1 },
			],
		],
		[
			'a quote that is open at the end of the file',
			'a,"b\nc,d\n\ne',
			[
				{ line: 1, text: 'a,"b', flaw: 'quote never ends' },
				{ line: 2, text: 'c,d', cells: 2 },
				{ line: 4, text: 'e', cells: 1 },
			],
		],
		[
			'such a quote in the last line',
			'a\n"b',
			[
				{ line: 1, text: 'a', cells: 1 },
				{ line: 2, text: '"b', flaw: 'quote never ends' },
			],
		],
		[
			'a quote that meets the quote of a later row',
			'a,"b\nc,d\ne,"f"\n',
			[
				{ line: 1, text: 'a,"b', flaw: 'quote never ends' },
				{ line: 2, text: 'c,d', cells: 2 },
				{ line: 3, text: 'e,"f"', cells: 2 },
			],
		],
		[
			'one after the other',
			'"a\n"b\n"c\n"d"\n',
			[
				{ line: 1, text: '"a', flaw: 'quote never ends' },
				{ line: 2, text: '"b', flaw: 'quote never ends' },
				{ line: 3, text: '"c', flaw: 'quote never ends' },
				{ line: 4, text: '"d"', cells: 1 },
			],
		],
		[
			'with a quoted cell of several lines after it',
			'"a\nb,"c\nd"\ne',
			[
				{ line: 1, text: '"a', flaw: 'quote never ends' },
				{ line: 2, text: 'b,"c\nd"', cells: 2 },
				{ line: 4, text: 'e', cells: 1 },
			],
		],
	])('%s', (_label, text, expected) => {
		for (const partBytes of [1, 2, 5, undefined])
			expect(scan(text, { partBytes })).toEqual(expected);
	});

	it('when a quote stays open for longer than a record may be', () => {
		const text = `a,"b\n${'c,d\n'.repeat(30)}"e",f\n`;
		for (const partBytes of [1, 7, undefined]) {
			const [first, ...others] = scan(text, { maxRecordBytes: 50, partBytes });
			expect(first).toEqual({ line: 1, text: 'a,"b', flaw: 'quote never ends' });
			expect(others).toHaveLength(31);
		}
	});

	it('when a line is longer than a record may be', () => {
		const text = `a\n${'b'.repeat(60)}\nc\n`;
		expect(scan(text, { maxRecordBytes: 50 }).map(({ flaw }) => flaw)).toEqual([
			undefined,
			'too long',
			undefined,
		]);
		expect(scan(text, { maxRecordBytes: 60 }).map(({ flaw }) => flaw)).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	});

	it('of a line that never ends only the beginning is kept', () => {
		const scanner = new RecordScanner(',', 10_000);
		const blocks = [...scanner.add(Buffer.from('a\n"b'))];
		const part = Buffer.alloc(100_000, 'x');
		for (let count = 0; count < 100; count++) blocks.push(...scanner.add(part));
		blocks.push(...scanner.add(Buffer.from('\nc')), ...scanner.end());
		const records = blocks.flatMap((block) => block.records);
		expect(records.map(({ line, flaw }) => [line, flaw])).toEqual([
			[1, undefined],
			[2, 'quote never ends'],
			[3, undefined],
		]);
		expect(Math.max(...blocks.map((block) => block.bytes.length))).toBeLessThan(1_000_000);
	});
});

describe('every text is read as the rules say', () => {
	const ALPHABET = ['"', ',', '\n', 'a', ' '];

	it('up to six characters, all of them', () => {
		const wrong: string[] = [];
		const check = (text: string) => {
			const isRight = JSON.stringify(scan(text)) === JSON.stringify(scanByTheRules(text, ','));
			if (!isRight) wrong.push(text);
			if (text.length < 6) for (const next of ALPHABET) check(text + next);
		};
		check('');
		expect(wrong).toEqual([]);
	});

	it('longer ones in parts, with a bound for the length of a record', () => {
		const anyText = fc
			.array(
				fc.constantFrom('"', '"', '"', ',', '\n', '\r', '\r\n', 'a', ' ', '\t', 'é', '",', '\n"'),
				{
					maxLength: 60,
				},
			)
			.map((pieces) => pieces.join(''));
		fc.assert(
			fc.property(
				anyText,
				fc.constantFrom<Delimiter>(',', '\t'),
				fc.constantFrom(1, 2, 3, 10, 1_000),
				fc.constantFrom(8, 20, 10_000),
				(text, delimiter, partBytes, maxRecordBytes) => {
					const found = scan(text, { delimiter, partBytes, maxRecordBytes });
					const expected = scanByTheRules(text, delimiter, maxRecordBytes);
					if (maxRecordBytes < 10_000) {
						// Which of its flaws a record is blamed for depends on what was met first.
						const withoutNames = (records: ExpectedRecord[]) =>
							records.map(({ flaw, ...record }) => ({ ...record, broken: flaw !== undefined }));
						expect(withoutNames(found)).toEqual(withoutNames(expected));
					} else {
						expect(found).toEqual(expected);
					}
				},
			),
			{ seed: SEED, numRuns: 3_000 },
		);
	});
});

describe('stray quotes in every row do not make it slow', () => {
	// Who reads on from each of these rows to where its quote leads reads gigabytes, and meets jest's time limit.
	it.each([
		['at the start', '"abc,def\n'],
		['in the last cell', 'abc,"def\n'],
		['at the end of a line', 'abc,"\n'],
		['that end one cell and begin the next', '5","abc\n'],
		['beside empty cells', '"abc,"",def\n'],
		['with a doubled one', 'abc,"""\n'],
		['before a thousand rows without any', `"\n${'a,b\n'.repeat(1_000)}`],
		['before a thousand rows with empty cells', `"a\n${'b,""\n'.repeat(1_000)}`],
	])('%s', (_label, rows) => {
		const text = rows.repeat(1_000_000 / rows.length);
		const blocks = blocksOf(text, { maxRecordBytes: 250_000, partBytes: 65_536 });
		const records = blocks.flatMap((block) => block.records);
		expect(blocks.length).toBeLessThan(200);
		expect(records[records.length - 1].line).toBeGreaterThan(text.split('\n').length - 3);
	});
});
