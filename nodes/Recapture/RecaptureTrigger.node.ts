import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { fields } from './trigger/fields';
import { poll } from './trigger/poll';

export class RecaptureTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AutoGrab Recapture Trigger',
		name: 'recaptureTrigger',
		icon: { light: 'file:recapture.svg', dark: 'file:recapture.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter.event === "uploadCompleted" ? "Upload Completed" : $parameter.event === "sightingChanged" ? "Sighting Changed" : "Customer Sighted" }}',
		// The editor lists node and trigger as one entry, and describes both with this sentence.
		description:
			"Upload customer lists to AutoGrab and get notified when a customer's vehicle is listed for sale",
		defaults: { name: 'AutoGrab Recapture Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'autoGrabRecaptureApi', required: true }],
		properties: fields,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
