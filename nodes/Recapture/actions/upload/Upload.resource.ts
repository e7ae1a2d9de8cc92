import type { INodeProperties } from 'n8n-workflow';

import * as cancel from './cancel.operation';
import * as create from './create.operation';
import * as validate from './validate.operation';

const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['upload'] }, hide: { '@tool': [true] } },
	options: [
		{
			name: 'Cancel',
			value: 'cancel',
			action: 'Cancel upload',
			description: 'Stop an upload. Customers that AutoGrab has already created stay.',
		},
		{
			name: 'Upload Customers',
			value: 'create',
			action: 'Upload customers',
			description: 'Check a list of one or many customers and upload it to AutoGrab',
		},
		{
			name: 'Validate',
			value: 'validate',
			action: 'Validate customers',
			description: 'Check a list as an upload would, without sending anything',
		},
	],
	default: 'create',
};

/** A model that uses the node as a tool sees neither input items nor rejected rows, so it is not offered lists. */
const operationFieldForTools: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['upload'], '@tool': [true] } },
	options: [
		{
			name: 'Cancel',
			value: 'cancel',
			action: 'Cancel upload',
			description: 'Stop an upload. Customers that AutoGrab has already created stay.',
		},
	],
	default: 'cancel',
};

export const description: INodeProperties[] = [
	operationField,
	operationFieldForTools,
	...create.description,
	...validate.description,
	...cancel.description,
];
