import { judge, NOTHING_SEEN, STANDS_STILL_MS, watch } from '../uploads/completion';
import { failure, success, type Outcome, type Problem } from '../outcome';
import { countersAreEqual, toProgress } from '../uploads/progress';
import type { Upload } from '../uploads/upload';
import type { UploadWatch } from '../sightings/uploadWatch';
import { pause, type Connection } from '../transport/connection';
import type { Failure } from '../transport/failures';
import { getUpload } from '../transport/uploads';
import type { Budget } from './budget';

export interface UploadOrder {
	readonly uploadIds: readonly string[];
	/** How many events may be told. */
	readonly room: number;
}

export interface UploadsPoll {
	readonly watch: UploadWatch;
	/** Uploads that are complete, and were not told before. */
	readonly completed: readonly CompletedUpload[];
	/** IDs that AutoGrab does not know, and that were not reported before. */
	readonly newlyUnknown: readonly string[];
}

export type CompletedUpload = Upload & {
	readonly status: string;
	readonly percentComplete: number;
};

/** One poll of a watch over uploads: asks for each that was not told yet, beginning where the last poll stopped. */
export async function pollUploads(
	budget: Budget,
	before: UploadWatch,
	{ uploadIds, room }: UploadOrder,
): Promise<Outcome<UploadsPoll, Problem | Failure>> {
	const isNewList = before.listed.join() !== uploadIds.join();
	const told = new Set(before.told);
	const pending = rotate(uploadIds, isNewList ? 0 : before.next).filter((id) => !told.has(id));
	const seen = await askForAll(budget, pending);
	const isKeyGood = seen.uploads.length > 0 || seen.unknown.length > 0;
	const unknown = [...seen.unknown, ...(isKeyGood ? seen.forbidden : [])];
	const untold = seen.uploads.filter(({ upload }) => !told.has(upload.id));
	const completed = await chooseComplete(budget.connection, untold, room);
	const isEmpty = completed.length === 0;
	if (isEmpty && seen.failures.length > 0) return failure(seen.failures[0]);
	if (isEmpty && !isKeyGood && seen.firstRefusal) return failure(seen.firstRefusal);
	const isAnyKnown = seen.uploads.length > 0 || uploadIds.some((id) => told.has(id));
	if (isNewList && !isAnyKnown && seen.isWhole) return failure(NONE_KNOWN);
	const stoppedAt = uploadIds.indexOf(seen.next ?? '');
	return success({
		watch: {
			listed: uploadIds,
			told: [
				...new Set([...before.told, ...completed.flatMap(({ id, upload }) => [id, upload.id])]),
			],
			unknown,
			next: Math.max(stoppedAt, 0),
		},
		completed: completed.map(({ upload }) => upload),
		newlyUnknown: unknown.filter((id) => isNewList || !before.unknown.includes(id)),
	});
}

const NONE_KNOWN: Problem = {
	message: "AutoGrab knows none of the uploads under 'Upload IDs'",
	description:
		"Copy the IDs that 'Upload Customers' returned, and check that the credential's region is the one in which the lists were uploaded.",
};

/** An upload by the ID that the user gave: the vendor may write it in another way. */
interface Listed<T extends Upload> {
	readonly id: string;
	readonly upload: T;
}

interface Seen {
	readonly uploads: Array<Listed<Upload>>;
	readonly unknown: string[];
	/** Refused to this key: another account's, or the key is bad. */
	readonly forbidden: string[];
	firstRefusal?: Failure;
	/** What passes by itself. One upload that cannot be read does not hold up the others. */
	readonly failures: Failure[];
	/** The first that there was no time for. */
	next?: string;
	/** Whether all were asked for. */
	isWhole: boolean;
}

async function askForAll(budget: Budget, ids: readonly string[]): Promise<Seen> {
	const seen: Seen = { uploads: [], unknown: [], forbidden: [], failures: [], isWhole: true };
	for (const id of ids) {
		if (id !== ids[0] && budget.connection.clock.now() >= budget.stopAtMs) {
			return { ...seen, next: id, isWhole: false };
		}
		const upload = await getUpload(budget.connection, id);
		if (upload.ok) {
			seen.uploads.push({ id, upload: upload.value });
		} else if (upload.problem.kind === 'refused') {
			seen.unknown.push(id);
		} else if (upload.problem.kind === 'unauthorized') {
			seen.forbidden.push(id);
			seen.firstRefusal ??= upload.problem;
		} else {
			seen.failures.push(upload.problem);
			seen.isWhole = false;
		}
	}
	return seen;
}

/** Counters that are equal must also stand still: on a long list both may still be growing. */
async function chooseComplete(
	connection: Connection,
	uploads: ReadonlyArray<Listed<Upload>>,
	room: number,
): Promise<Array<Listed<CompletedUpload>>> {
	const candidates = uploads.filter(({ upload }) => countersAreEqual(upload)).slice(0, room);
	if (candidates.length === 0) return [];
	if ((await pause(connection, STANDS_STILL_MS)) !== 'over') return [];
	const complete: Array<Listed<CompletedUpload>> = [];
	for (const { id, upload } of candidates) {
		const again = await getUpload(connection, id);
		if (!again.ok) continue;
		const once = watch(NOTHING_SEEN, upload, 0);
		const twice = watch(once, again.value, STANDS_STILL_MS);
		if (judge(twice, undefined, STANDS_STILL_MS).kind !== 'complete') continue;
		const { status, percentComplete } = toProgress(again.value, 'complete');
		complete.push({ id, upload: { ...again.value, status, percentComplete } });
	}
	return complete;
}

function rotate<T>(list: readonly T[], by: number): T[] {
	return [...list.slice(by), ...list.slice(0, by)];
}
