import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { failure, success, type Outcome, type Problem } from '../../outcome';
import {
	describeNamedStanding,
	describeStanding,
	isComplete,
	type Standing,
} from '../../uploads/progressSentence';
import type { ItemProblem } from '../operation';

/** What was found out about one of the uploads that an input item names. */
export interface FoundUpload {
	readonly id: string;
	/** Where it stands, or why that is not known. */
	readonly standing: Outcome<Standing>;
	/** What the user gets of it. */
	readonly outcome: Outcome<Readonly<Record<string, unknown>>>;
}

const MAX_NAMED = 10;

/**
 * The result for one input item: an item for each upload, and a hint in a sentence. When one of several failed, the problem
 * names the states of all, and holds the outcome of each.
 */
export function report(
	context: IExecuteFunctions,
	item: number,
	found: readonly FoundUpload[],
): Outcome<IDataObject[], ItemProblem> {
	const summary = context.getInputData()[item]?.json.summary;
	const outcomes = found.map(({ outcome }) =>
		outcome.ok ? success(withSummary(outcome.value, summary)) : outcome,
	);
	showHint(context, found);
	const problems = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.problem]));
	if (problems.length === 0)
		return success(outcomes.flatMap((each) => (each.ok ? [each.value] : [])));
	if (found.length === 1) return failure(problems[0]);
	return failure({ ...problemOfSeveral(found, problems), outcomes });
}

/** Hands on what the input item knows of the list. */
function withSummary(status: Readonly<Record<string, unknown>>, summary: unknown): IDataObject {
	const isKnown = typeof summary === 'object' && summary !== null && !('summary' in status);
	return { ...status, ...(isKnown && { summary }) } as IDataObject;
}

function problemOfSeveral(found: readonly FoundUpload[], problems: readonly Problem[]): Problem {
	const count = `${problems.length} of ${found.length} uploads ${problems.length === 1 ? 'has' : 'have'} a problem`;
	return {
		message: `${count}: ${found.map(nameState).join('; ')}`,
		description: [...new Set(problems.map(({ description }) => description))].join('\n'),
	};
}

function nameState({ id, standing }: FoundUpload): string {
	return standing.ok
		? describeNamedStanding(id, standing.value)
		: `${id}: ${standing.problem.message}`;
}

function showHint(context: IExecuteFunctions, found: readonly FoundUpload[]): void {
	const isGood = found.every(({ standing }) => standing.ok && isGoodEnd(standing.value));
	context.addExecutionHints({
		message: found.length === 1 ? hintOfOne(found[0]) : hintOfSeveral(found),
		type: isGood ? 'info' : 'warning',
		location: 'outputPane',
	});
}

function isGoodEnd({ progress, missingCustomers = 0 }: Standing): boolean {
	return progress.status === 'complete' && missingCustomers === 0;
}

function hintOfOne({ standing }: FoundUpload): string {
	if (!standing.ok) return `${standing.problem.message}.`;
	const sentence = `${describeStanding(standing.value)}.`;
	return isComplete(standing.value) ? sentence : `${sentence} ${GOES_ON}`;
}

function hintOfSeveral(found: readonly FoundUpload[]): string {
	const named = found.slice(0, MAX_NAMED).map(nameState);
	const more = found.length > MAX_NAMED ? [`and ${found.length - MAX_NAMED} more`] : [];
	const isOpen = found.some(({ standing }) => standing.ok && !isComplete(standing.value));
	const states = `${found.length} uploads: ${[...named, ...more].join('; ')}.`;
	return isOpen ? `${states} ${GOES_ON}` : states;
}

const GOES_ON = 'AutoGrab continues processing. Check later with Status → Get.';
