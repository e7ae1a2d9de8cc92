import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { route } from './actions/router';
import { description as customerDescription } from './actions/customer/Customer.resource';
import { description as statusDescription } from './actions/status/Status.resource';
import { description as uploadDescription } from './actions/upload/Upload.resource';

/** Only the operations that read a list have a second output. n8n evaluates this in the editor, so it stands alone. */
const OUTPUTS = `={{
	$parameter.resource === 'upload' && $parameter.operation !== 'cancel'
		? [
			{ type: 'main', displayName: $parameter.operation === 'create' ? 'Uploads' : 'Summary' },
			{ type: 'main', displayName: 'Rejected Rows' },
		]
		: ['main']
}}` as const;

export class Recapture implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AutoGrab Recapture',
		name: 'recapture',
		icon: { light: 'file:recapture.svg', dark: 'file:recapture.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Upload customer lists to AutoGrab Customer Recapture and follow what becomes of them',
		defaults: { name: 'AutoGrab Recapture' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: [{ name: 'autoGrabRecaptureApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Customer', value: 'customer' },
					{ name: 'Status', value: 'status' },
					{ name: 'Upload', value: 'upload' },
				],
				default: 'upload',
			},
			...customerDescription,
			...statusDescription,
			...uploadDescription,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this);
	}
}
