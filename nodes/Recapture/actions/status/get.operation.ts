import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { judge, NOTHING_SEEN, STANDS_STILL_MS, watch } from '../../uploads/completion';
import { failure, success, type Outcome } from '../../outcome';
import { toProgress, type UploadProgress } from '../../uploads/progress';
import { pause, type Connection } from '../../transport/connection';
import { STOPPED, type Failure } from '../../transport/failures';
import { getUpload } from '../../transport/uploads';
import { uploadIdField } from '../fields';
import type { Run } from '../operation';
import { expectedCustomersField, readUploadsToFollow } from './uploadsToFollow';

export const runs = 'perItem';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['status'], operation: ['get'] } },
	[uploadIdField, expectedCustomersField],
);

export async function execute(
	{ context, connection }: Run,
	item: number,
): Promise<Outcome<IDataObject[]>> {
	const uploads = readUploadsToFollow(context, item);
	if (!uploads.ok) return uploads;
	const statuses: IDataObject[] = [];
	for (const id of uploads.value.ids) {
		const status = await readStatus(connection, id, uploads.value.expectedCustomers);
		if (!status.ok) return status;
		statuses.push(status.value as IDataObject);
	}
	return success(statuses);
}

/** Reads an upload once, and a second time when its counters are equal but the number sent is not known. */
async function readStatus(
	connection: Connection,
	id: string,
	expectedCustomers: number | undefined,
): Promise<Outcome<UploadProgress, Failure>> {
	let seen = NOTHING_SEEN;
	for (let nowMs = 0; ; nowMs += STANDS_STILL_MS) {
		const upload = await getUpload(connection, id);
		if (!upload.ok) return upload;
		seen = watch(seen, upload.value, nowMs);
		const verdict = judge(seen, expectedCustomers, nowMs);
		const isUndecided = seen.readings === 1 && expectedCustomers === undefined;
		if (!isUndecided) return success(toProgress(upload.value, verdict.kind, expectedCustomers));
		if ((await pause(connection, STANDS_STILL_MS)) !== 'over') return failure(STOPPED);
	}
}
