import type { Problem } from '../outcome';
import { isUpload } from '../uploads/upload';
import { REGION_NAMES, type Region } from '../values/region';
import type { Quote } from './quote';
import { quotedReason, reasonsIn } from './reasons';

/**
 * What became of a request that did not succeed. The kinds differ in what is known afterwards, because that
 * decides whether the request may be sent again:
 * - `refused`: the vendor read it and said no;
 * - `unauthorized`: the vendor does not accept the key, or the key has no licence;
 * - `rateLimited`: the vendor asks for patience; nothing was done;
 * - `unavailable`: the vendor answered with a 5xx; what it did is unknown;
 * - `unanswered`: sent, but no answer of the vendor's came back; what it did is unknown;
 * - `unreachable`: no connection to the vendor was made, so nothing was sent;
 * - `misconfigured`: refused on this side before anything was sent, or redirected to another address; nothing was done;
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
	/** Set when the vendor says that what this ID names belongs to somebody else. */
	readonly isForeign?: true;
	/** Set when trying again soon cannot help. */
	readonly isLasting?: true;
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
/** Not documented, but it will not be far from that of customers. */
const UNKNOWN_UPLOAD = 'Invalid Upload ID';
const OTHER_REGION = 'Incorrect Region';

/** The vendor sends no error codes: its documented messages are all there is to go by, and stand only here. */
const ADVICE_BY_VENDOR_MESSAGE = new Map<string, string>([
	['You must upload at least one customer record', 'Use a list with at least one customer.'],
	[UNKNOWN_CUSTOMER, 'Use the ID that Get Many returns for the customer, not your own reference.'],
	[
		"You don't have permission to access that customer",
		'The customer belongs to another AutoGrab account. Use the API key of that account.',
	],
	[OTHER_REGION, 'This ID belongs to another region. Choose that region in the credential.'],
]);

/**
 * Reads a reply of any status.
 *
 * @param asked what the request was asked with: the credential's region, and how to quote the vendor's words
 * @returns undefined when the reply is a success of the vendor's making; the failure otherwise
 */
export function failureOfReply(
	reply: Reply,
	adviceWhenRefused: string,
	{ quote, region }: { readonly quote: Quote; readonly region?: Region },
): Failure | undefined {
	const { statusCode: status, headers, body } = reply;
	const reason = quotedReason(body, quote);
	const advice = adviceFor(body, region) ?? adviceWhenRefused;
	if (status >= 200 && status < 300) {
		if (isEmptySuccess(reply)) return undefined;
		if (!isVendorJson(body)) return notTheVendor(status);
		const isPartial = status === 207 && isUpload(asRecord(body).upload);
		return isFailure(body) && !isPartial ? refused(reply, reason, advice) : undefined;
	}
	if (status >= 300 && status < 400) return redirected(status, headers.location, quote);
	if (status === 401) return unauthorized(status, reason);
	if (status === 403 && !isDocumented(body)) return unlicensed(reply, reason, region);
	if (status === 407) return refusedByProxy(status);
	if (status === 429) return rateLimited(status, reason);
	if (status >= 500) return unavailable(status, reason);
	return status >= 400 ? refused(reply, reason, advice) : notTheVendor(status);
}

/** A reply that has no content because there is nothing to say. */
function isEmptySuccess({ statusCode, body }: Reply): boolean {
	return statusCode === 204 && body === '';
}

export const STOPPED: Failure = {
	kind: 'stopped',
	message: 'The execution was stopped during a request to AutoGrab',
	description: 'Run the workflow again when you are ready.',
};

/** The vendor said that no requests are left until later, so none is sent. */
export function exhausted(waitMs: number): Failure {
	return { ...rateLimited(429, undefined), retryAfterMs: waitMs };
}

/**
 * Whether a repeated deletion found nothing of the caller's, because an earlier try of it was done although its answer was
 * lost.
 */
export function isGoneByNow({ afterLostAnswer, isNotFound, isForeign }: Failure): boolean {
	return afterLostAnswer === true && (isNotFound === true || isForeign === true);
}

/** A reply that is JSON and says yes, but lacks what was asked for: another service, or a hostile one. */
export function notTheVendor(status: number): Failure {
	return {
		kind: 'unanswered',
		status,
		message: `The answer did not come from AutoGrab's Recapture API (status ${status}, unexpected content)`,
		description:
			'A proxy or a sign-in page may have answered instead. Check the Base URL in the credential and the network of your n8n.',
	};
}

export function unanswered(message: string): Failure {
	return {
		kind: 'unanswered',
		message,
		description: 'Check the internet connection of your n8n, then try again.',
	};
}

export function unreachable(message: string, description: string): Failure {
	return { kind: 'unreachable', message, description };
}

/** A proxy answered in place of the vendor: it did not pass the request on. */
export function refusedByProxy(status: number): Failure {
	const advice =
		status === 407
			? "It asks for a user name and a password: add them to the address in n8n's environment variable HTTPS_PROXY."
			: "Ask whoever runs it to allow the host of the credential's Base URL, or name the host in n8n's environment variable NO_PROXY.";
	return unreachable(
		`The proxy of your network refused the connection to AutoGrab (status ${status}), so nothing was sent`,
		advice,
	);
}

function redirected(status: number, location: unknown, quote: Quote): Failure {
	const target = typeof location === 'string' ? ` to ${quote(location)}` : '';
	return {
		kind: 'misconfigured',
		status,
		message: `AutoGrab answered with a redirect${target} (status ${status}), which is not followed`,
		description:
			'Nothing was done. Check the Base URL in the credential. A proxy or a sign-in page may also be the cause.',
	};
}

function refused(
	{ statusCode: status, body }: Reply,
	reason: string | undefined,
	advice: string,
): Failure {
	const isNamed = hasReason(body, UNKNOWN_CUSTOMER) || hasReason(body, UNKNOWN_UPLOAD);
	const isNotFound = status === 404 || status === 410 || isNamed;
	const isCertainlyNotFound = isNamed || (status === 404 && isFailure(body));
	return {
		kind: 'refused',
		status,
		...(isNotFound && { isNotFound }),
		...(isCertainlyNotFound && { isCertainlyNotFound }),
		...(isForeign(body) && { isForeign: true }),
		message: reason
			? `AutoGrab refused the request: "${reason}" (status ${status})`
			: `AutoGrab refused the request with status ${status}`,
		description: advice,
	};
}

function unauthorized(status: number, reason: string | undefined): Failure {
	const words = reason ? ` AutoGrab's words: "${reason}"` : '';
	return {
		kind: 'unauthorized',
		status,
		message: 'AutoGrab did not accept the API key',
		description: `Open the AutoGrab Recapture API credential and paste the key again. Make sure that it is complete. If that does not help, ask your AutoGrab account manager whether the key is still valid.${words}`,
	};
}

/** A wrong region is a more common cause than a missing licence, and the user can correct it. */
function unlicensed(
	{ statusCode: status, body }: Reply,
	reason: string | undefined,
	region: Region | undefined,
): Failure {
	return {
		kind: 'unauthorized',
		status,
		...(isForeign(body) && { isForeign: true }),
		message: `${isRegionRight(region)} This API key may not use Customer Recapture there${inWords(reason)}`,
		description:
			"If not, choose the 'Region' of your licence in the AutoGrab Recapture API credential. If it is right, ask your AutoGrab account manager to attach the Customer Recapture licence to the key.",
	};
}

function isRegionRight(region: Region | undefined): string {
	return `Is 'Region' right?${region ? ` It is set to ${REGION_NAMES[region]}.` : ''}`;
}

function rateLimited(status: number, reason: string | undefined): Failure {
	return {
		kind: 'rateLimited',
		status,
		message: `AutoGrab received too many requests from this API key${inWords(reason)}`,
		description: 'Nothing was done. Try again later.',
	};
}

function unavailable(status: number, reason: string | undefined): Failure {
	return {
		kind: 'unavailable',
		status,
		message: `AutoGrab is not available right now (status ${status})${inWords(reason)}`,
		description: 'Try again in a few minutes.',
	};
}

function inWords(reason: string | undefined): string {
	return reason ? `: "${reason}"` : '';
}

function adviceFor(body: unknown, region: Region | undefined): string | undefined {
	const advice = documentedAdvice(body);
	return hasReason(body, OTHER_REGION) ? `${isRegionRight(region)} ${advice}` : advice;
}

function documentedAdvice(body: unknown): string | undefined {
	for (const [message, advice] of ADVICE_BY_VENDOR_MESSAGE) {
		if (hasReason(body, message)) return advice;
	}
	return undefined;
}

/** Live messages may differ from the documented ones in case and in the final full stop. */
function hasReason(body: unknown, documented: string): boolean {
	const plain = (text: string) => text.trim().toLowerCase().replace(/\.$/, '');
	return reasonsIn(body).some((text) => plain(text) === documented.toLowerCase());
}

function isDocumented(body: unknown): boolean {
	return documentedAdvice(body) !== undefined;
}

/** The documented message is about customers; that of uploads is not known, but will not be far from it. */
function isForeign(body: unknown): boolean {
	return reasonsIn(body).some((text) => /permission to access that/i.test(text));
}

function isVendorJson(body: unknown): boolean {
	return typeof body === 'object' && body !== null && !Array.isArray(body);
}

/** A sibling endpoint of the vendor's answers 200 with an error body, so the status alone proves nothing. */
function isFailure(body: unknown): boolean {
	const { success, error } = asRecord(body);
	return success === false || error === true;
}

export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
