/** Two plain sentences for a person: what happened, and what to do about it. */
export interface Problem {
	readonly message: string;
	readonly description: string;
}

/** Success or a problem, as a value: nothing in this package throws what it expects to happen. */
export type Outcome<T, P extends Problem = Problem> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly problem: P };

export function success<T>(value: T): { readonly ok: true; readonly value: T } {
	return { ok: true, value };
}

export function failure<P extends Problem>(
	problem: P,
): { readonly ok: false; readonly problem: P } {
	return { ok: false, problem };
}

const MAX_QUOTED_CHARACTERS = 80;

/** A value as it can stand in the sentence of a problem. */
export function quoteValue(value: unknown): string {
	// JSON has neither big integers nor NaN.
	const isText = typeof value === 'bigint' || typeof value === 'number';
	let text: string;
	try {
		text = isText ? String(value) : (JSON.stringify(value) ?? String(value));
	} catch {
		text = String(value);
	}
	return text.length > MAX_QUOTED_CHARACTERS ? `${text.slice(0, MAX_QUOTED_CHARACTERS)}…` : text;
}
