import type { Problem } from '../outcome';

/**
 * What became of a request that did not succeed. The kinds differ in what is known afterwards, because that
 * decides whether the request may be sent again:
 * - `refused`: the vendor read it and said no;
 * - `unauthorized`: the vendor does not accept the key, or the key has no licence;
 * - `rateLimited`: the vendor asks for patience; nothing was done;
 * - `unavailable`: the vendor answered with a 5xx; what it did is unknown;
 * - `unanswered`: sent, but no answer of the vendor's came back; what it did is unknown;
 * - `unreachable`: no connection was made, so nothing was sent;
 * - `misconfigured`: refused on this side before anything was sent;
 * - `stopped`: the execution was stopped while the request was under way.
 */
export type FailureKind =
	| 'refused'
	| 'unauthorized'
	| 'rateLimited'
	| 'unavailable'
	| 'unanswered'
	| 'unreachable'
	| 'misconfigured'
	| 'stopped';

export interface Failure extends Problem {
	readonly kind: FailureKind;
	/** HTTP status, when there was an answer. */
	readonly status?: number;
	/** The wait that the server asked for, in milliseconds. */
	readonly retryAfterMs?: number;
	/** Set when the vendor knows nothing by this ID. */
	readonly isNotFound?: true;
	/** Set when it is the vendor for certain who says so, and not something in between that answers 404 to everything. */
	readonly isCertainlyNotFound?: true;
	/** Set when the deadline left no time to try again. */
	readonly isOutOfTime?: true;
	/** Set when the execution was stopped while a request was under way: what became of it is unknown. */
	readonly inFlight?: true;
	/** Set when an earlier try of the same request was sent and its answer lost. */
	readonly afterLostAnswer?: true;
}

export interface Reply {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: unknown;
}

const UNKNOWN_CUSTOMER = 'Invalid Customer ID';

/** The vendor sends no error codes: its documented messages are all there is to go by, and stand only here. */
const ADVICE_BY_VENDOR_MESSAGE = new Map<string, string>([
	[
		'You must upload at least one customer record',
		'Give the node a list with at least one customer.',
	],
	[UNKNOWN_CUSTOMER, 'Use the ID that Get Many returns for the customer, not your own reference.'],
	[
		"You don't have permission to access that customer",
		'The customer belongs to another AutoGrab account. Use the API key of that account.',
	],
	[
		'Incorrect Region',
		'The customer is kept in another region. Choose that region in the credential.',
	],
]);

const MAX_QUOTED_CHARACTERS = 300;

/** Codes of Node's network stack that prove no connection was made. */
const NOT_CONNECTED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
]);

/** Codes of what Node refuses to send at all: a key with a letter that no header may hold, for instance. */
const NOT_SENDABLE = new Set(['ERR_INVALID_CHAR', 'ERR_INVALID_PROTOCOL', 'ERR_INVALID_URL']);

const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);

/**
 * Reads a reply of any status.
 *
 * @returns undefined when the reply is a success of the vendor's making; the failure otherwise
 */
export function failureOfReply(reply: Reply, adviceWhenRefused: string): Failure | undefined {
	const { statusCode: status, body } = reply;
	const words = vendorWords(body);
	if (status >= 200 && status < 300) {
		if (!isVendorJson(body)) return notTheVendor(status);
		return saysNo(body) ? refused(status, body, adviceWhenRefused) : undefined;
	}
	if (status === 401) return unauthorized(status);
	if (status === 403 && !isDocumented(words)) return unlicensed(status, words);
	if (status === 429) return rateLimited(status, words);
	if (status >= 500) return unavailable(status, words);
	if (status >= 400) return refused(status, body, adviceWhenRefused);
	return notTheVendor(status);
}

export const STOPPED: Failure = {
	kind: 'stopped',
	message: 'The execution was stopped while AutoGrab was being asked',
	description: 'Run the workflow again when you are ready.',
};

const STOPPED_IN_FLIGHT: Failure = { ...STOPPED, inFlight: true };

/** The vendor said that no requests are left until later, so none is sent. */
export function exhausted(waitMs: number): Failure {
	return { ...rateLimited(429, undefined), retryAfterMs: waitMs };
}

/** Reads what n8n's request helper threw: it wraps the HTTP client's error, or one of its own, in a NodeApiError. */
export function failureOfError(error: unknown): Failure {
	const { cause, message, description } = asRecord(error);
	const code = codeOf(error);
	if (code === STOP_CODE) return STOPPED_IN_FLIGHT;
	if (NOT_CONNECTED.has(code)) {
		return {
			kind: 'unreachable',
			// The code must not stand in the message: n8n would replace the whole message by its own.
			message: 'AutoGrab could not be reached, so nothing was sent',
			description: `Check the internet connection of your n8n and the Base URL in the credential, then try again. (${code})`,
		};
	}
	if (isTimeout(error)) return unanswered(TOO_LATE);
	if (wasSent(cause, code)) return unanswered(CUT);
	return {
		kind: 'misconfigured',
		message: String(message ?? error),
		description: String(
			asRecord(cause).description ?? description ?? 'Check the credential of this node.',
		),
	};
}

/**
 * Whether it was the HTTP client that failed. An older n8n (seen in 1.123 and 2.8) loses the wrapped error, but keeps its
 * code, and the HTTP client's errors always have one.
 */
function wasSent(cause: unknown, code: string): boolean {
	return cause === undefined
		? code !== '' && !NOT_SENDABLE.has(code)
		: asRecord(cause).isAxiosError === true;
}

/** Reads what was thrown while the body of a reply was read: by then, the vendor had the request. */
export function failureOfBody(error: unknown): Failure {
	if (codeOf(error) === STOP_CODE) return STOPPED_IN_FLIGHT;
	if (isTimeout(error)) return unanswered(TOO_LATE);
	return unanswered(error instanceof RangeError ? TOO_LONG : CUT);
}

const STOP_CODE = 'ERR_CANCELED';
const TOO_LATE = 'AutoGrab did not answer in time';
const TOO_LONG = 'The answer was longer than any answer of AutoGrab can be';
const CUT = 'The connection to AutoGrab was cut before its answer was complete';

function codeOf(error: unknown): string {
	const { cause, code, httpCode } = asRecord(error);
	return String(asRecord(cause).code ?? code ?? httpCode ?? '');
}

function isTimeout(error: unknown): boolean {
	return TIMED_OUT.has(codeOf(error)) || asRecord(error).name === 'TimeoutError';
}

/** Whether a repeated deletion found nothing, because an earlier try of it was done although its answer was lost. */
export function isGoneByNow({ afterLostAnswer, isNotFound }: Failure): boolean {
	return afterLostAnswer === true && isNotFound === true;
}

/** A reply that is JSON and says yes, but lacks what was asked for: another service, or a hostile one. */
export function notTheVendor(status: number): Failure {
	return {
		kind: 'unanswered',
		status,
		message: `The answer did not come from AutoGrab's Recapture API (status ${status}, unexpected content)`,
		description:
			'A proxy or a sign-in page may stand in between. Check the Base URL in the credential and the network of your n8n.',
	};
}

function unanswered(message: string): Failure {
	return {
		kind: 'unanswered',
		message,
		description: 'Check the internet connection of your n8n, then try again.',
	};
}

function refused(status: number, body: unknown, advice: string): Failure {
	const words = vendorWords(body);
	const isSaid = isSame(words, UNKNOWN_CUSTOMER);
	const isNotFound = status === 404 || isSaid;
	const isCertainlyNotFound = isSaid || (status === 404 && saysNo(body));
	return {
		kind: 'refused',
		status,
		...(isNotFound && { isNotFound }),
		...(isCertainlyNotFound && { isCertainlyNotFound }),
		message: words
			? `AutoGrab refused the request: "${words}" (status ${status})`
			: `AutoGrab refused the request with status ${status}`,
		description: (words && documentedAdvice(words)) ?? advice,
	};
}

function unauthorized(status: number): Failure {
	return {
		kind: 'unauthorized',
		status,
		message: 'AutoGrab did not accept the API key',
		description:
			'Open the AutoGrab Recapture API credential and paste the key again, whole. If that does not help, ask your AutoGrab account manager whether the key is still valid.',
	};
}

function unlicensed(status: number, words: string | undefined): Failure {
	return {
		kind: 'unauthorized',
		status,
		message: `This API key may not use Customer Recapture in this region${quote(words)}`,
		description:
			'Check the region in the credential, and ask your AutoGrab account manager to attach the Customer Recapture licence to the key.',
	};
}

function rateLimited(status: number, words: string | undefined): Failure {
	return {
		kind: 'rateLimited',
		status,
		message: `AutoGrab received too many requests from this API key${quote(words)}`,
		description: 'Wait a minute, then try again. Nothing was done.',
	};
}

function unavailable(status: number, words: string | undefined): Failure {
	return {
		kind: 'unavailable',
		status,
		message: `AutoGrab is not available right now (status ${status})${quote(words)}`,
		description: 'Try again in a few minutes.',
	};
}

function quote(words: string | undefined): string {
	return words ? `: "${words}"` : '';
}

/** The vendor's `message`, without control characters and no longer than a few lines. */
function vendorWords(body: unknown): string | undefined {
	const message = asRecord(body).message;
	if (typeof message !== 'string') return undefined;
	const cleaned = message
		.slice(0, MAX_QUOTED_CHARACTERS * 4)
		.replace(/[\p{C}\p{Z}]+/gu, ' ')
		// n8n takes an execution for stopped by the user when a message has this word.
		.replace(/canceled/gi, 'cancelled')
		.trim();
	return cleaned.length > MAX_QUOTED_CHARACTERS
		? `${cleaned.slice(0, MAX_QUOTED_CHARACTERS)}…`
		: cleaned || undefined;
}

function documentedAdvice(words: string): string | undefined {
	for (const [message, advice] of ADVICE_BY_VENDOR_MESSAGE) {
		if (isSame(words, message)) return advice;
	}
	return undefined;
}

/** Live messages may differ from the documented ones in case and in the final full stop. */
function isSame(words: string | undefined, documented: string): boolean {
	return words?.toLowerCase().replace(/\.$/, '') === documented.toLowerCase();
}

function isDocumented(words: string | undefined): boolean {
	return words !== undefined && documentedAdvice(words) !== undefined;
}

function isVendorJson(body: unknown): boolean {
	return typeof body === 'object' && body !== null && !Array.isArray(body);
}

/** A sibling endpoint of the vendor's answers 200 with an error body, so the status alone proves nothing. */
function saysNo(body: unknown): boolean {
	const { success, error } = asRecord(body);
	return success === false || error === true;
}

export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
