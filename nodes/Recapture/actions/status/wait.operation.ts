import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { failure, success, type Outcome, type Problem } from '../../outcome';
import { readChoice, readCollection, readNumber } from '../../parameters';
import { pause } from '../../transport/connection';
import { STOPPED, type Failure, type FailureKind } from '../../transport/failures';
import { STANDS_STILL_MS } from '../../uploads/completion';
import { describeStanding, isComplete, type Standing } from '../../uploads/progressSentence';
import { uploadIdField } from '../fields';
import type { ItemProblem, Run } from '../operation';
import { follow, isUndecided, look, standingOf, type FollowedUpload } from './followedUpload';
import { report, type FoundUpload } from './statusReport';
import { expectedCustomersField, readUploadsToFollow } from './uploadsToFollow';

const MS_PER_SECOND = 1_000;
const MS_PER_MINUTE = 60_000;
const LONGEST_POLL_MS = 60_000;
const POLL_GROWTH = 1.5;

/** AutoGrab may need a moment until it knows the upload that it has just accepted. */
const NOT_FOUND_PATIENCE_MS = 60_000;

/** A look at the end of the wait may take this long. */
const LAST_LOOK_MS = 5_000;

export const runs = 'perItem';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['status'], operation: ['wait'] } },
	[
		{
			displayName:
				"Waits up to 30 minutes, unless the options say otherwise. 'Stop' ends only the waiting; to stop the upload, use 'Cancel'.",
			name: 'waitNotice',
			type: 'notice',
			default: '',
		},
		uploadIdField,
		expectedCustomersField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Max Wait (Minutes)',
					name: 'maxWaitMinutes',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 30,
					description: 'How long to wait at most, for all uploads of this run together',
				},
				{
					displayName: 'On Timeout',
					name: 'onTimeout',
					type: 'options',
					options: [
						{
							name: 'Fail',
							value: 'fail',
							description: 'Stop with an error that says how far the upload is',
						},
						{
							name: 'Return',
							value: 'return',
							description: 'Return the upload as it is, with timedOut set to true',
						},
					],
					default: 'fail',
					description: 'What to do when an upload is not complete in time',
				},
				{
					displayName: 'Poll Interval (Seconds)',
					name: 'pollSeconds',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 5,
					description:
						'How long to wait before looking again. Grows up to a minute while the wait goes on.',
				},
			],
		},
	],
);

interface WaitOptions {
	readonly maxWaitMinutes: number;
	readonly pollSeconds: number;
	readonly onTimeout: 'return' | 'fail';
}

interface AwaitedUpload extends FollowedUpload {
	firstLookMs?: number;
	/** Seconds since the run began, at the last look. */
	waitedSeconds: number;
}

export async function execute(
	run: Run,
	item: number,
): Promise<Outcome<IDataObject[], ItemProblem>> {
	const asked = readUploadsToFollow(run.context, item);
	if (!asked.ok) return asked;
	const options = readOptions(run.context, item);
	const uploads = follow(asked.value).map((upload) => ({ ...upload, waitedSeconds: 0 }));
	if ((await waitUntilComplete(run, uploads, options)) === 'stopped') return failure(STOPPED);
	const found = uploads.map((upload) => toFound(upload, options));
	return report(run.context, item, found);
}

function readOptions(context: IExecuteFunctions, item: number): WaitOptions {
	const options = readCollection(context.getNodeParameter('options', item, {}), {
		label: 'Options',
	});
	return {
		maxWaitMinutes: readNumber(options.maxWaitMinutes, {
			label: 'Max Wait (Minutes)',
			byDefault: 30,
		}),
		pollSeconds: readNumber(options.pollSeconds, {
			label: 'Poll Interval (Seconds)',
			byDefault: 5,
			min: 1,
		}),
		onTimeout: readChoice(options.onTimeout, {
			label: 'On Timeout',
			byDefault: 'fail',
			choices: ['fail', 'return'],
		}),
	};
}

/** Looks at all uploads until each is complete or has failed, or until the time of the whole run is over. */
async function waitUntilComplete(
	run: Run,
	uploads: readonly AwaitedUpload[],
	{ maxWaitMinutes, pollSeconds }: WaitOptions,
): Promise<'over' | 'stopped'> {
	const { clock } = run.connection;
	const deadlineMs = run.startedAtMs + maxWaitMinutes * MS_PER_MINUTE;
	const firstPollMs = pollSeconds * MS_PER_SECOND;
	const longestPollMs = Math.max(LONGEST_POLL_MS, firstPollMs);
	let open = uploads;
	let isLastRound = false;
	for (let pollMs = firstPollMs; ; pollMs = Math.min(pollMs * POLL_GROWTH, longestPollMs)) {
		await lookAtEach(run, open, deadlineMs);
		if (open.some(({ problem }) => problem?.kind === 'stopped')) return 'stopped';
		if (isLastRound) return 'over';
		const nowMs = clock.now();
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
	run: Run,
	uploads: readonly AwaitedUpload[],
	deadlineMs: number,
): Promise<void> {
	const { clock } = run.connection;
	let isAnswering = true;
	for (const upload of uploads) {
		const isTimeOver = clock.now() >= deadlineMs;
		// When the time is over and AutoGrab does not answer, the others keep what was last seen of them.
		if (isTimeOver && !isAnswering && upload.firstLookMs !== undefined) continue;
		upload.firstLookMs ??= clock.now();
		const lastMomentMs = Math.max(deadlineMs, clock.now() + LAST_LOOK_MS);
		await look({ ...run.connection, deadlineMs: lastMomentMs }, upload, () => clock.now());
		upload.waitedSeconds = Math.round((clock.now() - run.startedAtMs) / MS_PER_SECOND);
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

function isPassing(problem: Failure | undefined): boolean {
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

function toFound(upload: AwaitedUpload, { maxWaitMinutes, onTimeout }: WaitOptions): FoundUpload {
	const { id, waitedSeconds } = upload;
	// What was read before is worth more than a last look that found nobody.
	const isReadBefore = upload.upload !== undefined && isPassing(upload.problem);
	const standing = standingOf(isReadBefore ? { ...upload, problem: undefined } : upload);
	if (!standing.ok) return { id, standing, outcome: standing };
	const { progress, missingCustomers } = standing.value;
	if (isComplete(standing.value)) {
		const missing = missingCustomers === undefined ? {} : { missingCustomers };
		const complete = { ...progress, ...missing, timedOut: false, waitedSeconds };
		return { id, standing, outcome: success(complete) };
	}
	const late = success({ ...standing.value, waitedMinutes: maxWaitMinutes });
	const outcome =
		onTimeout === 'fail'
			? failure(tooLate(id, late.value))
			: success({ ...progress, timedOut: true, waitedSeconds });
	return { id, standing: late, outcome };
}

function tooLate(id: string, standing: Standing): Problem {
	return {
		message: `${describeStanding(standing)}. AutoGrab goes on processing the upload`,
		description: `Check it later with 'Status → Get' and the Upload ID ${id}, or raise 'Max Wait (Minutes)'.`,
	};
}
