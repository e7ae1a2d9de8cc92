import type { Vehicle, Verdict, Warning } from './checkRow';
import type { ColumnMapping, Source } from './columns';
import type { RejectionReason, WarningKind } from './fieldCell';
import type { FieldName } from './fields';
import type { DateOrders } from './firstPass';
import { shownCell } from './rejectedRow';
import type { Row, Table } from './table';
import type { SameVehicle } from './vehicleIndex';

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
	/** Vehicles left out because AutoGrab already holds them. */
	readonly existing: number;
	/** Accepted rows whose VIN AutoGrab would look up, at a cost. */
	readonly regoLookups: number;
	readonly rejectedByReason: Readonly<Partial<Record<RejectionReason, number>>>;
	/** How many rejected rows and duplicates are put out; all are counted. */
	readonly rejectedShown: number;
	readonly warnings: Readonly<Partial<Record<WarningKind, number>>>;
	/** The first rows with a warning. */
	readonly warned: readonly WarnedCell[];
	/** The columns that feed each customer field. */
	readonly columns: Readonly<Partial<Record<FieldName, string>>>;
	readonly additionalFields: readonly string[];
	/** Columns that seem to hold a customer field by their header, but feed none. */
	readonly lookalikes: readonly string[];
	readonly dateOrder: DateOrders['summary'];
	/** Facts about how the file is written. */
	readonly [fact: string]: unknown;
}

interface WarnedCell {
	readonly row: number;
	readonly line?: number;
	readonly warning: WarningKind;
	/** '' when the warning is about no single column. */
	readonly column: string;
	readonly value: unknown;
}

const MAX_WARNED = 50;

/** What became of a row: the verdict on it alone, or that its vehicle was found elsewhere. */
export type RowFate =
	| Verdict
	| { readonly kind: 'duplicate'; readonly same: SameVehicle; readonly vehicle: Vehicle }
	| { readonly kind: 'existing' };

/** The running totals of a list. */
export interface Tally {
	rows: number;
	accepted: number;
	rejected: number;
	duplicate: number;
	blank: number;
	existing: number;
	regoLookups: number;
	readonly rejectedByReason: Partial<Record<RejectionReason, number>>;
	readonly warnings: Partial<Record<WarningKind, number>>;
	/** Accepted rows with at least one warning. */
	warnedRows: number;
	readonly warned: WarnedCell[];
	/** Columns that fed a field, of the fields that more than one column can feed. */
	readonly fedBy: Set<number>;
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
		warnedRows: 0,
		warned: [],
		fedBy: new Set(),
	};
}

/** Adds one row to the totals. */
export function countRow(tally: Tally, row: Row, fate: RowFate, columns: readonly string[]): void {
	tally.rows += 1;
	tally[fate.kind] += 1;
	if (fate.kind === 'rejected') {
		const [{ reason }] = fate.faults;
		tally.rejectedByReason[reason] = (tally.rejectedByReason[reason] ?? 0) + 1;
	}
	if (fate.kind === 'accepted') {
		if (fate.lookup === 'billed') tally.regoLookups += 1;
		for (const column of fate.fedBy) tally.fedBy.add(column);
		if (fate.warnings.length > 0) countWarnings(tally, row, fate.warnings, columns);
	}
}

function countWarnings(
	tally: Tally,
	{ row, line, cells }: Row,
	warnings: readonly Warning[],
	columns: readonly string[],
): void {
	tally.warnedRows += 1;
	for (const { kind, column } of warnings) {
		tally.warnings[kind] = (tally.warnings[kind] ?? 0) + 1;
		if (tally.warned.length >= MAX_WARNED) continue;
		tally.warned.push({
			row,
			...(line !== undefined && { line }),
			warning: kind,
			column: column === undefined ? '' : columns[column],
			value: column === undefined ? '' : shownCell(cells[column]),
		});
	}
}

export function toSummary(
	tally: Readonly<Tally>,
	table: Pick<Table, 'columns' | 'facts'>,
	mapping: ColumnMapping,
	dateOrder: DateOrders['summary'],
	rejectedShown: number,
): ListSummary {
	const nameOf = (column: number) => table.columns[column];
	const { headerLine, ...facts } = table.facts();
	const feeding = feedingSources(mapping, tally.fedBy);
	const columns = [...feeding].map(([field, sources]) => [
		field,
		sources.map((source) => source.map(nameOf).join(' + ')).join(', '),
	]);
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
		warned: tally.warned,
		columns: Object.fromEntries(columns) as ListSummary['columns'],
		additionalFields: additionalColumns(mapping, feeding).map(nameOf),
		lookalikes: mapping.lookalikes.map(nameOf),
		...(headerLine !== undefined && { headerLine }),
		dateOrder,
		...facts,
	};
}

/** Of each field the sources that fed it in any row, or the best one when none did. */
function feedingSources(
	{ fields }: ColumnMapping,
	fedBy: ReadonlySet<number>,
): Map<FieldName, readonly Source[]> {
	return new Map(
		[...fields].map(([field, sources]) => {
			const feeding = sources.filter(([column]) => fedBy.has(column));
			return [field, feeding.length > 0 ? feeding : sources.slice(0, 1)];
		}),
	);
}

/** The columns that go along as additional fields, and feed no field in any row. */
function additionalColumns(
	{ fields, additional, unmapped }: ColumnMapping,
	feeding: ReadonlyMap<FieldName, readonly Source[]>,
): number[] {
	const fed = new Set([...feeding.values()].flat(2));
	const unused = [...fields.values()].flat(2).filter((column) => !fed.has(column));
	return [...additional, ...(unmapped === 'ignore' ? [] : unused)].sort(
		(one, other) => one - other,
	);
}
