import type { Failure } from './failures';

/**
 * Whether a request may be sent again when nobody knows what became of it:
 * `repeatable` ones may (reads, and writes that lead to the same state), queueing an upload may not, because every
 * call makes a new upload.
 */
export type Repetition = 'repeatable' | 'once';

/** What was tried so far. */
interface Attempts {
	/** Requests sent, from 1. */
	readonly count: number;
	/** All waits before them, in milliseconds. */
	readonly waitedMs: number;
}

const MAX_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

/** The longest single wait that the server may ask for, and the longest sum of all waits of one request. */
const MAX_WAIT_MS = 5 * 60_000;
export const MAX_TOTAL_WAIT_MS = 15 * 60_000;

/**
 * How long to wait before the request is sent again, in milliseconds; undefined when it is not to be sent again. The server
 * can only lengthen the wait: a `Retry-After` of 0 is no invitation to ask at once. Only a 429 may have more than five tries,
 * until the waits are too long.
 *
 * @param random a number from 0 to 1, so that many nodes do not come back at the same moment
 */
export function nextWaitMs(
	failure: Failure,
	repetition: Repetition,
	attempts: Attempts,
	random: number,
): number | undefined {
	if (!mayRepeat(failure, repetition)) return undefined;
	if (failure.kind !== 'rateLimited' && attempts.count >= MAX_ATTEMPTS) return undefined;
	const waitMs = Math.max(failure.retryAfterMs ?? 0, pauseMs(attempts.count, random));
	const isTooLong = waitMs > MAX_WAIT_MS || attempts.waitedMs + waitMs > MAX_TOTAL_WAIT_MS;
	return isTooLong ? undefined : waitMs;
}

function mayRepeat(
	{ kind, status, retryAfterMs, isLasting }: Failure,
	repetition: Repetition,
): boolean {
	switch (kind) {
		case 'rateLimited':
			return true; // Nothing was done.
		case 'unreachable':
			return !isLasting; // Nothing was sent.
		case 'unavailable':
			// A 503 that says when to come back was refused at the door.
			return repetition === 'repeatable' || (status === 503 && retryAfterMs !== undefined);
		case 'unanswered':
			return repetition === 'repeatable';
		case 'refused':
			// A request that took too long to arrive.
			return repetition === 'repeatable' && status === 408;
		case 'unauthorized':
		case 'misconfigured':
		case 'stopped':
			return false;
	}
}

/** 0.5, 1, 2, 4 … seconds, give or take a quarter. */
function pauseMs(attempt: number, random: number): number {
	const pause = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
	return Math.round(pause * (0.75 + random / 2));
}
