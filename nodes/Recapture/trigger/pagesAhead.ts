import type { HeldCustomer } from '../customers/heldCustomer';
import { success, type Outcome } from '../outcome';
import type { Connection } from '../transport/connection';
import { listCustomers, type PageRequest } from '../transport/customers';
import type { Failure } from '../transport/failures';

/** How many pages are asked for at the same time, at most. */
const MAX_IN_FLIGHT = 4;

export interface Page {
	/** Number of customers before this page. */
	readonly offset: number;
	readonly customers: readonly HeldCustomer[];
}

/**
 * Reads customers page by page, several at a time. The last value is an empty page, or a failure.
 *
 * How many customers the server grants shows only in its pages: as long as they come in the same length, the next ones are
 * asked for ahead, one more each time; where one does not, it goes on behind what came. From the first setback on it asks
 * for one page after the other.
 */
export async function* eachPageAhead(
	connection: Connection,
	start: PageRequest,
): AsyncGenerator<Outcome<Page, Failure>> {
	const inFlight = new Map<number, Promise<Outcome<readonly HeldCustomer[], Failure>>>();
	let length = start.limit;
	let ahead = 1;
	for (let offset = start.offset; ; ) {
		for (let place = 0; place < ahead; place++) {
			const at = offset + place * length;
			if (!inFlight.has(at)) inFlight.set(at, listCustomers(connection, { ...start, offset: at }));
		}
		const page = await (inFlight.get(offset) ?? listCustomers(connection, { ...start, offset }));
		inFlight.delete(offset);
		if (!page.ok) {
			yield page;
			return;
		}
		const customers = page.value;
		yield success({ offset, customers });
		if (customers.length === 0) return;
		const isSteady = customers.length === length && connection.setbacks === 0;
		ahead = isSteady ? Math.min(ahead + 1, MAX_IN_FLIGHT) : 1;
		length = customers.length;
		offset += length;
		for (const at of inFlight.keys()) if (at < offset) inFlight.delete(at);
	}
}
