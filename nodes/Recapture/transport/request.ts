import type { IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

import { failure, success, type Outcome } from '../outcome';
import { pause, type Connection } from './connection';
import {
	exhausted,
	failureOfBody,
	failureOfError,
	failureOfReply,
	STOPPED,
	type Failure,
	type Reply,
} from './failures';
import { readReplyBody, type ReplyStream } from './replyBody';
import { nextWaitMs, type Repetition } from './retryPolicy';
import { askedWaitMs, exhaustedForMs } from './serverTime';
import { within } from './timeLimit';

export const CREDENTIAL = 'autoGrabRecaptureApi';

/** A request that may still be answered is given time: this is how long, in milliseconds. */
export const READ_TIMEOUT_MS = 60_000;
export const UPLOAD_TIMEOUT_MS = 300_000;

export interface Call {
	readonly method: IHttpRequestMethods;
	/** Path below the credential's Base URL, from `/v2`. Ids in it are already encoded. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string | number>>;
	/** JSON, already written: a list of customers is written row by row and never stands in memory twice. */
	readonly body?: Buffer;
	readonly timeoutMs: number;
	readonly repetition: Repetition;
	/** What the user can do when the vendor says no without a reason that we know. */
	readonly adviceWhenRefused: string;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The one door to the network: every request of this package goes through here. Sends it again as often as the policy
 * allows, and waits as long as the server asks.
 *
 * @returns the reply's JSON object, proven to be a success of the vendor's
 */
export async function request(connection: Connection, call: Call): Promise<Outcome<Json, Failure>> {
	let waitedMs = 0;
	let isAnswerLost = false;
	for (let count = 1; ; count++) {
		const reply = (await keepPace(connection)) ?? (await attempt(connection, call));
		if (reply.ok) return reply;
		const { problem } = reply;
		connection.setbacks += 1;
		const attempts = { count, waitedMs };
		const waitMs = nextWaitMs(problem, call.repetition, attempts, connection.clock.random());
		const last = waitMs === undefined ? problem : await waitFor(connection, waitMs, problem);
		if (last) return failure(tellAttempts(last, count, connection, isAnswerLost));
		waitedMs += waitMs ?? 0;
		isAnswerLost ||= problem.kind === 'unanswered' || problem.kind === 'unavailable';
	}
}

/** Once the vendor said that no requests are left for now, the next one waits instead of being refused. */
async function keepPace(connection: Connection): Promise<Outcome<never, Failure> | undefined> {
	const waitMs = Math.min(connection.pausedUntilMs - connection.clock.now(), MAX_PACE_MS);
	if (waitMs <= 0) return undefined;
	const cutShort = await waitFor(connection, waitMs, exhausted(waitMs));
	return cutShort && failure(cutShort);
}

/** Longer than that, the next request is sent all the same: its own answer then says how long to wait. */
const MAX_PACE_MS = 60_000;

/** @returns the failure to end with when the wait was cut short */
async function waitFor(
	connection: Connection,
	waitMs: number,
	problem: Failure,
): Promise<Failure | undefined> {
	switch (await pause(connection, waitMs)) {
		case 'over':
			return undefined;
		case 'stopped':
			return STOPPED;
		case 'too late':
			return { ...problem, isOutOfTime: true };
	}
}

async function attempt(connection: Connection, call: Call): Promise<Outcome<Json, Failure>> {
	const sent = await send(connection, call);
	if (!sent.ok) return sent;
	const reply = sent.value;
	const now = connection.clock.now();
	connection.pausedUntilMs = now + (exhaustedForMs(reply.headers, now) ?? 0);
	const refusal = failureOfReply(reply, call.adviceWhenRefused);
	if (!refusal) return success(reply.body as Json);
	const retryAfterMs = askedWaitMs(reply.statusCode, reply.headers, now);
	return failure({ ...refusal, ...(retryAfterMs !== undefined && { retryAfterMs }) });
}

async function send(connection: Connection, call: Call): Promise<Outcome<Reply, Failure>> {
	const { context, clock, signal, deadlineMs = Infinity } = connection;
	const timeoutMs = Math.max(Math.min(call.timeoutMs, deadlineMs - clock.now()), 1);
	const options: IHttpRequestOptions = {
		method: call.method,
		url: call.path,
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
		// Statuses are read here. Left to n8n, a 401 would be asked twice and every other one be worded by n8n.
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
	};
	let reply: Omit<Reply, 'body'> & { readonly body: ReplyStream };
	try {
		const sent = context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, options);
		reply = await within(timeoutMs + GRACE_MS, sent);
	} catch (error) {
		return failure(failureOfError(error));
	}
	try {
		return success({ ...reply, body: await readReplyBody(reply.body, timeoutMs) });
	} catch (error) {
		return failure(failureOfBody(error));
	}
}

/** n8n's own timeout comes first where it works, because it ends the request too. */
const GRACE_MS = 1_000;

/** Adds how often the request was sent, and when to try again if the server asked for more patience than we have. */
function tellAttempts(
	problem: Failure,
	count: number,
	{ clock }: Connection,
	isAnswerLost: boolean,
): Failure {
	const asked =
		problem.retryAfterMs === undefined
			? ''
			: ` AutoGrab asks to try again after ${new Date(clock.now() + problem.retryAfterMs).toISOString()}.`;
	const tries = count === 1 ? '' : ` (Tried ${count} times.)`;
	return {
		...problem,
		description: `${problem.description}${asked}${tries}`,
		...(isAnswerLost && { afterLostAnswer: true }),
	};
}
