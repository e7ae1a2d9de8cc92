import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { failure, success, type Outcome } from '../../outcome';
import { readUploadIds } from '../../uploads/uploadIds';
import { cancelUpload } from '../../transport/uploads';
import { uploadIdField } from '../fields';
import type { Run } from '../operation';

export const runs = 'perItem';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['upload'], operation: ['cancel'] } },
	[
		{
			...uploadIdField,
			// No default: what stops an upload should be chosen, not picked up from whatever item comes along.
			default: '',
			description: 'The ID of the upload to cancel',
			hint: 'Customers that AutoGrab has already created stay',
		},
	],
);

export async function execute(
	{ context, connection }: Run,
	item: number,
): Promise<Outcome<IDataObject[]>> {
	const ids = readUploadIds(context.getNodeParameter('uploadId', item));
	if (!ids.ok) return ids;
	if (ids.value.length > 1) {
		return failure({
			message: `'Upload ID' names ${ids.value.length} uploads, but one is cancelled at a time`,
			description: 'Enter one ID for each input item.',
		});
	}
	const upload = await cancelUpload(connection, ids.value[0]);
	return upload.ok ? success([{ ...upload.value, cancelled: true } as IDataObject]) : upload;
}
