import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';

import type { Outcome } from '../../outcome';
import { readCollection, readNumber, readText } from '../../parameters';
import { flatSightings, type SightingFilter } from '../../sightings/flatSightings';
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
	{ show: { resource: ['sighting'], operation: ['getAll'] } },
	[
		returnAllField,
		limitField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Max Price',
					name: 'maxPrice',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 0,
					description:
						'Only listings at or below this price. Listings without a price are left out.',
				},
				{
					displayName: 'Min Price',
					name: 'minPrice',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 0,
					description:
						'Only listings at or above this price. Listings without a price are left out.',
				},
				{
					displayName: 'Seen After',
					name: 'seenAfter',
					type: 'dateTime',
					default: '',
					description:
						'Only sightings after this time, in the time zone of the workflow. Sightings without a date are always returned.',
				},
				{
					displayName: 'Seller Type',
					name: 'sellerType',
					type: 'string',
					default: '',
					placeholder: 'e.g. private',
					description:
						'Only listings of this seller type, for example dealer or private. Sightings without a seller type are always returned.',
				},
				uploadFilterField,
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
	const request = { ...readListRequest(context, item), ...readUploadFilter(filters) };
	return await collect(
		run,
		request,
		(customer) => flatSightings(customer, filter) as IDataObject[],
	);
}

/** Of the filters that were added. One whose value is nothing is an error: more sightings than wanted would come. */
function readFilter(filters: Readonly<Record<string, unknown>>, timeZone: string): SightingFilter {
	return {
		...('maxPrice' in filters && {
			maxPrice: readNumber(filters.maxPrice, { label: 'Max Price' }),
		}),
		...('minPrice' in filters && {
			minPrice: readNumber(filters.minPrice, { label: 'Min Price' }),
		}),
		...('seenAfter' in filters && {
			seenAfterMs: readDateTime(filters.seenAfter, { label: 'Seen After', timeZone }),
		}),
		...('sellerType' in filters && {
			sellerType: readText(filters.sellerType, { label: 'Seller Type' }),
		}),
	};
}
