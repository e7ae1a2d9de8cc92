import type { INodeProperties } from 'n8n-workflow';

import * as get from './get.operation';

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
				description: 'Retrieve how far the processing of an upload has come',
			},
		],
		default: 'get',
	},
	...get.description,
];
