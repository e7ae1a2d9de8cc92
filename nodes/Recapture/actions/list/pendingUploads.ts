import { failure, success, type Outcome } from '../../outcome';
import type { Failure } from '../../transport/failures';
import { getUpload } from '../../transport/uploads';
import { countersAreEqual } from '../../uploads/progress';
import { countersOf, type Upload } from '../../uploads/upload';
import type { Run } from '../operation';
import type { PendingUpload } from './mirrorMemory';

/** Counters that are equal below the number that was sent mean no more after this time: some customers are missing. */
const SETTLED_AFTER_MS = 10 * 60_000;
/** An upload that stands still for so long is not waited for any more. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

/** An upload that AutoGrab still processes: its customers may be missing in the list of customers. */
export interface UnfinishedUpload extends PendingUpload {
	readonly processed: number;
}

/** Asks which of the uploads that were not complete at the end of an earlier run still are not. */
export async function unfinishedOf(
	{ connection }: Run,
	pending: readonly PendingUpload[],
): Promise<Outcome<UnfinishedUpload[], Failure>> {
	const unfinished: UnfinishedUpload[] = [];
	for (const upload of pending) {
		const reading = await getUpload(connection, upload.id);
		if (!reading.ok) {
			// AutoGrab knows nothing of it (any more): then there is nothing to wait for.
			if (reading.problem.kind === 'refused') continue;
			return failure(reading.problem);
		}
		const ageMs = Date.now() - upload.sentAtMs;
		if (isFinished(reading.value, upload.customers, ageMs)) continue;
		unfinished.push({ ...upload, processed: countersOf(reading.value).processed ?? 0 });
	}
	return success(unfinished);
}

function isFinished(upload: Upload, customers: number, ageMs: number): boolean {
	if (ageMs > FORGOTTEN_AFTER_MS) return true;
	if (!countersAreEqual(upload)) return false;
	return (countersOf(upload).processed ?? 0) >= customers || ageMs > SETTLED_AFTER_MS;
}
