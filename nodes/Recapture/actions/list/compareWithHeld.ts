import { readAhead } from '../../list/readAhead';
import type { Comparison } from '../../mirror/comparison';
import { success, type Outcome } from '../../outcome';
import { readCustomers } from '../../transport/customerReader';
import type { Failure } from '../../transport/failures';
import type { Run } from '../operation';
import type { ProgressLog } from './progressLog';

/** Fewer requests than by the 100 of AutoGrab's documents. A server may grant less, and the reader goes on from there. */
const PAGE_SIZE = 1_000;
/** For a server that refuses to be asked for so many. */
const SMALL_PAGE_SIZE = 100;

/** What is known of the customers that were read, beside the comparison. */
export interface HeldFacts {
	readonly customers: number;
	/** Whether any customer came with additional fields, which have the mark. */
	readonly additionalFields: 'returned' | 'missing';
	readonly rowsMoved: 'yes' | 'no';
	/** Rows that are no customers. */
	readonly skippedRows: number;
}

/** Reads all customers of the account and compares each with the list. */
export async function compareWithHeld(
	run: Run,
	comparison: Comparison,
	progress: ProgressLog,
): Promise<Outcome<HeldFacts, Failure>> {
	const held = await compareByPages(run, comparison, progress, PAGE_SIZE);
	const isRefusedAtOnce = !held.ok && held.problem.kind === 'refused' && !comparison.hasSeenHeld;
	return isRefusedAtOnce ? await compareByPages(run, comparison, progress, SMALL_PAGE_SIZE) : held;
}

async function compareByPages(
	{ connection }: Run,
	comparison: Comparison,
	progress: ProgressLog,
	limit: number,
): Promise<Outcome<HeldFacts, Failure>> {
	let customers = 0;
	let additionalFields: HeldFacts['additionalFields'] = 'missing';
	let rowsMoved: HeldFacts['rowsMoved'] = 'no';
	let skippedRows = 0;
	for await (const page of readAhead(readCustomers(connection, { limit }))) {
		if (!page.ok) return page;
		customers += page.value.customers.length;
		skippedRows += page.value.skipped.count;
		if (page.value.rowsMoved) rowsMoved = 'yes';
		for (const customer of page.value.customers) {
			if (customer.additional_fields !== undefined) additionalFields = 'returned';
			comparison.addHeld(customer);
		}
		progress.log(`${customers} customers of AutoGrab were read`);
	}
	return success({ customers, additionalFields, rowsMoved, skippedRows });
}
