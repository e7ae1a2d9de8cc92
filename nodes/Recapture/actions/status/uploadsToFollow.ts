import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../outcome';
import { readUploadIds } from '../../uploads/uploadIds';

/** A string field, because n8n allows no expression as the default of a number field. */
export const expectedCustomersField: INodeProperties = {
	displayName: 'Expected Customers',
	name: 'expectedCustomers',
	type: 'string',
	default: '={{ $json.customers }}',
	placeholder: 'e.g. 10000',
	description:
		"The number of customers that were sent, as returned by 'Upload Customers'. It prevents an upload that AutoGrab is still receiving from counting as complete. Leave empty if you do not know it.",
};

export interface UploadsToFollow {
	readonly ids: readonly string[];
	/** How many customers were sent, when that is known. */
	readonly expectedCustomers?: number;
}

export function readUploadsToFollow(
	context: IExecuteFunctions,
	item: number,
): Outcome<UploadsToFollow> {
	const ids = readUploadIds(context.getNodeParameter('uploadId', item));
	if (!ids.ok) return ids;
	// One number cannot hold for several uploads.
	if (ids.value.length > 1) return success({ ids: ids.value });
	const expected = readExpected(context.getNodeParameter('expectedCustomers', item, ''));
	return success({ ids: ids.value, ...(expected && { expectedCustomers: expected }) });
}

/** The default expression finds no number in many workflows: what is none counts as not given. */
function readExpected(value: unknown): number | undefined {
	const isTyped = typeof value === 'string' || typeof value === 'number';
	const text = isTyped ? String(value).trim() : '';
	return /^\d{1,15}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}
