import type { HeldCustomer } from '../customers/heldCustomer';
import { formatKnown, joinKeys, parseKnown, type KnownSighting, type KnownText } from './known';
import {
	contentOf,
	distinctSightings,
	fingerprintOf,
	hasChanged,
	seenAtMs,
	type Content,
	type Sighting,
} from './sighting';

/** What a watch reports. */
export type Rule =
	| {
			readonly event: 'customerSighted';
			/**
			 * Which of the sightings that are not known are events: all, none, or those that were seen after the watch began.
			 * The others are learned: they were there before. Moments are in milliseconds since 1970.
			 */
			readonly report: 'all' | 'none' | { readonly afterMs: number; readonly nowMs: number };
	  }
	| { readonly event: 'sightingChanged' };

export interface SightingEvent {
	readonly event: Rule['event'];
	/** For deduplication downstream. */
	readonly eventId: string;
	readonly customer: HeldCustomer;
	readonly sighting: Sighting['json'];
	/** What is still known of the sighting as it was. Only when it changed. */
	readonly previous?: Readonly<Record<string, unknown>>;
}

interface Difference {
	readonly events: readonly SightingEvent[];
	/** What is known once these events are emitted. The same text when nothing is new. */
	readonly known: KnownText;
	/** Set when there were more events than allowed: the rest is not known yet, and comes next time. */
	readonly hasMore?: true;
}

/**
 * What is new about a customer.
 *
 * @param known what is remembered of this customer, empty when nothing is
 * @param maxEvents how many events may be emitted
 */
export function diff(
	known: KnownText,
	customer: HeldCustomer,
	rule: Rule,
	maxEvents: number,
): Difference {
	const events: SightingEvent[] = [];
	const sightings = distinctSightings(customer);
	if (sightings.length === 0) return { events, known };
	const records = parseKnown(known);
	const places = new Map<string, number>();
	for (const [place, { keys }] of records.entries()) for (const key of keys) places.set(key, place);
	for (const sighting of sightings) {
		const place = sighting.keys.map((key) => places.get(key)).find((found) => found !== undefined);
		const before = place === undefined ? undefined : records[place];
		const { event, last } = compare(before, sighting, rule);
		if (event && events.length === maxEvents)
			return { events, known: formatKnown(records), hasMore: true };
		if (event) events.push({ customer, sighting: sighting.json, ...event });
		const keys = joinKeys(before?.keys ?? [], sighting.keys);
		records[place ?? records.length] = { keys, ...(last && { last }) };
	}
	return { events, known: formatKnown(records) };
}

interface Comparison {
	readonly event?: Pick<SightingEvent, 'event' | 'eventId' | 'previous'>;
	readonly last?: KnownSighting['last'];
}

function compare(before: KnownSighting | undefined, sighting: Sighting, rule: Rule): Comparison {
	if (rule.event === 'customerSighted') {
		const { event } = rule;
		const isEvent = !before && isReported(sighting, rule.report);
		return isEvent ? { event: { event, eventId: sighting.identity } } : {};
	}
	const now = contentOf(sighting.json);
	const last = before?.last;
	if (!last) return { last: { ...now, changes: 0 } };
	if (!hasChanged(last, now)) return { last: { ...fillIn(last, now), changes: last.changes } };
	const changes = last.changes + 1;
	return { event: changed(sighting, last, changes), last: { ...fillIn(last, now), changes } };
}

function isReported(
	{ json }: Sighting,
	report: Extract<Rule, { event: 'customerSighted' }>['report'],
): boolean {
	if (typeof report === 'string') return report === 'all';
	const atMs = seenAtMs(json);
	// A moment in the future proves nothing: the vendor's clock is ahead, or it is not a moment in UTC.
	return atMs !== undefined && atMs > report.afterMs && atMs <= report.nowMs;
}

/** A price that is missing once is still known. */
function fillIn(last: Content, now: Content): Content {
	return { texts: now.texts, price: now.price === undefined ? last.price : now.price };
}

function changed(
	{ identity, json }: Sighting,
	{ price }: Content,
	changes: number,
): Comparison['event'] {
	return {
		event: 'sightingChanged',
		// A price may go back to what it was: the number tells that change from the one before.
		eventId: `${identity}-${fingerprintOf(json)}-${changes}`,
		previous: typeof price === 'number' ? { listing_price: price } : {},
	};
}
