import { mapColumns, type ColumnMapping } from '../../list/columns';
import { readFirstPass, type DateOrders, type UndatedRules } from '../../list/firstPass';
import { hintOf, readingHintOf, type HintFacts, type OddDates, type Queued } from '../../list/hint';
import {
	acceptedCustomers,
	checkedRows,
	emptyReport,
	type CheckedRow,
	type ListReport,
	type ListRules,
	type RowRange,
} from '../../list/list';
import type { OutgoingCustomer } from '../../list/parts';
import { toSummary, type ListSummary } from '../../list/summary';
import type { Table } from '../../list/table';
import type { VehicleIndex } from '../../list/vehicleIndex';
import { failure, success, type Outcome, type Problem } from '../../outcome';
import { regionOf } from '../../transport/region';
import type { Region } from '../../values/region';
import type { Run } from '../operation';
import { today } from '../today';
import type { ExistingVehicles } from './existingVehicles';
import type { ListParameters } from './listParameters';
import type { List } from './lists';

/** A list whose columns and dates are understood, ready to be read row by row. */
export interface PreparedList {
	/** Reads the list from its first row. The report grows meanwhile. */
	read(): { readonly customers: AsyncGenerator<OutgoingCustomer[]>; readonly report: ListReport };
	/**
	 * Reads the list from its first row, with what became of every row.
	 *
	 * @param seen gets the vehicle of every accepted row, with the number of the row
	 */
	readRows(seen: VehicleIndex): {
		readonly rows: AsyncGenerator<CheckedRow[]>;
		readonly report: ListReport;
	};
	/** Which columns feed which field. */
	readonly mapping: ColumnMapping;
	readonly region: Region;
	/**
	 * The totals, once the list was read to its end. A list without rows is a problem.
	 *
	 * @param queued what AutoGrab accepted; absent when the list was only checked
	 */
	totals(report: ListReport, queued?: Queued): Outcome<ListTotals>;
}

export interface ListTotals {
	readonly report: ListReport;
	readonly summary: ListSummary;
	/** The summary in short sentences. */
	readonly hint: string;
	/** Those of them that say how the list was read. */
	readonly readingHint: string;
}

/**
 * Opens a list and finds out how it is read: which column is what, and how its dates are written.
 *
 * @param sentRows rows that an earlier try of the same run sent
 */
export async function prepareList(
	{ context }: Run,
	list: List,
	parameters: ListParameters,
	existingVehicles: ExistingVehicles,
	sentRows: readonly RowRange[] = [],
): Promise<Outcome<PreparedList>> {
	const opened = await list.open(parameters);
	if (!opened.ok) return opened;
	const table = opened.value;
	if (table.columns.length === 0) return failure(table.suspicion ?? NO_FIELDS);
	const mapping = mapColumns(table, parameters.mappings, parameters.unmappedColumns);
	if (!mapping.ok) return mapping;

	const known = await regionOf(context, list.item);
	if (!known.ok) return known;
	const region = known.value;
	const undated: UndatedRules = {
		columns: table.columns,
		headers: table.headers,
		mapping: mapping.value,
		region,
		timeZone: context.getTimezone(),
		today: today(context),
		regoLookups: parameters.enableRegoLookups ? 'on' : 'off',
		rowName: list.fileName === undefined ? 'Item' : 'Row',
	};
	const dates = await readFirstPass(table, undated, parameters.dateOrder);
	if (!dates.ok) return dates;
	const isSkipping = parameters.existingCustomers === 'skip';
	const existing = isSkipping ? await existingVehicles(region) : success(undefined);
	if (!existing.ok) return existing;

	const rules: ListRules = {
		...undated,
		dateOrders: dates.value.orders,
		provenByRow: dates.value.provenByRow,
		duplicateRows: parameters.duplicateRows,
		startAtRow: parameters.startAtRow,
		maxRejectedRows: parameters.maxRejectedRows,
		...(existing.value && { existing: existing.value }),
		sentRows,
	};
	return success({
		read() {
			const report = emptyReport();
			return { customers: acceptedCustomers(table, rules, report), report };
		},
		readRows(seen) {
			const report = emptyReport();
			return { rows: checkedRows(table, rules, report, seen), report };
		},
		mapping: mapping.value,
		region,
		totals: (report, queued) =>
			totalsOf(report, queued, { table, mapping: mapping.value, dates: dates.value, parameters }),
	});
}

/** Reads a list to its end without sending anything. */
export async function readToEnd(list: PreparedList): Promise<ListReport> {
	const { customers, report } = list.read();
	while (!(await customers.next()).done);
	return report;
}

interface Understanding {
	readonly table: Table;
	readonly mapping: ColumnMapping;
	readonly dates: DateOrders;
	readonly parameters: ListParameters;
}

function totalsOf(
	report: ListReport,
	queued: Queued | undefined,
	{ table, mapping, dates, parameters }: Understanding,
): Outcome<ListTotals> {
	const { tally, rejected } = report;
	if (tally.rows === 0) return failure(emptyList(report, parameters));
	const summary = toSummary(tally, table, mapping, dates.summary, rejected.length);
	const facts: HintFacts = {
		...(queued && { queued }),
		warnedRows: tally.warnedRows,
		startAtRow: parameters.startAtRow,
		existingCustomers: parameters.existingCustomers,
		oddDates: oddDatesOf(dates, table),
	};
	const hint = hintOf(summary, facts);
	return success({ report, summary, hint, readingHint: readingHintOf(summary, facts) });
}

/** The date columns that are not read as the region writes dates, and why. */
function oddDatesOf({ orders, provenByRow }: DateOrders, { columns }: Table): OddDates[] {
	const proven = new Set([...provenByRow.keys()].map((column) => orders.get(column)));
	return [...orders]
		.filter(([, order]) => proven.has(order))
		.map(([column, order]) => ({ column: columns[column], order, row: provenByRow.get(column) }));
}

function emptyList({ lastRow }: ListReport, { startAtRow }: ListParameters): Problem {
	if (lastRow > 0) {
		return {
			message: `The list ends at row ${lastRow}, but 'Start at Row' is ${startAtRow}`,
			description:
				"Correct the option 'Start at Row', or remove it to read the list from its first row.",
		};
	}
	return {
		message: 'The list has no customers: there is no row below its headers',
		description: 'You must upload at least one customer record. Nothing was sent.',
	};
}

const NO_FIELDS: Problem = {
	message: 'The input items have no fields',
	description:
		"Each input item must be one customer, with at least a rego or a VIN. If the input has a file, set 'Read Customers From' to 'File (CSV or Excel)'.",
};
