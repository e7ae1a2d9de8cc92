import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { connect, type Connection } from '../transport/connection';

/** What n8n gives to a poll of a trigger that it keeps in memory, and to every poll at activation. */
const IN_MEMORY_BUDGET_MS = 300_000;

/** Publishing a workflow, or n8n's start, waits for the poll at activation; the user waits for a test event. */
const SHORT_BUDGET_MS = 20_000;

/** A few pages are read however small the budget is, or a sweep would never come to its end. */
const FIRST_PAGES_MS = 10_000;

type Occasion = 'activation' | 'scheduled' | 'testEvent';

/** One poll under way. */
export interface Polling {
	/** Its requests end with the budget. */
	readonly connection: Connection;
	readonly occasion: Occasion;
	/** In milliseconds since 1970. */
	readonly startedAtMs: number;
	/** No page is asked for after this, in milliseconds since 1970. */
	readonly stopAtMs: number;
	/** Writes a sentence into n8n's log. */
	log(level: 'info' | 'warn' | 'error', sentence: string): void;
}

/** What is left to do when a poll has read: to remember its state, and to start the workflow with its items. */
export interface Step<State> {
	readonly state: State;
	readonly items: INodeExecutionData[];
}

/** @param signal ends the poll: a request that is under way fails */
export function startPolling(
	context: IPollFunctions,
	occasion: Occasion,
	signal?: AbortSignal,
): Polling {
	const givenMs = givenBudgetMs(context);
	const budgetMs = occasion === 'scheduled' ? givenMs : Math.min(givenMs, SHORT_BUDGET_MS);
	const startedAtMs = Date.now();
	const deadlineMs = startedAtMs + Math.max(budgetMs, FIRST_PAGES_MS);
	return {
		connection: connect(context, { deadlineMs, ...(signal && { signal }) }),
		occasion,
		startedAtMs,
		stopAtMs: startedAtMs + budgetMs,
		log(level, sentence) {
			// n8n's log does not say which node writes.
			const { name } = context.getNode();
			context.logger[level](`${name}: ${sentence}`, { workflowId: context.getWorkflow().id });
		},
	};
}

/**
 * n8n does not distinguish the poll at activation from later ones: by default one context, with the mode of its
 * activation, serves them all. But then n8n has just loaded the memory. With durable cursors it does so for each poll,
 * and gives less time to those on schedule.
 */
export function occasionOf(context: IPollFunctions, memory: { isFresh: boolean }): Occasion {
	const isActivation = memory.isFresh && givenBudgetMs(context) >= IN_MEMORY_BUDGET_MS;
	return isActivation ? 'activation' : 'scheduled';
}

/** The function came with n8n 2.38. */
function givenBudgetMs(context: Partial<IPollFunctions>): number {
	return context.getPollBudgetMs?.() ?? IN_MEMORY_BUDGET_MS;
}
