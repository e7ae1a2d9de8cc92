import { countersAreEqual } from './progress';
import { countersOf, type Upload } from './upload';

/**
 * Whether an upload is complete, read after reading. The vendor has no word for it: as many processed as uploaded says
 * so, but on a long list both counters may still be growing. So either all customers that were sent must be there, or,
 * when that number is not known, the counters must stand still.
 */
export interface Watch {
	/** Customers that all were processed at the last reading, if so. */
	readonly standingAt?: number;
	/** When the counters were first read as they are now, in milliseconds. */
	readonly sinceMs: number;
	/** How many readings in a row gave them so. */
	readonly readings: number;
}

export const NOTHING_SEEN: Watch = { sinceMs: 0, readings: 0 };

export type Verdict =
	| { readonly kind: 'processing' }
	| {
			readonly kind: 'complete';
			/** Customers that were sent but never counted by the vendor. */
			readonly missingCustomers?: number;
	  };

/** How long equal counters must stand when the number of customers sent is not known. */
export const STANDS_STILL_MS = 2_000;
const MIN_READINGS = 2;

/** How long they must stand below the number sent before the rest is given up. */
const STALLED_MS = 120_000;
const MIN_READINGS_STALLED = 5;

/** Adds a reading. */
export function watch(before: Watch, upload: Upload, nowMs: number): Watch {
	if (!countersAreEqual(upload)) return NOTHING_SEEN;
	const { uploaded = 0, processed = 0 } = countersOf(upload);
	const standingAt = Math.max(uploaded, processed);
	return before.standingAt === standingAt
		? { standingAt, sinceMs: before.sinceMs, readings: before.readings + 1 }
		: { standingAt, sinceMs: nowMs, readings: 1 };
}

/** What the readings so far say. */
export function judge(
	{ standingAt, sinceMs, readings }: Watch,
	expectedCustomers: number | undefined,
	nowMs: number,
): Verdict {
	if (standingAt === undefined) return { kind: 'processing' };
	const standsMs = nowMs - sinceMs;
	if (expectedCustomers === undefined) {
		const isStill = readings >= MIN_READINGS && standsMs >= STANDS_STILL_MS;
		return { kind: isStill ? 'complete' : 'processing' };
	}
	const missing = expectedCustomers - standingAt;
	if (missing <= 0) return { kind: 'complete' };
	const isStalled = readings >= MIN_READINGS_STALLED && standsMs >= STALLED_MS;
	return isStalled ? { kind: 'complete', missingCustomers: missing } : { kind: 'processing' };
}
