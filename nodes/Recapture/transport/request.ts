import type {
	IExecuteFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IPollFunctions,
} from 'n8n-workflow';

import { failure, success, type Outcome } from '../domain/outcome';
import { failureOfError, failureOfReply, type Failure, type Reply } from './failures';

export const CREDENTIAL = 'autoGrabRecaptureApi';

/** A request that may still be answered is given time: this is how long, in milliseconds. */
export const READ_TIMEOUT_MS = 60_000;
export const UPLOAD_TIMEOUT_MS = 300_000;

export type RequestContext = IExecuteFunctions | IPollFunctions;

export interface Call {
	readonly method: IHttpRequestMethods;
	/** Path below the credential's Base URL, from `/v2`. Ids in it are already encoded. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string | number>>;
	/** JSON, already written: a list of customers is written row by row and never stands in memory twice. */
	readonly body?: Buffer;
	readonly timeoutMs: number;
	/** What the user can do when the vendor says no without a reason that we know. */
	readonly adviceWhenRefused: string;
}

/**
 * The one door to the network: every request of this package goes through here.
 *
 * @returns the reply's JSON object, proven to be a success of the vendor's
 */
export async function request(
	context: RequestContext,
	call: Call,
): Promise<Outcome<Readonly<Record<string, unknown>>, Failure>> {
	const reply = await send(context, call);
	if (!reply.ok) return reply;
	const refusal = failureOfReply(reply.value, call.adviceWhenRefused);
	return refusal ? failure(refusal) : success(reply.value.body as Record<string, unknown>);
}

async function send(context: RequestContext, call: Call): Promise<Outcome<Reply, Failure>> {
	const options: IHttpRequestOptions = {
		method: call.method,
		url: call.path,
		qs: { ...call.query },
		...(call.body && { body: call.body, headers: { 'Content-Type': 'application/json' } }),
		json: true,
		timeout: call.timeoutMs,
		// A redirect would take the key and the customers to a host that nobody chose.
		disableFollowRedirect: true,
		// Statuses are read here. Left to n8n, a 401 would be asked twice and every other one be worded by n8n.
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
	};
	try {
		const sent = context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, options);
		return success((await sent) as Reply);
	} catch (error) {
		return failure(failureOfError(error));
	}
}
