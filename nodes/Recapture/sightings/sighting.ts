import { createHash } from 'node:crypto';

import { sightingsOf, type HeldCustomer } from '../customers/heldCustomer';

type Json = Readonly<Record<string, unknown>>;

/** A sighting of a customer's car, with what distinguishes it from others. */
export interface Sighting {
	/** For deduplication downstream: 32 hexadecimal digits, made of the customer's ID and the sighting's best name. */
	readonly identity: string;
	/** One key of a few characters for each of its names. Two sightings that share a key are the same one. */
	readonly keys: readonly string[];
	/** As AutoGrab gives it. */
	readonly json: Json;
}

/** AutoGrab documents no ID of a sighting. These fields name the listing, the best name first. */
const NAMES = ['lead_id', 'id', 'listing_url'];

/** What a listing without a name keeps. The price is not among it: prices fall. */
const UNCHANGING = ['listing_title', 'seller_type'];

interface Group {
	/** The latest entry. */
	json: Json;
	/** Values by field. Empty when the listing has no name. */
	readonly names: Map<string, string>;
	readonly digests: Set<string>;
}

/**
 * The sightings of a customer, each once. Entries that share a name are one sighting, and the latest of them counts: the
 * order of the entries is not documented. Where a better name differs, a shared one proves nothing: two leads with the
 * same link are two sightings.
 */
export function distinctSightings(customer: HeldCustomer): readonly Sighting[] {
	const entries = sightingsOf(customer);
	if (entries.length === 0) return [];
	const groups: Group[] = [];
	const byDigest = new Map<string, Group>();
	for (const json of entries) {
		const names = namesOf(json);
		const digests = digestsOf(customer.id, names, json);
		const same = digests
			.map((digest) => byDigest.get(digest))
			.find((group) => group && haveSameName(group.names, names));
		const group = same ?? { json, names, digests: new Set() };
		if (!same) groups.push(group);
		if (isLater(json, group.json)) group.json = json;
		for (const [field, value] of names) if (!group.names.has(field)) group.names.set(field, value);
		for (const digest of digests) {
			group.digests.add(digest);
			byDigest.set(digest, group);
		}
	}
	const shared = sharedDigests(groups);
	return groups.map((group) => toSighting(customer.id, group, shared));
}

function toSighting(
	customerId: string,
	{ json, names, digests }: Group,
	shared: ReadonlySet<string>,
): Sighting {
	const best = NAMES.find((name) => names.has(name));
	const [first] = digests;
	const identity = best ? digestOf([customerId, best, names.get(best)]) : first;
	const own = [...digests].filter((digest) => !shared.has(digest));
	return { identity, keys: (own.length > 0 ? own : [...digests]).map(keyOf), json };
}

/** A name that two sightings share names neither of them. */
function sharedDigests(groups: readonly Group[]): ReadonlySet<string> {
	const seen = new Set<string>();
	const shared = new Set<string>();
	for (const { digests } of groups) {
		for (const digest of digests) (seen.has(digest) ? shared : seen).add(digest);
	}
	return shared;
}

/** Whether the best name that both have is the same. Without names, the digest alone decided. */
function haveSameName(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
	const field = NAMES.find((name) => a.has(name) && b.has(name));
	return field === undefined || a.get(field) === b.get(field);
}

function namesOf(json: Json): Map<string, string> {
	return new Map(
		NAMES.map((name) => [name, textOf(json[name])] as const).filter(([, text]) => text),
	);
}

/** One for each name. Of a listing without a name, one that is made of what stays the same. */
function digestsOf(id: string, names: ReadonlyMap<string, string>, json: Json): string[] {
	if (names.size > 0) return [...names].map(([field, value]) => digestOf([id, field, value]));
	const unchanging = UNCHANGING.map((field) => textOf(json[field]));
	const moment = seenAtMs(json) ?? textOf(json.at);
	if (moment || unchanging.some(Boolean)) return [digestOf([id, moment, ...unchanging])];
	// Nothing is known to stay. Two prices may be two cars, and a second event is better than none.
	return [digestOf([id, canonical(json)])];
}

/** When the car was seen, in milliseconds since 1970. Undefined unless the text is a moment with its time zone. */
export function seenAtMs({ at }: Json): number | undefined {
	const isMoment = typeof at === 'string' && /\d[T ].*(Z|[+-]\d\d:?\d\d)$/i.test(at.trim());
	const ms = isMoment ? Date.parse(at) : NaN;
	return Number.isNaN(ms) ? undefined : ms;
}

/** Of two entries for one sighting, the same one in any order. */
function isLater(json: Json, other: Json): boolean {
	const difference = (seenAtMs(json) ?? -Infinity) - (seenAtMs(other) ?? -Infinity);
	if (difference > 0) return true;
	return !(difference < 0) && canonical(json) > canonical(other);
}

/** What may change of a sighting. */
export interface Content {
	/** In whole or decimal units of the currency. Null: no price is given. Undefined: there is no such field. */
	readonly price: number | null | undefined;
	/** Which of the other fields are filled, as one digit, and three characters for what they hold. */
	readonly texts: string;
}

/** Title, address of the listing and kind of seller. `listing_url` is the only address that is known to exist. */
const TEXTS = ['listing_title', 'listing_url', 'listing_address', 'seller_type'];

export function contentOf(json: Json): Content {
	const texts = TEXTS.map((field) => textOf(json[field]));
	const filled = parseInt(texts.map((text) => (text ? 1 : 0)).join(''), 2).toString(16);
	return { price: priceOf(json), texts: filled + keyOf(digestOf(texts)).slice(0, 3) };
}

/**
 * Whether something changed. What is empty proves nothing, so a field that is filled in later is no change: a new field in
 * the API must not change every sighting.
 */
export function hasChanged(before: Content, now: Content): boolean {
	const isPriceKnown = before.price !== undefined && now.price !== undefined;
	const areComparable = before.texts[0] === now.texts[0];
	return (
		(isPriceKnown && before.price !== now.price) || (areComparable && before.texts !== now.texts)
	);
}

/** The content in eight hexadecimal digits. */
export function fingerprintOf(json: Json): string {
	const texts = TEXTS.map((field) => textOf(json[field]));
	return digestOf([priceOf(json), ...texts]).slice(0, 8);
}

/** The price as a number, however it is written: 25990.0, "25,990" and "$25 990.00" are one price. */
export function priceOf({ listing_price: price }: Json): Content['price'] {
	if (price === undefined) return undefined;
	if (typeof price === 'number') return Number.isFinite(price) ? price : null;
	const text = textOf(price).slice(0, MAX_PRICE_CHARACTERS);
	const [, digits] = PRICE.exec(text) ?? [];
	return digits === undefined ? null : Number(digits.replace(/[,'\s]/g, ''));
}

const PRICE = /^\D*?(\d{1,3}(?:[,'\s]?\d{3})*(?:\.\d+)?)\D*$/;
const MAX_PRICE_CHARACTERS = 40;

/** JSON that is the same for the same content: keys in order, and nothing where there is nothing. */
function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	const filled = Object.entries(value).filter(([, part]) => part != null && part !== '');
	const inOrder = filled.sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${inOrder.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join()}}`;
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function digestOf(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}

export const KEY_LENGTH = 5;

/** The first 30 bits of a digest: enough to distinguish the sightings of one customer. */
function keyOf(digest: string): string {
	return Buffer.from(digest.slice(0, 8), 'hex').toString('base64url').slice(0, KEY_LENGTH);
}
