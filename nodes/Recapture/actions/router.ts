import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { failure, type Outcome } from '../outcome';
import { readChoice } from '../parameters';
import {
	isNodeError,
	problemOfError,
	toErrorItem,
	toNodeError,
	toThrownError,
} from '../toNodeError';
import { connect } from '../transport/connection';
import type { ItemProblem, Operation, Run } from './operation';
import { OPERATIONS } from './operations';
import { toSuccessItem } from './successItem';

/** Runs the operation that the user chose, on all input items. */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const connection = connect(context);
	const run: Run = { context, connection, startedAtMs: Date.now() };
	try {
		const operation = chosenOperation(context);
		return operation.runs === 'once'
			? await operation.execute(run)
			: [await executePerItem(run, operation)];
	} catch (error) {
		if (isNodeError(error) || !context.continueOnFail()) {
			throw toThrownError(context.getNode(), error);
		}
		// Left to n8n, the input would go on as if all were well.
		const problem = problemOfError(error);
		return [context.getInputData().map((_, item) => toErrorItem(problem, item))];
	}
}

/** @throws a sentence when an expression gave a resource or an operation that does not exist */
function chosenOperation(context: IExecuteFunctions): Operation {
	const resource = readChoice(context.getNodeParameter('resource', 0), {
		label: 'Resource',
		choices: Object.keys(OPERATIONS),
	});
	const operations = OPERATIONS[resource];
	const name = readChoice(context.getNodeParameter('operation', 0), {
		label: 'Operation',
		choices: Object.keys(operations),
	});
	return operations[name];
}

async function executePerItem(
	run: Run,
	operation: Extract<Operation, { runs: 'perItem' }>,
): Promise<INodeExecutionData[]> {
	const { context } = run;
	const output: INodeExecutionData[] = [];
	for (let item = 0; item < context.getInputData().length; item++) {
		const outcome = await execute(run, operation, item);
		if (!outcome.ok && !context.continueOnFail()) {
			throw toNodeError(context.getNode(), outcome.problem, item);
		}
		output.push(...toItems(outcome, item));
	}
	return output;
}

function toItems(outcome: Outcome<IDataObject[], ItemProblem>, item: number): INodeExecutionData[] {
	if (outcome.ok) return outcome.value.map((json) => toSuccessItem(json, { item }));
	const outcomes = outcome.problem.outcomes ?? [outcome];
	return outcomes.map((each) =>
		each.ok ? toSuccessItem(each.value, { item }) : toErrorItem(each.problem, item),
	);
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
