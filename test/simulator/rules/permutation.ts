import { hash } from './chance';

export interface Permutation {
	/** The number that stands at a place. */
	at(place: number): number;
	/** The place at which a number stands. */
	placeOf(number: number): number;
}

/**
 * The numbers below `length` in a scattered order that needs no memory: number = (factor × place + shift)
 * modulo length, which meets each number once because factor and length share no divisor.
 */
export function permutation(length: number, ...seed: Array<number | string>): Permutation {
	let factor = 1 + (hash(...seed, 'factor') % Math.max(1, length));
	while (divisorOf(factor, length) !== 1) factor++;
	factor %= Math.max(1, length);
	const shift = hash(...seed, 'shift') % Math.max(1, length);
	const inverse = inverseOf(factor, length);
	return {
		at: (place) => (factor * place + shift) % length,
		placeOf: (number) => (inverse * (number - shift + length)) % length,
	};
}

function divisorOf(a: number, b: number): number {
	return b === 0 ? a : divisorOf(b, a % b);
}

/** The number that undoes a multiplication modulo `length`, by Euclid. */
function inverseOf(factor: number, length: number): number {
	let [rest, nextRest] = [length, factor];
	let [found, next] = [0, 1];
	while (nextRest !== 0) {
		const times = Math.floor(rest / nextRest);
		[rest, nextRest] = [nextRest, rest - times * nextRest];
		[found, next] = [next, found - times * next];
	}
	return ((found % length) + length) % length;
}
