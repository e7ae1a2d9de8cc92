import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { failure, type Outcome } from '../domain/outcome';
import { problemOfError, toErrorItem, toNodeError } from '../toNodeError';
import type { Operation } from './operation';
import { OPERATIONS } from './operations';

/** Runs the operation that the user chose, on all input items. */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const operation = OPERATIONS[resource][name];
	return operation.runs === 'once'
		? await operation.execute(context)
		: [await executePerItem(context, operation)];
}

async function executePerItem(
	context: IExecuteFunctions,
	operation: Extract<Operation, { runs: 'perItem' }>,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	for (let item = 0; item < context.getInputData().length; item++) {
		const outcome = await execute(context, operation, item);
		if (outcome.ok) {
			for (const json of outcome.value) output.push({ json, pairedItem: { item } });
		} else if (context.continueOnFail()) {
			output.push(toErrorItem(outcome.problem, item));
		} else {
			throw toNodeError(context.getNode(), outcome.problem, item);
		}
	}
	return output;
}

async function execute(
	context: IExecuteFunctions,
	operation: Extract<Operation, { runs: 'perItem' }>,
	item: number,
): ReturnType<typeof operation.execute> {
	try {
		return await operation.execute(context, item);
	} catch (error) {
		return failure(problemOfError(error)) satisfies Outcome<never>;
	}
}
