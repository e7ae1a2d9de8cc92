import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { failure, success, type Outcome } from '../../domain/outcome';
import {
	countersAreEqual,
	standsStill,
	toProgress,
	type UploadProgress,
} from '../../domain/progress';
import { readUploadIds } from '../../domain/uploadIds';
import { pause, type Connection } from '../../transport/connection';
import { STOPPED, type Failure } from '../../transport/failures';
import { getUpload } from '../../transport/uploads';
import { uploadIdField } from '../fields';
import type { Run } from '../operation';
import { expectedCustomersField, readExpectedCustomers } from './expectedCustomers';

const SECOND_READING_AFTER_MS = 2_000;

export const runs = 'perItem';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['status'], operation: ['get'] } },
	[uploadIdField, expectedCustomersField],
);

export async function execute(run: Run, item: number): Promise<Outcome<IDataObject[]>> {
	const { context, connection } = run;
	const ids = readUploadIds(context.getNodeParameter('uploadId', item));
	if (!ids.ok) return ids;
	const expected = ids.value.length === 1 ? readExpectedCustomers(context, item) : undefined;
	const progress: IDataObject[] = [];
	for (const id of ids.value) {
		const reading = await readProgress(connection, id, expected);
		if (!reading.ok) return reading;
		progress.push(reading.value as IDataObject);
	}
	return success(progress);
}

/**
 * Equal counters mean that an upload is complete, but on a long list both may still be growing. The number of customers
 * sent settles it; without it, a second reading a little later does.
 */
async function readProgress(
	connection: Connection,
	id: string,
	expected: number | undefined,
): Promise<Outcome<UploadProgress, Failure>> {
	const first = await getUpload(connection, id);
	if (!first.ok) return first;
	const upload = first.value;
	if (!countersAreEqual(upload)) return success(toProgress(upload, 'processing', expected));
	if (expected !== undefined) {
		const isAll = upload.total_uploaded_customers >= expected;
		return success(toProgress(upload, isAll ? 'complete' : 'processing', expected));
	}
	if ((await pause(connection, SECOND_READING_AFTER_MS)) !== 'over') return failure(STOPPED);
	const second = await getUpload(connection, id);
	if (!second.ok) return second;
	const isComplete = standsStill(upload, second.value);
	return success(toProgress(second.value, isComplete ? 'complete' : 'processing'));
}
