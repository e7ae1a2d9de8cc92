import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import type { ListReport } from '../../list/list';
import { failure, success, type Outcome } from '../../outcome';
import { describeUnsentList } from '../../list/sentParts';
import type { ListSummary } from '../../list/summary';
import { problemOfError, toErrorItem, toNodeError } from '../../toNodeError';
import type { Run } from '../operation';
import { checkList, problemOfEmptyList, walkToEnd } from './checkedList';
import { existingVehicles, type ExistingVehicles } from './existingVehicles';
import { listFields } from './listFields';
import { readListParameters } from './listParameters';
import { findLists, type List } from './lists';
import { showTotals, toRejectedItems } from './output';

export const runs = 'once';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['upload'], operation: ['validate'] } },
	listFields,
);

/**
 * Reads and checks every list as an upload would, and queues nothing. Gives one summary for each list on output 1 and
 * the rejected rows on output 2.
 */
export async function execute(run: Run): Promise<INodeExecutionData[][]> {
	const { context, connection } = run;
	const existing = existingVehicles(connection);
	const summaries: INodeExecutionData[] = [];
	const rejectedRows: INodeExecutionData[] = [];
	for (const list of findLists(context)) {
		const { item, fileName } = list;
		const validated = await validate(run, list, existing);
		if (validated.ok) {
			const { summary, report } = validated.value;
			summaries.push({ json: { summary }, pairedItem: pairedItemsOf(context, list) });
			for (const rejected of toRejectedItems(report)) rejectedRows.push(rejected);
			showTotals(context, fileName, summary, 0);
		} else {
			const problem = describeUnsentList(validated.problem, fileName, []);
			if (!context.continueOnFail()) {
				throw toNodeError(context.getNode(), problem, fileName === undefined ? undefined : item);
			}
			summaries.push(toErrorItem(problem, item));
		}
	}
	return [summaries, rejectedRows];
}

async function validate(
	run: Run,
	list: List,
	existing: ExistingVehicles,
): Promise<Outcome<{ readonly report: ListReport; readonly summary: ListSummary }>> {
	try {
		const parameters = readListParameters(run.context, list.item);
		const checked = await checkList(run, list, parameters, existing);
		if (!checked.ok) return checked;
		const report = await walkToEnd(checked.value);
		const problem = problemOfEmptyList(report, parameters);
		if (problem) return failure(problem);
		return success({ report, summary: checked.value.summarise(report) });
	} catch (error) {
		return failure(problemOfError(error));
	}
}

/** Input items are one list together; a file is the list of its own item. */
function pairedItemsOf(context: IExecuteFunctions, { item, fileName }: List) {
	return fileName === undefined
		? context.getInputData().map((_, index) => ({ item: index }))
		: { item };
}
