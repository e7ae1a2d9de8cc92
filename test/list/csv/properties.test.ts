import fc from 'fast-check';

import type { Delimiter } from '../../../nodes/Recapture/list/table';
import { encode, fileOf, MARK, readRows, tableOf } from './csvFile';
import { SEED } from './seed';

jest.setTimeout(30_000);

/* What holds for every file, however it is written. */

const LINE_ENDS = ['\n', '\r\n', '\r'] as const;
const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;

interface Dialect {
	readonly delimiter: Delimiter;
	readonly lineEnd: '\n' | '\r\n' | '\r' | 'mixed';
	readonly encoding: (typeof ENCODINGS)[number];
	readonly mark: 'marked' | 'unmarked';
	/** Which cells stand in quotes: all, those that need it, or those with spaces around the quotes. */
	readonly quotes: 'all' | 'needed' | 'spaced';
	/** Empty cells at the end of every record. */
	readonly trailing: number;
	readonly separatorLine: 'first' | 'none';
	/** How many empty lines come before the headers, before the first row, and so on over and over. */
	readonly emptyLines: readonly number[];
	readonly end: 'line end' | 'cell';
	readonly chunkBytes: number;
}

const anyDialect: fc.Arbitrary<Dialect> = fc.record({
	delimiter: fc.constantFrom<Delimiter>(',', ';', '\t', '|'),
	lineEnd: fc.constantFrom('\n', '\r\n', '\r', 'mixed'),
	encoding: fc.constantFrom(...ENCODINGS),
	mark: fc.constantFrom('marked', 'unmarked'),
	quotes: fc.constantFrom('all', 'needed', 'spaced'),
	trailing: fc.integer({ min: 0, max: 2 }),
	separatorLine: fc.constantFrom('first', 'none'),
	emptyLines: fc.array(fc.constantFrom(0, 0, 0, 1, 2), { minLength: 1, maxLength: 4 }),
	end: fc.constantFrom('line end', 'cell'),
	chunkBytes: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constant(100_000)),
});

const PIECES = [
	...['a', 'b', 'Smith', '15" alloys', '1N4AL11D75C109151', '01/02/2026', ' ', '  ', '\t'],
	...[
		',',
		';',
		'|',
		'"',
		'""',
		'"x"',
		'\n',
		'\r\n',
		'\r',
		'é',
		'O’Brien',
		'€',
		'\ufeff',
		'車',
		'🚗',
	],
];

const anyCell = fc
	.array(fc.constantFrom(...PIECES), { maxLength: 4 })
	.map((pieces) => pieces.join(''));

const anyTable = fc.integer({ min: 1, max: 5 }).chain((columns) =>
	fc.record({
		columns: fc.constant(columns),
		rows: fc.array(fc.array(anyCell, { minLength: 1, maxLength: columns }), { maxLength: 10 }),
	}),
);

type Cells = readonly string[];

interface WrittenRow {
	readonly row: number;
	readonly line: number;
	readonly cells: Cells;
}

/** Writes a table as a file and tells what should be read of it. */
function write(columns: number, rows: readonly Cells[], dialect: Dialect) {
	const { delimiter, emptyLines, trailing } = dialect;
	let text = '';
	let line = 1;
	let lineEnds = 0;
	const endLine = () => {
		const isAfterReturn = text.endsWith('\r');
		const chosen =
			dialect.lineEnd === 'mixed' ? LINE_ENDS[lineEnds++ % LINE_ENDS.length] : dialect.lineEnd;
		// A line feed behind a carriage return would end no line of its own.
		text += isAfterReturn && chosen === '\n' ? '\r' : chosen;
		line++;
	};
	if (dialect.separatorLine === 'first') {
		text += `sep=${delimiter}`;
		endLine();
	}
	const headers = Array.from({ length: columns }, (_, index) => `c${index + 1}`);
	const written: WrittenRow[] = [];
	[headers, ...rows].forEach((cells, row) => {
		if (row > 0) endLine();
		// A separator line must come first, and an empty line before it would be one too many.
		for (let count = emptyLines[row % emptyLines.length]; count > 0; count--) endLine();
		const writing = cells.map((cell) => writeCell(cell, dialect, cells.length + trailing));
		const read = [...writing.map(({ value }) => value), ...Array<string>(trailing).fill('')];
		if (row > 0) written.push({ row, line, cells: read.slice(0, columns) });
		const record = writing.map(({ raw }) => raw).join(delimiter) + delimiter.repeat(trailing);
		text += record;
		line += record.split(/\r\n|\n|\r/).length - 1;
	});
	if (dialect.end === 'line end') endLine();
	return { text, written };
}

function writeCell(cell: string, { delimiter, quotes }: Dialect, cellsInRecord: number) {
	const opensQuote = delimiter === '\t' ? /^[^\S\t]*"/ : /^\s*"/;
	const needsQuotes =
		cell.includes(delimiter) ||
		/[\r\n]/.test(cell) ||
		opensQuote.test(cell) ||
		// A record of one empty cell would be an empty line.
		(cell === '' && cellsInRecord === 1);
	if (quotes === 'needed' && !needsQuotes) return { raw: cell, value: cell.trim() };
	const raw = `"${cell.replaceAll('"', '""')}"`;
	return { raw: quotes === 'spaced' ? `  ${raw} ` : raw, value: cell };
}

/** What cannot be told from the bytes has to be chosen. */
function settingsFor(bytes: Buffer, { delimiter, encoding, mark, separatorLine }: Dialect) {
	const isUtf8 = Buffer.from(bytes.toString()).equals(bytes);
	const tellsEncoding =
		encoding === 'utf-8' || (encoding === 'windows-1252' ? !isUtf8 : mark === 'marked');
	return {
		delimiter: separatorLine === 'first' ? ('auto' as const) : delimiter,
		encoding: tellsEncoding ? ('auto' as const) : encoding,
	};
}

function toBytes(text: string, { encoding, mark }: Dialect): Buffer {
	if (encoding === 'windows-1252') return encode(text.replace(/[\ufeff車🚗]/gu, '?'), encoding);
	return encode(mark === 'marked' ? MARK + text : text, encoding);
}

it('a table written in any dialect comes back the same, with its row and line numbers', async () => {
	await fc.assert(
		fc.asyncProperty(anyTable, anyDialect, async ({ columns, rows }, dialect) => {
			const inEncoding = (cell: string) =>
				dialect.encoding === 'windows-1252' ? cell.replace(/[\ufeff車🚗]/gu, '?') : cell;
			const { text, written } = write(
				columns,
				rows.map((cells) => cells.map(inEncoding)),
				dialect,
			);
			const bytes = toBytes(text, dialect);
			const file = fileOf(bytes, dialect.chunkBytes);
			expect(await readRows(file, settingsFor(bytes, dialect))).toEqual(written);
		}),
		{ seed: SEED, numRuns: 400 },
	);
});

it('a usual list is understood without any setting', async () => {
	const anyUsualCell = fc.constantFrom(
		'',
		'ABC123',
		'Smith, Mary',
		'Smith; Mary',
		'12,50',
		'15" alloys',
		'O’Brien',
		'two\nlines',
	);
	const anyUsualDialect = anyDialect.filter(
		({ encoding, mark }) => encoding === 'utf-8' || mark === 'marked',
	);
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.array(anyUsualCell, { minLength: 3, maxLength: 3 }), {
				minLength: 3,
				maxLength: 10,
			}),
			anyUsualDialect.filter(({ encoding }) => encoding !== 'windows-1252'),
			async (rows, dialect) => {
				const { text, written } = write(3, rows, dialect);
				const file = toBytes(text, dialect);
				const table = await tableOf(file);
				const { delimiter, encoding } = table.facts();
				expect({ columns: table.columns, delimiter, encoding }).toEqual({
					columns: ['c1', 'c2', 'c3'],
					delimiter: dialect.delimiter,
					encoding: dialect.encoding,
				});
				expect(await readRows(file)).toEqual(written);
			},
		),
		{ seed: SEED, numRuns: 150 },
	);
});

it('rows with broken quotes take no other row with them', async () => {
	// A quote inside a cell may look like the end of a quoted cell of many lines: then nobody can tell. Not these.
	const anyClearCell = fc.constantFrom(
		'',
		'a',
		'Smith',
		'"b, ""c"""',
		'"d\ne"',
		'15" alloys',
		'"f"',
	);
	const anyBroken = fc.constantFrom('"a', 'b,"c', 'd,"e,f', '"g"h,i', 'j,"k" l', '"m ""n', '""o');
	const anyRow = fc.oneof(
		{ weight: 3, arbitrary: fc.record({ cells: fc.tuple(anyClearCell, anyClearCell) }) },
		{ weight: 1, arbitrary: fc.record({ broken: anyBroken }) },
	);
	await fc.assert(
		fc.asyncProperty(
			fc.array(anyRow, { maxLength: 40 }),
			fc.constantFrom(...LINE_ENDS),
			fc.integer({ min: 1, max: 50 }),
			async (rows, lineEnd, chunkBytes) => {
				let line = 2;
				const expected = rows.map((row, index) => {
					const text = 'broken' in row ? row.broken : row.cells.join(',');
					const found = { row: index + 1, line, text: 'broken' in row ? text : undefined };
					line += text.split('\n').length;
					return found;
				});
				const texts = rows.map((row) => ('broken' in row ? row.broken : row.cells.join(',')));
				const file = fileOf(['a,b', ...texts, ''].join(lineEnd), chunkBytes);
				const found = await readRows(file, { delimiter: ',' });
				expect(found.map(({ row, line, broken }) => ({ row, line, text: broken?.text }))).toEqual(
					expected,
				);
			},
		),
		{ seed: SEED, numRuns: 250 },
	);
});
