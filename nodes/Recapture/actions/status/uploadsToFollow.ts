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
		"How many customers were sent, as 'Upload Customers' returned it. With it, an upload that is still being received is not taken for a complete one. Leave empty if you do not know it.",
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
	const expected = String(context.getNodeParameter('expectedCustomers', item, '') ?? '').trim();
	// One number cannot hold for several uploads, and the default expression finds none in many workflows.
	const isKnown = ids.value.length === 1 && /^\d{1,15}$/.test(expected) && Number(expected) > 0;
	return success({ ids: ids.value, ...(isKnown && { expectedCustomers: Number(expected) }) });
}
