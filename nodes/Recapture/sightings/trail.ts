import { createHash } from 'node:crypto';

import type { HeldCustomer } from '../customers/heldCustomer';

/** A page that was read: where it began, and a fingerprint of the customers on it. */
export type Print = readonly [offset: number, print: string];

/**
 * What a reader keeps of the pages behind it, to notice when it walks in a circle: the last page, and the one at the last
 * power of two (Brent's cycle detection). It goes on over many polls, so it must be small.
 */
export interface Trail {
	/** Pages read. */
	readonly count: number;
	readonly last: Print;
	readonly remembered: Print;
}

/** Adds a page that was read to its end. */
export function follow(trail: Trail | undefined, page: Print): Trail {
	if (!trail) return { count: 1, last: page, remembered: page };
	const count = trail.count + 1;
	const isPowerOfTwo = Number.isInteger(Math.log2(count));
	return { count, last: page, remembered: isPowerOfTwo ? page : trail.remembered };
}

/**
 * The page that this one seems to repeat. That alone proves nothing: when just as many customers were added as stand on
 * a page, the next page is the last one again. Only reading both anew tells.
 */
export function repeatedBy(trail: Trail | undefined, [offset, print]: Print): Print | undefined {
	if (!trail) return undefined;
	const { last, remembered } = trail;
	return [last, remembered].find((page) => page[1] === print && page[0] !== offset);
}

export function printOf(offset: number, customers: readonly HeldCustomer[]): Print {
	const ids = customers.map(({ id }) => id).join();
	return [offset, createHash('sha256').update(ids).digest('base64').slice(0, 8)];
}
