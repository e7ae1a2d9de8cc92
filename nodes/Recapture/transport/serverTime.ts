/** Reads when the server wants to be asked again. Whatever makes no sense in a header is ignored. */

type Headers = Readonly<Record<string, unknown>>;

const MAX_SENSIBLE_MS = 31 * 24 * 3_600_000;

/**
 * The wait that a reply asks for, in milliseconds from now: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3),
 * else, for a 429, the vendor's `Rate-Limit-Reset` in Unix seconds.
 */
export function askedWaitMs(status: number, headers: Headers, nowMs: number): number | undefined {
	const asked = retryAfterMs(headers['retry-after'], nowMs);
	if (asked !== undefined || status !== 429) return asked;
	return resetMs(headers, nowMs);
}

/** When the vendor's rate limit lets requests through again, if this reply says that none are left. */
export function exhaustedForMs(headers: Headers, nowMs: number): number | undefined {
	return Number(headers['rate-limit-remaining'] ?? NaN) === 0 ? resetMs(headers, nowMs) : undefined;
}

function retryAfterMs(value: unknown, nowMs: number): number | undefined {
	if (typeof value !== 'string') return undefined;
	if (/^\s*\d+\s*$/.test(value)) return sensible(Number(value) * 1_000);
	// Only dates as HTTP writes them, with a weekday: Date.parse alone would take "-1" for a year.
	return /^\s*[A-Za-z]{3,}/.test(value) ? sensible(Date.parse(value) - nowMs) : undefined;
}

function resetMs(headers: Headers, nowMs: number): number | undefined {
	const seconds = headers['rate-limit-reset'];
	if (typeof seconds !== 'string' || !/^\s*\d+(\.\d+)?\s*$/.test(seconds)) return undefined;
	return sensible(Number(seconds) * 1_000 - nowMs);
}

/** A moment that has just passed asks for no wait; one that lies far away is no moment at all. */
function sensible(waitMs: number): number | undefined {
	if (!(waitMs <= MAX_SENSIBLE_MS) || waitMs < -MAX_SENSIBLE_MS) return undefined;
	return Math.max(waitMs, 0);
}
