import { failure, success, type Outcome } from '../../outcome';
import type { Delimiter } from '../table';
import type { TextFile } from './encoding';
import { readRecords, type FileRecord } from './records';

/** Whether the cells of a record are headers of which one names a vehicle. */
export type IsHeader = (cells: readonly string[]) => boolean;

/** What stands between the cells of a file, and where its headers stand. */
export interface Layout {
	readonly delimiter: Delimiter;
	/** The first records of the file, without a `sep=` line. */
	readonly records: readonly FileRecord[];
	/** Index of the record with the headers; -1 if all records are blank. */
	readonly header: number;
	/** Whether the headers name a vehicle, or are only the first record that is not blank. */
	readonly headers: 'named' | 'first';
}

/** The headers stand among so many records, if one of those names a vehicle. */
const MAX_HEADER_RECORDS = 20;
/** The first part of a file mostly has all the records that are wanted. */
const PART_LENGTH = 16 * 1024;
/** So many rows are enough to see whether a delimiter fits. */
const SAMPLE_ROWS = 20;

/** The rarer in ordinary text, the stronger the evidence: the order decides between two that fit alike. */
export const DELIMITERS: readonly Delimiter[] = ['\t', '|', ';', ','];
const USUAL: Delimiter = ',';

/**
 * Finds the delimiter and the headers. The delimiter is what the user chose, else what a `sep=` line names, else what
 * fits the headers and the first rows best. The choice comes first because it is the way out when that line is wrong.
 *
 * The headers are the first of the first 20 records that names a vehicle, else the first record that is not blank.
 */
export async function findLayout(
	file: TextFile,
	chosen: 'auto' | Delimiter,
	isHeader: IsHeader,
): Promise<Outcome<Layout>> {
	if (chosen !== 'auto') return success(await layoutBy(chosen, file, isHeader));
	const line = separatorLine(file.beginning);
	if (!line) return success(await guessLayout(file, isHeader));
	const named = DELIMITERS.find((delimiter) => delimiter === line.delimiter);
	if (named) return success(await layoutBy(named, file, isHeader));
	return failure({
		message: `The first line of the file, "${line.text}", names a delimiter that is not supported`,
		description:
			"Save the list with commas, semicolons, tabs or pipes between its cells. If the line is wrong, set 'Delimiter' to the one that the file uses.",
	});
}

// Programs that save the file again may put quotes around it, or fill it up with delimiters.
const SEPARATOR_LINE = /^"?sep=(.)\1*"? *(?:[\r\n]|$)/i;
const MAX_SEPARATOR_LINE_LENGTH = 200;

/** A first line such as `sep=;`, by which Excel knows the delimiter. It is no record of the list. */
function separatorLine(text: string) {
	const found = SEPARATOR_LINE.exec(text.slice(0, MAX_SEPARATOR_LINE_LENGTH));
	return found ? { text: found[0].trim(), delimiter: found[1] } : undefined;
}

/** The layout of a file if this is its delimiter. */
export async function layoutBy(
	delimiter: Delimiter,
	file: TextFile,
	isHeader: IsHeader,
): Promise<Layout> {
	const records = await firstRecords(delimiter, file);
	const candidates = records.slice(0, MAX_HEADER_RECORDS);
	const named = candidates.findIndex(({ cells, flaw }) => !flaw && isHeader(cells));
	return {
		delimiter,
		records,
		header: named === -1 ? records.findIndex((record) => !isBlank(record)) : named,
		headers: named === -1 ? 'first' : 'named',
	};
}

async function firstRecords(delimiter: Delimiter, file: TextFile): Promise<FileRecord[]> {
	const first = separatorLine(file.beginning) ? 1 : 0;
	const end = first + MAX_HEADER_RECORDS + SAMPLE_ROWS;
	let records: FileRecord[] = [];
	for await (const batch of readRecords(partsOf(file.beginning), delimiter)) {
		records = records.concat(batch);
		if (records.length > end) return records.slice(first, end);
	}
	const isLastCut = file.beginningHolds === 'the first part' && !/[\r\n]$/.test(file.beginning);
	return records.slice(first, isLastCut ? -1 : undefined);
}

function* partsOf(text: string): Generator<string> {
	for (let start = 0; start < text.length; start += PART_LENGTH) {
		yield text.slice(start, start + PART_LENGTH);
	}
}

function isBlank({ cells, flaw }: FileRecord): boolean {
	return !flaw && cells.every((cell) => cell.trim() === '');
}

/** How well a delimiter fits a file. */
interface Fit {
	readonly layout: Layout;
	readonly columns: number;
	readonly rows: number;
	/** How many of the rows have as many cells as there are columns, and how many have more than one. */
	readonly fitting: number;
	readonly split: number;
}

async function guessLayout(file: TextFile, isHeader: IsHeader): Promise<Layout> {
	const fits: Fit[] = [];
	for (const delimiter of DELIMITERS) {
		fits.push(fitOf(await layoutBy(delimiter, file, isHeader)));
	}
	const named = fits.filter(({ layout }) => layout.headers === 'named');
	const possible = named.length > 0 ? named : fits;
	const [best] = possible.filter(({ columns }) => columns > 1).sort(compareFits);
	return (best ?? bestForOneColumn(possible)).layout;
}

function compareFits(one: Fit, other: Fit): number {
	return (
		other.fitting - one.fitting ||
		Number(isBroken(one.layout)) - Number(isBroken(other.layout)) ||
		other.columns - one.columns
	);
}

/**
 * A list of one column. No plate and no VIN holds a delimiter: if the rows do, they have more cells than there are headers.
 * Other columns may hold one, as in "Smith, Mary": then any delimiter will do that stands in no row.
 */
function bestForOneColumn(fits: readonly Fit[]): Fit {
	const usual = fits.find(({ layout }) => layout.delimiter === USUAL) ?? fits[0];
	if (usual.layout.headers === 'named') {
		return fits.reduce((best, fit) => (fit.split > best.split ? fit : best), usual);
	}
	const harmless = fits.filter(({ fitting, rows }) => fitting === rows);
	return harmless.includes(usual) ? usual : (harmless[0] ?? usual);
}

function fitOf(layout: Layout): Fit {
	const { delimiter, records, header } = layout;
	if (header === -1) return { layout, columns: 0, rows: 0, fitting: 0, split: 0 };
	const { text, cells, flaw } = records[header];
	const columns = flaw ? text.split(delimiter).length : cells.length;
	const rows = records.slice(header + 1, header + 1 + SAMPLE_ROWS);
	return {
		layout,
		columns,
		rows: rows.length,
		fitting: rows.filter((row) => !row.flaw && row.cells.length === columns).length,
		split: rows.filter((row) => row.cells.length > 1).length,
	};
}

function isBroken({ records, header }: Layout): boolean {
	return records[header].flaw !== undefined;
}
