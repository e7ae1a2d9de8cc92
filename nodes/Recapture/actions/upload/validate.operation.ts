import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { failure, type Outcome } from '../../outcome';
import { describeUnsentList } from '../../list/sentParts';
import { problemOfError, toErrorItem, toNodeError } from '../../toNodeError';
import type { Run } from '../operation';
import { existingVehicles, type ExistingVehicles } from './existingVehicles';
import { listFields } from './listFields';
import { readListParameters } from './listParameters';
import { findLists, type List } from './lists';
import { showHint, toRejectedItems } from './output';
import { prepareList, readToEnd, type ListTotals } from './preparedList';

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
			const { summary } = validated.value;
			summaries.push({ json: { summary }, pairedItem: pairedItemsOf(context, list) });
			for (const rejected of toRejectedItems(validated.value)) rejectedRows.push(rejected);
			showHint(context, list, validated.value);
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
): Promise<Outcome<ListTotals>> {
	try {
		const parameters = readListParameters(run.context, list.item);
		const prepared = await prepareList(run, list, parameters, existing);
		if (!prepared.ok) return prepared;
		return prepared.value.totals(await readToEnd(prepared.value));
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
