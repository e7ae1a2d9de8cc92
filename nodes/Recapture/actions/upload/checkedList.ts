import { mapColumns } from '../../list/columnMapping';
import { DATE_FIELDS, FIELDS, type FieldName } from '../../list/fields';
import {
	acceptedCustomers,
	emptyReport,
	type ListReport,
	type ListRules,
	type RowRange,
} from '../../list/list';
import { failure, success, type Outcome, type Problem } from '../../outcome';
import type { OutgoingCustomer } from '../../list/parts';
import { toSummary, type ListSummary } from '../../list/summary';
import type { Table } from '../../list/table';
import {
	addEvidence,
	decideDateOrders,
	newEvidence,
	type DateOrderDecision,
	type OrderEvidence,
} from '../../values/dateOrder';
import type { DateReading } from '../../values/date';
import type { Region } from '../../values/region';
import type { VehicleSet } from '../../list/vehicleSet';
import { CREDENTIAL } from '../../transport/request';
import type { Run } from '../operation';
import type { ExistingVehicles } from './existingVehicles';
import type { ListParameters } from './listParameters';
import type { List } from './lists';
import { today } from '../today';

/** A list that can be read: its columns and dates are understood, its rows not yet looked at. */
export interface CheckedList {
	/** Walks the list from its first row. The report grows with the walk. */
	walk(): { readonly customers: AsyncGenerator<OutgoingCustomer[]>; readonly report: ListReport };
	summarise(report: ListReport): ListSummary;
}

/** Opens a list and finds out how it is to be read: which column is what, and how its dates are meant. */
export async function checkList(
	{ context }: Run,
	list: List,
	parameters: ListParameters,
	existingVehicles: ExistingVehicles,
	sentRows: readonly RowRange[] = [],
): Promise<Outcome<CheckedList>> {
	const opened = await list.open(parameters);
	if (!opened.ok) return opened;
	const table = opened.value;
	if (table.columns.length === 0) return failure(NO_FIELDS);
	const mapping = mapColumns(table.columns, parameters.mappings, parameters.unmappedColumns);
	if (!mapping.ok) return mapping;

	const { region } = await context.getCredentials<{ region: Region }>(CREDENTIAL, list.item);
	const existing = await readExisting(parameters, existingVehicles, region);
	if (!existing.ok) return existing;
	const timeZone = context.getTimezone();
	const dateColumns = new Map(
		[...mapping.value.fields].filter(([field]) => DATE_FIELDS.includes(field)),
	);
	const decision = await decideOrders(table, dateColumns, parameters, region);
	const rules: ListRules = {
		columns: table.columns,
		mapping: mapping.value,
		region,
		today: today(context),
		regoLookups: parameters.enableRegoLookups ? 'on' : 'off',
		dates: toReadings(decision, timeZone),
		duplicateRows: parameters.duplicateRows,
		startAtRow: parameters.startAtRow,
		maxRejectedRows: parameters.maxRejectedRows,
		...(existing.value && { existing: existing.value }),
		sentRows,
	};
	return success({
		walk() {
			const report = emptyReport();
			return { customers: acceptedCustomers(table, rules, report), report };
		},
		summarise: ({ tally, rejected }) =>
			toSummary(tally, table, mapping.value, decision.summary, rejected.length),
	});
}

async function readExisting(
	{ existingCustomers }: ListParameters,
	existingVehicles: ExistingVehicles,
	region: Region,
): Promise<Outcome<VehicleSet | undefined>> {
	return existingCustomers === 'skip' ? await existingVehicles(region) : success(undefined);
}

/** Walks a list for its totals and rejected rows alone. */
export async function walkToEnd(checked: CheckedList): Promise<ListReport> {
	const { customers, report } = checked.walk();
	while (!(await customers.next()).done);
	return report;
}

/** Says why a list that was walked to its end held nothing to look at; undefined when it held rows. */
export function problemOfEmptyList(
	{ tally, lastRow }: ListReport,
	{ startAtRow }: ListParameters,
): Problem | undefined {
	if (tally.rows > 0) return undefined;
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

/** Whether the days or the months of a list stand first can only be known when all its dates were seen. */
async function decideOrders(
	table: Table,
	dateColumns: ReadonlyMap<FieldName, number>,
	{ dateOrder }: ListParameters,
	region: Region,
): Promise<DateOrderDecision<FieldName>> {
	const columns = [...new Set(dateColumns.values())].sort((one, other) => one - other);
	const evidence = columns.map(newEvidence);
	if (dateOrder === 'auto' && columns.length > 0) {
		for await (const batch of table.batches()) {
			for (const { cells, row } of batch) {
				columns.forEach((column, index) => addEvidence(evidence[index], cells[column], row));
			}
		}
	}
	const ofField = ([field, column]: [FieldName, number]): [FieldName, OrderEvidence] => [
		field,
		evidence[columns.indexOf(column)],
	];
	return decideDateOrders(new Map([...dateColumns].map(ofField)), dateOrder, region);
}

function toReadings(
	{ orders }: DateOrderDecision<FieldName>,
	timeZone: string,
): Map<FieldName, DateReading> {
	return new Map(
		[...orders].map(([field, order]) => {
			const century = FIELDS[field].kind === 'pastDate' ? 'past' : 'future';
			return [field, { order, century, timeZone }];
		}),
	);
}

const NO_FIELDS: Problem = {
	message: 'The input items have no fields',
	description:
		"Each input item must be one customer, with at least a rego or a VIN. If the input holds a CSV file, set 'Read Customers From' to 'CSV File'.",
};
