import type { INodeProperties } from 'n8n-workflow';

import * as get from './get.operation';
import * as wait from './wait.operation';

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['status'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get upload status',
				description: 'Retrieve the progress of an upload',
			},
			{
				name: 'Wait Until Complete',
				value: 'wait',
				action: 'Wait until upload is complete',
				description: 'Wait until all customers of an upload are processed, up to a time limit',
			},
		],
		default: 'get',
	},
	...get.description,
	...wait.description,
];
