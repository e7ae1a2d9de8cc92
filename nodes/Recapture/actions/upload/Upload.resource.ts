import type { INodeProperties } from 'n8n-workflow';

import * as cancel from './cancel.operation';
import * as create from './create.operation';

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['upload'] } },
		options: [
			{
				name: 'Cancel',
				value: 'cancel',
				action: 'Cancel upload',
				description: 'Stop an upload; customers that Recapture already made from it stay',
			},
			{
				name: 'Upload Customers',
				value: 'create',
				action: 'Upload customers',
				description: 'Add one or many customers: check a list and queue it at Recapture',
			},
		],
		default: 'create',
	},
	...create.description,
	...cancel.description,
];
