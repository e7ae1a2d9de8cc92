import type { INodeProperties } from 'n8n-workflow';

/** Fields that more than one resource shows. */
export const uploadIdField: INodeProperties = {
	displayName: 'Upload ID',
	name: 'uploadId',
	type: 'string',
	required: true,
	default: '={{ $json.id }}',
	placeholder: 'e.g. 99aa2d8e-348b-4321-beeb-f2fa67bab3eb',
	hint: "Keep the default right after 'Upload Customers'",
	description:
		"The ID of the upload, as returned by 'Upload Customers'. Enter several IDs separated by commas, semicolons, spaces or lines, or as a JSON list.",
};
