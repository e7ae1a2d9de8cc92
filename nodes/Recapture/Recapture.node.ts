import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { route } from './actions/router';
import { description as customerDescription } from './actions/customer/Customer.resource';
import { description as listDescription } from './actions/list/List.resource';
import { description as sightingDescription } from './actions/sighting/Sighting.resource';
import { description as statusDescription } from './actions/status/Status.resource';
import { description as uploadDescription } from './actions/upload/Upload.resource';

/** One field for people and for tools: n8n lists the actions of every field of this name, and would list each twice. */
const resourceField: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Customer', value: 'customer' },
		{
			name: 'List',
			value: 'list',
			// A model that uses the node as a tool sees neither input items nor rejected rows.
			displayOptions: { hide: { '@tool': [true] } },
		},
		{ name: 'Sighting', value: 'sighting' },
		{ name: 'Status', value: 'status' },
		{ name: 'Upload', value: 'upload' },
	],
	default: 'upload',
};

/** Only the operations that read a list have more than one output. n8n evaluates this in the editor, so it stands alone. */
const OUTPUTS = `={{
	$parameter.resource === 'upload' && $parameter.operation !== 'cancel'
		? [
			{ type: 'main', displayName: $parameter.operation === 'create' ? 'Uploads' : 'Summary' },
			{ type: 'main', displayName: 'Rejected' },
		]
		: $parameter.resource === 'list'
			? [
				{ type: 'main', displayName: $parameter.operation === 'plan' ? 'Plan' : 'Summary' },
				{ type: 'main', displayName: 'Rejected' },
				{ type: 'main', displayName: 'Changes' },
			]
			: ['main']
}}` as const;

/** What stands below the node's name on the canvas: resource and operation by the names that people chose them by. */
const SUBTITLE = `={{ ({
	'customer delete': 'Customer: Delete',
	'customer get': 'Customer: Get',
	'customer getAll': 'Customer: Get Many',
	'customer update': 'Customer: Update',
	'list mirror': 'List: Mirror',
	'list plan': 'List: Plan',
	'sighting getAll': 'Sighting: Get Many',
	'status get': 'Status: Get',
	'status wait': 'Status: Wait Until Complete',
	'upload cancel': 'Upload: Cancel',
	'upload create': 'Upload: Upload Customers',
	'upload validate': 'Upload: Validate',
})[$parameter.resource + ' ' + $parameter.operation] }}`;

export class Recapture implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AutoGrab Recapture',
		name: 'recapture',
		icon: { light: 'file:recapture.svg', dark: 'file:recapture.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: SUBTITLE,
		description:
			"Upload customer lists to AutoGrab and get notified when a customer's vehicle is listed for sale",
		defaults: { name: 'AutoGrab Recapture' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: [{ name: 'autoGrabRecaptureApi', required: true }],
		properties: [
			resourceField,
			...customerDescription,
			...listDescription,
			...sightingDescription,
			...statusDescription,
			...uploadDescription,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this);
	}
}
