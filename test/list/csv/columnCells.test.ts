import fc from 'fast-check';

import { openCsv } from '../../../nodes/Recapture/list/csv/openCsv';

const sourceOf = (text: string) => ({
	open: async function* () {
		yield Buffer.from(text);
	},
});

/** The cells of the chosen columns, and the same cells of the rows that csv-parse reads. */
async function bothWays(text: string, columns: number[]) {
	const table = await openCsv(sourceOf(text), { delimiter: ',', encoding: 'utf-8' }, 0);
	if (!table.ok) throw new Error(table.problem.message);
	const cells: unknown[][] = [];
	for await (const batch of table.value.columnCells(columns)) {
		for (const row of batch) cells.push(columns.map((_, index) => row[index]));
	}
	const expected: unknown[][] = [];
	for await (const batch of table.value.batches()) {
		for (const row of batch) {
			const isRead = row.broken?.reason !== 'broken-quotes';
			if (isRead) expected.push(columns.map((column) => row.cells[column]));
		}
	}
	return { cells, expected };
}

it.each([
	['plain cells', 'a,b,c\n1,2,3\n4,5,6\n'],
	['quoted cells with delimiters and line ends', 'a,b,c\n"1,\n1","2","3"\n'],
	['doubled quotes', 'a,b,c\n"say ""hi""","2",3\n'],
	['spaces around quotes', 'a,b,c\n "1" , "2" ,3\n'],
	['inch marks in plain cells', 'a,b,c\n17" wheels,2,3\n'],
	['short rows', 'a,b,c\n1\n1,2\n'],
	['broken rows, which are left out', 'a,b,c\n"1,2,3\n4,5,6\n"x"y,5,6\n'],
	['CRLF', 'a,b,c\r\n1,2,3\r\n'],
	['no end of line at the end', 'a,b,c\n1,2,3'],
])('gives the same cells as whole rows do: %s', async (_label, text) => {
	for (const columns of [[0], [1], [2], [0, 2], [0, 1, 2]]) {
		const { cells, expected } = await bothWays(text, columns);
		expect(cells).toEqual(expected);
	}
});

it('gives the same cells as whole rows do, whatever the text', async () => {
	const cell = fc.stringMatching(/^[a-c",\n 0-9/]{0,8}$/);
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
			async (rows) => {
				const text = ['a,b,c', ...rows.map((cells) => cells.join(','))].join('\n');
				const { cells, expected } = await bothWays(text, [0, 1, 2]);
				expect(cells).toEqual(expected);
			},
		),
		{ numRuns: 500 },
	);
});
