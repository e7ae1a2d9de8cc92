import { failure, success, type Outcome } from '../outcome';
import { isUpload, type Upload } from '../uploads/upload';
import type { Connection } from './connection';
import { isGoneByNow, notTheVendor, type Failure } from './failures';
import { READ_TIMEOUT_MS, request, UPLOAD_TIMEOUT_MS, type Call } from './request';

const PATH = '/v2/recapture/upload';

const CHECK_UPLOAD_ID =
	"Check the Upload ID, and that the credential's region is the one in which the list was uploaded.";

export interface UploadRequest {
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
): Promise<Outcome<Upload, Failure>> {
	const head = `{"name":${JSON.stringify(name)},"enable_rego_lookups":${enableRegoLookups},"customers":[`;
	return await askForUpload(connection, {
		method: 'POST',
		path: PATH,
		// A Buffer goes out as it is; a string would be parsed once more on its way.
		body: Buffer.concat([Buffer.from(head), customers, Buffer.from(']}')]),
		timeoutMs: UPLOAD_TIMEOUT_MS,
		repetition: 'once',
		adviceWhenRefused:
			"Mend what AutoGrab names, then upload the list again. If it takes fewer customers at a time, lower the option 'Customers per Upload'.",
	});
}

/** Progress of an upload. */
export async function getUpload(
	connection: Connection,
	id: string,
): Promise<Outcome<Upload, Failure>> {
	return await askForUpload(connection, {
		method: 'GET',
		path: `${PATH}/${encodeURIComponent(id)}`,
		timeoutMs: READ_TIMEOUT_MS,
		repetition: 'repeatable',
		adviceWhenRefused: CHECK_UPLOAD_ID,
	});
}

/**
 * Stops an upload. Customers that it already made stay.
 *
 * @returns the upload; of one that a lost answer had cancelled before, its ID alone
 */
export async function cancelUpload(
	connection: Connection,
	id: string,
): Promise<Outcome<Upload | Pick<Upload, 'id'>, Failure>> {
	const cancelled = await askForUpload(connection, {
		method: 'DELETE',
		path: `${PATH}/${encodeURIComponent(id)}`,
		timeoutMs: READ_TIMEOUT_MS,
		repetition: 'repeatable',
		adviceWhenRefused: CHECK_UPLOAD_ID,
	});
	return !cancelled.ok && isGoneByNow(cancelled.problem) ? success({ id }) : cancelled;
}

async function askForUpload(connection: Connection, call: Call): Promise<Outcome<Upload, Failure>> {
	const reply = await request(connection, call);
	if (!reply.ok) return reply;
	const { upload } = reply.value;
	return isUpload(upload) ? success(upload) : failure(notTheVendor(200));
}
