import type { Settings } from '../settings';

/**
 * How an upload of a given size will go, fixed when it is queued. Counters are worked out from the time
 * that has passed, so no timer runs and a manual clock gives exact numbers.
 */
export interface Plan {
	size: number;
	startsAfterMs: number;
	uploadingPerSecond: number;
	customersPerSecond: number;
	/** The counters never pass these. */
	uploadedLimit: number;
	processedLimit: number;
}

/** The plan for an upload of `size` customers. */
export function planFor(size: number, settings: Readonly<Settings>): Plan {
	const stallAt = settings.stall === undefined ? size : Math.floor(size * settings.stall.atShare);
	return {
		size,
		startsAfterMs: settings.processingStartsAfterMs,
		uploadingPerSecond:
			settings.uploadedCounter === 'full' ? ALREADY_FULL : toNumber(settings.uploadingPerSecond),
		customersPerSecond: toNumber(settings.customersPerSecond),
		uploadedLimit: settings.stall?.counters === 'both' ? stallAt : size,
		processedLimit: stallAt,
	};
}

/** `total_uploaded_customers` so long after the upload was queued. */
export function uploadedAfter(plan: Plan, elapsedMs: number): number {
	if (plan.uploadingPerSecond === ALREADY_FULL) return plan.uploadedLimit;
	return Math.min(plan.uploadedLimit, countAfter(plan, plan.uploadingPerSecond, elapsedMs));
}

/** `total_processed_customers` so long after the upload was queued; never ahead of the first counter. */
export function processedAfter(plan: Plan, elapsedMs: number): number {
	return Math.min(
		plan.processedLimit,
		uploadedAfter(plan, elapsedMs),
		countAfter(plan, plan.customersPerSecond, elapsedMs),
	);
}

/** When the customer at an index is processed, counted from the queueing of the upload. */
export function processedAtMs(plan: Plan, index: number): number {
	const slowest = Math.min(plan.customersPerSecond, Math.abs(plan.uploadingPerSecond));
	return plan.startsAfterMs + Math.ceil(((index + 1) * 1000) / slowest);
}

/** The first counter is full at once, before any work has begun; unlike a counter that climbs infinitely fast. */
const ALREADY_FULL = -Infinity;

function toNumber(perSecond: number | 'instant'): number {
	return perSecond === 'instant' ? Infinity : perSecond;
}

function countAfter(plan: Plan, perSecond: number, elapsedMs: number): number {
	const workedMs = elapsedMs - plan.startsAfterMs;
	if (workedMs < 0) return 0;
	// 0 ms × Infinity is not a number, and "instant" has no first moment at which nothing is done.
	return perSecond === Infinity ? plan.size : Math.floor((workedMs * perSecond) / 1000);
}
