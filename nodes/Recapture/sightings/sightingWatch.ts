import type { FirstSweep, Mark } from './firstSweep';
import type { Memory } from './memory';
import { packMemory, unpackMemory } from './packedMemory';
import { packPlaces, unpackPlaces } from './packedPlaces';
import type { Print, Trail } from './trail';

/**
 * How far a watch over sightings has come. n8n keeps its packed form between polls; each poll works on a copy of its own,
 * and only a poll that ends well puts it in the place of the old one.
 */
export interface SightingWatch {
	readonly memory: Memory;
	readonly position: Position;
	/** Absent once it is finished, and where what is there at the start is told. */
	readonly first?: FirstSweep;
}

/** Where the sweep stands. */
export interface Position {
	/** Number of customers before the reader. */
	readonly offset: number;
	readonly trail?: Trail;
	/** Known customers that this sweep has met. */
	readonly met: ReadonlySet<string>;
	/** Known customers that the last sweep did not meet, and nobody has looked up since. */
	readonly absent: ReadonlySet<string>;
}

export const AT_THE_START: Position = { offset: 0, met: new Set(), absent: new Set() };

/** As JSON: one text for the memory, which rarely changes, and little for the position, which often does. */
export interface PackedSightingWatch {
	readonly memory: string;
	readonly position: {
		readonly offset: number;
		readonly trail?: Trail;
		readonly met?: string;
		readonly absent?: string;
	};
	readonly first?: FirstSweep;
}

export function packWatch({ memory, position, first }: SightingWatch): PackedSightingWatch {
	const { offset, trail } = position;
	const met = packPlaces(memory, position.met);
	const absent = packPlaces(memory, position.absent);
	return {
		memory: packMemory(memory),
		position: { offset, ...(trail && { trail }), ...(met && { met }), ...(absent && { absent }) },
		...(first && { first }),
	};
}

/** @returns undefined when it is not what `packWatch` made */
export function unpackWatch(value: unknown): SightingWatch | undefined {
	const { memory: text, position, first } = asRecord(value);
	const memory = typeof text === 'string' ? unpackMemory(text) : undefined;
	const { offset, trail, met, absent } = asRecord(position);
	if (!memory || !isCount(offset)) return undefined;
	if (trail !== undefined && !isTrail(trail)) return undefined;
	if (first !== undefined && !isFirstSweep(first)) return undefined;
	return {
		memory,
		position: {
			offset,
			...(trail && { trail }),
			met: unpackPlaces(memory, met),
			absent: unpackPlaces(memory, absent),
		},
		...(first && { first }),
	};
}

function isTrail(value: unknown): value is Trail {
	const { count, last, remembered } = asRecord(value);
	return isCount(count) && isPair(last) && isPair(remembered);
}

function isFirstSweep(value: unknown): value is FirstSweep {
	const { sinceMs, pass, marks, stride, pages } = asRecord(value);
	const areCounts = [sinceMs, pass, pages].every(isCount) && isCount(stride) && stride > 0;
	return areCounts && Array.isArray(marks) && marks.every(isPair);
}

function isPair(value: unknown): value is Mark | Print {
	return Array.isArray(value) && isCount(value[0]) && typeof value[1] === 'string';
}

function isCount(value: unknown): value is number {
	return Number.isSafeInteger(value) && (value as number) >= 0;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
