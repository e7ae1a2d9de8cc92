import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

import type { Problem } from '../outcome';
import { toNodeError } from '../toNodeError';
import { REPEATED } from '../transport/customerReader';
import type { Failure } from '../transport/failures';

type Cause = NonNullable<
	NonNullable<ConstructorParameters<typeof NodeOperationError>[2]>['failure']
>;

/**
 * Makes n8n's error of a poll that failed. From its cause n8n decides how long to leave the trigger alone. n8n 2.37 and
 * later read it.
 */
export function toPollError(
	node: INode,
	problem: Problem | Failure,
): NodeApiError | NodeOperationError {
	const shown = 'kind' in problem && problem.kind === 'stopped' ? OUT_OF_TIME : problem;
	const error = toNodeError(node, shown);
	const failure = causeOf(problem);
	// An error of n8n's that is made of one of its own kind is that very error, with the cause added.
	return error instanceof NodeApiError
		? new NodeApiError(node, error as unknown as JsonObject, { failure })
		: new NodeOperationError(node, error, { failure });
}

/** In a poll nobody presses Stop: it was the poll's own time that ran out. */
const OUT_OF_TIME: Problem = {
	message: 'AutoGrab did not answer within the time that n8n allows for one poll',
	description: 'The next poll tries again. Nothing is lost.',
};

function causeOf(problem: Problem | Failure): Cause {
	if (!('kind' in problem)) return { cause: 'configuration-invalid' };
	const wait = problem.retryAfterMs === undefined ? {} : { retryAfterMs: problem.retryAfterMs };
	switch (problem.kind) {
		case 'rateLimited':
			return { cause: 'rate-limited', ...wait };
		case 'unavailable':
		case 'unanswered':
		case 'unreachable':
		case 'stopped':
			return { cause: 'temporarily-unavailable', ...wait };
		case 'unauthorized':
			return { cause: 'credential-invalid' };
		case 'refused':
		case 'misconfigured':
			return { cause: 'configuration-invalid' };
	}
}

/**
 * Whether it passes by itself: a busy vendor must not keep a workflow from being published. A wrong key or host does not
 * pass, and is best seen by the one who publishes. An answer that is not the vendor's speaks for a wrong host.
 */
export function isPassing(problem: Problem | Failure): boolean {
	if (!('kind' in problem)) return false;
	const { kind, status } = problem;
	if (kind === 'unanswered') return status === undefined && problem.message !== REPEATED.message;
	return kind === 'rateLimited' || kind === 'unavailable' || kind === 'stopped';
}
