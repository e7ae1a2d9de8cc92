import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { success, type Outcome, type Problem } from '../outcome';
import { countersAreEqual, toProgress } from '../uploads/progress';
import type { Upload } from '../uploads/upload';
import { distinctSightings, seenAtMs } from '../sightings/sighting';
import type { SightingEvent } from '../sightings/diff';
import { follow, printOf, repeatedBy, type Trail } from '../sightings/trail';
import type { Failure } from '../transport/failures';
import { getUpload } from '../transport/uploads';
import { openBudget, type Budget } from './budget';
import { exampleOf } from './example';
import { toSightingItem, toUploadItem } from './items';
import { eachPageAhead } from './pagesAhead';
import { isPassing, toPollError } from './pollError';
import { readSettings, type SightingSettings, type UploadSettings } from './settings';

type Found = Outcome<INodeExecutionData | undefined, Problem | Failure>;

/**
 * What Fetch Test Event shows: the newest real event that is found in the time, else an example that says so. It neither
 * reads nor writes what the trigger remembers.
 */
export async function sampleEvent(context: IPollFunctions): Promise<INodeExecutionData> {
	const settings = await readSettings(context);
	if (!settings.ok) throw toPollError(context.getNode(), settings.problem);
	const budget = openBudget(context, 'activation');
	try {
		const found =
			settings.value.event === 'uploadCompleted'
				? await newestUpload(budget, settings.value)
				: await newestSighting(budget, settings.value);
		if (found.ok) return found.value ?? exampleOf(settings.value.event);
		if (!isPassing(found.problem)) throw toPollError(context.getNode(), found.problem);
		return exampleOf(settings.value.event, found.problem);
	} finally {
		budget.finish();
	}
}

async function newestSighting(
	{ connection, stopAtMs }: Budget,
	{ event, uploadId, pageSize }: SightingSettings,
): Promise<Found> {
	let newest: SightingEvent | undefined;
	let newestMs = -Infinity;
	let trail: Trail | undefined;
	const start = { offset: 0, limit: pageSize, ...(uploadId && { uploadId }) };
	for await (const page of eachPageAhead(connection, start)) {
		if (!page.ok) {
			if (newest) break;
			return page;
		}
		const { offset, customers } = page.value;
		const print = printOf(offset, customers);
		if (repeatedBy(trail, print)) break;
		trail = follow(trail, print);
		for (const customer of customers) {
			for (const { identity, json: sighting } of distinctSightings(customer)) {
				const atMs = seenAtMs(sighting) ?? -Infinity;
				if (newest && atMs < newestMs) continue;
				newestMs = atMs;
				newest = { event, eventId: identity, customer, sighting };
			}
		}
		if (connection.clock.now() >= stopAtMs) break;
	}
	return success(newest && toSightingItem(asChange(newest)));
}

/** A change shows its place in the workflow, too; what the sighting was before nobody knows here. */
function asChange(event: SightingEvent): SightingEvent {
	if (event.event !== 'sightingChanged') return event;
	return { ...event, previous: { listing_price: event.sighting.listing_price } };
}

async function newestUpload(
	{ connection, stopAtMs }: Budget,
	{ uploadIds }: UploadSettings,
): Promise<Found> {
	let newest: Upload | undefined;
	let problem: Failure | undefined;
	for (const id of uploadIds) {
		if (connection.clock.now() >= stopAtMs) break;
		const upload = await getUpload(connection, id);
		if (!upload.ok) problem ??= upload.problem;
		else if (!newest || rank(upload.value) > rank(newest)) newest = upload.value;
	}
	if (!newest) return problem ? { ok: false, problem } : success(undefined);
	const state = countersAreEqual(newest) ? 'complete' : 'processing';
	const { status, percentComplete } = toProgress(newest, state);
	return success(toUploadItem({ ...newest, status, percentComplete }));
}

/** Complete ones first, then the newest. */
function rank(upload: Upload): string {
	return `${countersAreEqual(upload) ? 1 : 0} ${String(upload.created_at ?? '')}`;
}
