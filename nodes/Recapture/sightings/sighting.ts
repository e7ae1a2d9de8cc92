import { createHash } from 'node:crypto';

import { sightingsOf, type HeldCustomer } from '../customers/heldCustomer';

type Json = Readonly<Record<string, unknown>>;

/** A sighting of a customer's car, as the vendor gives it, with what tells it from others. */
export interface Sighting {
	/** The same for ever and everywhere: 32 hexadecimal digits. */
	readonly identity: string;
	readonly json: Json;
}

/** The vendor documents no id of a sighting: of these, the first one that is there names the listing. */
const NAMES = ['lead_id', 'id', 'listing_url'];

/** What a listing without a name keeps for good. The price is not among it: prices fall. */
const UNCHANGING = ['listing_title', 'seller_type'];

/** Between equal sightings and their changes: the moment may move whenever the car is seen again. */
const MOMENT = 'at';
const PRICE = 'listing_price';

/**
 * The sightings of a customer, each once: of two entries with the same identity the later one counts. The vendor promises
 * no order, so which one that is must not depend on it.
 */
export function distinctSightings(customer: HeldCustomer): readonly Sighting[] {
	const entries = sightingsOf(customer);
	if (entries.length === 0) return [];
	const found = new Map<string, Sighting>();
	for (const json of entries) {
		const identity = identityOf(customer.id, json);
		const other = found.get(identity);
		if (!other || isLater(json, other.json)) found.set(identity, { identity, json });
	}
	return [...found.values()];
}

/** What never changes of a sighting, and of no other sighting is the same. */
export function identityOf(customerId: string, sighting: Json): string {
	for (const name of NAMES) {
		const value = text(sighting[name]);
		if (value) return digest([customerId, name, value]);
	}
	const unchanging = UNCHANGING.map((field) => text(sighting[field]));
	const moment = seenAtMs(sighting) ?? text(sighting[MOMENT]);
	if (moment || unchanging.some(Boolean)) return digest([customerId, moment, ...unchanging]);
	// Nothing is known to stay. Two prices may be two cars, and a sighting missed is worse than one told twice.
	return digest([customerId, canonical(sighting)]);
}

/** A fingerprint of what may change of a sighting, in 32 bits. */
export function contentOf({ json }: Sighting): number {
	return parseInt(digest(canonical({ ...json, [MOMENT]: undefined })).slice(0, 8), 16);
}

/** When the car was seen, in milliseconds since 1970; undefined when the vendor does not say so readably. */
export function seenAtMs(sighting: Json): number | undefined {
	const value = sighting[MOMENT];
	const ms = typeof value === 'string' ? Date.parse(value) : NaN;
	return Number.isNaN(ms) ? undefined : ms;
}

/** The price as it is remembered: whatever else may stand there is forgotten. */
export function priceOf(sighting: Json): number | string | undefined {
	const price = sighting[PRICE];
	if (typeof price === 'number') return Number.isFinite(price) ? price : undefined;
	return typeof price === 'string' && price.length <= MAX_PRICE_CHARACTERS ? price : undefined;
}

const MAX_PRICE_CHARACTERS = 40;

function isLater(sighting: Json, other: Json): boolean {
	const difference = (seenAtMs(sighting) ?? -Infinity) - (seenAtMs(other) ?? -Infinity);
	if (difference > 0) return true;
	return !(difference < 0) && canonical(sighting) > canonical(other);
}

/** JSON that is the same for the same content: keys in order, and nothing where there is nothing. */
function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	const filled = Object.entries(value).filter(([, part]) => part != null && part !== '');
	const sorted = filled.sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${sorted.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join()}}`;
}

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function digest(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
