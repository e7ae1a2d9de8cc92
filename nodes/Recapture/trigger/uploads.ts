import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { failure, success, type Outcome, type Problem } from '../outcome';
import { pause } from '../transport/connection';
import { asRecord, type Failure } from '../transport/failures';
import { getUpload } from '../transport/uploads';
import { countersAreEqual, toProgress } from '../uploads/progress';
import { countersOf, type Upload } from '../uploads/upload';
import type { Polling, Step } from './polling';
import type { UploadSettings } from './settings';

/** How far a watch over uploads has come. Uploads by their IDs as the user gave them. */
interface UploadState {
	/** All that were listed at the last poll. */
	readonly listed: readonly string[];
	/** Those that were reported. They stay when the user takes them off the list, so that they are not reported again. */
	readonly reported: readonly string[];
	/** Those that AutoGrab did not know. */
	readonly unknown: readonly string[];
	/** The counters of those that seemed complete at the last poll. */
	readonly settled: Readonly<Record<string, string>>;
	/** Where the next poll begins when there was no time for all. */
	readonly next?: string;
}

export const NO_UPLOADS: UploadState = { listed: [], reported: [], unknown: [], settled: {} };

/**
 * One poll: asks for each upload that was not reported yet. An upload is complete when two polls in a row see the same
 * counters: on a long list both may be equal for a moment while both are still growing.
 */
export async function pollUploads(
	polling: Polling,
	{ uploadIds, maxEvents }: UploadSettings,
	before: UploadState,
): Promise<Outcome<Step<UploadState>, Problem | Failure>> {
	const reported = new Set(before.reported);
	const pending = startingAt(before.next, uploadIds).filter((id) => !reported.has(id));
	// Publishing checks the key, also when there is nothing left to watch.
	const isOver = pending.length === 0 && polling.occasion === 'activation';
	const seen = await askFor(polling, isOver ? uploadIds.slice(0, 1) : pending);
	const isPublished =
		polling.occasion === 'activation' && before.listed.join() !== uploadIds.join();
	if (isPublished && pending.length === uploadIds.length) await waitForOne(polling, seen);
	const problem = problemOf(seen);
	if (problem) return failure(problem);
	const isAnyKnown = seen.uploads.size > 0 || pending.length < uploadIds.length;
	if (isPublished && !isAnyKnown && seen.next === undefined) return failure(NONE_KNOWN);

	const settled = new Map(Object.entries(before.settled).filter(([id]) => pending.includes(id)));
	const items: INodeExecutionData[] = [];
	for (const [id, upload] of seen.uploads) {
		const { processed, uploaded } = countersOf(upload);
		const counters = `${processed}/${uploaded}`;
		const isSettled = settled.get(id) === counters;
		settled.delete(id);
		if (!countersAreEqual(upload) || reported.has(id) || reported.has(upload.id)) continue;
		if (isSettled && items.length < maxEvents) {
			items.push(toUploadItem(upload, 'complete'));
			reported.add(id).add(upload.id);
		} else {
			settled.set(id, counters);
		}
	}
	logTroubles(polling, seen, before);
	const state: UploadState = {
		listed: uploadIds,
		reported: [...reported],
		unknown: [...seen.unknown, ...seen.forbidden.keys()],
		settled: Object.fromEntries(settled),
		...(seen.next !== undefined && { next: seen.next }),
	};
	return success({ state, items });
}

const NONE_KNOWN: Problem = {
	message: "AutoGrab knows none of the uploads under 'Upload IDs'",
	description:
		"Copy the IDs that 'Upload Customers' returned, and check the region in the credential. If a list was uploaded just now, publish again in a minute.",
};

interface Seen {
	readonly uploads: Map<string, Upload>;
	readonly unknown: Set<string>;
	/** Refused to this key: another account's upload, or the key is bad. */
	readonly forbidden: Map<string, Failure>;
	/** What passes by itself. An upload that cannot be read does not hold up the others. */
	readonly failures: Failure[];
	/** The first ID that there was no time for. */
	next?: string;
}

async function askFor(
	{ connection, stopAtMs }: Polling,
	ids: readonly string[],
	seen: Seen = { uploads: new Map(), unknown: new Set(), forbidden: new Map(), failures: [] },
): Promise<Seen> {
	for (const id of ids) {
		if (id !== ids[0] && Date.now() >= stopAtMs) return { ...seen, next: id };
		const upload = await getUpload(connection, id);
		if (upload.ok) seen.uploads.set(id, upload.value);
		else if (upload.problem.kind === 'refused') seen.unknown.add(id);
		else if (upload.problem.kind === 'unauthorized') seen.forbidden.set(id, upload.problem);
		else seen.failures.push(upload.problem);
	}
	return seen;
}

/** AutoGrab may not know an upload in the first moments: publishing right after an upload must not fail. */
const PAUSES_MS = [1_000, 2_000, 3_000, 4_000, 5_000];

async function waitForOne(polling: Polling, seen: Seen): Promise<void> {
	for (const pauseMs of PAUSES_MS) {
		if (seen.uploads.size > 0 || seen.unknown.size === 0) return;
		if ((await pause(polling.connection, pauseMs)) !== 'over') return;
		const unknown = [...seen.unknown];
		seen.unknown.clear();
		await askFor(polling, unknown, seen);
	}
}

/** The failure of the whole poll: when no upload was read, and not only because AutoGrab does not know them. */
function problemOf({ uploads, unknown, forbidden, failures }: Seen): Failure | undefined {
	if (uploads.size > 0) return undefined;
	const [refusal] = forbidden.values();
	return failures[0] ?? (unknown.size === 0 ? refusal : undefined);
}

function logTroubles({ log }: Polling, seen: Seen, before: UploadState): void {
	for (const { message } of seen.failures) log('warn', `An upload could not be read. ${message}.`);
	for (const id of [...seen.unknown, ...seen.forbidden.keys()]) {
		if (before.unknown.includes(id)) continue;
		log('warn', `AutoGrab does not know the upload ${id}. Check the ID in 'Upload IDs'.`);
	}
}

function startingAt(first: string | undefined, ids: readonly string[]): readonly string[] {
	const place = Math.max(ids.indexOf(first ?? ''), 0);
	return [...ids.slice(place), ...ids.slice(0, place)];
}

export function toUploadItem(upload: Upload, state: 'complete' | 'processing'): INodeExecutionData {
	const { status, percentComplete } = toProgress(upload, state);
	const shown = { ...upload, status, percentComplete } as IDataObject;
	return { json: { event: 'uploadCompleted', eventId: upload.id, upload: shown } };
}

/** Checks what was remembered, all of it. */
export function isUploadState(value: unknown): value is UploadState {
	const { listed, reported, unknown, settled, next = '' } = asRecord(value);
	return (
		[listed, reported, unknown].every(areTexts) &&
		typeof settled === 'object' &&
		settled !== null &&
		areTexts(Object.values(settled)) &&
		typeof next === 'string'
	);
}

function areTexts(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((part) => typeof part === 'string');
}
