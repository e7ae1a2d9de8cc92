import type { Comparison } from '../../mirror/comparison';
import { success, type Outcome } from '../../outcome';
import { readCustomers } from '../../transport/customerReader';
import type { Failure } from '../../transport/failures';
import type { Run } from '../operation';
import type { ProgressLog } from './progressLog';

const PAGE_SIZE = 100;

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
	{ connection }: Run,
	comparison: Comparison,
	progress: ProgressLog,
): Promise<Outcome<HeldFacts, Failure>> {
	let customers = 0;
	let additionalFields: HeldFacts['additionalFields'] = 'missing';
	let rowsMoved: HeldFacts['rowsMoved'] = 'no';
	let skippedRows = 0;
	for await (const page of readCustomers(connection, { limit: PAGE_SIZE })) {
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
