/** A customer on its way to AutoGrab. */
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
	readonly customers: number;
	/** The customers as JSON objects with commas between them, in UTF-8. */
	readonly json: Buffer;
	/** Data rows of the first and of the last customer. */
	readonly firstRow: number;
	readonly lastRow: number;
	/** Indexes of the input items that the customers came from. */
	readonly items: readonly number[];
}

interface PartLimits {
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
	let number = 1;
	let part = new OpenPart();
	let nextCut = 0;
	for await (const batch of batches) {
		for (const customer of batch) {
			const bytes = Buffer.byteLength(customer.json) + COMMA.length;
			const isPastCut = nextCut < cuts.length && customer.row > cuts[nextCut];
			const isFull = part.customers >= maxCustomers || part.bytes + bytes > maxBytes;
			const isEnd = nextCut < cuts.length ? isPastCut : isFull;
			if (isEnd && part.customers > 0) {
				yield part.close(number, 'more');
				number += 1;
				part = new OpenPart();
			}
			while (nextCut < cuts.length && customer.row > cuts[nextCut]) nextCut += 1;
			part.add(customer, bytes);
		}
	}
	if (part.customers > 0) yield part.close(number, 'last');
}

const FIRST_BYTES = 64 * 1024;
const COMMA = ',';

/**
 * A part that is being filled. Customers are written into one buffer as they come: as strings of their own, until the
 * part is full, they would outlive what V8 clears away at little cost.
 */
class OpenPart {
	customers = 0;
	bytes = 0;
	private memory = Buffer.allocUnsafe(FIRST_BYTES);
	private firstRow = 0;
	private lastRow = 0;
	private readonly items = new Set<number>();

	/** @param bytes what the customer takes, with its comma */
	add({ row, item, json }: OutgoingCustomer, bytes: number): void {
		this.makeRoom(bytes);
		if (this.customers > 0) this.bytes += this.memory.write(COMMA, this.bytes);
		this.bytes += this.memory.write(json, this.bytes);
		if (this.customers === 0) this.firstRow = row;
		this.lastRow = row;
		this.customers += 1;
		this.items.add(item);
	}

	close(part: number, place: 'more' | 'last'): Part {
		const { customers, bytes, memory, firstRow, lastRow, items } = this;
		const more = place === 'more';
		const json = memory.subarray(0, bytes);
		return { part, more, customers, json, firstRow, lastRow, items: [...items] };
	}

	private makeRoom(bytes: number): void {
		if (this.bytes + bytes <= this.memory.length) return;
		const { memory } = this;
		this.memory = Buffer.allocUnsafe(2 * (this.bytes + bytes));
		memory.copy(this.memory, 0, 0, this.bytes);
	}
}
