import type { INodeProperties } from 'n8n-workflow';

/** No default: whom to change or delete is chosen, not picked up from whatever item comes along. */
export const customerIdField: INodeProperties = {
	displayName: 'Customer ID',
	name: 'customerId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 0000c339-1fb4-4d15-9b46-6509f2c5a2a4',
	description: 'The ID of the customer, or a link that contains it',
};
