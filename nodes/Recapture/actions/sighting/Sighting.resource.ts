import type { INodeProperties } from 'n8n-workflow';

import * as getAll from './getAll.operation';

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['sighting'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many sightings',
				description: 'Retrieve the sightings of many customers, one row for each sighting',
			},
		],
		default: 'getAll',
	},
	...getAll.description,
];
