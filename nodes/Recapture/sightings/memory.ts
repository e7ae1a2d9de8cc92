/** What a watch remembers of one sighting. */
export interface KnownSighting {
	/** 47 bits of its identity, as an even number: enough to tell apart the sightings of one customer. */
	readonly key: number;
	/** Only where changes are watched. */
	readonly last?: KnownContent;
}

export interface KnownContent {
	/** Fingerprint of the content that was last told, 32 bits. */
	readonly content: number;
	readonly price?: number | string;
	/** How many changes were told. */
	readonly changes: number;
}

/** The sightings known of one customer. */
export type Known = readonly KnownSighting[];

/**
 * The sightings that a watch knows, by customer. Only customers that have any are in it. A sighting that left its customer
 * stays: should it come back, it is none that was never seen.
 */
export type Memory = Map<string, Known>;

export const NOTHING_KNOWN: Known = [];

/** The part of an identity that is remembered. The lowest bit of its 48 is free for the one who writes it down. */
export function keyOf(identity: string): number {
	const bits = parseInt(identity.slice(0, 12), 16);
	return bits - (bits % 2);
}

export function countSightings(memory: Memory): number {
	let count = 0;
	for (const known of memory.values()) count += known.length;
	return count;
}
