import { createHash } from 'node:crypto';
import * as fc from 'fast-check';

import { countSightings, type Memory } from '../../nodes/Recapture/sightings/memory';
import { packMemory, unpackMemory } from '../../nodes/Recapture/sightings/packedMemory';
import { packPlaces, unpackPlaces } from '../../nodes/Recapture/sightings/packedPlaces';

const price = fc.oneof(
	fc.constant(undefined),
	fc.nat(),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.constantFrom(1e12, 1e12 + 1, -5, Number.MAX_SAFE_INTEGER),
	fc.string(),
);
const last = fc.option(
	fc.record(
		{ content: fc.nat(0xffffffff), price, changes: fc.nat() },
		{ requiredKeys: ['content', 'changes'] },
	),
	{ nil: undefined },
);
const known = fc.array(
	fc
		.record({ key: fc.nat(2 ** 47 - 1), last })
		.map(({ key, last: content }) => ({ key: key * 2, ...(content && { last: content }) })),
);
const memories = fc
	.array(fc.tuple(fc.oneof(fc.uuid(), fc.string({ minLength: 1 })), known))
	.map((entries): Memory => new Map(entries));

it('whatever is remembered comes back as it was', () => {
	fc.assert(
		fc.property(memories, (memory) => {
			const back = unpackMemory(packMemory(memory));
			expect([...(back ?? [])]).toEqual([...memory].map(([id, all]) => [id, all.map(plain)]));
		}),
	);
});

/** A price that is not there has no key; a negative zero is a zero. */
function plain<T extends { last?: { price?: unknown } }>(sighting: T): T {
	const content = sighting.last && { ...sighting.last };
	if (content && content.price === undefined) delete content.price;
	if (content && Object.is(content.price, -0)) content.price = 0;
	return { ...sighting, ...(content && { last: content }) };
}

it('a text that was changed, cut or made by someone else is not read', () => {
	const text = packMemory(new Map([['c', [{ key: 2 }, { key: 4 }]]]));
	expect(unpackMemory(text)).toBeDefined();
	fc.assert(
		fc.property(fc.nat(text.length - 1), fc.constantFrom('A', 'z', '7', ''), (at, letter) => {
			const spoiled = text.slice(0, at) + letter + text.slice(at + 1);
			// A letter at the very end may say nothing: then nothing was changed.
			const isSame = Buffer.from(spoiled, 'base64').equals(Buffer.from(text, 'base64'));
			expect(unpackMemory(spoiled) !== undefined).toBe(isSame);
		}),
	);
	fc.assert(fc.property(fc.base64String(), (other) => expect(unpackMemory(other)).toBeUndefined()));
});

it('bytes with the right checksum that make no memory are not read', () => {
	for (const bytes of [
		[9],
		[1, 4],
		[1, 2, 0, 0],
		[1, 255, 255, 255, 255, 255, 255, 255, 255, 255],
	]) {
		const body = Buffer.from(bytes);
		const checksum = createHash('sha256').update(body).digest().subarray(0, 4);
		expect(unpackMemory(Buffer.concat([body, checksum]).toString('base64'))).toBeUndefined();
	}
});

it.each([
	['where new sightings are watched', undefined, 25],
	['where changes are watched', { content: 0xfedcba98, price: 25_990, changes: 3 }, 36],
])('takes little room: %s', (_label, content, maxBytes) => {
	const memory: Memory = new Map();
	for (let index = 0; index < 20_000; index++) {
		const hex = index.toString(16).padStart(8, '0');
		const id = `${hex}-1234-4234-8234-123456789abc`;
		const sightings = Array.from({ length: 1 + (index % 2) }, (_none, nth) => ({
			key: (index * 2 + nth) * 2 ** 20,
			...(content && { last: content }),
		}));
		memory.set(id, sightings);
	}
	const bytes = packMemory(memory).length;
	expect(bytes / countSightings(memory)).toBeLessThan(maxBytes);
	expect(bytes).toBeLessThan(1_100_000);
});

it('remembers some of the customers by their place', () => {
	const memory: Memory = new Map(Array.from({ length: 20 }, (_none, index) => [`c${index}`, []]));
	const some = new Set(['c0', 'c7', 'c8', 'c19']);
	expect(unpackPlaces(memory, packPlaces(memory, some))).toEqual(some);
	expect(packPlaces(memory, new Set())).toBeUndefined();
	expect(packPlaces(memory, new Set(['gone']))).toBeUndefined();
	expect(unpackPlaces(memory, undefined)).toEqual(new Set());
	expect(unpackPlaces(memory, 'AA==').size).toBe(0);
});
