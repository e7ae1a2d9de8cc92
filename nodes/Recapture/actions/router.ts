import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { failure, type Outcome } from '../domain/outcome';
import { problemOfError, toErrorItem, toNodeError } from '../toNodeError';
import { connect } from '../transport/connection';
import type { Operation, Run } from './operation';
import { OPERATIONS } from './operations';
import { toSuccessItem } from './successItem';

/** Runs the operation that the user chose, on all input items. */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const connection = connect(context);
	const run: Run = { context, connection, startedAtMs: connection.clock.now() };
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const operation = OPERATIONS[resource][name];
	return operation.runs === 'once'
		? await operation.execute(run)
		: [await executePerItem(run, operation)];
}

async function executePerItem(
	run: Run,
	operation: Extract<Operation, { runs: 'perItem' }>,
): Promise<INodeExecutionData[]> {
	const { context } = run;
	const output: INodeExecutionData[] = [];
	for (let item = 0; item < context.getInputData().length; item++) {
		const outcome = await execute(run, operation, item);
		if (outcome.ok) {
			for (const json of outcome.value) output.push(toSuccessItem(json, { item }));
		} else if (context.continueOnFail()) {
			output.push(toErrorItem(outcome.problem, item));
		} else {
			throw toNodeError(context.getNode(), outcome.problem, item);
		}
	}
	return output;
}

async function execute(
	run: Run,
	operation: Extract<Operation, { runs: 'perItem' }>,
	item: number,
): ReturnType<typeof operation.execute> {
	try {
		return await operation.execute(run, item);
	} catch (error) {
		return failure(problemOfError(error)) satisfies Outcome<never>;
	}
}
