import { success, type Outcome } from '../outcome';
import { isUpload, type Upload } from '../uploads/upload';
import type { Connection } from './connection';
import { isGoneByNow, type Failure } from './failures';
import { request, UPLOAD_TIMEOUT_MS, type Answer } from './request';
import { requestOne, type CallAboutOne } from './requestOne';

const PATH = '/v2/recapture/upload';

interface UploadRequest {
	/** The user's own label. */
	readonly name: string;
	readonly enableRegoLookups: boolean;
	/** The customers as JSON objects with commas between them, in UTF-8. */
	readonly customers: Buffer;
}

/** Queues a list of customers. Every call makes a new upload: the vendor has no idempotency key. */
export async function queueUpload(
	connection: Connection,
	{ name, enableRegoLookups, customers }: UploadRequest,
): Promise<Answer<Upload>> {
	return await request(connection, {
		method: 'POST',
		path: PATH,
		body: bodyOf({ name, enable_rego_lookups: enableRegoLookups }, customers),
		timeoutMs: UPLOAD_TIMEOUT_MS,
		repetition: 'once',
		adviceWhenRefused:
			"Correct what AutoGrab names, then upload the list again. If it takes fewer customers at a time, lower the option 'Customers per Upload'.",
		read: ({ upload }) => (isUpload(upload) ? upload : undefined),
	});
}

/** A Buffer goes out as it is; a text would be parsed once more on its way. */
function bodyOf(fields: object, customers: Buffer): Buffer {
	const head = JSON.stringify(fields).slice(0, -1);
	return Buffer.concat([Buffer.from(`${head},"customers":[`), customers, Buffer.from(']}')]);
}

/** Progress of an upload. */
export async function getUpload(
	connection: Connection,
	id: string,
): Promise<Outcome<Upload, Failure>> {
	return await askForUpload(connection, id, { method: 'GET' });
}

/**
 * Stops an upload. Customers that it already made stay.
 *
 * @returns the upload; its ID alone when the vendor says no more than that it is done, or a lost answer had cancelled it before
 */
export async function cancelUpload(
	connection: Connection,
	id: string,
): Promise<Outcome<Upload, Failure>> {
	const cancelled = await askForUpload(connection, id, { method: 'DELETE', whenDone: { id } });
	return !cancelled.ok && isGoneByNow(cancelled.problem) ? success({ id }) : cancelled;
}

async function askForUpload(
	connection: Connection,
	id: string,
	call: Pick<CallAboutOne<Upload>, 'method' | 'whenDone'>,
): Promise<Outcome<Upload, Failure>> {
	return await requestOne(connection, {
		...call,
		path: PATH,
		id,
		field: 'upload',
		isOne: isUpload,
		adviceWhenRefused: 'Check the Upload ID and the region in the credential.',
	});
}
