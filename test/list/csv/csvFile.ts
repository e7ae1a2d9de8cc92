import {
	openCsv,
	type ByteSource,
	type CsvSettings,
} from '../../../nodes/Recapture/list/csv/openCsv';
import type { Outcome, Problem } from '../../../nodes/Recapture/outcome';
import type { Row, Table } from '../../../nodes/Recapture/list/table';

/** A file in memory that gives out chunks of the size asked for, by default all of it at once. */
export function fileOf(content: string | Buffer, chunkBytes = Infinity): ByteSource {
	const bytes = Buffer.from(content);
	const size = Math.min(chunkBytes, bytes.length);
	return {
		async *open() {
			for (let start = 0; start < bytes.length; start += size) {
				yield bytes.subarray(start, start + size);
			}
		},
	};
}

const AUTOMATIC: CsvSettings = { delimiter: 'auto', encoding: 'auto' };

export async function open(
	file: string | Buffer | ByteSource,
	settings: Partial<CsvSettings> = {},
): Promise<Outcome<Table>> {
	const source = typeof file === 'string' || Buffer.isBuffer(file) ? fileOf(file) : file;
	return await openCsv(source, { ...AUTOMATIC, ...settings }, 0);
}

/** Opens a file that can be read. */
export async function tableOf(
	file: string | Buffer | ByteSource,
	settings: Partial<CsvSettings> = {},
): Promise<Table> {
	const opened = await open(file, settings);
	if (!opened.ok) throw new Error(`${opened.problem.message}. ${opened.problem.description}`);
	return opened.value;
}

/** Opens a file that cannot be read. */
export async function problemOf(
	file: string | Buffer | ByteSource,
	settings: Partial<CsvSettings> = {},
): Promise<Problem> {
	const opened = await open(file, settings);
	if (opened.ok) throw new Error(`It was read: ${opened.value.columns.join(', ')}`);
	return opened.problem;
}

export async function rowsOf(table: Table): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const batch of table.batches()) for (const row of batch) rows.push(row);
	return rows;
}

/** The rows of a file without the item, which is the same for all of them. */
export async function readRows(
	file: string | Buffer | ByteSource,
	settings: Partial<CsvSettings> = {},
): Promise<Array<Omit<Row, 'item'>>> {
	const rows = await rowsOf(await tableOf(file, settings));
	return rows.map(({ row, line, cells, broken }) => ({
		row,
		line,
		cells,
		...(broken && { broken }),
	}));
}

/** Only the cells. */
export async function readCells(
	file: string | Buffer | ByteSource,
	settings: Partial<CsvSettings> = {},
): Promise<Array<readonly unknown[]>> {
	return (await readRows(file, settings)).map(({ cells }) => cells);
}

/** Headers of which one names a vehicle. The real ones are not needed here. */
export function namesVehicle(cells: readonly string[]): boolean {
	return cells.some((cell) => /^(rego|vin|number plate)$/i.test(cell.trim()));
}

/** The characters that windows-1252 has and ISO 8859-1 has not, and the bytes that stand for them. */
const WINDOWS_1252: ReadonlyMap<string, number> = new Map([
	...[...'€‚ƒ„…†‡ˆ‰Š‹Œ'].map((character, index): [string, number] => [
		character,
		[0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c][index],
	]),
	...[...'Ž‘’“”•–—˜™š›œžŸ'].map((character, index): [string, number] => [
		character,
		[0x8e, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9e, 0x9f][
			index
		],
	]),
]);

/** The bytes of a text; in windows-1252 only of one that has no other characters. */
export function encode(
	text: string,
	encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252',
): Buffer {
	switch (encoding) {
		case 'utf-8':
			return Buffer.from(text);
		case 'utf-16le':
			return Buffer.from(text, 'utf16le');
		case 'utf-16be':
			return Buffer.from(text, 'utf16le').swap16();
		case 'windows-1252':
			return Buffer.from(
				[...text].map((character) => WINDOWS_1252.get(character) ?? character.charCodeAt(0)),
			);
	}
}

/** A byte-order mark is this character in the file's own encoding. */
export const MARK = '\ufeff';
