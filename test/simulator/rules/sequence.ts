/** A list that is known by its length and by any one of its rows: a million rows cost nothing until read. */
export interface Sequence<T> {
	readonly length: number;
	at(index: number): T;
}

export function fromArray<T>(rows: readonly T[]): Sequence<T> {
	return { length: rows.length, at: (index) => rows[index] };
}

export function concat<T>(first: Sequence<T>, second: Sequence<T>): Sequence<T> {
	return {
		length: first.length + second.length,
		at: (index) => (index < first.length ? first.at(index) : second.at(index - first.length)),
	};
}

export function reversed<T>(rows: Sequence<T>): Sequence<T> {
	return { length: rows.length, at: (index) => rows.at(rows.length - 1 - index) };
}

export function mapped<T, U>(rows: Sequence<T>, change: (row: T) => U): Sequence<U> {
	return { length: rows.length, at: (index) => change(rows.at(index)) };
}

/** The numbers from 0 up to `length`, but for those in `left` (ascending, each below `length`). */
export function numbersWithout(length: number, left: readonly number[]): Sequence<number> {
	return {
		length: length - left.length,
		at(index) {
			// `left[j] - j` numbers remain before the j-th one left out, and that count never falls: halve.
			let low = 0;
			let high = left.length;
			while (low < high) {
				const middle = (low + high) >> 1;
				if (left[middle] - middle <= index) low = middle + 1;
				else high = middle;
			}
			return index + low;
		},
	};
}

/** The rows from `offset` on, at most `limit` of them. */
export function slice<T>(rows: Sequence<T>, offset: number, limit: number): T[] {
	const count = Math.max(0, Math.min(limit, rows.length - offset));
	return Array.from({ length: count }, (_none, index) => rows.at(offset + index));
}
