import type { INodeProperties } from 'n8n-workflow';

import * as remove from './delete.operation';
import * as get from './get.operation';
import * as getAll from './getAll.operation';
import * as update from './update.operation';

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['customer'] } },
		options: [
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete customer',
				description: 'Delete a customer permanently',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get customer',
				description: 'Retrieve a customer with all sightings',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many customers',
				description: 'Retrieve many customers, for example those whose vehicle was seen for sale',
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update customer',
				description: 'Change the name, phone number or dates of a customer',
			},
		],
		default: 'getAll',
	},
	...remove.description,
	...get.description,
	...getAll.description,
	...update.description,
];
