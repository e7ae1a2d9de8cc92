import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { failure, success, type Outcome, type Problem } from '../../outcome';
import { readChoice, readCollection, readNumber } from '../../parameters';
import { STOPPED } from '../../transport/failures';
import { describeStanding, isComplete, type Standing } from '../../uploads/progressSentence';
import { uploadIdField } from '../fields';
import type { ItemProblem, Run } from '../operation';
import { follow, standingOf } from './followedUpload';
import { report, type FoundUpload } from './statusReport';
import { expectedCustomersField, readUploadsToFollow } from './uploadsToFollow';
import { isPassing, waitUntilComplete, type AwaitedUpload } from './waitUntilComplete';

export const runs = 'perItem';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['status'], operation: ['wait'] } },
	[
		{
			displayName:
				"Waits up to 30 minutes by default. 'Stop' ends only the wait. To stop the upload, use 'Cancel'.",
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
					description: 'Maximum time to wait, for all uploads of this run together',
				},
				{
					displayName: 'On Timeout',
					name: 'onTimeout',
					type: 'options',
					options: [
						{
							name: 'Fail',
							value: 'fail',
							description: 'Stop with an error that states the progress of the upload',
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
					description: 'Time between two checks. It grows up to one minute during the wait.',
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
		message: `${describeStanding(standing)}. AutoGrab continues processing the upload`,
		description: `Check it later with 'Status → Get' and the Upload ID ${id}, or raise 'Max Wait (Minutes)'.`,
	};
}
