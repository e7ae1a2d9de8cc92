import type { HeldCustomer } from '../customers/heldCustomer';
import { keyOf, type Known, type KnownContent, type KnownSighting } from './memory';
import { contentOf, distinctSightings, priceOf, seenAtMs, type Sighting } from './sighting';

/** What a watch listens for, and what it stays silent about. */
export type Rule =
	| {
			readonly event: 'customerSighted';
			/** While the first sweep is not finished: what was there before stays silent. */
			readonly first?: {
				/** When the watch began, in milliseconds since 1970. */
				readonly sinceMs: number;
				/** What becomes of a sighting that does not say when it was seen. */
				readonly undated: 'silent' | 'told';
			};
	  }
	| { readonly event: 'sightingChanged' };

export interface SightingEvent {
	readonly event: Rule['event'];
	/** For deduplication downstream. */
	readonly eventId: string;
	readonly customer: HeldCustomer;
	readonly sighting: Sighting['json'];
	/** What is still known of the sighting as it was; only when it changed. */
	readonly previous?: Readonly<Record<string, unknown>>;
}

export interface Difference {
	readonly events: readonly SightingEvent[];
	/** What is known once these events are told; the very same list when nothing is new. */
	readonly known: Known;
	/** Set when there was no room for all events: the rest is not known yet, and comes next time. */
	readonly hasMore?: true;
}

/**
 * What is new about a customer.
 *
 * @param room how many events may be told
 */
export function diff(known: Known, customer: HeldCustomer, rule: Rule, room: number): Difference {
	const events: SightingEvent[] = [];
	const byKey = new Map(known.map((sighting) => [sighting.key, sighting]));
	let isNew = false;
	for (const sighting of distinctSightings(customer)) {
		const key = keyOf(sighting.identity);
		const step = look(byKey.get(key), sighting, rule);
		if (!step) continue;
		if (step.told && events.length === room) {
			return { events, known: isNew ? [...byKey.values()] : known, hasMore: true };
		}
		if (step.told) events.push({ customer, sighting: sighting.json, ...step.told });
		byKey.set(key, { key, ...(step.last && { last: step.last }) });
		isNew = true;
	}
	return { events, known: isNew ? [...byKey.values()] : known };
}

interface Step {
	/** Absent when it is only to be remembered. */
	readonly told?: Pick<SightingEvent, 'event' | 'eventId' | 'previous'>;
	readonly last?: KnownContent;
}

/** @returns undefined when there is nothing new about this sighting */
function look(before: KnownSighting | undefined, sighting: Sighting, rule: Rule): Step | undefined {
	if (rule.event === 'customerSighted') {
		if (before) return undefined;
		const { event } = rule;
		return isSilent(sighting, rule.first) ? {} : { told: { event, eventId: sighting.identity } };
	}
	const content = contentOf(sighting);
	if (before?.last?.content === content) return undefined;
	const price = priceOf(sighting.json);
	const changes = before?.last ? before.last.changes + 1 : 0;
	const last = { content, ...(price !== undefined && { price }), changes };
	return before?.last ? { told: changed(sighting, before.last, last), last } : { last };
}

function isSilent(
	{ json }: Sighting,
	first: Extract<Rule, { event: 'customerSighted' }>['first'],
): boolean {
	if (!first) return false;
	const atMs = seenAtMs(json);
	return atMs === undefined ? first.undated === 'silent' : atMs <= first.sinceMs;
}

function changed({ identity }: Sighting, { price }: KnownContent, now: KnownContent): Step['told'] {
	const fingerprint = now.content.toString(16).padStart(8, '0');
	return {
		event: 'sightingChanged',
		// A price may go back to what it was: the number tells that change from the one before.
		eventId: `${identity}-${fingerprint}-${now.changes}`,
		previous: price === undefined ? {} : { listing_price: price },
	};
}
