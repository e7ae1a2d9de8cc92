/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { openCsv, type ByteSource } from '../../../nodes/Recapture/list/csv/openCsv';
import { encode, fileOf, problemOf, readCells, readRows, rowsOf, tableOf } from './csvFile';

const AUTOMATIC = { delimiter: 'auto', encoding: 'auto' } as const;

describe('rows', () => {
	it('tell where they come from', async () => {
		const opened = await openCsv(fileOf('Rego,VIN\nABC123,1N4\n'), AUTOMATIC, 7);
		if (!opened.ok) throw new Error(opened.problem.message);
		expect(opened.value.columns).toEqual(['Rego', 'VIN']);
		expect(opened.value.facts()).toEqual({ headerLine: 1, delimiter: ',', encoding: 'utf-8' });
		expect(await rowsOf(opened.value)).toEqual([
			{ row: 1, line: 2, item: 7, cells: ['ABC123', '1N4'] },
		]);
	});

	it('count from 1, and lines as the file has them', async () => {
		const text = [
			'', // a line before the headers
			'Rego,"Na',
			'me"',
			'A1,x',
			'',
			'A2,"several',
			'',
			'lines"',
			',',
			'  ',
			'A5,y',
		];
		for (const lineEnd of ['\n', '\r\n', '\r']) {
			const rows = await readRows(text.join(lineEnd));
			expect(rows).toEqual([
				{ row: 1, line: 4, cells: ['A1', 'x'] },
				{ row: 2, line: 6, cells: ['A2', ['several', '', 'lines'].join(lineEnd)] },
				{ row: 3, line: 9, cells: ['', ''] },
				{ row: 4, line: 10, cells: [''] },
				{ row: 5, line: 11, cells: ['A5', 'y'] },
			]);
		}
	});

	it('may be short, and may have empty cells beyond the last header', async () => {
		expect(await readCells('a,b,c,,\n1\n1,2,3,,,\n1,2,3, ,\t\n')).toEqual([
			['1'],
			['1', '2', '3'],
			['1', '2', '3'],
		]);
	});

	it('with a filled cell beyond the last header are broken, and show their text', async () => {
		expect(await readRows('a,b,\r\n1,2,3\r\n"1\r\n1",2,,4,\r\n5,6\r\n')).toEqual([
			{
				row: 1,
				line: 2,
				cells: ['1', '2', '3'],
				broken: {
					reason: 'too-many-cells',
					what: 'has 3 cells, but the list has only 2 columns',
					text: '1,2,3',
				},
			},
			{
				row: 2,
				line: 3,
				cells: ['1\r\n1', '2', '', '4'],
				broken: {
					reason: 'too-many-cells',
					what: 'has 4 cells, but the list has only 2 columns',
					text: '"1\r\n1",2,,4,',
				},
			},
			{ row: 3, line: 5, cells: ['5', '6'] },
		]);
	});

	it('with broken quotes show their text and what is wrong; the others are read', async () => {
		expect(await readRows('a,b\n1,"2\n3,4\n"5"6,7\n8, "9" x\n')).toEqual([
			{
				row: 1,
				line: 2,
				cells: [],
				broken: {
					reason: 'broken-quotes',
					what: 'has a quoted cell that never ends',
					text: '1,"2',
				},
			},
			{ row: 2, line: 3, cells: ['3', '4'] },
			{
				row: 3,
				line: 4,
				cells: [],
				broken: {
					reason: 'broken-quotes',
					what: 'has a quoted cell that is followed by text',
					text: '"5"6,7',
				},
			},
			{
				row: 4,
				line: 5,
				cells: [],
				broken: {
					reason: 'broken-quotes',
					what: 'has a quoted cell that is followed by text',
					text: '8, "9" x',
				},
			},
		]);
	});

	it.each([
		['ten thousand characters', 'x'.repeat(9_999), 'x'.repeat(9_999)],
		['more than that', 'x'.repeat(10_000), `${'x'.repeat(9_999)}…`],
		['characters of three bytes', '車'.repeat(20_000), `${'車'.repeat(9_999)}…`],
		['half of a character beyond U+FFFF', '🚗'.repeat(20_000), `${'🚗'.repeat(4_999)}…`],
	])('the text of a broken row is not endless: %s', async (_label, rest, shown) => {
		const [row] = await readRows(`a\n"${rest}`);
		expect(row.broken?.text).toBe(`"${shown}`);
	});

	it('are not more than those of the file when there are only headers', async () => {
		for (const text of ['Rego,VIN', 'Rego,VIN\n', 'Rego,VIN\r\n\r\n', '\ufeffRego,VIN']) {
			expect((await tableOf(text)).columns).toEqual(['Rego', 'VIN']);
			expect(await readRows(text)).toEqual([]);
		}
	});

	it('come in batches of some hundreds', async () => {
		const table = await tableOf(`a\n${'b\n'.repeat(5_000)}`);
		const sizes: number[] = [];
		for await (const batch of table.batches()) sizes.push(batch.length);
		expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
		expect(Math.min(...sizes)).toBeGreaterThan(0);
		expect(sizes.reduce((sum, size) => sum + size)).toBe(5_000);
	});
});

describe('headers', () => {
	it('are made unique, and can be had as they stand in the file', async () => {
		const table = await tableOf(' Notes ,,Notes,__proto__,\n1,2,3,4\n');
		expect(table.columns).toEqual(['Notes', 'Column 2', 'Notes (2)', '__proto__']);
		expect(table.headers).toEqual(['Notes', '', 'Notes', '__proto__']);
	});

	it.each([
		['', 'The file is empty'],
		['\ufeff', 'The file is empty'],
		['\r\n\r\n', 'The file has only blank lines'],
		[',,\n  \n""\n', 'The file has only blank lines'],
		['sep=;\n', 'The file has only blank lines'],
	])('are missing in %j', async (text, message) => {
		const problem = await problemOf(text);
		expect(problem.message).toBe(message);
		expect(problem.description).toMatch(/first line holds the headers/);
	});

	it.each([
		[
			'Rego,"VIN\nA,B\n',
			/^The line with the headers \(line 1\) has a quoted cell that never ends$/,
		],
		['Rego;"VIN;Name\nA;B;C\n', /has a quoted cell that never ends$/],
		['\nRego,"VIN" x\nA,B\n', /\(line 2\) has a quoted cell that is followed by text$/],
		[
			`"Rego,${'A,B\n'.repeat(400_000)}`,
			/^The line with the headers \(line 1\) has a quoted cell that never ends$/,
		],
	])('that are broken are a problem', async (text, message) => {
		const problem = await problemOf(text);
		expect(problem.message).toMatch(message);
		expect(problem.description).toMatch(/Correct the quotes in that line/);
	});
});

describe('a cell of megabytes', () => {
	const cell = 'all about this car, and "more"\r\n'.repeat(32_500);
	const quoted = `"${cell.replaceAll('"', '""')}"`;

	it('is read, and so are the rows around it', async () => {
		const text = `a,b\r\n1,2\r\n3,${quoted}\r\n${quoted}\r\n5,6\r\n`;
		expect(cell.length).toBeGreaterThan(1_000_000);
		expect(await readRows(fileOf(text, 50_000))).toEqual([
			{ row: 1, line: 2, cells: ['1', '2'] },
			{ row: 2, line: 3, cells: ['3', cell] },
			{ row: 3, line: 32_504, cells: [cell] },
			{ row: 4, line: 65_005, cells: ['5', '6'] },
		]);
	});

	it('that never ends does not swallow what follows, however much that is', async () => {
		const others = `${'c'.repeat(98)},d\n`.repeat(100_000);
		const rows = await rowsOf(await tableOf(`a,b\n1,"2\n${others}`));
		expect(rows).toHaveLength(100_001);
		expect(rows.filter(({ broken }) => broken).map(({ row }) => row)).toEqual([1]);
	});
});

describe('the file', () => {
	const text = `Rego,VIN\n${'ABC123,1N4AL11D75C109151\n'.repeat(10_000)}`;

	/** A file that notes how often it is opened and closed. */
	function watched(source: ByteSource) {
		const seen = { opened: 0, closed: 0 };
		const watchedSource: ByteSource = {
			async *open() {
				seen.opened++;
				try {
					yield* await source.open();
				} finally {
					seen.closed++;
				}
			},
		};
		return { seen, source: watchedSource };
	}

	it('can be read again, each time from the start', async () => {
		const table = await tableOf(fileOf(text, 1_000));
		const once = await rowsOf(table);
		expect(once).toHaveLength(10_000);
		expect(await rowsOf(table)).toEqual(once);
	});

	it('is closed when nobody wants more rows', async () => {
		const { seen, source } = watched(fileOf(text, 1_000));
		const table = await tableOf(source);
		expect(seen).toEqual({ opened: 1, closed: 1 });
		for await (const batch of table.batches()) {
			expect(batch[0].row).toBe(1);
			break;
		}
		expect(seen).toEqual({ opened: 2, closed: 2 });
	});

	it('is closed as soon as it is known to be no list', async () => {
		const { seen, source } = watched(fileOf(`%PDF-1.7${text}`, 50_000));
		await problemOf(source);
		expect(seen).toEqual({ opened: 1, closed: 1 });
	});

	it('is not opened for rows that nobody asks for', async () => {
		const { seen, source } = watched(fileOf(text));
		const batches = (await tableOf(source)).batches()[Symbol.asyncIterator]();
		await batches.return?.();
		expect(seen.opened).toBe(1);
	});

	it('passes its errors on', async () => {
		const failing = (after: number): ByteSource => ({
			async *open() {
				yield Buffer.from(text.repeat(5).slice(0, after));
				throw new Error('The disk is gone');
			},
		});
		await expect(openCsv(failing(100), AUTOMATIC, 0)).rejects.toThrow('The disk is gone');

		let source: ByteSource = fileOf(text);
		const table = await tableOf({ open: () => source.open() });
		source = failing(1_000_000);
		const rows: number[] = [];
		const reading = (async () => {
			for await (const batch of table.batches()) for (const { row } of batch) rows.push(row);
		})();
		await expect(reading).rejects.toThrow('The disk is gone');
		expect(rows.length).toBeGreaterThan(1_000);
	});

	it.each([
		['a long list', text.repeat(50)],
		['a cell of a megabyte', `Rego,VIN\nABC123,"${'note\n'.repeat(200_000)}"\n`],
		['a quote that never ends', `Rego,VIN\nABC123,"1N4\n${'DEF456,1N5\n'.repeat(200_000)}`],
	])('lets other work have its turn while it is opened and read: %s', async (_label, content) => {
		let turns = 0;
		let immediate = setImmediate(function again() {
			turns++;
			immediate = setImmediate(again);
		});
		const started = performance.now();
		await rowsOf(await tableOf(content));
		clearImmediate(immediate);
		// One about every 20 ms; a computer that is busy gives fewer.
		expect(turns).toBeGreaterThan((performance.now() - started) / 200);
	});
});

it('in any encoding, a row that cannot be read is shown in its own letters', async () => {
	for (const encoding of ['utf-16le', 'utf-16be', 'windows-1252'] as const) {
		const [row] = await readRows(encode('Name\n"Renée’s" car\n', encoding), { encoding });
		expect(row.broken?.text).toBe('"Renée’s" car');
	}
});
