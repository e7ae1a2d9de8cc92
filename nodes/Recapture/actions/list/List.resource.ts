import type { INodeProperties } from 'n8n-workflow';

import * as mirror from './mirror.operation';
import * as plan from './plan.operation';

/** Not for tools: a model sees neither the items nor the rejected rows. */
const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['list'] }, hide: { '@tool': [true] } },
	options: [
		{
			name: 'Mirror',
			value: 'mirror',
			action: 'Mirror a list',
			description: 'Make AutoGrab hold what the list holds: add, update and remove customers',
		},
		{
			name: 'Plan',
			value: 'plan',
			action: 'Plan the mirror of a list',
			description: 'Say what a mirror would do, without writing anything',
		},
	],
	default: 'plan',
};

export const description: INodeProperties[] = [
	operationField,
	...plan.description,
	...mirror.description,
];
