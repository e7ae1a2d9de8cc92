import type { HeldCustomer } from '../customers/heldCustomer';
import { failure, success, type Outcome } from '../outcome';
import type { Connection } from './connection';
import { listCustomers, type PageRequest } from './customers';
import type { Failure } from './failures';

/**
 * So many rows may come again as a page that was there before: one that is added meanwhile pushes the others on, and on
 * pages of a single row that looks like a repetition. On longer pages it practically cannot happen.
 */
const MAX_REPEATED_ROWS = 2;

/**
 * Reads all customers, page by page, until a page comes back empty. Goes on by what was received: the server may grant
 * fewer rows than asked for, and a short page is not the end. A server that gives the same pages again and again ends in
 * a failure, not in a loop. The last value is a failure when there is one.
 */
export async function* eachPage(
	connection: Connection,
	start: PageRequest,
): AsyncGenerator<Outcome<readonly HeldCustomer[], Failure>> {
	const isRepeated = repetitionDetector();
	let repeated = 0;
	for (let offset = start.offset; ; ) {
		const page = await listCustomers(connection, { ...start, offset });
		if (!page.ok) {
			yield page;
			return;
		}
		if (page.value.length === 0) return;
		if (isRepeated(page.value)) repeated += page.value.length;
		if (repeated > MAX_REPEATED_ROWS) {
			yield failure(REPEATED);
			return;
		}
		yield success(page.value);
		offset += page.value.length;
	}
}

/**
 * Tells whether a page was there before, in any circle of pages, while it remembers two of them: the last one, and the one
 * at the last power of two (Brent's cycle detection).
 */
function repetitionDetector(): (page: readonly HeldCustomer[]) => boolean {
	let last = '';
	let remembered = '';
	let count = 0;
	let rememberAt = 1;
	return (page) => {
		const ids = page.map(({ id }) => id).join();
		const isRepeated = ids === last || ids === remembered;
		last = ids;
		count += 1;
		if (count === rememberAt) {
			remembered = ids;
			rememberAt *= 2;
		}
		return isRepeated;
	};
}

export const REPEATED: Failure = {
	kind: 'unanswered',
	message: 'AutoGrab gives the same page of customers again and again',
	description:
		'The list of customers cannot be read to its end. Try again later; if it stays so, tell AutoGrab that the "offset" of its customer list is ignored.',
};
