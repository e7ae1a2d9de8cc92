/** Reads when the server wants to be asked again. Whatever makes no sense in a header is ignored. */

type Headers = Readonly<Record<string, unknown>>;

const MAX_SENSIBLE_MS = 31 * 24 * 3_600_000;

/**
 * The wait that a reply asks for, in milliseconds from now: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3),
 * else, for a 429, the vendor's `Rate-Limit-Reset` in Unix seconds.
 *
 * @param nowMs by our clock; for a reply that does not say what time it is by the server's
 */
export function askedWaitMs(status: number, headers: Headers, nowMs: number): number | undefined {
	const serverNowMs = serverTimeMs(headers, nowMs);
	const asked = retryAfterMs(headers['retry-after'], serverNowMs);
	if (asked !== undefined || status !== 429) return asked;
	return resetMs(headers, serverNowMs);
}

/** How long the vendor's rate limit lets no request through, if this reply says that none are left. */
export function exhaustedForMs(headers: Headers, nowMs: number): number | undefined {
	const isExhausted = /^\s*0+\s*$/.test(String(headers['rate-limit-remaining']));
	return isExhausted ? resetMs(headers, serverTimeMs(headers, nowMs)) : undefined;
}

/** Moments are the server's: read by our own clock, a few seconds of difference would turn a wait into none. */
function serverTimeMs({ date }: Headers, nowMs: number): number {
	return httpDateMs(date) ?? nowMs;
}

function retryAfterMs(value: unknown, serverNowMs: number): number | undefined {
	if (typeof value !== 'string') return undefined;
	if (/^\s*\d+\s*$/.test(value)) return sensible(Number(value) * 1_000);
	const dateMs = httpDateMs(value);
	return dateMs === undefined ? undefined : sensible(dateMs - serverNowMs);
}

/** Only dates as HTTP writes them, with a weekday: Date.parse alone would take "-1" for a year. */
function httpDateMs(value: unknown): number | undefined {
	if (typeof value !== 'string' || !/^\s*[A-Za-z]{3,}/.test(value)) return undefined;
	const ms = Date.parse(value);
	return Number.isNaN(ms) ? undefined : ms;
}

function resetMs(headers: Headers, serverNowMs: number): number | undefined {
	const seconds = headers['rate-limit-reset'];
	if (typeof seconds !== 'string' || !/^\s*\d+(\.\d+)?\s*$/.test(seconds)) return undefined;
	return sensible(Number(seconds) * 1_000 - serverNowMs);
}

/** A moment that has just passed asks for no wait; one that lies far away is no moment at all. */
function sensible(waitMs: number): number | undefined {
	if (!(waitMs <= MAX_SENSIBLE_MS) || waitMs < -MAX_SENSIBLE_MS) return undefined;
	return Math.max(waitMs, 0);
}
