import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { HeldCustomer } from '../customers/heldCustomer';
import { SkippedRows } from '../customers/skippedRows';
import { quoteValue, success, type Outcome } from '../outcome';
import { ParameterError, readBoolean, readCollection, readCount, readText } from '../parameters';
import { readCustomers } from '../transport/customerReader';
import { readMoment } from '../values/moment';
import type { Run } from './operation';

/** What all operations share that read the whole list of customers. */

const DEFAULT_PAGE_SIZE = 100;
const DEFAULT_LIMIT = 50;

export const returnAllField: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limitField: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

export const pageOptionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Page Size',
			name: 'pageSize',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: DEFAULT_PAGE_SIZE,
			description: 'How many customers to request from AutoGrab at a time',
		},
	],
};

export const uploadFilterField: INodeProperties = {
	displayName: 'Upload ID',
	name: 'uploadId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 99aa2d8e-348b-4321-beeb-f2fa67bab3eb',
	description: 'Only customers of this upload',
};

interface ListRequest {
	/** How many results to return, at most. */
	readonly limit: number;
	readonly pageSize: number;
	readonly uploadId?: string;
}

/** Reads 'Return All', 'Limit' and 'Page Size'. */
export function readListRequest(context: IExecuteFunctions, item: number): ListRequest {
	const returnAll = context.getNodeParameter('returnAll', item, false);
	const isUnlimited = readBoolean(returnAll, { label: 'Return All', byDefault: false });
	const options = readCollection(context.getNodeParameter('options', item, {}), {
		label: 'Options',
	});
	return {
		limit: isUnlimited
			? Infinity
			: readCount(context.getNodeParameter('limit', item, DEFAULT_LIMIT), {
					label: 'Limit',
					byDefault: DEFAULT_LIMIT,
				}),
		pageSize: readCount(options.pageSize, { label: 'Page Size', byDefault: DEFAULT_PAGE_SIZE }),
	};
}

/** Reads the filter 'Upload ID', which AutoGrab applies, where it was added. */
export function readUploadFilter(
	filters: Readonly<Record<string, unknown>>,
): Pick<ListRequest, 'uploadId'> {
	if (!('uploadId' in filters)) return {};
	return { uploadId: readText(filters.uploadId, { label: 'Upload ID' }) };
}

/**
 * Reads a field of a date and time.
 *
 * @param timeZone of values without one
 * @returns milliseconds since 1970
 */
export function readDateTime(
	value: unknown,
	{ label, timeZone }: { readonly label: string; readonly timeZone: string },
): number {
	// Refuses nothing at all.
	if (typeof value !== 'object' || value === null) readText(value, { label });
	const moment = Array.isArray(value) ? undefined : readMoment(value, timeZone);
	if (moment !== undefined) return moment;
	throw new ParameterError({
		message: `'${label}' must be a date, but it is ${quoteValue(value)}`,
		description: 'Enter a date such as 2026-03-31 or 2026-03-31T10:00:00. Nothing was sent.',
	});
}

/**
 * Reads the customers until there are enough results, each customer once. A hint in the output panel reports the rows that
 * are no customers.
 *
 * @param resultsOf what a customer adds to the results
 */
export async function collect<T>(
	{ context, connection }: Run,
	{ limit, pageSize, uploadId }: ListRequest,
	resultsOf: (customer: HeldCustomer) => readonly T[],
): Promise<Outcome<T[]>> {
	const results: T[] = [];
	const seen = new Set<string>();
	const skipped = new SkippedRows();
	for await (const page of readCustomers(connection, { limit: pageSize, uploadId })) {
		if (!page.ok) return page;
		skipped.add(page.value.skipped);
		for (const customer of page.value.customers) {
			if (seen.has(customer.id)) continue;
			seen.add(customer.id);
			results.push(...resultsOf(customer));
		}
		if (results.length >= limit) break;
	}
	const message = skipped.sentence();
	if (message) context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	return success(results.slice(0, limit));
}
