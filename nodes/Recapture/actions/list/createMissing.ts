import { sentParts } from '../../list/partNotes';
import { splitIntoParts, type OutgoingCustomer, type Part } from '../../list/parts';
import { readAhead } from '../../list/readAhead';
import type { AcceptedPart, FailedPart } from '../../list/sentParts';
import type { Customer } from '../../list/checkRow';
import { VehicleIndex } from '../../list/vehicleIndex';
import { MARK } from '../../mirror/heldFields';
import type { Run } from '../operation';
import { today } from '../today';
import { openRunNotes } from '../upload/runNotes';
import { MAX_BYTES_PER_UPLOAD } from '../upload/sendList';
import { sendPart } from '../upload/sendPart';
import type { Source } from './readSource';

/** A customer that AutoGrab does not hold yet. */
export interface NewCustomer {
	readonly row: number;
	readonly customer: Readonly<Customer>;
}

/** What was found when the list was read once more for its new customers. */
export interface NewCustomers {
	/** Of how many uploads. */
	parts: number;
	/** Rows whose VIN AutoGrab looks up, at a cost. */
	lookups: number;
	/** The first ones, for output. */
	readonly shown: NewCustomer[];
}

/** The parts that were sent in this run, by this try of it or by an earlier one. */
export interface SentCustomers {
	readonly accepted: readonly AcceptedPart[];
	/** The part at which sending ended. */
	readonly failedPart?: FailedPart;
}

/** Counts the customers that are missing at AutoGrab, and in how many uploads they would be sent. */
export async function countMissing(run: Run, source: Source): Promise<NewCustomers> {
	const found: NewCustomers = { parts: 0, lookups: 0, shown: [] };
	if (source.comparison.counts.create === 0) return found;
	for await (const part of partsOf(run, source, found)) found.parts = part.part;
	return found;
}

/**
 * Uploads the customers that are missing at AutoGrab, as 'Upload Customers' does: no part is sent twice in a run, and none
 * after one that failed.
 */
export async function sendMissing(
	run: Run,
	source: Source,
): Promise<{ readonly found: NewCustomers; readonly sent: SentCustomers }> {
	const { list, parameters, comparison } = source;
	const found: NewCustomers = { parts: 0, lookups: 0, shown: [] };
	const accepted: AcceptedPart[] = [];
	if (comparison.counts.create === 0) return { found, sent: { accepted } };
	const notes = openRunNotes(run.context);
	const settings = {
		name: `${parameters.listName} ${today(run.context)}`,
		enableRegoLookups: parameters.reading.enableRegoLookups,
		// A further try of a run finds what it sent before among the customers, so its parts have fewer of them.
		existingCustomers: 'skip' as const,
	};
	for await (const part of readAhead(partsOf(run, source, found))) {
		found.parts = part.part;
		const sent = await sendPart(run, notes, list, part, settings);
		if (sent.state !== 'accepted') return { found, sent: { accepted, failedPart: sent } };
		accepted.push(sent);
	}
	return { found, sent: { accepted } };
}

function partsOf(run: Run, source: Source, found: NewCustomers): AsyncGenerator<Part> {
	const { list, parameters } = source;
	return splitIntoParts(missingCustomers(source, found), {
		maxCustomers: parameters.reading.customersPerUpload,
		maxBytes: MAX_BYTES_PER_UPLOAD,
		cuts: sentParts(openRunNotes(run.context).all(), list.item).map(({ lastRow }) => lastRow),
	});
}

/** The customers of the rows that AutoGrab does not hold, with the mark of the list. */
async function* missingCustomers(
	{ prepared, comparison, parameters }: Source,
	found: NewCustomers,
): AsyncGenerator<OutgoingCustomer[]> {
	const { rows } = prepared.readRows(new VehicleIndex());
	for await (const batch of rows) {
		const missing: OutgoingCustomer[] = [];
		for (const { row, fate } of batch) {
			if (fate.kind !== 'accepted' || comparison.planOf(row.row) !== 'create') continue;
			const customer = withMark(fate.customer, parameters.listName);
			missing.push({ row: row.row, item: row.item, json: JSON.stringify(customer) });
			if (fate.lookup === 'billed') found.lookups += 1;
			if (found.shown.length < parameters.maxChanges) found.shown.push({ row: row.row, customer });
		}
		yield missing;
	}
}

function withMark(customer: Readonly<Customer>, listName: string): Customer {
	return { ...customer, additional_fields: { ...customer.additional_fields, [MARK]: listName } };
}
