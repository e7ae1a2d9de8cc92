import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { describeUnsentList } from '../../list/sentParts';
import { failure, type Outcome, type Problem } from '../../outcome';
import { toErrorItem, toNodeError } from '../../toNodeError';
import type { Run } from '../operation';
import { toSuccessItem } from '../successItem';
import { findLists, type List } from '../upload/lists';
import { toRejectedItems } from '../upload/output';
import { mirrorList, type MirroredList, type MirrorProblem, type Mode } from './mirrorList';
import { readSource, type Source } from './readSource';

/**
 * Plans or mirrors every list of the input. All lists are read before anything is written. Gives a result for each list on
 * output 1, the rejected rows on output 2 and the changes on output 3.
 */
export async function mirrorLists(run: Run, mode: Mode): Promise<INodeExecutionData[][]> {
	const { context } = run;
	const results: INodeExecutionData[] = [];
	const rejectedRows: INodeExecutionData[] = [];
	const changes: INodeExecutionData[] = [];
	const lists = findLists(context);
	const sources = await readSources(run, lists);
	const unread = sources.filter(({ ok }) => !ok).length;
	let isHalted = false;
	for (const [index, list] of lists.entries()) {
		const source = sources[index];
		const mirrored: Outcome<MirroredList, MirrorProblem> = isHalted
			? NOT_SENT
			: await mirrorSource(run, source, mode, unread);
		if (!mirrored.ok) {
			isHalted ||= mirrored.problem.halts === true;
			if (!context.continueOnFail()) throw toThrown(context, list, mirrored.problem);
			results.push(toErrorItem(describeUnsentList(mirrored.problem, list.fileName, []), list.item));
			continue;
		}
		const { result, totals } = mirrored.value;
		results.push(toSuccessItem(result, pairedItemsOf(context, list)));
		for (const item of toRejectedItems(totals)) rejectedRows.push(item);
		for (const item of toChangeItems(list, mirrored.value)) changes.push(item);
		showHint(context, list, mirrored.value);
	}
	return [results, rejectedRows, changes];
}

/** Reads all lists. When one cannot be read, a node that stops at errors does so here, before anything is written. */
async function readSources(run: Run, lists: readonly List[]): Promise<Array<Outcome<Source>>> {
	const sources: Array<Outcome<Source>> = [];
	for (const list of lists) {
		const source = await readSource(run, list);
		if (!source.ok && !run.context.continueOnFail()) {
			throw toThrown(run.context, list, source.problem);
		}
		sources.push(source);
	}
	const names = sources.flatMap((source) => (source.ok ? [source.value.parameters.listName] : []));
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice === undefined) return sources;
	const problem = sameName(twice);
	if (!run.context.continueOnFail()) throw toNodeError(run.context.getNode(), problem);
	return sources.map((source) =>
		source.ok && source.value.parameters.listName === twice ? failure(problem) : source,
	);
}

async function mirrorSource(
	run: Run,
	source: Outcome<Source>,
	mode: Mode,
	unread: number,
): Promise<Outcome<MirroredList, MirrorProblem>> {
	return source.ok ? await mirrorList(run, source.value, mode, unread) : source;
}

function toThrown(context: IExecuteFunctions, { item, fileName }: List, problem: Problem) {
	const described = describeUnsentList(problem, fileName, []);
	return toNodeError(context.getNode(), described, fileName === undefined ? undefined : item);
}

function toChangeItems({ item, fileName }: List, { changes }: MirroredList): INodeExecutionData[] {
	return changes.map((change) => {
		// Of input items each is a row.
		const own = fileName === undefined && change.row !== null ? change.row - 1 : item;
		return { json: { ...change } as unknown as IDataObject, pairedItem: { item: own } };
	});
}

/** Input items are one list together; a file is the list of its own item. */
function pairedItemsOf(context: IExecuteFunctions, { item, fileName }: List) {
	return fileName === undefined
		? context.getInputData().map((_, index) => ({ item: index }))
		: { item };
}

function showHint(
	context: IExecuteFunctions,
	{ fileName }: List,
	{ hint, hintType }: MirroredList,
): void {
	context.addExecutionHints({
		message: fileName === undefined ? hint : `${fileName}: ${hint}`,
		type: hintType,
		location: 'outputPane',
	});
}

function sameName(name: string): Problem {
	return {
		message: `Two lists of this run have the same name "${name}", so each would remove the customers of the other`,
		description:
			"Give each file its own 'List Name', for example with an expression, or join the files to one list before this node. Nothing was sent.",
	};
}

const NOT_SENT: Outcome<never, MirrorProblem> = failure({
	message: 'This list was not mirrored, because AutoGrab did not accept an earlier one',
	description: 'Find out what happened to the earlier list, then run the workflow again.',
});
