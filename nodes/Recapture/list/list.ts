import { checkRow, type CheckRules } from './checkRow';
import type { OutgoingCustomer } from './parts';
import { toDuplicateRow, toRejectedRow, type RejectedRow } from './rejectedRow';
import { countRow, emptyTally, type RowFate, type Tally } from './summary';
import type { Row, Table } from './table';
import { VehicleIndex } from './vehicleIndex';

export interface RowRange {
	readonly firstRow: number;
	readonly lastRow: number;
}

export interface ListRules extends CheckRules {
	readonly duplicateRows: 'skip' | 'keep';
	/** Rows before this one are read, for duplicates, but neither sent nor counted. 1 is the first. */
	readonly startAtRow: number;
	/** How many rejected rows and duplicates are kept for output; all are counted. */
	readonly maxRejectedRows: number;
	/** Vehicles that AutoGrab already holds and that are left out. */
	readonly existing?: VehicleIndex;
	/** Rows that an earlier try of the same run sent: AutoGrab may hold their vehicles because of that. */
	readonly sentRows?: readonly RowRange[];
}

/** What is known of a list so far. Grows while the list is read. */
export interface ListReport {
	readonly tally: Tally;
	/** Rejected rows and duplicates, in the order of the list. */
	readonly rejected: Array<{ readonly item: number; readonly rejected: RejectedRow }>;
	/** Messages of the first rejected rows, however many rows are put out. */
	readonly firstRejected: string[];
	/** Number of the last data row, whether counted or not. */
	lastRow: number;
}

export function emptyReport(): ListReport {
	return { tally: emptyTally(), rejected: [], firstRejected: [], lastRow: 0 };
}

/** A row with what became of it. */
export interface CheckedRow {
	readonly row: Row;
	readonly fate: RowFate;
}

/** Reads a list once: gives the customers to send, and records in the report what became of every row. */
export async function* acceptedCustomers(
	table: Table,
	rules: ListRules,
	report: ListReport,
): AsyncGenerator<OutgoingCustomer[]> {
	for await (const batch of checkedRows(table, rules, report)) {
		const accepted: OutgoingCustomer[] = [];
		for (const { row, fate } of batch) {
			if (fate.kind !== 'accepted') continue;
			accepted.push({ row: row.row, item: row.item, json: JSON.stringify(fate.customer) });
		}
		yield accepted;
	}
}

/**
 * Reads a list once: gives its rows with what became of them, and records it in the report.
 *
 * @param seen gets the vehicle of every accepted row, with the number of the row
 */
export async function* checkedRows(
	table: Table,
	rules: ListRules,
	report: ListReport,
	seen = new VehicleIndex(),
): AsyncGenerator<CheckedRow[]> {
	for await (const batch of table.batches()) {
		const checked: CheckedRow[] = [];
		for (const row of batch) {
			const fate = decideFate(row, rules, seen);
			report.lastRow = row.row;
			if (row.row < rules.startAtRow) continue;
			countRow(report.tally, row, fate, rules.columns);
			reportRow(row, fate, rules, report);
			checked.push({ row, fate });
		}
		yield checked;
	}
}

function decideFate(row: Row, rules: ListRules, seen: VehicleIndex): RowFate {
	const verdict = checkRow(row, rules);
	if (verdict.kind !== 'accepted') return verdict;
	const { customer } = verdict;
	const same = rules.duplicateRows === 'skip' ? seen.find(customer) : undefined;
	if (same) return { kind: 'duplicate', same, vehicle: customer };
	if (rules.existing?.find(customer) && !isSent(row, rules)) return { kind: 'existing' };
	// Only a row that is sent can be repeated.
	if (rules.duplicateRows === 'skip') seen.add(customer, row.row);
	return verdict;
}

function isSent({ row }: Row, { sentRows = [] }: ListRules): boolean {
	return sentRows.some(({ firstRow, lastRow }) => firstRow <= row && row <= lastRow);
}

function reportRow(row: Row, fate: RowFate, rules: ListRules, report: ListReport): void {
	if (fate.kind !== 'rejected' && fate.kind !== 'duplicate') return;
	const isShown = report.rejected.length < rules.maxRejectedRows;
	const isFirst = fate.kind === 'rejected' && report.firstRejected.length < FIRST_REJECTED;
	if (!isShown && !isFirst) return;
	const rejected =
		fate.kind === 'rejected'
			? toRejectedRow(row, fate.faults, rules)
			: toDuplicateRow(row, fate.same, rules);
	if (isShown) report.rejected.push({ item: row.item, rejected });
	if (isFirst) report.firstRejected.push(rejected.message);
}

const FIRST_REJECTED = 5;
