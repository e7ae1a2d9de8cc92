const MAX_IDS = 5;

/** Counts the rows of the list of customers that are no customers: those without a usable ID. */
export class SkippedRows {
	private count = 0;
	private readonly ids = new Set<string>();

	/** @param skipped of one page: how many, and the first of their IDs */
	add({ count, ids }: { readonly count: number; readonly ids: readonly string[] }): void {
		this.count += count;
		for (const id of ids) if (this.ids.size < MAX_IDS) this.ids.add(id);
	}

	/** What to report; undefined when there were none. */
	sentence(): string | undefined {
		if (this.count === 0) return undefined;
		const rows = this.count === 1 ? '1 row' : `${this.count} rows`;
		const ids = this.ids.size > 0 ? ` IDs: ${[...this.ids].join(', ')}.` : '';
		return `AutoGrab's list of customers has ${rows} without a valid customer ID. They were left out.${ids}`;
	}
}
