import type { CsvSettings } from '../../../nodes/Recapture/list/csv/openCsv';
import { fileOf, namesVehicle, problemOf, readRows, tableOf } from './csvFile';

const VEHICLES = { isHeader: namesVehicle };

async function layoutOf(text: string, settings: Partial<CsvSettings> = VEHICLES) {
	const table = await tableOf(text, settings);
	const rows = await readRows(text, settings);
	const { headerLine, delimiter } = table.facts();
	return { columns: table.columns, headerLine, delimiter, rows };
}

const TABLE = 'Rego,Name\nABC123,Smith\nDEF456,Nguyen\n';
const ROWS = (line: number) => [
	{ row: 1, line, cells: ['ABC123', 'Smith'] },
	{ row: 2, line: line + 1, cells: ['DEF456', 'Nguyen'] },
];

describe('the headers', () => {
	it.each<[string, string, number]>([
		['stand in the first line', '', 1],
		['stand below a title', 'Customers of Smith Motors\n', 2],
		['stand below a title with other delimiters', 'Report; March; 2026\nBranch | Perth\n', 3],
		['stand below a title and empty lines', '\n\nCustomers\n\n\n', 6],
		['stand below a title that a spreadsheet filled up', 'Customers,\n,\nas of,01/03/2026\n', 4],
		['stand below comments', '# exported by a system\n# version 2, all\n', 3],
		['stand below group headings', 'Vehicle,Customer,,\n', 2],
		['stand below a quoted cell of several lines', '"Customers,\nall of them",x\n', 3],
		['stand below a line with a broken quote', 'Report,"March\n', 2],
		['stand below a line with text behind a quote', '"Report" of March\n', 2],
		['stand below a sep= line and a title', 'sep=,\nCustomers\n', 3],
		['are the twentieth record', 'note\n'.repeat(19), 20],
	])('%s', async (_label, above, headerLine) => {
		expect(await layoutOf(above + TABLE)).toEqual({
			columns: ['Rego', 'Name'],
			headerLine,
			delimiter: ',',
			rows: ROWS(headerLine + 1),
		});
	});

	it('are looked for in the first 20 records alone', async () => {
		const table = await tableOf(`${'note\n'.repeat(20)}${TABLE}`, VEHICLES);
		expect(table.columns).toEqual(['note']);
		expect(table.facts().headerLine).toBe(1);
	});

	it('are the first that name a vehicle, even if a row repeats them', async () => {
		const { headerLine, rows } = await layoutOf(`Customers\n${TABLE}${TABLE}`);
		expect(headerLine).toBe(2);
		expect(rows.map(({ cells }) => cells[0])).toEqual([
			'ABC123',
			'DEF456',
			'Rego',
			'ABC123',
			'DEF456',
		]);
	});

	it('are the first record that is not blank when none names a vehicle', async () => {
		const { columns, headerLine } = await layoutOf('\n,,\nPlate,Name\nABC123,Smith\n');
		expect({ columns, headerLine }).toEqual({ columns: ['Plate', 'Name'], headerLine: 3 });
	});

	it.each([';', '\t', '|'])('are found with the delimiter %j', async (delimiter) => {
		const text = `Report, March, 2026\n\n${TABLE.replaceAll(',', delimiter)}`;
		expect(await layoutOf(text)).toMatchObject({ headerLine: 3, delimiter, rows: ROWS(4) });
	});

	it('may be those that were mapped by hand', async () => {
		const isHeader = (cells: readonly string[]) =>
			cells.includes('Plaque') && cells.includes('Nom');
		const { headerLine } = await layoutOf('Rapport, mars\nPlaque,Nom\nABC123,Smith\n', {
			isHeader,
		});
		expect(headerLine).toBe(2);
	});

	it('may not be longer than a megabyte', async () => {
		const problem = await problemOf(fileOf(`Rego,${'x'.repeat(1_500_000)}\nABC123\n`), VEHICLES);
		expect(problem.message).toBe(
			'The line with the headers has no end in the first megabyte of the file',
		);
	});
});

describe('a list of one column', () => {
	it.each([
		['commas', 'Rego\nABC123,Maya,0412345678\nDEF456,Ben,0412345679\n', ','],
		['semicolons', 'VIN\n1N4AL11D75C109151;Maya;x\n1N4AL11D75C109152;Ben;y\n', ';'],
		['tabs', 'Rego\nABC123\tMaya\n', '\t'],
		['pipes', 'Customers\n\nRego\nABC123|Maya\nDEF456\n', '|'],
		['commas in some rows', 'Rego\nABC123\nDEF456,Ben\nGHI789\n', ','],
		['commas and quotes', 'Rego\n"ABC123","Maya, Ms"\n', ','],
	])('whose rows have %s has rows with too many cells', async (_label, text, delimiter) => {
		const found = await layoutOf(text);
		expect(found.delimiter).toBe(delimiter);
		const plates = found.rows.map(({ cells }) => cells[0]);
		expect(plates).not.toContainEqual(expect.stringContaining(delimiter));
		expect(found.rows.map(({ broken }) => broken?.reason)).toContain('too-many-cells');
	});

	it('may have a delimiter at the end of its rows', async () => {
		expect((await layoutOf('Rego\nABC123;\nDEF456;\n')).rows.map(({ cells }) => cells)).toEqual([
			['ABC123'],
			['DEF456'],
		]);
	});

	it('is no less a list without any delimiter', async () => {
		const { delimiter, rows } = await layoutOf('Rego\nABC123\nDEF456\n');
		expect(delimiter).toBe(',');
		expect(rows.map(({ cells }) => cells)).toEqual([['ABC123'], ['DEF456']]);
	});
});
