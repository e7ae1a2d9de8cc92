import type { AcceptedPart } from '../../list/sentParts';
import type { Doubt } from '../../mirror/doubts';
import { failure, success, type Outcome } from '../../outcome';
import { STOPPED, type Failure } from '../../transport/failures';
import { NOTHING_SEEN } from '../../uploads/completion';
import { countersOf } from '../../uploads/upload';
import type { Run } from '../operation';
import { waitUntilComplete, type AwaitedUpload } from '../status/waitUntilComplete';
import type { ProgressLog } from './progressLog';

const POLL_SECONDS = 5;

export interface WaitResult {
	readonly created: number;
	/** Customers that AutoGrab counts as errors. */
	readonly errors: number;
	/** IDs of uploads that were not complete in time. */
	readonly unfinished: ReadonlySet<string>;
	/** What speaks against removals. */
	readonly doubts: readonly Doubt[];
}

/** Waits until AutoGrab has processed the new customers. The only failure is that the execution was stopped. */
export async function waitForNew(
	{ connection }: Run,
	parts: ReadonlyArray<Pick<AcceptedPart, 'upload' | 'customers'>>,
	maxWaitMinutes: number,
	progress: ProgressLog,
): Promise<Outcome<WaitResult, Failure>> {
	const uploads = parts.map(({ upload, customers }): AwaitedUpload => {
		const { id } = upload;
		const verdict = { kind: 'processing' } as const;
		return { id, expectedCustomers: customers, seen: NOTHING_SEEN, verdict, waitedSeconds: 0 };
	});
	const onLook = () =>
		progress.log(`AutoGrab processes new customers, so far ${total(uploads.map(createdIn))}`);
	const limits = { maxWaitMinutes, pollSeconds: POLL_SECONDS, onLook };
	const run = { connection, startedAtMs: Date.now() };
	if (uploads.length > 0 && (await waitUntilComplete(run, uploads, limits)) === 'stopped') {
		return failure(STOPPED);
	}
	const unfinished = uploads.filter(({ verdict }) => verdict.kind !== 'complete');
	const errors = total(uploads.map(({ upload }) => (upload && countersOf(upload).errors) ?? 0));
	const missing = total(uploads.map(missingIn));
	return success({
		created: total(uploads.map(createdIn)),
		errors,
		unfinished: new Set(unfinished.map(({ id }) => id)),
		doubts: [
			...(unfinished.length > 0 ? [NOT_IN_TIME] : []),
			...(errors + missing > 0 ? [notCreated(errors + missing)] : []),
		],
	});
}

function createdIn({ upload, verdict, expectedCustomers = 0 }: AwaitedUpload): number {
	const { processed, errors = 0 } = upload ? countersOf(upload) : {};
	if (processed === undefined) return verdict.kind === 'complete' ? expectedCustomers : 0;
	return Math.max(Math.min(processed, expectedCustomers) - errors, 0);
}

function missingIn({ verdict }: AwaitedUpload): number {
	return verdict.kind === 'complete' ? (verdict.missingCustomers ?? 0) : 0;
}

function total(counts: readonly number[]): number {
	return counts.reduce((sum, count) => sum + count, 0);
}

const NOT_IN_TIME: Doubt = {
	what: 'AutoGrab did not process all new customers in time',
	advice: 'Run the workflow again later, or raise "Max Wait (Minutes)".',
};

function notCreated(count: number): Doubt {
	const customers =
		count === 1 ? '1 new customer' : `${count.toLocaleString('en-US')} new customers`;
	return {
		what: `AutoGrab did not create ${customers}`,
		advice: 'Run the workflow again. If it stays so, ask AutoGrab about the upload.',
	};
}
