import { mapColumns, type ManualMapping } from '../../nodes/Recapture/list/columns';
import { readFirstPass, type UndatedRules } from '../../nodes/Recapture/list/firstPass';
import {
	acceptedCustomers,
	emptyReport,
	type ListReport,
	type ListRules,
} from '../../nodes/Recapture/list/list';
import type { RejectedRow } from '../../nodes/Recapture/list/rejectedRow';
import { toSummary, type ListSummary } from '../../nodes/Recapture/list/summary';
import type { Row, Table } from '../../nodes/Recapture/list/table';

type Settings = Partial<Omit<ListRules, 'columns' | 'headers' | 'mapping'>> & {
	readonly dateOrder?: 'auto' | 'dmy' | 'mdy' | 'ymd';
	readonly unmapped?: 'additionalFields' | 'ignore';
	readonly manual?: ManualMapping[];
};

/** A table as a file gives it: the headers are in line 1. A header that stands twice gets a number, as in a file. */
export function tableOf(headers: string[], ...cells: unknown[][]): Table {
	const rows = cells.map(
		(row, index): Row => ({ row: index + 1, line: index + 2, item: 0, cells: row }),
	);
	const columns = headers.map((header, index) => {
		const before = headers.slice(0, index).filter((other) => other === header).length;
		return before === 0 ? header : `${header} (${before + 1})`;
	});
	return {
		columns,
		headers,
		hasTypedCells: true,
		facts: () => ({ headerLine: 1, delimiter: ',', encoding: 'utf-8' }),
		async *batches() {
			yield rows;
		},
	};
}

export interface ReadTable {
	readonly customers: ReadonlyArray<Record<string, unknown>>;
	/** Numbers of the rows that the customers came from. */
	readonly rows: readonly number[];
	readonly rejected: readonly RejectedRow[];
	readonly report: ListReport;
	readonly summary: ListSummary;
}

/** Reads a table to its end, as an upload does; today is 1 June 2026 in Australia. A problem with the list is thrown. */
export async function readTable(table: Table, settings: Settings = {}): Promise<ReadTable> {
	const { dateOrder = 'auto', unmapped = 'additionalFields', manual = [], ...others } = settings;
	const mapping = mapColumns(table, manual, unmapped);
	if (!mapping.ok) throw new Error(mapping.problem.message);
	const undated: UndatedRules = {
		columns: table.columns,
		headers: table.headers,
		mapping: mapping.value,
		region: 'au',
		timeZone: 'Australia/Melbourne',
		today: '2026-06-01',
		regoLookups: 'off',
		rowName: 'Row',
		...others,
	};
	const dates = await readFirstPass(table, undated, dateOrder);
	if (!dates.ok) throw new Error(dates.problem.message);
	const rules: ListRules = {
		...undated,
		dateOrders: dates.value.orders,
		provenByRow: dates.value.provenByRow,
		duplicateRows: 'skip',
		startAtRow: 1,
		maxRejectedRows: 1_000,
		...others,
	};
	const report = emptyReport();
	const customers: Array<Record<string, unknown>> = [];
	const rows: number[] = [];
	for await (const batch of acceptedCustomers(table, rules, report)) {
		for (const { json, row } of batch) {
			customers.push(JSON.parse(json));
			rows.push(row);
		}
	}
	const rejected = report.rejected.map((entry) => entry.rejected);
	const { tally } = report;
	const summary = toSummary(tally, table, mapping.value, dates.value.summary, rejected.length);
	return { customers, rows, rejected, report, summary };
}
