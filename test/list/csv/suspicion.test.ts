import type { CsvSettings } from '../../../nodes/Recapture/list/csv/openCsv';
import { namesVehicle, tableOf } from './csvFile';

async function suspicionOf(text: string, settings: Partial<CsvSettings> = {}) {
	const table = await tableOf(text, { isHeader: namesVehicle, ...settings });
	return table.suspicion?.message;
}

const rows = (lines: string[][], sign: string) => lines.map((cells) => cells.join(sign)).join('\n');
const LIST = [
	['Rego', 'VIN', 'Name'],
	['ABC123', '1N4AL11D75C109151', 'Maya Smith'],
	['DEF456', '', 'Ben Nguyen'],
];
const UNKNOWN = [['Kenteken', 'Chassis', 'Naam'], ...LIST.slice(1)];

it.each(['^', '~', '¦', '#', ':'])('cells separated by %s are seen', async (sign) => {
	const message = `The cells of the file seem to be separated by "${sign}", which is not supported`;
	expect(await suspicionOf(rows(LIST, sign))).toBe(message);
	expect(await suspicionOf(`Customers, March\n${rows(LIST, sign)}`)).toBe(message);
	expect(await suspicionOf(rows(UNKNOWN, sign))).toBe(message);
});

it.each([
	['runs of blanks', rows(LIST, '   ')],
	['a fixed width', LIST.map((cells) => cells.map((cell) => cell.padEnd(20)).join('')).join('\n')],
	[
		'a fixed width and a title',
		`Customers\n${LIST.map((cells) => cells.map((cell) => cell.padEnd(18)).join('')).join('\n')}`,
	],
	[
		'unknown headers of a fixed width',
		UNKNOWN.map((cells) => cells.map((cell) => cell.padEnd(20)).join('')).join('\n'),
	],
	['single blanks', 'Rego VIN\nABC123 1N4AL11D75C109151\nDEF456 1N4AL11D75C109152\n'],
])('columns made by blanks are seen: %s', async (_label, text) => {
	expect(await suspicionOf(text)).toBe(
		'The columns of the file seem to be separated by blanks or to have a fixed width',
	);
});

it.each([
	[
		',',
		';',
		'The cells of the file seem to be separated by commas, but it was read with semicolons',
	],
	[
		';',
		',',
		'The cells of the file seem to be separated by semicolons, but it was read with commas',
	],
	['\t', '|', 'The cells of the file seem to be separated by tabs, but it was read with pipes'],
] as const)('a list with %j read with %j is seen', async (sign, delimiter, message) => {
	expect(await suspicionOf(rows(LIST, sign), { delimiter })).toBe(message);
	expect(await suspicionOf(`sep=${delimiter}\n${rows(LIST, sign)}`)).toBe(message);
});

it.each([
	['ABC123,Maya,0412345678\nDEF456,Ben,0412345679\n', '"ABC123", "Maya", "0412345678"'],
	['1N4AL11D75C109151\n1N4AL11D75C109152\n', '"1N4AL11D75C109151"'],
	[
		'Maya;maya@example.com;Perth\nBen;ben@example.com;Perth\n',
		'"Maya", "maya@example.com", "Perth"',
	],
	['Maya\t01/03/2026\nBen\t02/03/2026\n', '"Maya", "01/03/2026"'],
])('a list without headers is seen: %j', async (text, cells) => {
	expect(await suspicionOf(text)).toBe(
		`The file seems to have no headers: its first row is ${cells}`,
	);
});

it.each([',', ';', '\t'])('lines that are in quotes as a whole are seen, with %j', async (sign) => {
	const quoted = LIST.map((cells) => `"${cells.map((cell) => `""${cell}""`).join(sign)}"`);
	for (const lines of [quoted, LIST.map((cells) => `"${cells.join(sign)}"`)]) {
		expect(await suspicionOf(lines.join('\n'))).toBe(
			'Each line of the file is in quotes, so that it is one cell',
		);
	}
});

it.each([
	['a list', rows(LIST, ',')],
	['a list below a title', `Customers; March\n${rows(LIST, ',')}`],
	['a list of one column', 'Rego\nABC123\n'],
	['rows with other signs', 'Rego\nABC123^Maya\nDEF456^Ben\n'],
	['unknown headers', rows(UNKNOWN, ',')],
	['unknown headers of one column', 'Kenteken\nABC123\nDEF456\n'],
	['a text', 'Dear customer\n\nplease find the list below: it has all cars.\nYours\n'],
	['headers with years', 'Kenteken,Price 2025,Price 2026\nABC123,12.50,13.50\n'],
	['headers alone', 'Kenteken,Naam\n'],
])('nothing is suspected of %s', async (_label, text) => {
	expect(await suspicionOf(text)).toBeUndefined();
});

it('nothing is suspected when nobody says what headers are', async () => {
	expect(await suspicionOf(rows(LIST, '^'), { isHeader: undefined })).toBeUndefined();
});
