import type { HeldCustomer } from '../../customers/heldCustomer';
import type { FieldValues, Leaver } from '../../mirror/comparison';
import type { Doubt } from '../../mirror/doubts';
import { heldDay } from '../../mirror/heldFields';
import { KeptFields } from '../../mirror/keptFields';
import { success, type Outcome } from '../../outcome';
import { deleteCustomer, updateCustomer } from '../../transport/customers';
import { STOPPED, type Failure } from '../../transport/failures';
import type { Run } from '../operation';
import type { ProgressLog } from './progressLog';
import type { Source } from './readSource';

/** After so many customers in succession without an answer, the others are not tried. */
const MAX_UNANSWERED = 3;

/** The words for each customer that failed, by ID. */
type Failures = Map<string, string>;

export interface UpdateResult {
	readonly updated: number;
	readonly failures: Failures;
	/** IDs of customers of whose changes AutoGrab kept none. */
	readonly notKept: ReadonlySet<string>;
	readonly fieldsNotKept: readonly string[];
}

/**
 * Updates the customers that differ from the list, one by one. One that AutoGrab refuses does not stop the others. The only
 * failure that is returned is that the execution was stopped.
 */
export async function updateCustomers(
	{ connection }: Run,
	{ comparison, rules }: Source,
	progress: ProgressLog,
): Promise<Outcome<UpdateResult, Failure>> {
	const { updates } = comparison;
	const kept = new KeptFields(rules.region);
	const failures: Failures = new Map();
	const notKept = new Set<string>();
	let updated = 0;
	let unanswered = 0;
	for (const [index, update] of updates.entries()) {
		if (connection.signal?.aborted) return { ok: false, problem: STOPPED };
		progress.log(`${index} of ${updates.length} changed customers were updated`);
		const sent: FieldValues = kept.worthSending(update.after);
		if (unanswered >= MAX_UNANSWERED) {
			failures.set(update.id, NOT_TRIED);
			continue;
		}
		if (Object.keys(sent).length === 0) {
			notKept.add(update.id);
			continue;
		}
		const answer = await updateCustomer(connection, update.id, sent as Record<string, string>);
		if (answer.ok) {
			unanswered = 0;
			if (kept.read(sent, answer.value)) updated += 1;
			else notKept.add(update.id);
		} else {
			if (answer.problem.kind === 'stopped') return answer;
			unanswered = answer.problem.kind === 'refused' ? 0 : unanswered + 1;
			failures.set(update.id, answer.problem.message);
		}
	}
	return success({ updated, failures, notKept, fieldsNotKept: kept.notKept() });
}

const NOT_TRIED = 'It was not tried, because AutoGrab did not answer for the customers before it';

export interface RemovalResult {
	readonly removed: ReadonlySet<string>;
	readonly failures: Failures;
	/** Why the removals ended before the last one. */
	readonly doubt?: Doubt;
}

/** Removes the customers that left the list, one by one, as long as nothing goes wrong. */
export async function removeCustomers(
	run: Run,
	{ comparison, rules }: Source,
	progress: ProgressLog,
): Promise<Outcome<RemovalResult, Failure>> {
	const { leavers } = comparison;
	const removed = new Set<string>();
	const failures: Failures = new Map();
	for (const [index, leaver] of leavers.entries()) {
		if (run.connection.signal?.aborted) return { ok: false, problem: STOPPED };
		progress.log(`${index} of ${leavers.length} customers were removed`);
		const answer = await remove(run, leaver, rules);
		if (answer.ok && isRemoved(answer.value, rules)) {
			removed.add(leaver.id);
			continue;
		}
		if (!answer.ok && answer.problem.kind === 'stopped') return answer;
		failures.set(leaver.id, answer.ok ? DATE_NOT_KEPT.what : answer.problem.message);
		return success({ removed, failures, doubt: answer.ok ? DATE_NOT_KEPT : REFUSED });
	}
	return success({ removed, failures });
}

async function remove(
	{ connection }: Run,
	{ id }: Leaver,
	{ removedCustomers, expiryDay }: Source['rules'],
): Promise<Outcome<HeldCustomer | 'gone', Failure>> {
	const answer =
		removedCustomers === 'delete'
			? await deleteCustomer(connection, id)
			: await updateCustomer(connection, id, { expiry_date: expiryDay });
	return !answer.ok && answer.problem.isCertainlyNotFound ? success('gone') : answer;
}

/** A customer who expires must have the date in AutoGrab's answer: an account may ignore it without a word. */
function isRemoved(
	answer: HeldCustomer | 'gone',
	{ removedCustomers, expiryDay }: Source['rules'],
): boolean {
	if (answer === 'gone' || removedCustomers === 'delete') return true;
	return heldDay(answer.expiry_date) === expiryDay;
}

const DATE_NOT_KEPT: Doubt = {
	what: 'AutoGrab did not keep the expiry date of a customer who left the list',
	advice:
		'Ask AutoGrab whether your account has expiry dates, or choose another way under "Customers That Left the List".',
};

const REFUSED: Doubt = {
	what: 'AutoGrab did not remove one of the customers who left the list',
	advice: 'The third output says why. Run the workflow again when that is solved.',
};
