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
			description: 'Add, update and remove customers so that AutoGrab matches the list',
		},
		{
			name: 'Plan',
			value: 'plan',
			action: 'Plan the mirror of a list',
			description: 'Show what a mirror would do, without changing anything',
		},
	],
	default: 'plan',
};

export const description: INodeProperties[] = [
	operationField,
	...plan.description,
	...mirror.description,
];
