import { pause } from '../../transport/connection';
import type { Failure, FailureKind } from '../../transport/failures';
import { STANDS_STILL_MS } from '../../uploads/completion';
import type { Run } from '../operation';
import { isUndecided, look, type FollowedUpload } from './followedUpload';

const MS_PER_SECOND = 1_000;
const MS_PER_MINUTE = 60_000;
const LONGEST_POLL_MS = 60_000;
const POLL_GROWTH = 1.5;

/** AutoGrab may need a moment until it knows the upload that it has just accepted. */
const NOT_FOUND_PATIENCE_MS = 60_000;

/** A look at the end of the wait may take this long. */
const LAST_LOOK_MS = 5_000;

export interface AwaitedUpload extends FollowedUpload {
	firstLookMs?: number;
	/** Seconds since the run began, at the last look. */
	waitedSeconds: number;
}

interface WaitLimits {
	/** From the moment at which the run started. */
	readonly maxWaitMinutes: number;
	/** Grows to a minute. */
	readonly pollSeconds: number;
	/** Called after each look at all uploads. */
	readonly onLook?: () => void;
}

/** Looks at all uploads until each is complete or has failed, or until the time of the whole run is over. */
export async function waitUntilComplete(
	run: Pick<Run, 'connection' | 'startedAtMs'>,
	uploads: readonly AwaitedUpload[],
	{ maxWaitMinutes, pollSeconds, onLook }: WaitLimits,
): Promise<'over' | 'stopped'> {
	const deadlineMs = run.startedAtMs + maxWaitMinutes * MS_PER_MINUTE;
	const firstPollMs = pollSeconds * MS_PER_SECOND;
	const longestPollMs = Math.max(LONGEST_POLL_MS, firstPollMs);
	let open = uploads;
	let isLastRound = false;
	for (let pollMs = firstPollMs; ; pollMs = Math.min(pollMs * POLL_GROWTH, longestPollMs)) {
		await lookAtEach(run, open, deadlineMs);
		onLook?.();
		if (open.some(({ problem }) => problem?.kind === 'stopped')) return 'stopped';
		if (isLastRound) return 'over';
		const nowMs = Date.now();
		const leftMs = deadlineMs - nowMs;
		isLastRound = leftMs <= 0;
		open = open.filter((upload) => isOpen(upload, nowMs));
		// When the time is over, counters that have just become equal may still prove to stand still.
		if (isLastRound) open = open.filter(isUndecided);
		if (open.length === 0) return 'over';
		const waitMs = isLastRound ? STANDS_STILL_MS : Math.min(nextLookMs(open, pollMs), leftMs);
		if ((await pause(run.connection, waitMs)) === 'stopped') return 'stopped';
	}
}

async function lookAtEach(
	run: Pick<Run, 'connection' | 'startedAtMs'>,
	uploads: readonly AwaitedUpload[],
	deadlineMs: number,
): Promise<void> {
	let isAnswering = true;
	for (const upload of uploads) {
		const isTimeOver = Date.now() >= deadlineMs;
		// When the time is over and AutoGrab does not answer, the others keep what was last seen of them.
		if (isTimeOver && !isAnswering && upload.firstLookMs !== undefined) continue;
		upload.firstLookMs ??= Date.now();
		const lastMomentMs = Math.max(deadlineMs, Date.now() + LAST_LOOK_MS);
		await look({ ...run.connection, deadlineMs: lastMomentMs }, upload, () => Date.now());
		upload.waitedSeconds = Math.round((Date.now() - run.startedAtMs) / MS_PER_SECOND);
		isAnswering = !isPassing(upload.problem);
	}
}

/** What may be over at the next look, so that it does not end a wait. */
const PASSING: ReadonlySet<FailureKind> = new Set([
	'rateLimited',
	'unavailable',
	'unanswered',
	'unreachable',
]);

export function isPassing(problem: Failure | undefined): boolean {
	return problem !== undefined && PASSING.has(problem.kind) && !problem.isLasting;
}

function isOpen({ verdict, problem, firstLookMs = 0 }: AwaitedUpload, nowMs: number): boolean {
	if (verdict.kind === 'complete') return false;
	if (!problem || isPassing(problem)) return true;
	// How AutoGrab says that it does not know an upload is not documented, so it may be any refusal.
	return (
		problem.kind === 'refused' && !problem.isForeign && nowMs - firstLookMs < NOT_FOUND_PATIENCE_MS
	);
}

/** Counters that have just become equal are looked at again soon. A server that asks for patience gets it. */
function nextLookMs(open: readonly AwaitedUpload[], pollMs: number): number {
	const soonMs = open.some((upload) => isUndecided(upload) && upload.seen.readings === 1)
		? STANDS_STILL_MS
		: pollMs;
	return Math.max(soonMs, ...open.map(({ problem }) => problem?.retryAfterMs ?? 0));
}
