import { mapColumns, type ManualMapping } from '../../nodes/Recapture/list/columnMapping';
import { FIELDS, type FieldName } from '../../nodes/Recapture/list/fields';
import {
	acceptedCustomers,
	emptyReport,
	type ListReport,
	type ListRules,
} from '../../nodes/Recapture/list/list';
import { toSummary, type ListSummary } from '../../nodes/Recapture/list/summary';
import type { Row, Table } from '../../nodes/Recapture/list/table';
import type { ColumnOrder, DateReading } from '../../nodes/Recapture/values/date';

export type RulesOverride = Partial<Omit<ListRules, 'columns' | 'mapping' | 'dates'>> & {
	readonly order?: ColumnOrder;
	readonly unmapped?: 'additionalFields' | 'ignore';
	readonly manual?: ManualMapping[];
};

/** A table as a file gives it: the first line of cells holds the headers, which stand on line 1. */
export function tableOf(columns: string[], ...cells: unknown[][]): Table {
	const rows = cells.map(
		(row, index): Row => ({ row: index + 1, line: index + 2, item: 0, cells: row }),
	);
	return {
		columns,
		headers: columns,
		facts: () => ({ delimiter: ',', encoding: 'utf-8' }),
		async *batches() {
			yield rows;
		},
	};
}

/** Rules for a table; today is 1 June 2026 in Australia. */
export function rulesFor(table: Table, override: RulesOverride = {}): ListRules {
	const { order = 'dmy', unmapped = 'additionalFields', manual = [], ...rest } = override;
	const mapping = mapColumns(table.columns, manual, unmapped);
	if (!mapping.ok) throw new Error(mapping.problem.message);
	const dates = new Map<FieldName, DateReading>();
	for (const field of mapping.value.fields.keys()) {
		const { kind } = FIELDS[field];
		if (kind !== 'pastDate' && kind !== 'futureDate') continue;
		const century = kind === 'pastDate' ? 'past' : 'future';
		dates.set(field, { order, century, timeZone: 'Australia/Melbourne' });
	}
	return {
		columns: table.columns,
		mapping: mapping.value,
		region: 'au',
		today: '2026-06-01',
		regoLookups: 'off',
		dates,
		duplicateRows: 'skip',
		startAtRow: 1,
		maxRejectedRows: 1_000,
		...rest,
	};
}

export interface WalkedTable {
	readonly customers: ReadonlyArray<Record<string, unknown>>;
	readonly rows: readonly number[];
	readonly report: ListReport;
	readonly summary: ListSummary;
}

/** Walks a table to its end. */
export async function walk(table: Table, override: RulesOverride = {}): Promise<WalkedTable> {
	const rules = rulesFor(table, override);
	const report = emptyReport();
	const customers: Array<Record<string, unknown>> = [];
	const rows: number[] = [];
	for await (const batch of acceptedCustomers(table, rules, report)) {
		for (const { json, row } of batch) {
			customers.push(JSON.parse(json));
			rows.push(row);
		}
	}
	const summary = toSummary(report.tally, table, rules.mapping, 'dmy', report.rejected.length);
	return { customers, rows, report, summary };
}
