import type * as workflow from 'n8n-workflow';

/** Lets code that waits go on at once, and writes down how long it would have waited. `noSleep.ts` puts it in place. */

const napsMs: number[] = [];
let onNap: (ms: number) => void = () => {};

export function withNaps(actual: typeof workflow): typeof workflow {
	return {
		...actual,
		sleep: async (ms: number, signal?: AbortSignal) => {
			if (signal?.aborted) return await Promise.reject(new Error('aborted'));
			if (ms > 0) napsMs.push(ms);
			onNap(ms);
		},
	};
}

/** All naps since the last call, in milliseconds; those that belong to one wait are not added up. */
export function takeNaps(): number[] {
	return napsMs.splice(0);
}

/** What happens while the code sleeps: for instance the simulator's clock goes on. */
export function whileNapping(action: (ms: number) => void): void {
	onNap = action;
}
