import { checkCustomer, type CheckRules } from './customer';
import type { OutgoingCustomer } from './parts';
import { toRejectedRow, type RejectedRow } from './rejectedRow';
import { countRow, emptyTally, type RowFate, type Tally } from './summary';
import type { Row, Table } from './table';
import { VehicleSet } from './vehicleSet';

export interface RowRange {
	readonly firstRow: number;
	readonly lastRow: number;
}

export interface ListRules extends CheckRules {
	readonly duplicateRows: 'skip' | 'keep';
	/** Rows before this one are read, for duplicates, but neither sent nor counted. 1 is the first. */
	readonly startAtRow: number;
	/** How many rejected rows are kept for output; all are counted. */
	readonly maxRejectedRows: number;
	/** Vehicles that Recapture already holds and that are to be left out. */
	readonly existing?: VehicleSet;
	/** Rows that an earlier try of the same run sent: what Recapture holds of them, it holds because of that. */
	readonly sentRows?: readonly RowRange[];
}

/** What is known of a list so far. Grows while the list is walked. */
export interface ListReport {
	readonly tally: Tally;
	readonly rejected: Array<{ readonly item: number; readonly rejected: RejectedRow }>;
	/** Number of the last data row met, whether counted or not. */
	lastRow: number;
}

export function emptyReport(): ListReport {
	return { tally: emptyTally(), rejected: [], lastRow: 0 };
}

/** Walks a list once: gives the customers that can be sent, and writes down in the report what became of every row. */
export async function* acceptedCustomers(
	table: Table,
	rules: ListRules,
	report: ListReport,
): AsyncGenerator<OutgoingCustomer[]> {
	const seen = new VehicleSet();
	for await (const batch of table.batches()) {
		const accepted: OutgoingCustomer[] = [];
		for (const row of batch) {
			const fate = decideFate(row, rules, seen);
			report.lastRow = row.row;
			if (row.row < rules.startAtRow) continue;
			countRow(report.tally, fate);
			if (fate.kind === 'accepted') {
				accepted.push({ row: row.row, item: row.item, json: JSON.stringify(fate.customer) });
			}
			if (fate.kind === 'rejected' && report.rejected.length < rules.maxRejectedRows) {
				const rejected = toRejectedRow(row, fate.rejection, rules.columns);
				report.rejected.push({ item: row.item, rejected });
			}
		}
		yield accepted;
	}
}

function decideFate(row: Row, rules: ListRules, seen: VehicleSet): RowFate {
	const verdict = checkCustomer(row, rules);
	if (verdict.kind !== 'accepted') return verdict;
	if (rules.duplicateRows === 'skip' && seen.addIfNew(verdict.customer) === 'known') {
		return { kind: 'duplicate' };
	}
	if (!rules.existing?.has(verdict.customer) || isSent(row, rules)) return verdict;
	return { kind: 'existing' };
}

function isSent({ row }: Row, { sentRows = [] }: ListRules): boolean {
	return sentRows.some(({ firstRow, lastRow }) => firstRow <= row && row <= lastRow);
}
