import { failure, success, type Outcome } from '../../outcome';
import type { Delimiter } from '../table';
import { findSeparatorLine, readBeginning, SAMPLE_ROWS } from './beginning';
import type { Examined } from './examine';
import { textOf } from './records';

/** The rarer in ordinary text, the stronger the evidence: the order decides between two that fit alike. */
const DELIMITERS: readonly Delimiter[] = ['\t', '|', ';', ','];
const USUAL: Delimiter = ',';

/**
 * Decides what stands between the cells: what the user chose, else what a `sep=` line says, else what fits the
 * headers and the first rows best. The choice comes first because it is the way out when that line is wrong.
 */
export function decideDelimiter(
	chosen: 'auto' | Delimiter,
	examined: Examined,
): Outcome<Delimiter> {
	if (chosen !== 'auto') return success(chosen);
	const line = findSeparatorLine(examined.head);
	if (!line) return success(guessDelimiter(examined));
	const told = DELIMITERS.find((delimiter) => delimiter === line.delimiter);
	if (told) return success(told);
	return failure({
		message: `The first line of the file, "${line.text}", names a delimiter that is not supported`,
		description:
			"Save the list with commas, semicolons, tabs or pipes between its cells. If the line is wrong, set 'Delimiter' to what the file really has.",
	});
}

/** How a delimiter would cut the file. */
interface Fit {
	readonly delimiter: Delimiter;
	readonly columns: number;
	readonly header: 'sound' | 'broken';
	/** How many of the first rows have as many cells as there are columns. */
	readonly fitting: number;
	readonly rows: number;
}

function guessDelimiter(examined: Examined): Delimiter {
	const fits = DELIMITERS.map((delimiter) => fitOf(delimiter, examined));
	const [best] = fits.filter(({ columns }) => columns > 1).sort(compareFits);
	if (best) return best.delimiter;
	// A list of one column: any delimiter will do that stands in no row, as the comma does in "Smith, Mary".
	const harmless = fits
		.filter(({ fitting, rows }) => fitting === rows)
		.map(({ delimiter }) => delimiter);
	return harmless.includes(USUAL) ? USUAL : (harmless[0] ?? USUAL);
}

function compareFits(one: Fit, other: Fit): number {
	return (
		other.fitting - one.fitting ||
		Number(one.header === 'broken') - Number(other.header === 'broken') ||
		other.columns - one.columns
	);
}

function fitOf(delimiter: Delimiter, examined: Examined): Fit {
	const { bytes, records, header } = readBeginning(examined, delimiter);
	if (header === -1) return { delimiter, columns: 0, header: 'broken', fitting: 0, rows: 0 };
	const { cells, flaw } = records[header];
	const columns = flaw ? textOf(bytes, records[header]).split(delimiter).length : cells;
	const rows = records.slice(header + 1, header + 1 + SAMPLE_ROWS);
	const fitting = rows.filter((row) => !row.flaw && row.cells === columns).length;
	return { delimiter, columns, header: flaw ? 'broken' : 'sound', fitting, rows: rows.length };
}
