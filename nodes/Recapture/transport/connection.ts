import {
	sleep,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type IPollFunctions,
} from 'n8n-workflow';

import type { Region } from '../values/region';
import type { Quote } from './quote';

export type RequestContext = IExecuteFunctions | IPollFunctions;

export const CREDENTIAL = 'autoGrabRecaptureApi';

/** What the requests of one run of a node share. */
export interface Connection {
	readonly context: RequestContext;
	/** Aborted when the execution is stopped. */
	readonly signal?: AbortSignal;
	/** When the run must end, in milliseconds since 1970: polls have a budget. */
	readonly deadlineMs?: number;
	/** Shared by copies of the connection that have another deadline. */
	readonly pace: {
		/** The vendor's rate limit lets no request through before. */
		pausedUntilMs: number;
	};
	/** How many requests were sent so far, repeated ones included. Shared like the pace. */
	readonly sent: { requests: number };
	/** Read from the credential when first needed. */
	credential?: KnownCredential;
}

/** What the requests need to know of the credential. */
export interface KnownCredential {
	/** Quotes foreign words without the key. */
	readonly quote: Quote;
	readonly region?: Region;
}

/** Opens the connection that a run of a node asks the vendor through. */
export function connect(
	context: RequestContext,
	{
		deadlineMs,
		signal = cancelSignalOf(context),
	}: { deadlineMs?: number; signal?: AbortSignal } = {},
): Connection {
	return {
		context,
		...(signal && { signal }),
		...(deadlineMs !== undefined && { deadlineMs }),
		pace: { pausedUntilMs: 0 },
		sent: { requests: 0 },
	};
}

/** The fields of the credential. */
export async function credentialOf(
	context: RequestContext,
	item = 0,
): Promise<ICredentialDataDecryptedObject> {
	return 'getExecutionCancelSignal' in context
		? await context.getCredentials(CREDENTIAL, item)
		: await context.getCredentials(CREDENTIAL);
}

function cancelSignalOf(context: RequestContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

const LONGEST_NAP_MS = 1_000;

/**
 * Waits, unless the execution is stopped or the deadline comes first: then it says so without waiting to the end.
 * In short naps, because the sleep of an older n8n does not hear the signal.
 */
export async function pause(
	{ signal, deadlineMs = Infinity }: Connection,
	waitMs: number,
): Promise<'over' | 'stopped' | 'too late'> {
	if (Date.now() + waitMs > deadlineMs) return 'too late';
	try {
		for (let left = waitMs; left > 0 && !signal?.aborted; left -= LONGEST_NAP_MS) {
			await sleep(Math.min(left, LONGEST_NAP_MS), signal);
		}
	} catch {
		return 'stopped';
	}
	return signal?.aborted ? 'stopped' : 'over';
}
