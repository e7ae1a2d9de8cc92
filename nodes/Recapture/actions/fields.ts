import type { INodeProperties } from 'n8n-workflow';

/** Fields that more than one resource shows. */
export const uploadIdField: INodeProperties = {
	displayName: 'Upload ID',
	name: 'uploadId',
	type: 'string',
	required: true,
	default: '={{ $json.id }}',
	placeholder: 'e.g. 99aa2d8e-348b-4321-beeb-f2fa67bab3eb',
	hint: "Right after 'Upload Customers' leave it as it is",
	description:
		"The ID of the upload, as 'Upload Customers' returned it. Several may be separated by commas, semicolons, spaces or lines, or be a JSON list.",
};
