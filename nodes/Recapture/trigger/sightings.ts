import { diff, type Rule, type SightingEvent } from '../sightings/diff';
import { endPass, marksToCheck, undatedRule } from '../sightings/firstSweep';
import { NOTHING_KNOWN } from '../sightings/memory';
import type { SightingWatch } from '../sightings/sightingWatch';
import { success, type Outcome } from '../outcome';
import { getCustomer, listCustomers } from '../transport/customers';
import type { Failure } from '../transport/failures';
import type { Budget } from './budget';
import { sweep, type Stretch, type SweepOrder } from './sweep';

export interface SightingOrder extends Omit<SweepOrder, 'rule'> {
	readonly event: Rule['event'];
}

/** How many customers that no page showed are looked up in one poll. */
const MAX_LOOKUPS = 5;

/** One poll of a watch over sightings: a stretch of the sweep, and what belongs to its end. */
export async function pollSightings(
	budget: Budget,
	watch: SightingWatch,
	{ event, ...reading }: SightingOrder,
): Promise<Outcome<Stretch, Failure>> {
	const order: SweepOrder = { ...reading, rule: ruleOf(event, watch) };
	const stretch = await sweep(budget, watch, order);
	if (!stretch.ok) return stretch;
	const { end } = stretch.value;
	const ended =
		end === 'finished' ? await endSweep(budget, stretch.value.watch, order) : stretch.value.watch;
	const found = await lookUp(budget, ended, order, order.room - stretch.value.events.length);
	return success({ ...found, events: [...stretch.value.events, ...found.events], end });
}

function ruleOf(event: Rule['event'], { first }: SightingWatch): Rule {
	if (event === 'sightingChanged' || !first) return { event };
	return { event, first: { sinceMs: first.sinceMs, undated: undatedRule(first) } };
}

/** The first sweep is finished when no row moved on the way, as far as the marks tell. */
async function endSweep(
	budget: Budget,
	{ first, ...watch }: SightingWatch,
	order: SweepOrder,
): Promise<SightingWatch> {
	if (!first) return watch;
	const next = endPass(first, await haveRowsMoved(budget, marksToCheck(first), order));
	return { ...watch, ...(next && { first: next }) };
}

async function haveRowsMoved(
	{ connection }: Budget,
	marks: ReturnType<typeof marksToCheck>,
	{ uploadId }: SweepOrder,
): Promise<'stayed' | 'moved'> {
	for (const [offset, id] of marks) {
		const request = { offset, limit: 1, ...(uploadId && { uploadId }) };
		const row = await listCustomers(connection, request);
		if (!row.ok || row.value[0]?.id !== id) return 'moved';
	}
	return 'stayed';
}

/**
 * Looks up a few of the customers that no page showed. Only what AutoGrab itself says is gone is forgotten: forgetting a
 * customer whose row had merely moved would tell all its sightings again.
 */
async function lookUp(
	{ connection, stopAtMs }: Budget,
	watch: SightingWatch,
	{ rule }: SweepOrder,
	roomAtStart: number,
): Promise<{ watch: SightingWatch; events: readonly SightingEvent[] }> {
	const { memory } = watch;
	const absent = new Set(watch.position.absent);
	const events: SightingEvent[] = [];
	for (const id of [...absent].slice(0, MAX_LOOKUPS)) {
		if (connection.clock.now() >= stopAtMs || events.length >= roomAtStart) break;
		const customer = await getCustomer(connection, id);
		// A vendor in trouble says nothing about customers: they are asked for at the next poll.
		if (!customer.ok && customer.problem.kind !== 'refused') break;
		absent.delete(id);
		if (customer.ok && customer.value.id === id) {
			const before = memory.get(id) ?? NOTHING_KNOWN;
			const found = diff(before, customer.value, rule, roomAtStart - events.length);
			memory.set(id, found.known);
			events.push(...found.events);
		} else if (!customer.ok && customer.problem.isCertainlyNotFound) {
			memory.delete(id);
		}
	}
	return { watch: { ...watch, position: { ...watch.position, absent } }, events };
}
