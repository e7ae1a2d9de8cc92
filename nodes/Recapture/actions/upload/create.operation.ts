import { updateDisplayOptions, type INodeExecutionData, type INodeProperties } from 'n8n-workflow';

import type { Problem } from '../../outcome';
import {
	describeFailedPart,
	describeUnsentList,
	detailsOfFailedPart,
	type AcceptedInRun,
} from '../../list/sentParts';
import { toErrorItem, toNodeError } from '../../toNodeError';
import type { Run } from '../operation';
import { existingVehicles } from './existingVehicles';
import { uploadFields } from './listFields';
import { findLists, type List } from './lists';
import { showHint, toRejectedItems, toUploadItems } from './output';
import { sendList, unsent, type SentList } from './sendList';

export const runs = 'once';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['upload'], operation: ['create'] } },
	uploadFields,
);

/** Uploads every list of the input, in order. Gives the uploads on output 1 and the rejected rows on output 2. */
export async function execute(run: Run): Promise<INodeExecutionData[][]> {
	const { context, connection } = run;
	const existing = existingVehicles(connection);
	const uploads: INodeExecutionData[] = [];
	const rejectedRows: INodeExecutionData[] = [];
	const acceptedInRun: AcceptedInRun[] = [];
	let isHalted = false;

	for (const list of findLists(context)) {
		const sent: SentList = isHalted ? NOT_SENT : await sendList(run, list, existing);
		const problem = describeFailure(sent, list, acceptedInRun);
		if (problem && !context.continueOnFail()) {
			throw toNodeError(context.getNode(), problem, list.fileName ? list.item : undefined);
		}
		for (const part of sent.accepted) acceptedInRun.push({ part, fileName: list.fileName });
		if (sent.totals) {
			uploads.push(...toUploadItems(sent.accepted, sent.parts, sent.totals.summary));
			for (const item of toRejectedItems(sent.totals)) rejectedRows.push(item);
			showHint(context, list, sent.totals);
		}
		if (problem) uploads.push(toFailedItem(problem, sent, list));
		isHalted ||= sent.failedPart !== undefined && sent.failedPart.state !== 'notSent';
	}
	return [uploads, rejectedRows];
}

const NOT_SENT: SentList = unsent({
	message: 'This list was not sent, because AutoGrab did not accept an earlier one',
	description: 'Find out what happened to the earlier list, then upload this one.',
});

function describeFailure(
	{ accepted, failedPart, problem }: SentList,
	{ fileName }: List,
	acceptedBefore: readonly AcceptedInRun[],
): Problem | undefined {
	if (failedPart) {
		const acceptedInRun = [...acceptedBefore, ...accepted.map((part) => ({ part, fileName }))];
		return describeFailedPart(failedPart, fileName, acceptedInRun);
	}
	return problem && describeUnsentList(problem, fileName, acceptedBefore);
}

function toFailedItem(
	problem: Problem,
	{ accepted, failedPart }: SentList,
	{ item, fileName }: List,
): INodeExecutionData {
	if (!failedPart) return toErrorItem(problem, item);
	const details = detailsOfFailedPart(failedPart, fileName, accepted);
	// The item has no other place for what to do.
	const error = `${problem.message}. ${problem.description.replaceAll('\n', ' ')}`;
	return { json: { error, details }, pairedItem: { item } };
}
