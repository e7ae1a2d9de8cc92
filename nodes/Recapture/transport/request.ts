import type { IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

import { failure, success, type Outcome } from '../outcome';
import { readRegion } from '../values/region';
import {
	CREDENTIAL,
	credentialOf,
	pause,
	type Connection,
	type KnownCredential,
} from './connection';
import {
	asRecord,
	exhausted,
	failureOfReply,
	notTheVendor,
	refusedByProxy,
	STOPPED,
	type Failure,
	type Reply,
} from './failures';
import { pathOf } from './path';
import { quoteWithout, type Quote } from './quote';
import { quotedWarning } from './reasons';
import { readReplyBody } from './replyBody';
import { MAX_TOTAL_WAIT_MS, nextWaitMs, type Repetition } from './retryPolicy';
import { askedWaitMs, exhaustedForMs } from './serverTime';
import {
	failureOfBody,
	failureOfError,
	KEEPS_CAUSE,
	replyOfError,
	stageOf,
	type StreamedReply,
} from './thrownErrors';
import { within } from './timeLimit';

const ERROR_STATUSES = Array.from({ length: 200 }, (_, index) => 400 + index);

/** A request that may still be answered is given time: this is how long, in milliseconds. */
export const READ_TIMEOUT_MS = 60_000;
export const UPLOAD_TIMEOUT_MS = 300_000;

export interface Call<T> {
	readonly method: IHttpRequestMethods;
	/** Path below the credential's Base URL, from `/v2`. */
	readonly path: string;
	/** The upload or customer that is asked for: the last segment of the path. Not encoded. */
	readonly id?: string;
	readonly query?: Readonly<Record<string, string | number>>;
	/** JSON, already written: a list of customers is written row by row and never stands in memory twice. */
	readonly body?: Buffer;
	readonly timeoutMs: number;
	readonly repetition: Repetition;
	/** What the user can do when the vendor says no without a reason that we know. */
	readonly adviceWhenRefused: string;
	/**
	 * Takes from a success what was asked for.
	 *
	 * @param body the JSON object of the reply; empty when a 204 has none
	 * @returns undefined when it is not there: then it was not the vendor that answered
	 */
	read(body: Json, status: number): T | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/** A success of the vendor's, or what became of the request. */
export type Answer<T> =
	| {
			readonly ok: true;
			readonly value: T;
			readonly status: number;
			/** Words of the vendor about what it did not accept. */
			readonly warning?: string;
	  }
	| { readonly ok: false; readonly problem: Failure };

/**
 * The one door to the network: every request of this package goes through here. Sends it again as often as the policy
 * allows, and waits as long as the server asks.
 */
export async function request<T>(connection: Connection, call: Call<T>): Promise<Answer<T>> {
	const path = pathOf(call.path, call.id);
	if (!path.ok) return path;
	let waitedMs = 0;
	let isAnswerLost = false;
	for (let count = 1; ; count++) {
		const paceMs = paceWaitMs(connection, waitedMs);
		const cutShort = paceMs > 0 ? await waitFor(connection, paceMs, exhausted(paceMs)) : undefined;
		const answer = cutShort ? failure(cutShort) : await attempt(connection, call, path.value);
		waitedMs += paceMs;
		if (answer.ok) return answer;
		const { problem } = answer;
		const attempts = { count, waitedMs };
		const waitMs = nextWaitMs(problem, call.repetition, attempts, Math.random());
		const last = waitMs === undefined ? problem : await waitFor(connection, waitMs, problem);
		if (last) return failure(addAttempts(last, count, isAnswerLost));
		waitedMs += waitMs ?? 0;
		isAnswerLost ||= problem.kind === 'unanswered' || problem.kind === 'unavailable';
	}
}

/** Once the vendor said that no requests are left for a moment, the next one waits instead of being refused. */
function paceWaitMs({ pace }: Connection, waitedMs: number): number {
	const waitMs = Math.max(pace.pausedUntilMs - Date.now(), 0);
	const isTooLong = waitMs > MAX_PACE_MS || waitedMs + waitMs > MAX_TOTAL_WAIT_MS;
	return isTooLong ? 0 : waitMs;
}

/** Longer than that, the next request is sent all the same: its own answer then says how long to wait. */
const MAX_PACE_MS = 60_000;

/** A wait that someone who watches would notice. */
const LOGGED_WAIT_MS = 10_000;

/** @returns the failure to end with when the wait was cut short */
async function waitFor(
	connection: Connection,
	waitMs: number,
	problem: Failure,
): Promise<Failure | undefined> {
	if (waitMs >= LOGGED_WAIT_MS) {
		const seconds = Math.round(waitMs / 1_000);
		connection.context.logger.info(`${problem.message}. The next request is sent in ${seconds} s.`);
	}
	switch (await pause(connection, waitMs)) {
		case 'over':
			return undefined;
		case 'stopped':
			return STOPPED;
		case 'too late':
			return { ...problem, isOutOfTime: true };
	}
}

async function attempt<T>(connection: Connection, call: Call<T>, path: string): Promise<Answer<T>> {
	const credential = (connection.credential ??= await knownCredential(connection));
	const { quote } = credential;
	const sent = await send(connection, call, path, quote);
	if (!sent.ok) return sent;
	const { statusCode: status, headers, body } = sent.value;
	notePace(connection, headers);
	const refusal = failureOfReply(sent.value, call.adviceWhenRefused, credential);
	if (!refusal) {
		const value = call.read(asRecord(body), status);
		if (value === undefined) return failure(notTheVendor(status));
		const warning = quotedWarning(status, body, quote);
		return { ok: true, value, status, ...(warning && { warning }) };
	}
	const retryAfterMs = askedWaitMs(status, headers, Date.now());
	return failure({ ...refusal, ...(retryAfterMs !== undefined && { retryAfterMs }) });
}

/** Without a credential there is no key, and n8n's request helper says what is wrong. */
async function knownCredential({ context }: Connection): Promise<KnownCredential> {
	try {
		const { apiKey, region } = await credentialOf(context);
		return { quote: quoteWithout(String(apiKey ?? '')), region: readRegion(region) };
	} catch {
		return { quote: quoteWithout('') };
	}
}

function notePace({ pace, context }: Connection, headers: Reply['headers']): void {
	const nowMs = Date.now();
	const waitMs = exhaustedForMs(headers, nowMs) ?? 0;
	const isNews = pace.pausedUntilMs <= nowMs;
	pace.pausedUntilMs = nowMs + waitMs;
	if (isNews && waitMs > MAX_PACE_MS) {
		const until = new Date(pace.pausedUntilMs).toISOString();
		context.logger.info(
			`AutoGrab's rate limit allows no requests until ${until}. Requests are still sent.`,
		);
	}
}

async function send(
	{ context, signal, deadlineMs = Infinity, sent: counter }: Connection,
	call: Omit<Call<unknown>, 'read'>,
	path: string,
	quote: Quote,
): Promise<Outcome<Reply, Failure>> {
	counter.requests += 1;
	// A whole number: a deadline may have fractions of a millisecond, which no timer takes.
	const timeoutMs = Math.max(Math.ceil(Math.min(call.timeoutMs, deadlineMs - Date.now())), 1);
	const options: IHttpRequestOptions = {
		method: call.method,
		url: path,
		qs: { ...call.query },
		...(call.body && { body: call.body, headers: { 'Content-Type': 'application/json' } }),
		json: true,
		// The body is read here, with limits: n8n would take any length, and wait for any drip.
		encoding: 'stream',
		timeout: timeoutMs,
		// n8n puts the signal of its own in place of this one where it has one.
		...(signal && { abortSignal: signal }),
		// A redirect would take the key and the customers to a host that nobody chose.
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: STATUS_ERRORS,
		returnFullResponse: true,
	};
	let reply: StreamedReply;
	try {
		const sent = context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, options);
		reply = await within({ timeoutMs: timeoutMs + GRACE_MS }, sent);
	} catch (error) {
		const refusal = replyOfError(error);
		if (!refusal) return failure(failureOfError(error, quote));
		if (stageOf(error) !== 'sending') {
			refusal.body.destroy();
			return failure(refusedByProxy(refusal.statusCode));
		}
		reply = refusal;
	}
	try {
		return success({ ...reply, body: await readReplyBody(reply.body, { timeoutMs, signal }) });
	} catch (error) {
		return failure(failureOfBody(error, signal));
	}
}

/**
 * Statuses are read here: worded by n8n they would lose the vendor's reason, and left to n8n a 401 would be asked twice. All
 * others come as errors where these keep their cause: it has the connection, which shows whether it was the vendor that
 * answered or a proxy on the way.
 */
const STATUS_ERRORS: IHttpRequestOptions['ignoreHttpStatusErrors'] = KEEPS_CAUSE
	? { ignore: true, except: ERROR_STATUSES.filter((status) => status !== 401) }
	: true;

/** n8n's own timeout comes first where it works, because it ends the request too. */
const GRACE_MS = 1_000;

/** Adds how often the request was sent, and when to try again if the server asked for more patience than we have. */
function addAttempts(problem: Failure, count: number, isAnswerLost: boolean): Failure {
	const asked = problem.retryAfterMs
		? ` AutoGrab asks to try again after ${new Date(Date.now() + problem.retryAfterMs).toISOString()}.`
		: '';
	const tries = count === 1 ? '' : ` (Tried ${count} times.)`;
	return {
		...problem,
		description: `${problem.description}${asked}${tries}`,
		...(isAnswerLost && { afterLostAnswer: true }),
	};
}
