import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** A string field, because n8n allows no expression as the default of a number field. */
export const expectedCustomersField: INodeProperties = {
	displayName: 'Expected Customers',
	name: 'expectedCustomers',
	type: 'string',
	default: '={{ $json.customers }}',
	placeholder: 'e.g. 10000',
	description:
		"How many customers were sent, as 'Upload Customers' returned it. With it, an upload that is still being received is not taken for a complete one. Leave empty if you do not know it.",
};

/** Anything that is not a count stands for "not known": the default expression finds nothing in many workflows. */
export function readExpectedCustomers(
	context: IExecuteFunctions,
	item: number,
): number | undefined {
	const value = String(context.getNodeParameter('expectedCustomers', item, '') ?? '').trim();
	return /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
