import type { AcceptedCustomer } from '../../list/checkRow';
import type { ColumnMapping } from '../../list/columns';
import type { CheckedRow, ListReport } from '../../list/list';
import { VehicleIndex } from '../../list/vehicleIndex';
import { Comparison, type ComparisonRules } from '../../mirror/comparison';
import { failure, success, type Outcome } from '../../outcome';
import { problemOfError } from '../../toNodeError';
import type { Run } from '../operation';
import { dayAfter, today } from '../today';
import type { List } from '../upload/lists';
import { prepareList, type PreparedList } from '../upload/preparedList';
import { readMirrorParameters, type MirrorParameters } from './mirrorParameters';

/** AutoGrab deletes a customer who left the list so many days later. */
const DAYS_TO_RETURN = 7;

/** A list that was read to its end, ready to be compared with what AutoGrab holds. */
export interface Source {
	readonly list: List;
	readonly parameters: MirrorParameters;
	readonly rules: ComparisonRules;
	readonly prepared: PreparedList;
	readonly report: ListReport;
	readonly comparison: Comparison;
	/** Rejected rows whose vehicle nobody knows. */
	readonly unidentifiedRows: number;
}

/** Reads a list to its end. One that is empty, or of which no row can be sent, is a problem. Nothing is thrown. */
export async function readSource(run: Run, list: List): Promise<Outcome<Source>> {
	try {
		const parameters = readMirrorParameters(run.context, list.item);
		const prepared = await prepareList(run, list, parameters.reading, NO_VEHICLES);
		return prepared.ok ? await readRows(run, list, parameters, prepared.value) : prepared;
	} catch (error) {
		return failure(problemOfError(error));
	}
}

async function readRows(
	{ context }: Run,
	list: List,
	parameters: MirrorParameters,
	prepared: PreparedList,
): Promise<Outcome<Source>> {
	const rules: ComparisonRules = {
		...parameters,
		region: prepared.region,
		fields: new Set(prepared.mapping.fields.keys()),
		expiryDay: dayAfter(today(context), DAYS_TO_RETURN),
		maxShown: parameters.maxChanges,
	};
	const comparison = new Comparison(rules);
	const { rows, report } = prepared.readRows(comparison.vehicles);
	let unidentifiedRows = 0;
	for await (const batch of rows) {
		for (const row of batch) {
			if (isUnidentified(row)) unidentifiedRows += 1;
			addRow(comparison, row, prepared.mapping);
		}
	}
	const totals = prepared.totals(report);
	if (!totals.ok) return totals;
	const { rows: count, accepted } = report.tally;
	if (accepted === 0) return failure(nothingToSend(count, report.firstRejected));
	return success({ list, parameters, rules, prepared, report, comparison, unidentifiedRows });
}

function addRow(comparison: Comparison, { row, fate }: CheckedRow, mapping: ColumnMapping): void {
	if (fate.kind === 'accepted') {
		comparison.addRow(row.row, fate.customer, unreadFields(fate, mapping));
	} else if ((fate.kind === 'rejected' || fate.kind === 'duplicate') && fate.vehicle) {
		comparison.addOtherRow(fate.vehicle);
	}
}

/** Headers that are repeated inside a list are certainly no customer. */
function isUnidentified({ fate }: CheckedRow): boolean {
	if (fate.kind !== 'rejected' || fate.vehicle) return false;
	return fate.faults[0].reason !== 'repeated-headers';
}

const NONE: ReadonlySet<string> = new Set();
const UNREAD_KINDS: ReadonlySet<string> = new Set([
	'mobile-damaged',
	'mobile-unclear',
	'cell-error',
]);

/** The fields that have no value although a cell is filled: that must not clear them. */
function unreadFields(
	{ warnings, customer }: AcceptedCustomer,
	{ fields }: ColumnMapping,
): ReadonlySet<string> {
	const columns = warnings.flatMap(({ kind, column }) =>
		column !== undefined && UNREAD_KINDS.has(kind) ? [column] : [],
	);
	if (columns.length === 0) return NONE;
	const unread = [...fields].filter(
		([field, sources]) =>
			customer[field] === undefined &&
			sources.some((source) => source.some((column) => columns.includes(column))),
	);
	return new Set(unread.map(([field]) => field));
}

function nothingToSend(rows: number, firstRejected: readonly string[]) {
	return {
		message: `${rows === 1 ? 'The only row of the list cannot' : `None of the ${rows} rows of the list can`} be sent, so nothing was done`,
		description: [...firstRejected, 'Correct the list, then run the workflow again.'].join('\n'),
	};
}

/** The comparison finds out what AutoGrab holds. */
const NO_VEHICLES = async () => success(new VehicleIndex());
