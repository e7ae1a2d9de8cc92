import { NodeOperationError, type INode } from 'n8n-workflow';

import { asRecord, STOPPED, unanswered, unreachable, type Failure, type Reply } from './failures';
import type { Quote } from './quote';
import { TooMuchError, type ReplyStream } from './replyBody';

/**
 * Reads what n8n's request helper threw: it wraps the HTTP client's error, or one of its own, in a NodeApiError. What counts
 * is whether the request left: the HTTP client writes none of it before the connection stands.
 */

/** Whether n8n's errors keep what they wrap, with the connection on which it happened. Those of 1.123 and 2.8 do not. */
export const KEEPS_CAUSE =
	new NodeOperationError({ name: '' } as INode, new Error('')).cause instanceof Error;

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

/** What is wrong with a certificate, by the code of OpenSSL or Node. All others of these codes mean: not trusted. */
const CERTIFICATE_FAULTS = new Map([
	['ERR_TLS_CERT_ALTNAME_INVALID', 'is for another host'],
	['HOSTNAME_MISMATCH', 'is for another host'],
	['CERT_HAS_EXPIRED', 'has expired'],
	['CERT_NOT_YET_VALID', 'is not valid yet'],
	['CERT_REVOKED', 'was revoked'],
]);
const CERTIFICATE_CODE =
	/^(CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|HOSTNAME_MISMATCH|ERR_TLS_CERT_ALTNAME_INVALID|INVALID_(CA|PURPOSE))$/;

/** Node's words for a connection that never stood, or was not secure yet. */
const FAILED_TO_CONNECT = /^connect E|before receiving CONNECT response/;
const FAILED_TO_SECURE =
	/before secure TLS connection was established|wrong version number|alert (handshake failure|protocol version)/;

const STOP_CODE = 'ERR_CANCELED';
const TOO_LATE = 'AutoGrab did not answer in time';
const TOO_MUCH = 'The answer was too long to be from AutoGrab';
const CUT = 'The connection to AutoGrab was cut before its answer was complete';

const STOPPED_IN_FLIGHT: Failure = { ...STOPPED, inFlight: true };

export function failureOfError(error: unknown, quote: Quote): Failure {
	const { cause, message, description } = asRecord(error);
	const code = codeOf(error);
	if (code === STOP_CODE) return STOPPED_IN_FLIGHT;
	if (CERTIFICATE_CODE.test(code)) return badCertificate(code);
	if (NOT_CONNECTED.has(code)) return notConnected(code);
	const stage = stageOf(error);
	if (stage !== 'sending') return stage === 'securing' ? notSecured(code) : notConnected(code);
	if (isTimeout(error)) return unanswered(TOO_LATE);
	if (wasSent(cause, code)) return unanswered(CUT);
	return {
		kind: 'misconfigured',
		message: quote(String(message ?? error)),
		description: quote(
			String(asRecord(cause).description ?? description ?? 'Check the credential of this node.'),
		),
	};
}

/** Reads what was thrown while the body of a reply was read: by then, the vendor had the request. */
export function failureOfBody(error: unknown, signal: AbortSignal | undefined): Failure {
	if (signal?.aborted || codeOf(error) === STOP_CODE) return STOPPED_IN_FLIGHT;
	if (isTimeout(error)) return unanswered(TOO_LATE);
	return unanswered(error instanceof TooMuchError ? TOO_MUCH : CUT);
}

export type StreamedReply = Omit<Reply, 'body'> & { readonly body: ReplyStream };

/** The reply in an error that the HTTP client throws for its status. */
export function replyOfError(error: unknown): StreamedReply | undefined {
	const { status, headers, data } = asRecord(asRecord(asRecord(error).cause).response);
	if (typeof status !== 'number' || typeof asRecord(data).destroy !== 'function') return undefined;
	return { statusCode: status, headers: asRecord(headers), body: data as ReplyStream };
}

/**
 * How far the request came, for certain. Before the connection stands, and is secure where it has to be, nothing of the
 * request is sent. A reply can come all the same: from a proxy that refuses to connect to the vendor.
 */
export function stageOf(error: unknown): 'connecting' | 'securing' | 'sending' {
	const { cause, messages } = asRecord(error);
	const request = asRecord(asRecord(cause).request);
	// An older n8n keeps the words alone.
	if (typeof request.protocol !== 'string') return stageByWords(messages);
	const socket = asRecord(request.socket ?? { connecting: true });
	const failedToConnect = asRecord(asRecord(cause).cause).syscall === 'connect';
	if (socket.connecting === true || failedToConnect) return 'connecting';
	const isSecure = socket.encrypted === true && socket.secureConnecting !== true;
	return request.protocol === 'https:' && !isSecure ? 'securing' : 'sending';
}

function stageByWords(messages: unknown): ReturnType<typeof stageOf> {
	const words = Array.isArray(messages) ? messages.map(String) : [];
	if (words.some((text) => FAILED_TO_CONNECT.test(text))) return 'connecting';
	return words.some((text) => FAILED_TO_SECURE.test(text)) ? 'securing' : 'sending';
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

function badCertificate(code: string): Failure {
	return {
		...unreachable(
			`AutoGrab could not be reached, because the certificate of its host ${CERTIFICATE_FAULTS.get(code) ?? 'is not trusted'}. Nothing was sent`,
			`Check the Base URL in the credential. If a proxy of your network inspects https traffic, add its certificate to n8n with the environment variable NODE_EXTRA_CA_CERTS.${inBrackets(code)}`,
		),
		isLasting: true,
	};
}

function notConnected(code: string): Failure {
	// The code must not stand in the message: n8n would replace the whole message by its own.
	return unreachable(
		'AutoGrab could not be reached, so nothing was sent',
		`Check the internet connection of your n8n and the Base URL in the credential, then try again.${inBrackets(code)}`,
	);
}

function notSecured(code: string): Failure {
	return unreachable(
		'AutoGrab could not be reached: the secure connection (TLS) failed, so nothing was sent',
		`Check the Base URL in the credential, with its port. A proxy or a firewall of your network may be the cause.${inBrackets(code)}`,
	);
}

function inBrackets(code: string): string {
	return code === '' ? '' : ` (${code})`;
}

function codeOf(error: unknown): string {
	const { cause, code, httpCode } = asRecord(error);
	return String(asRecord(cause).code ?? code ?? httpCode ?? '');
}

function isTimeout(error: unknown): boolean {
	return TIMED_OUT.has(codeOf(error)) || asRecord(error).name === 'TimeoutError';
}
