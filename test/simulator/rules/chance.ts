/** Chance without luck: the same parts give the same result in every process. */

/** A 32-bit number mixed from numbers and texts. */
export function hash(...parts: Array<number | string>): number {
	let mixed = 0x9e3779b9;
	for (const part of parts) {
		if (typeof part === 'number') {
			mixed = scramble(mixed ^ scramble(part));
		} else {
			for (let at = 0; at < part.length; at++) {
				mixed = Math.imul(mixed ^ part.charCodeAt(at), 0x01000193);
			}
			mixed = scramble(mixed);
		}
	}
	return mixed >>> 0;
}

/** The last steps of MurmurHash3: every input bit reaches every output bit. */
function scramble(value: number): number {
	let mixed = value | 0;
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return mixed ^ (mixed >>> 16);
}

/** A number from 0 up to, but not including, 1. */
export function fraction(...parts: Array<number | string>): number {
	return hash(...parts) / 0x1_0000_0000;
}

/** One of the choices. */
export function pick<T>(choices: readonly T[], ...parts: Array<number | string>): T {
	return choices[hash(...parts) % choices.length];
}

/** A UUID that begins with the eight hexadecimal digits of `first`. */
export function uuidStartingWith(first: number, ...parts: Array<number | string>): string {
	const base = hash(...parts);
	const a = hex(hash(base, 1));
	const b = hex(hash(base, 2));
	const c = hex(hash(base, 3));
	const variant = '89ab'[base % 4];
	return `${hex(first)}-${a.slice(0, 4)}-4${a.slice(5)}-${variant}${b.slice(1, 4)}-${b.slice(4)}${c}`;
}

/** A UUID. */
export function uuid(...parts: Array<number | string>): string {
	return uuidStartingWith(hash(...parts, 0), ...parts);
}

/** Whether a text looks like one of the vendor's ids. */
export function isUuid(text: string): boolean {
	return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function hex(value: number): string {
	return value.toString(16).padStart(8, '0');
}
