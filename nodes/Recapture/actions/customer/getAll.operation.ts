import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { matches, type CustomerFilter } from '../../customers/customerFilter';
import { simplifyCustomer } from '../../customers/heldCustomer';
import { failure, success, type Outcome } from '../../outcome';
import { readMoment } from '../../values/moment';
import { eachPage } from '../../transport/pages';
import type { Run } from '../operation';

const DEFAULT_PAGE_SIZE = 100;

export const runs = 'perItem';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['customer'], operation: ['getAll'] } },
	[
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { returnAll: [false] } },
		},
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Has Sightings',
					name: 'hasSightings',
					type: 'boolean',
					default: true,
					description:
						'Whether to return customers whose car was seen for sale, or those whose car was not',
				},
				{
					displayName: 'Rego',
					name: 'rego',
					type: 'string',
					default: '',
					placeholder: 'e.g. ZEN407',
					description: 'The number plate, whatever its case, spaces and dashes',
				},
				{
					displayName: 'Updated After',
					name: 'updatedAfter',
					type: 'dateTime',
					default: '',
					description: 'Return only customers that changed after this moment',
				},
				{
					displayName: 'Upload ID',
					name: 'uploadId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 99aa2d8e-348b-4321-beeb-f2fa67bab3eb',
					description: 'Return only customers of this upload',
				},
				{
					displayName: 'VIN',
					name: 'vin',
					type: 'string',
					default: '',
					placeholder: 'e.g. 1N4AL11D16N337720',
					description: 'The Vehicle Identification Number',
				},
			],
		},
		{
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
					description: 'How many customers to ask AutoGrab for at a time',
				},
			],
		},
	],
);

interface FilterParameters {
	readonly hasSightings?: boolean;
	readonly rego?: string;
	readonly vin?: string;
	readonly uploadId?: string;
	readonly updatedAfter?: unknown;
}

export async function execute(
	{ context, connection }: Run,
	item: number,
): Promise<Outcome<IDataObject[]>> {
	const filters = context.getNodeParameter('filters', item, {}) as FilterParameters;
	const filter = readFilter(filters, context.getTimezone());
	if (!filter.ok) return filter;
	const limit = readLimit(context, item);
	const { pageSize = DEFAULT_PAGE_SIZE } = context.getNodeParameter('options', item, {}) as {
		pageSize?: number;
	};
	const toOutput = context.getNodeParameter('simplify', item) ? simplifyCustomer : asIs;

	const customers: IDataObject[] = [];
	const seen = new Set<string>();
	const start = { offset: 0, limit: pageSize, uploadId: filters.uploadId?.trim() };
	for await (const page of eachPage(connection, start)) {
		if (!page.ok) return page;
		for (const customer of page.value) {
			// Rows move while they are read, so that one may come twice.
			if (seen.has(customer.id) || !matches(customer, filter.value)) continue;
			seen.add(customer.id);
			customers.push(toOutput(customer) as IDataObject);
			if (customers.length >= limit) return success(customers);
		}
	}
	return success(customers);
}

function asIs<T>(customer: T): T {
	return customer;
}

function readLimit(context: IExecuteFunctions, item: number): number {
	return context.getNodeParameter('returnAll', item)
		? Infinity
		: Number(context.getNodeParameter('limit', item));
}

/** A filter that was added but left empty asks for nothing. */
function readFilter(
	{ hasSightings, rego = '', vin = '', updatedAfter = '' }: FilterParameters,
	timeZone: string,
): Outcome<CustomerFilter> {
	const updatedAfterMs = updatedAfter ? readMoment(updatedAfter, timeZone) : undefined;
	if (updatedAfter && updatedAfterMs === undefined) {
		return failure({
			message: `"${String(updatedAfter)}" under 'Updated After' is not a date`,
			description: 'Give a date such as 2026-03-31 or 2026-03-31T10:00:00.',
		});
	}
	return success({
		...(hasSightings !== undefined && { hasSightings }),
		...(rego.trim() && { rego }),
		...(vin.trim() && { vin }),
		...(updatedAfterMs !== undefined && { updatedAfterMs }),
	});
}
