import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { judge, NOTHING_SEEN, STANDS_STILL_MS, watch, type Watch } from '../../uploads/completion';
import { failure, success, type Outcome, type Problem } from '../../outcome';
import { toProgress, type UploadProgress } from '../../uploads/progress';
import type { Upload } from '../../uploads/upload';
import { pause, type Connection } from '../../transport/connection';
import { STOPPED, type Failure, type FailureKind } from '../../transport/failures';
import { READ_TIMEOUT_MS } from '../../transport/request';
import { getUpload } from '../../transport/uploads';
import { uploadIdField } from '../fields';
import type { Run } from '../operation';
import { expectedCustomersField, readUploadsToFollow } from './uploadsToFollow';

const MS_PER_MINUTE = 60_000;
const LONGEST_POLL_MS = 60_000;
const POLL_GROWTH = 1.5;

export const runs = 'perItem';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['status'], operation: ['wait'] } },
	[
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
						{ name: 'Fail', value: 'fail', description: 'Stop with an error' },
						{
							name: 'Return',
							value: 'return',
							description: 'Return the upload as it is, with timedOut set',
						},
					],
					default: 'return',
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

const DEFAULTS: WaitOptions = { maxWaitMinutes: 30, pollSeconds: 5, onTimeout: 'return' };

export async function execute(run: Run, item: number): Promise<Outcome<IDataObject[]>> {
	const uploads = readUploadsToFollow(run.context, item);
	if (!uploads.ok) return uploads;
	const options = readOptions(run.context, item);
	const statuses: IDataObject[] = [];
	for (const id of uploads.value.ids) {
		const status = await waitUntilComplete(run, id, uploads.value.expectedCustomers, options);
		if (!status.ok) return status;
		statuses.push(status.value);
	}
	return success(statuses);
}

function readOptions(context: IExecuteFunctions, item: number): WaitOptions {
	const chosen = context.getNodeParameter('options', item, {}) as Partial<WaitOptions>;
	return { ...DEFAULTS, ...chosen };
}

/** Looks at an upload until it is complete, or until the time of the whole run is over. */
async function waitUntilComplete(
	{ connection, startedAtMs }: Run,
	id: string,
	expectedCustomers: number | undefined,
	{ maxWaitMinutes, pollSeconds, onTimeout }: WaitOptions,
): Promise<Outcome<IDataObject>> {
	const { clock } = connection;
	const deadlineMs = startedAtMs + maxWaitMinutes * MS_PER_MINUTE;
	let seen = NOTHING_SEEN;
	let last: Outcome<Upload, Failure>;
	for (
		let pollMs = pollSeconds * 1_000;
		;
		pollMs = Math.min(pollMs * POLL_GROWTH, LONGEST_POLL_MS)
	) {
		last = await look(connection, id, deadlineMs);
		const nowMs = clock.now();
		const waitedSeconds = Math.round((nowMs - startedAtMs) / 1_000);
		if (last.ok) {
			seen = watch(seen, last.value, nowMs);
			const { kind, ...missing } = judge(seen, expectedCustomers, nowMs);
			const progress = toProgress(last.value, kind, expectedCustomers);
			if (kind === 'complete') {
				return success({ ...progress, ...missing, timedOut: false, waitedSeconds });
			}
			if (nowMs >= deadlineMs) {
				return onTimeout === 'fail'
					? failure(tooLate(progress, maxWaitMinutes))
					: success({ ...progress, timedOut: true, waitedSeconds });
			}
		} else if (nowMs >= deadlineMs || !PASSING.has(last.problem.kind)) {
			return last;
		}
		const waitMs = Math.min(nextLookMs(seen, expectedCustomers, pollMs), deadlineMs - nowMs);
		if ((await pause(connection, waitMs)) === 'stopped') return failure(STOPPED);
	}
}

/** What may be over at the next look, so that it does not end a wait. */
const PASSING: ReadonlySet<FailureKind> = new Set([
	'rateLimited',
	'unavailable',
	'unanswered',
	'unreachable',
]);

/** One look, with all its tries. The last one of a wait may take as long as a request may. */
async function look(
	connection: Connection,
	id: string,
	deadlineMs: number,
): Promise<Outcome<Upload, Failure>> {
	const lastMoment = Math.max(deadlineMs, connection.clock.now() + READ_TIMEOUT_MS);
	return await getUpload({ ...connection, deadlineMs: lastMoment }, id);
}

/** Counters that have just become equal are looked at again soon: they only have to stand still. */
function nextLookMs(
	{ readings }: Watch,
	expectedCustomers: number | undefined,
	pollMs: number,
): number {
	return readings === 1 && expectedCustomers === undefined ? STANDS_STILL_MS : pollMs;
}

function tooLate(progress: UploadProgress, maxWaitMinutes: number): Problem {
	return {
		message: `The upload was not complete after ${maxWaitMinutes} ${maxWaitMinutes === 1 ? 'minute' : 'minutes'}: ${progress.total_processed_customers} customers processed, ${progress.remainingCustomers} to go`,
		description: `AutoGrab goes on with it. Look again later with 'Status → Get' and the Upload ID ${progress.id}, or raise 'Max Wait (Minutes)'.`,
	};
}
