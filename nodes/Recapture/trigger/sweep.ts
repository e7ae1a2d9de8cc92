import { diff, type Rule, type SightingEvent } from '../sightings/diff';
import { passPage } from '../sightings/firstSweep';
import { NOTHING_KNOWN } from '../sightings/memory';
import { AT_THE_START, type Position, type SightingWatch } from '../sightings/sightingWatch';
import { follow, printOf, repeatedBy, type Print } from '../sightings/trail';
import type { HeldCustomer } from '../customers/heldCustomer';
import { failure, success, type Outcome } from '../outcome';
import { listCustomers, type PageRequest } from '../transport/customers';
import type { Failure } from '../transport/failures';
import { REPEATED } from '../transport/pages';
import type { Budget } from './budget';
import { eachPageAhead, type Page } from './pagesAhead';

/** What a stretch of the sweep reads, and what it looks for. */
export interface SweepOrder {
	readonly pageSize: number;
	/** Only customers of this upload; empty for all. */
	readonly uploadId: string;
	readonly rule: Rule;
	/** How many events may be told. */
	readonly room: number;
}

/** How a stretch ended. */
export type SweepEnd =
	/** The time is over, or the room is used up: the next poll goes on from there. */
	| 'paused'
	/** All customers were read. */
	| 'finished'
	/** The server gives the same pages again and again. */
	| 'circling';

export interface Stretch {
	readonly watch: SightingWatch;
	readonly events: readonly SightingEvent[];
	readonly end: SweepEnd;
}

/**
 * Reads on from where the last poll stopped, until the time is over, the room is used up, or the end is reached. At least
 * one page is read.
 *
 * @param watch the poll's own copy: its memory is written into
 */
export async function sweep(
	budget: Budget,
	watch: SightingWatch,
	order: SweepOrder,
): Promise<Outcome<Stretch, Failure>> {
	const { connection, stopAtMs } = budget;
	const walk = new Walk(watch, order);
	const start = requestAt(order, watch.position.offset);
	let pages = 0;
	for await (const page of eachPageAhead(connection, start)) {
		if (!page.ok) {
			// What was read is good. Who is out of time, or asked for patience, goes on with the next poll.
			return pages > 0 && isPutOff(page.problem) ? success(walk.end('paused')) : page;
		}
		const { offset, customers } = page.value;
		if (customers.length === 0) return success(walk.end('finished'));
		const isCircling = await circles(budget, walk, page.value, order);
		if (!isCircling.ok) return pages > 0 ? success(walk.end('paused')) : isCircling;
		if (isCircling.value) {
			return walk.hasEvents ? success(walk.end('circling')) : failure(REPEATED);
		}
		pages += 1;
		if (walk.take(offset, customers) === 'no room') break;
		if (connection.clock.now() >= stopAtMs) break;
	}
	return success(walk.end('paused'));
}

/** Not the vendor's failure, or none that patience would not mend. */
function isPutOff({ kind, isOutOfTime }: Failure): boolean {
	return kind === 'rateLimited' || kind === 'stopped' || isOutOfTime === true;
}

/** Whether this page is really one that was read before: both are read anew, one right after the other. */
async function circles(
	{ connection }: Budget,
	walk: Walk,
	{ offset, customers }: Page,
	order: SweepOrder,
): Promise<Outcome<boolean, Failure>> {
	const suspect = repeatedBy(walk.trail, printOf(offset, customers));
	if (!suspect) return success(false);
	const prints: Print[] = [];
	for (const at of [suspect[0], offset]) {
		const again = await listCustomers(connection, requestAt(order, at));
		if (!again.ok) return again;
		prints.push(printOf(at, again.value));
	}
	return success(prints[0][1] === prints[1][1]);
}

function requestAt({ pageSize, uploadId }: SweepOrder, offset: number): PageRequest {
	return { offset, limit: pageSize, ...(uploadId && { uploadId }) };
}

/** Takes in what is read, row by row. */
class Walk {
	private readonly events: SightingEvent[] = [];
	private readonly met: Set<string>;
	private readonly absent: Set<string>;
	private first: SightingWatch['first'];
	private offset: number;
	trail: Position['trail'];

	constructor(
		private readonly watch: SightingWatch,
		private readonly order: SweepOrder,
	) {
		const { offset, trail, met, absent } = watch.position;
		this.met = new Set(met);
		this.absent = new Set(absent);
		this.offset = offset;
		this.trail = trail;
		this.first = watch.first;
	}

	get hasEvents(): boolean {
		return this.events.length > 0;
	}

	take(offset: number, customers: readonly HeldCustomer[]): 'all' | 'no room' {
		for (const [row, customer] of customers.entries()) {
			this.offset = offset + row;
			if (this.takeCustomer(customer) === 'no room') return 'no room';
		}
		this.offset = offset + customers.length;
		this.trail = follow(this.trail, printOf(offset, customers));
		const last = customers[customers.length - 1];
		this.first &&= passPage(this.first, [this.offset - 1, last.id]);
		return this.events.length < this.order.room ? 'all' : 'no room';
	}

	private takeCustomer(customer: HeldCustomer): 'all' | 'no room' {
		const { memory } = this.watch;
		const before = memory.get(customer.id) ?? NOTHING_KNOWN;
		const room = this.order.room - this.events.length;
		const { events, known, hasMore } = diff(before, customer, this.order.rule, room);
		if (known !== before) memory.set(customer.id, known);
		if (known.length > 0) {
			this.met.add(customer.id);
			this.absent.delete(customer.id);
		}
		this.events.push(...events);
		return hasMore ? 'no room' : 'all';
	}

	end(end: SweepEnd): Stretch {
		const { memory } = this.watch;
		const position: Position =
			end === 'paused'
				? {
						offset: this.offset,
						...(this.trail && { trail: this.trail }),
						met: this.met,
						absent: this.absent,
					}
				: { ...AT_THE_START, absent: end === 'finished' ? this.unmet() : this.absent };
		const watch = { memory, position, ...(this.first && { first: this.first }) };
		return { watch, events: this.events, end };
	}

	/** Known customers that were not on any page: gone, or their rows moved past the reader. */
	private unmet(): Set<string> {
		return new Set([...this.watch.memory.keys()].filter((id) => !this.met.has(id)));
	}
}
