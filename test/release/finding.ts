/** What one check found. */
export interface Finding {
	readonly what: string;
	readonly state:
		| 'good'
		/** A placeholder: to be set before publishing, and until then no failure. */
		| 'later'
		| 'bad';
	/** What is wrong, or what is to be set. */
	readonly note?: string;
}

/** Good when nothing is wrong. */
export function finding(what: string, wrong: readonly string[]): Finding {
	return wrong.length === 0
		? { what, state: 'good' }
		: { what, state: 'bad', note: wrong.join('; ') };
}

/** With `--publish`, nothing may be left for later. */
export function whenPublishing(found: Finding): Finding {
	return found.state === 'later' ? { ...found, state: 'bad' } : found;
}
