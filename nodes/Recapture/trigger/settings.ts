import type { IPollFunctions } from 'n8n-workflow';

import { failure, success, type Outcome } from '../outcome';
import { readUploadIds } from '../uploads/uploadIds';
import type { Rule } from '../sightings/diff';
import type { Target } from '../sightings/target';
import { CREDENTIAL } from '../transport/request';
import { DEFAULT_MAX_EVENTS, DEFAULT_PAGE_SIZE } from './fields';

/** What the user chose. */
export type Settings = {
	readonly target: Target;
	readonly maxEvents: number;
} & (
	| {
			readonly event: Rule['event'];
			readonly uploadId: string;
			readonly startFrom: 'now' | 'existing';
			readonly pageSize: number;
	  }
	| { readonly event: 'uploadCompleted'; readonly uploadIds: readonly string[] }
);

export type SightingSettings = Extract<Settings, { event: Rule['event'] }>;
export type UploadSettings = Extract<Settings, { event: 'uploadCompleted' }>;

interface Options {
	readonly maxEventsPerPoll?: unknown;
	readonly pageSize?: unknown;
	readonly startFrom?: unknown;
}

export async function readSettings(context: IPollFunctions): Promise<Outcome<Settings>> {
	const event = context.getNodeParameter('event') as Settings['event'];
	const options = context.getNodeParameter('options', {}) as Options;
	const maxEvents = readCount(options.maxEventsPerPoll, DEFAULT_MAX_EVENTS);
	if (event === 'uploadCompleted') {
		const ids = readUploadIds(context.getNodeParameter('uploadIds', ''));
		if (!ids.ok) return failure(NO_UPLOAD);
		const target = await readTarget(context, event, '');
		return success({ event, target, maxEvents, uploadIds: ids.value });
	}
	const filters = context.getNodeParameter('filters', {}) as { uploadId?: unknown };
	const uploadId = String(filters.uploadId ?? '').trim();
	return success({
		event,
		target: await readTarget(context, event, uploadId),
		maxEvents,
		uploadId,
		startFrom: options.startFrom === 'existing' ? 'existing' : 'now',
		pageSize: readCount(options.pageSize, DEFAULT_PAGE_SIZE),
	});
}

const NO_UPLOAD = {
	message: "No upload is named: 'Upload IDs' is empty",
	description: "Give the IDs that 'Upload Customers' returned, separated by commas or lines.",
};

/** An expression may give anything; what is no count counts as not given. */
function readCount(value: unknown, byDefault: number): number {
	const count = Math.floor(Number(value ?? byDefault));
	return count >= 1 ? count : byDefault;
}

async function readTarget(
	context: IPollFunctions,
	event: string,
	uploadId: string,
): Promise<Target> {
	const { region, baseUrl } = await context.getCredentials(CREDENTIAL);
	const credentialId = context.getNode().credentials?.[CREDENTIAL]?.id ?? '';
	return { event, uploadId, region: String(region), host: hostOf(baseUrl), credentialId };
}

/** A slash more or less in the Base URL is no other host. */
function hostOf(baseUrl: unknown): string {
	const text = String(baseUrl ?? '').trim();
	return URL.canParse(text) ? new URL(text).host : text;
}
