import { failure, success, type Outcome } from '../../outcome';
import type { Connection } from '../../transport/connection';
import { STOPPED, type Failure } from '../../transport/failures';
import { getUpload } from '../../transport/uploads';
import { judge, NOTHING_SEEN, watch, type Verdict, type Watch } from '../../uploads/completion';
import { toProgress } from '../../uploads/progress';
import type { Standing } from '../../uploads/progressSentence';
import type { Upload } from '../../uploads/upload';
import type { UploadsToFollow } from './uploadsToFollow';

/** An upload that is looked at until it is known where it stands. */
export interface FollowedUpload {
	readonly id: string;
	readonly expectedCustomers?: number;
	seen: Watch;
	verdict: Verdict;
	/** The last reading. */
	upload?: Upload;
	/** Why the last look gave no reading. */
	problem?: Failure;
}

export function follow({ ids, expectedCustomers }: UploadsToFollow): FollowedUpload[] {
	return ids.map((id) => ({
		id,
		expectedCustomers,
		seen: NOTHING_SEEN,
		verdict: { kind: 'processing' },
	}));
}

/** @param now the time in milliseconds, asked for when the reading is there */
export async function look(
	connection: Connection,
	followed: FollowedUpload,
	now: () => number,
): Promise<void> {
	const reading = await getUpload(connection, followed.id);
	followed.problem = reading.ok ? undefined : reading.problem;
	if (!reading.ok) return;
	const nowMs = now();
	followed.upload = reading.value;
	followed.seen = watch(followed.seen, reading.value, nowMs);
	followed.verdict = judge(followed.seen, followed.expectedCustomers, nowMs);
}

/** Whether it looks complete, and has to be looked at again because nobody knows how many customers were sent. */
export function isUndecided({ seen, verdict, expectedCustomers }: FollowedUpload): boolean {
	return verdict.kind === 'processing' && seen.readings > 0 && expectedCustomers === undefined;
}

export function standingOf(followed: FollowedUpload): Outcome<Standing, Failure> {
	const { upload, verdict, problem, expectedCustomers } = followed;
	if (problem || !upload) return failure(problem ?? STOPPED);
	const progress = toProgress(upload, verdict.kind, expectedCustomers);
	const missing = verdict.kind === 'complete' ? verdict.missingCustomers : undefined;
	return success({
		progress,
		expectedCustomers,
		...(missing !== undefined && { missingCustomers: missing }),
	});
}
