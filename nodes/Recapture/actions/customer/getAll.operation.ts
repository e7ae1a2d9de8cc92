import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { matches, type CustomerFilter } from '../../customers/customerFilter';
import { simplifyCustomer } from '../../customers/heldCustomer';
import { type Outcome } from '../../outcome';
import { readBoolean, readCollection, readText } from '../../parameters';
import { regionOf } from '../../transport/region';
import {
	collect,
	limitField,
	pageOptionsField,
	readDateTime,
	readListRequest,
	readUploadFilter,
	returnAllField,
	uploadFilterField,
} from '../customerList';
import type { Run } from '../operation';

export const runs = 'perItem';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['customer'], operation: ['getAll'] } },
	[
		returnAllField,
		limitField,
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
					displayName: 'Client Name',
					name: 'clientName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Citizen',
					description: 'The name of the customer, or part of it. Case makes no difference.',
				},
				{
					displayName: 'Has Sightings',
					name: 'hasSightings',
					type: 'boolean',
					default: true,
					description:
						'Whether to return only customers with sightings. If off, only customers without sightings are returned.',
				},
				{
					displayName: 'Mobile Number',
					name: 'mobileNumber',
					type: 'string',
					default: '',
					placeholder: 'e.g. 0412 555 010',
					description: 'The phone number of the customer, with or without the country code',
				},
				{
					displayName: 'Rego',
					name: 'rego',
					type: 'string',
					default: '',
					placeholder: 'e.g. ZEN407',
					description: 'The number plate. Case, spaces and dashes make no difference.',
				},
				{
					displayName: 'Updated After',
					name: 'updatedAfter',
					type: 'dateTime',
					default: '',
					description:
						'Only customers that were changed after this time, in the time zone of the workflow',
				},
				uploadFilterField,
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
		pageOptionsField,
	],
);

export async function execute(run: Run, item: number): Promise<Outcome<IDataObject[]>> {
	const { context } = run;
	const filters = readCollection(context.getNodeParameter('filters', item, {}), {
		label: 'Filters',
	});
	const filter = readFilter(filters, context.getTimezone());
	const isSimple = readBoolean(context.getNodeParameter('simplify', item, true), {
		label: 'Simplify',
		byDefault: true,
	});
	const request = { ...readListRequest(context, item), ...readUploadFilter(filters) };
	const region = await regionOf(context, item);
	if (!region.ok) return region;
	return await collect(run, request, (customer) => {
		if (!matches(customer, filter, region.value)) return [];
		return [(isSimple ? simplifyCustomer(customer) : customer) as IDataObject];
	});
}

type Filters = Readonly<Record<string, unknown>>;

/** Of the filters that were added. One whose value is nothing is an error: many more customers than wanted would come. */
function readFilter(filters: Filters, timeZone: string): CustomerFilter {
	const text = (name: string, label: string) =>
		name in filters ? { [name]: readText(filters[name], { label }) } : {};
	return {
		...text('clientName', 'Client Name'),
		...text('mobileNumber', 'Mobile Number'),
		...text('rego', 'Rego'),
		...text('vin', 'VIN'),
		...('hasSightings' in filters && {
			hasSightings: readBoolean(filters.hasSightings, { label: 'Has Sightings' }),
		}),
		...('updatedAfter' in filters && {
			updatedAfterMs: readDateTime(filters.updatedAfter, { label: 'Updated After', timeZone }),
		}),
	};
}
