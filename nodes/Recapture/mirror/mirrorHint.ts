import type { ComparisonRules, RowPlan } from './comparison';

/** What the hint needs to know of a mirror or of its plan. */
export interface MirrorFacts {
	readonly mode: 'plan' | 'mirror';
	readonly created: number;
	readonly updated: number;
	readonly removed: number;
	readonly failed: number;
	readonly counts: Readonly<Record<RowPlan, number>>;
	readonly removedCustomers: ComparisonRules['removedCustomers'];
	readonly expiryDay: string;
	/** Customers who are not in the list and stay, because the user wants to keep them. */
	readonly left: number;
	/** Customers who are not in the list and expire within days. */
	readonly expiring: number;
	readonly withheldBecause: string;
	readonly fieldsNotKept: readonly string[];
	readonly requests: number;
	/** Rows whose VIN AutoGrab looks up, at a cost. */
	readonly lookups: number;
	/** How the list was read. */
	readonly readingHint: string;
}

/** The result in short sentences, the most important first. */
export function mirrorHintOf(facts: MirrorFacts): string {
	return [
		changes(facts),
		facts.withheldBecause,
		failures(facts),
		staying(facts),
		notKept(facts),
		lookups(facts),
		plannedRequests(facts),
		facts.readingHint,
	]
		.filter((sentence) => sentence !== '')
		.join(' ');
}

function changes(facts: MirrorFacts): string {
	const { mode, created, updated, removed, removedCustomers, expiryDay } = facts;
	const isPlan = mode === 'plan';
	const removal =
		removedCustomers === 'expire'
			? `${isPlan ? 'to expire' : 'expire'} on ${expiryDay}`
			: isPlan
				? 'to remove'
				: 'removed';
	const parts = [
		part(created, isPlan ? 'to add' : 'added'),
		part(updated, isPlan ? 'to update' : 'updated'),
		part(removed, removal),
	].flatMap((each) => each ?? []);
	if (parts.length === 0) return isPlan ? 'There is nothing to change.' : 'Nothing was changed.';
	// "31 customers added, 12 updated."
	const [{ count, what }, ...others] = parts;
	const first = `${number(count)} ${count === 1 ? 'customer' : 'customers'} ${what}`;
	return `${[first, ...others.map((each) => `${number(each.count)} ${each.what}`)].join(', ')}.`;
}

function part(count: number, what: string): { count: number; what: string } | undefined {
	return count === 0 ? undefined : { count, what };
}

function failures({ failed }: MirrorFacts): string {
	if (failed === 0) return '';
	const customers = failed === 1 ? '1 customer' : `${number(failed)} customers`;
	return `${customers} failed: the third output says why where AutoGrab gives a reason. Run the workflow again to retry.`;
}

function staying({ counts, left, expiring }: MirrorFacts): string {
	return [
		counts.foreign > 0
			? `${rows(counts.foreign, 'vehicle is', 'vehicles are')} held by AutoGrab without the mark of this list and not touched.`
			: '',
		left > 0
			? `${rows(left, 'customer', 'customers')} left the list and ${left === 1 ? 'is' : 'are'} kept, as "Customers That Left the List" says.`
			: '',
		expiring > 0
			? `${rows(expiring, 'customer', 'customers')} left the list before and ${expiring === 1 ? 'expires' : 'expire'} within days.`
			: '',
	]
		.filter((sentence) => sentence !== '')
		.join(' ');
}

function notKept({ fieldsNotKept }: MirrorFacts): string {
	return fieldsNotKept.length === 0
		? ''
		: `AutoGrab did not keep ${fieldsNotKept.join(', ')} as sent.`;
}

function lookups({ lookups: count, mode }: MirrorFacts): string {
	if (count === 0) return '';
	return `${rows(count, 'VIN lookup', 'VIN lookups')} ${mode === 'plan' ? 'would' : 'will'} be billed.`;
}

function plannedRequests({ mode, requests }: MirrorFacts): string {
	return mode === 'plan'
		? `"Mirror" needs ${rows(requests, 'request', 'requests')}. Nothing was written.`
		: '';
}

function rows(count: number, one: string, many: string): string {
	return `${number(count)} ${count === 1 ? one : many}`;
}

function number(value: number): string {
	return value.toLocaleString('en-US');
}
