import type { Memory } from './memory';

/**
 * Some of the remembered customers, as one bit for each in the order of the memory: 2.5 kB for 20,000 of them. None of them
 * is no text at all, so that a sweep that is over leaves nothing behind.
 */
export function packPlaces(memory: Memory, ids: ReadonlySet<string>): string | undefined {
	const bits = Buffer.alloc(Math.ceil(memory.size / 8));
	let place = 0;
	let count = 0;
	for (const id of memory.keys()) {
		if (ids.has(id)) {
			bits[place >> 3] |= 1 << (place & 7);
			count += 1;
		}
		place += 1;
	}
	return count === 0 ? undefined : bits.toString('base64');
}

/** What cannot be read names nobody: then a customer is looked up once more, or later. */
export function unpackPlaces(memory: Memory, text: unknown): Set<string> {
	const ids = new Set<string>();
	if (typeof text !== 'string') return ids;
	const bits = Buffer.from(text, 'base64');
	let place = 0;
	for (const id of memory.keys()) {
		if (((bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0) ids.add(id);
		place += 1;
	}
	return ids;
}
