import type { IPollFunctions } from 'n8n-workflow';

import { ParameterError, readChoice, readCollection, readCount, readText } from '../parameters';
import { CREDENTIAL } from '../transport/connection';
import { readUploadIds } from '../uploads/uploadIds';
import { readRegion } from '../values/region';
import { DEFAULT_MAX_EVENTS, DEFAULT_PAGE_SIZE } from './fields';
import type { Target } from './memory';

/** What the user chose. */
export type Settings = SightingSettings | UploadSettings;

export interface SightingSettings {
	readonly event: 'customerSighted' | 'sightingChanged';
	readonly target: Target;
	readonly maxEvents: number;
	/** Only customers of this upload. */
	readonly uploadId?: string;
	readonly startFrom: 'now' | 'existing';
	readonly pageSize: number;
}

export interface UploadSettings {
	readonly event: 'uploadCompleted';
	readonly target: Target;
	readonly maxEvents: number;
	readonly uploadIds: readonly string[];
}

/** @throws ParameterError when a field has a value that it does not take */
export async function readSettings(context: IPollFunctions): Promise<Settings> {
	const event = readChoice(context.getNodeParameter('event'), {
		label: 'Trigger On',
		choices: ['customerSighted', 'sightingChanged', 'uploadCompleted'],
	});
	const options = readCollection(context.getNodeParameter('options', {}), { label: 'Options' });
	const maxEvents = readCount(options.maxEventsPerPoll, {
		label: 'Max Events per Poll',
		byDefault: DEFAULT_MAX_EVENTS,
	});
	if (event === 'uploadCompleted') {
		const uploadIds = readIds(context.getNodeParameter('uploadIds', ''));
		return { event, target: await readTarget(context, event, ''), maxEvents, uploadIds };
	}
	const filters = readCollection(context.getNodeParameter('filters', {}), { label: 'Filters' });
	// A filter that was added and gives nothing must not mean all customers.
	const uploadId =
		'uploadId' in filters ? readText(filters.uploadId, { label: 'Upload ID' }) : undefined;
	const startFrom = readChoice(event === 'customerSighted' ? options.startFrom : undefined, {
		label: 'Start From',
		choices: ['now', 'existing'],
		byDefault: 'now',
	});
	const pageSize = readCount(options.pageSize, {
		label: 'Page Size',
		byDefault: DEFAULT_PAGE_SIZE,
	});
	const target = await readTarget(context, event, uploadId ?? '');
	return { event, target, maxEvents, uploadId, startFrom, pageSize };
}

function readIds(value: unknown): readonly string[] {
	const ids = readUploadIds(value);
	if (ids.ok) return ids.value;
	throw new ParameterError({
		// The field of the actions has another name.
		message: ids.problem.message.replace("'Upload ID'", "'Upload IDs'"),
		description: "Enter the IDs that 'Upload Customers' returned, separated by commas or lines.",
	});
}

async function readTarget(
	context: IPollFunctions,
	event: string,
	uploadId: string,
): Promise<Target> {
	const { region, baseUrl } = await context.getCredentials(CREDENTIAL);
	const credentialId = context.getNode().credentials?.[CREDENTIAL]?.id ?? '';
	return {
		event,
		uploadId,
		region: readRegion(region) ?? String(region),
		host: hostOf(baseUrl),
		credentialId,
	};
}

/** A slash more or less in the Base URL is no other host. What is no address may be the key, and is not remembered. */
function hostOf(baseUrl: unknown): string {
	const text = String(baseUrl ?? '').trim();
	return URL.canParse(text) ? new URL(text).host : '';
}
