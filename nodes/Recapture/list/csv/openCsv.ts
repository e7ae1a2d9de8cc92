import { failure, success, type Outcome, type Problem } from '../../outcome';
import { beginningOf } from '../../values/text';
import type { BrokenRow, Delimiter, Encoding, Row, Table } from '../table';
import type { ByteSource } from './chunks';
import { openText, type TextFile } from './encoding';
import { nameColumns } from './header';
import { findLayout, type IsHeader, type Layout } from './layout';
import { MAX_RECORD_LENGTH, readRecords, type FileRecord, type Flaw } from './records';
import { suspicionOf } from './suspicion';

export type { ByteSource } from './chunks';

export interface CsvSettings {
	readonly delimiter: 'auto' | Delimiter;
	readonly encoding: 'auto' | Encoding;
	/** Whether the cells of a record are the headers of a list of vehicles. */
	readonly isHeader?: IsHeader;
}

const ROWS_PER_BATCH = 500;

/** Of a broken row no more than that is kept as text. */
const MAX_TEXT_LENGTH = 10_000;

/**
 * Opens a CSV file: finds out how it is written and reads its headers. The rows are read when they are asked for.
 *
 * A file that is no CSV, is empty, has broken headers, or is not in the encoding chosen for it is a problem. A file with
 * headers and no rows is a table without rows.
 *
 * @param item index of the input item that the file belongs to
 * @throws what the source throws; while the rows are read, also an error with a description after 10,000 broken rows
 */
export async function openCsv(
	source: ByteSource,
	{ delimiter, encoding, isHeader }: CsvSettings,
	item: number,
): Promise<Outcome<Table>> {
	const opened = await openText(source, encoding);
	if (!opened.ok) return opened;
	const file = opened.value;
	const found = await findLayout(file, delimiter, isHeader ?? (() => false));
	if (!found.ok) return found;
	const layout = found.value;
	const record = layout.records.at(layout.header);
	if (layout.header === -1 || !record) return failure(noHeaders(file, layout));
	if (record.flaw) return failure(brokenHeaders(record, record.flaw));
	const { columns, headers } = nameColumns(record.cells);

	const isUnknown = isHeader && layout.headers === 'first';
	const suspicion = isUnknown ? await suspicionOf(file, layout, isHeader) : undefined;
	const reading = {
		delimiter: layout.delimiter,
		headerLine: record.line,
		columns: columns.length,
		item,
	};
	return success({
		columns,
		headers,
		facts: () => ({
			headerLine: record.line,
			delimiter: layout.delimiter,
			encoding: file.encoding,
		}),
		...(suspicion && { suspicion }),
		batches: () => readRows(file, reading),
	});
}

interface RowReading {
	readonly delimiter: Delimiter;
	/** The line on which the headers begin. */
	readonly headerLine: number;
	/** How many columns the list has. */
	readonly columns: number;
	/** Index of the input item that the file belongs to. */
	readonly item: number;
}

async function* readRows(file: TextFile, reading: RowReading): AsyncGenerator<Row[]> {
	let row = 0;
	for await (const records of readRecords(file.read(), reading.delimiter)) {
		const rows = records.filter(({ line }) => line > reading.headerLine);
		for (let start = 0; start < rows.length; start += ROWS_PER_BATCH) {
			const batch = rows.slice(start, start + ROWS_PER_BATCH);
			yield batch.map((record) => toRow(++row, record, reading));
		}
	}
}

function toRow(row: number, record: FileRecord, { columns, item }: RowReading): Row {
	const { line, cells, flaw, text } = record;
	if (flaw) return { row, line, item, cells, broken: { ...FLAWS[flaw], text: shown(text) } };
	// Spreadsheets write empty cells for columns that were once used.
	while (cells.length > columns && cells[cells.length - 1].trim() === '') cells.pop();
	if (cells.length <= columns) return { row, line, item, cells };
	const list = columns === 1 ? '1 column' : `${columns} columns`;
	const what = `has ${cells.length} cells, but the list has only ${list}`;
	return { row, line, item, cells, broken: { reason: 'too-many-cells', what, text: shown(text) } };
}

/** The text of a broken record without its line end, and not more of it than anyone reads. */
function shown(text: string): string {
	const line = text.replace(/(?:\r\n|\n|\r)$/, '');
	// A copy: a slice would keep all of the text in memory.
	return Buffer.from(beginningOf(line, MAX_TEXT_LENGTH)).toString();
}

/** What is wrong with a record, in words. */
const FLAWS: Readonly<Record<Flaw, Omit<BrokenRow, 'text'>>> = {
	'quote never ends': { reason: 'broken-quotes', what: 'has a quoted cell that never ends' },
	'text after quote': {
		reason: 'broken-quotes',
		what: 'has a quoted cell that is followed by text',
	},
	'too long': {
		reason: 'too-many-cells',
		what: `is longer than ${MAX_RECORD_LENGTH.toLocaleString('en-US')} characters`,
	},
};

const CORRECT_HEADERS =
	"Correct the quotes in that line, or open the list in a spreadsheet, save it again as 'CSV UTF-8' and use that file.";

function brokenHeaders({ line }: FileRecord, flaw: Flaw): Problem {
	return {
		message: `The line with the headers (line ${line}) ${FLAWS[flaw].what}`,
		description: CORRECT_HEADERS,
	};
}

function noHeaders({ beginning, beginningHolds }: TextFile, { records }: Layout): Problem {
	if (beginningHolds === 'the first part' && records.length === 0) {
		return {
			message: 'The line with the headers has no end in the first megabyte of the file',
			description: CORRECT_HEADERS,
		};
	}
	return {
		message: beginning === '' ? 'The file is empty' : 'The file has only blank lines',
		description: 'Use a file whose first line holds the headers, such as Rego, VIN and Name.',
	};
}
