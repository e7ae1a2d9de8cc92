import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { success, type Outcome } from '../outcome';
import type { SightingEvent } from '../sightings/diff';
import { distinctSightings } from '../sightings/sighting';
import { readCustomers } from '../transport/customerReader';
import type { Failure } from '../transport/failures';
import { getUpload } from '../transport/uploads';
import { countersAreEqual } from '../uploads/progress';
import type { Upload } from '../uploads/upload';
import { exampleOf } from './example';
import { isPassing, toPollError } from './pollError';
import { startPolling, type Polling } from './polling';
import { readSettings, type SightingSettings, type UploadSettings } from './settings';
import { toSightingItem } from './sightings';
import { toUploadItem } from './uploads';

type Found = Outcome<INodeExecutionData | undefined, Failure>;

/**
 * What *Fetch Test Event* shows: the newest real event that is found in the time, else an example that is marked as one.
 * It neither reads nor writes what the trigger remembers.
 */
export async function testEvent(context: IPollFunctions): Promise<INodeExecutionData> {
	const settings = await readSettings(context);
	const polling = startPolling(context, 'testEvent');
	const found =
		settings.event === 'uploadCompleted'
			? await newestUpload(polling, settings)
			: await newestSighting(polling, settings);
	if (found.ok) return found.value ?? exampleOf(settings.event);
	if (isPassing(found.problem)) return exampleOf(settings.event, found.problem);
	throw toPollError(context.getNode(), found.problem);
}

async function newestSighting(
	{ connection, stopAtMs }: Polling,
	{ event, uploadId, pageSize }: SightingSettings,
): Promise<Found> {
	let newest: SightingEvent | undefined;
	for await (const page of readCustomers(connection, { limit: pageSize, uploadId })) {
		// What was found until then is shown.
		if (!page.ok) return newest ? success(toSightingItem(newest)) : page;
		for (const customer of page.value.customers) {
			for (const { identity, json: sighting } of distinctSightings(customer)) {
				if (newest && rankOf(sighting) < rankOf(newest.sighting)) continue;
				// A change shows its place in the workflow. What the sighting was before is not known here.
				const previous =
					event === 'sightingChanged' ? { listing_price: sighting.listing_price } : undefined;
				newest = { event, eventId: identity, customer, sighting, previous };
			}
		}
		if (Date.now() >= stopAtMs) break;
	}
	return success(newest && toSightingItem(newest));
}

/** In milliseconds since 1970, as far as it can be read. */
function rankOf({ at }: SightingEvent['sighting']): number {
	const ms = typeof at === 'string' ? Date.parse(at) : NaN;
	return Number.isNaN(ms) ? -Infinity : ms;
}

async function newestUpload(
	{ connection, stopAtMs }: Polling,
	{ uploadIds }: UploadSettings,
): Promise<Found> {
	let newest: Upload | undefined;
	let problem: Failure | undefined;
	for (const id of uploadIds) {
		if (Date.now() >= stopAtMs) break;
		const upload = await getUpload(connection, id);
		if (!upload.ok) problem = upload.problem.kind === 'refused' ? problem : upload.problem;
		else if (!newest || isNewer(upload.value, newest)) newest = upload.value;
	}
	if (!newest) return problem ? { ok: false, problem } : success(undefined);
	return success(toUploadItem(newest, countersAreEqual(newest) ? 'complete' : 'processing'));
}

/** Complete ones count as newer. */
function isNewer(upload: Upload, other: Upload): boolean {
	const isComplete = countersAreEqual(upload);
	if (isComplete !== countersAreEqual(other)) return isComplete;
	return String(upload.created_at ?? '') > String(other.created_at ?? '');
}
