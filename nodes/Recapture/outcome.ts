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
