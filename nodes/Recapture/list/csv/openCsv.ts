import { failure, success, type Outcome, type Problem } from '../../outcome';
import type { Delimiter, Encoding, Table } from '../table';
import { readBeginning } from './beginning';
import type { ByteSource } from './blocks';
import { parseCells } from './cells';
import { readColumnCells } from './columnCells';
import { decideDelimiter } from './delimiter';
import { examine, type Examined } from './examine';
import { nameColumns, type Header } from './header';
import { FLAWS, readRows } from './rows';

export type { ByteSource } from './blocks';

export interface CsvSettings {
	readonly delimiter: 'auto' | Delimiter;
	readonly encoding: 'auto' | Encoding;
}

/** A CSV file as a table. */
export interface CsvTable extends Table {
	/** The headers as the file has them, one for each column: 'Notes' twice, where `columns` say 'Notes' and 'Notes (2)'. */
	readonly headers: readonly string[];
	readonly dialect: { readonly delimiter: Delimiter; readonly encoding: Encoding };
}

/**
 * Opens a CSV file: finds out how it is written and reads its headers. The rows are read when they are asked for.
 *
 * A file that is no list as text, is empty, has broken headers, or is not in the encoding chosen for it is a problem.
 * A file with headers and no rows is a table without rows.
 *
 * @param item index of the input item that the file belongs to
 * @throws what the source throws, here and while the rows are read
 */
export async function openCsv(
	source: ByteSource,
	settings: CsvSettings,
	item: number,
): Promise<Outcome<CsvTable>> {
	const examined = await examine(source, settings.encoding);
	if (!examined.ok) return examined;
	const delimiter = decideDelimiter(settings.delimiter, examined.value);
	if (!delimiter.ok) return delimiter;
	const dialect = { delimiter: delimiter.value, encoding: examined.value.encoding };

	const header = await readHeader(examined.value, dialect.delimiter);
	if (!header.ok) return header;
	const { columns, written, recordsBeforeRows } = header.value;
	return success({
		columns,
		headers: written,
		dialect,
		batches: () =>
			readRows(source, { ...dialect, columns: columns.length, recordsBeforeRows, item }),
		columnCells: (chosen) => readColumnCells(source, chosen, { ...dialect, recordsBeforeRows }),
	});
}

async function readHeader(
	examined: Examined,
	delimiter: Delimiter,
): Promise<Outcome<Header & { readonly recordsBeforeRows: number }>> {
	const { bytes, records, header } = readBeginning(examined, delimiter);
	if (header === -1) return failure(noHeader(examined));
	const record = records[header];
	if (record.flaw) {
		return failure({
			message: `The line with the headers (line ${record.line}) ${FLAWS[record.flaw].what}`,
			description: MEND_HEADERS,
		});
	}
	const [cells] = await parseCells({ bytes, records: [record] }, delimiter);
	return success({ ...nameColumns(cells), recordsBeforeRows: header + 1 });
}

const MEND_HEADERS =
	"Correct the quotes in that line, or open the list in a spreadsheet, save it again as 'CSV UTF-8' and use that file.";

function noHeader({ head, headHolds }: Examined): Problem {
	if (headHolds === 'its beginning') {
		return {
			message: 'The line with the headers has no end',
			description: MEND_HEADERS,
		};
	}
	return {
		message: head.length === 0 ? 'The file is empty' : 'The file has only blank lines',
		description: 'Use a file whose first line holds the headers, such as Rego, VIN and Name.',
	};
}
