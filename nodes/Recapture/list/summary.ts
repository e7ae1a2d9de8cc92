import type { RejectionReason, Verdict, Warning } from './customer';
import type { FieldName } from './fields';
import type { ColumnMapping } from './columnMapping';
import type { Table } from './table';
import type { DateOrder } from '../values/date';

/**
 * The totals of a whole list, as users see them.
 * `rows = accepted + rejected + duplicates + blank + existing`, always.
 */
export interface ListSummary {
	readonly rows: number;
	readonly accepted: number;
	readonly rejected: number;
	readonly duplicates: number;
	readonly blank: number;
	/** Vehicles left out because Recapture already holds them. */
	readonly existing: number;
	/** Accepted rows whose VIN Recapture would look up, at a cost. */
	readonly regoLookups: number;
	readonly rejectedByReason: Readonly<Partial<Record<RejectionReason, number>>>;
	/** How many rejected rows are given out; all are counted. */
	readonly rejectedShown: number;
	readonly warnings: Readonly<Partial<Record<Warning, number>>>;
	/** The column that feeds each customer field. */
	readonly columns: Readonly<Partial<Record<FieldName, string>>>;
	readonly additionalFields: readonly string[];
	readonly dateOrder: DateOrder | 'mixed';
	readonly headerLine?: number;
	readonly delimiter?: string;
	readonly encoding?: string;
}

/** What became of a row: the verdict on it alone, or that its vehicle was met before. */
export type RowFate = Verdict | { readonly kind: 'duplicate' } | { readonly kind: 'existing' };

/** The running totals of a list. */
export interface Tally {
	rows: number;
	accepted: number;
	rejected: number;
	duplicate: number;
	blank: number;
	existing: number;
	regoLookups: number;
	rejectedByReason: Partial<Record<RejectionReason, number>>;
	warnings: Partial<Record<Warning, number>>;
}

export function emptyTally(): Tally {
	return {
		rows: 0,
		accepted: 0,
		rejected: 0,
		duplicate: 0,
		blank: 0,
		existing: 0,
		regoLookups: 0,
		rejectedByReason: {},
		warnings: {},
	};
}

/** Adds one row to the totals. */
export function countRow(tally: Tally, fate: RowFate): void {
	tally.rows += 1;
	tally[fate.kind] += 1;
	if (fate.kind === 'rejected') {
		const { reason } = fate.rejection;
		tally.rejectedByReason[reason] = (tally.rejectedByReason[reason] ?? 0) + 1;
	}
	if (fate.kind === 'accepted') {
		if (fate.lookup === 'billed') tally.regoLookups += 1;
		for (const warning of fate.warnings) {
			tally.warnings[warning] = (tally.warnings[warning] ?? 0) + 1;
		}
	}
}

export function toSummary(
	tally: Readonly<Tally>,
	table: Pick<Table, 'columns' | 'facts'>,
	mapping: ColumnMapping,
	dateOrder: DateOrder | 'mixed',
	rejectedShown: number,
): ListSummary {
	const nameOf = (column: number) => table.columns[column];
	return {
		rows: tally.rows,
		accepted: tally.accepted,
		rejected: tally.rejected,
		duplicates: tally.duplicate,
		blank: tally.blank,
		existing: tally.existing,
		regoLookups: tally.regoLookups,
		rejectedByReason: tally.rejectedByReason,
		rejectedShown,
		warnings: tally.warnings,
		columns: Object.fromEntries(
			[...mapping.fields].map(([field, column]) => [field, nameOf(column)]),
		),
		additionalFields: mapping.additional.map(nameOf),
		dateOrder,
		...table.facts(),
	};
}
