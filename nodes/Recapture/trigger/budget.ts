import type { IPollFunctions } from 'n8n-workflow';

import { connect, type Connection } from '../transport/connection';

/** Where n8n does not say how long a poll may take. */
const UNKNOWN_BUDGET_MS = 30_000;

/** Publishing a workflow waits for the first poll. */
const ACTIVATION_BUDGET_MS = 20_000;

/** One page is read however small the budget is, or a sweep would never come to its end. */
const FIRST_PAGE_MS = 10_000;

/** `activation`: the user, or n8n at its start, waits for it. */
export type Occasion = 'activation' | 'scheduled';

export interface Budget {
	readonly connection: Connection;
	/** No page is asked for after this, in milliseconds since 1970. */
	readonly stopAtMs: number;
	/** Ends requests that are still under way: pages that were asked for ahead. */
	finish(): void;
}

export function openBudget(context: IPollFunctions, occasion: Occasion): Budget {
	const givenMs = pollBudgetMs(context) ?? UNKNOWN_BUDGET_MS;
	const budgetMs = occasion === 'activation' ? Math.min(givenMs, ACTIVATION_BUDGET_MS) : givenMs;
	const allMs = Math.max(budgetMs, FIRST_PAGE_MS);
	const ending = new AbortController();
	const startedAtMs = Date.now();
	return {
		connection: connect(context, { deadlineMs: startedAtMs + allMs, signal: ending.signal }),
		stopAtMs: startedAtMs + budgetMs,
		finish: () => ending.abort(),
	};
}

/** The function came with n8n 2.38. */
export function pollBudgetMs(context: Partial<IPollFunctions>): number | undefined {
	return context.getPollBudgetMs?.();
}
