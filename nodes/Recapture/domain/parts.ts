/** A customer on its way to Recapture. */
export interface OutgoingCustomer {
	readonly row: number;
	readonly item: number;
	/** The customer, written as JSON. */
	readonly json: string;
}

/** As much of a list as goes into one upload. */
export interface Part {
	/** From 1. */
	readonly part: number;
	/** Whether the list goes on after this part. */
	readonly more: boolean;
	/** Customers, each written as JSON. */
	readonly customers: readonly string[];
	/** Data rows of the first and of the last customer. */
	readonly firstRow: number;
	readonly lastRow: number;
	/** Indexes of the input items that the customers came from. */
	readonly items: readonly number[];
}

export interface PartLimits {
	readonly maxCustomers: number;
	/** Of the customers' JSON, in UTF-8. */
	readonly maxBytes: number;
	/** Last rows of the parts that were sent before, ascending: up to the last of them, the cuts stay where they were. */
	readonly cuts?: readonly number[];
}

/**
 * Cuts a list into parts. A part is given out only when it is known whether another one follows, because the
 * name of an upload says whether it is a part.
 */
export async function* splitIntoParts(
	batches: AsyncIterable<readonly OutgoingCustomer[]>,
	{ maxCustomers, maxBytes, cuts = [] }: PartLimits,
): AsyncGenerator<Part> {
	let part = 1;
	let pending: OutgoingCustomer[] = [];
	let bytes = 0;
	let nextCut = 0;
	for await (const batch of batches) {
		for (const customer of batch) {
			const size = Buffer.byteLength(customer.json) + 1;
			const isPastCut = nextCut < cuts.length && customer.row > cuts[nextCut];
			const isFull = pending.length >= maxCustomers || bytes + size > maxBytes;
			const isEnd = nextCut < cuts.length ? isPastCut : isFull;
			if (isEnd && pending.length > 0) {
				yield toPart(part, pending, 'more');
				part += 1;
				pending = [];
				bytes = 0;
			}
			while (nextCut < cuts.length && customer.row > cuts[nextCut]) nextCut += 1;
			pending.push(customer);
			bytes += size;
		}
	}
	if (pending.length > 0) yield toPart(part, pending, 'last');
}

function toPart(
	part: number,
	customers: readonly OutgoingCustomer[],
	place: 'more' | 'last',
): Part {
	return {
		part,
		more: place === 'more',
		customers: customers.map(({ json }) => json),
		firstRow: customers[0].row,
		lastRow: customers[customers.length - 1].row,
		items: [...new Set(customers.map(({ item }) => item))],
	};
}
