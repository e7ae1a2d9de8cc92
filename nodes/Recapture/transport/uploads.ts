import { failure, success, type Outcome } from '../outcome';
import { isUpload, type Upload } from '../uploads/upload';
import type { Connection } from './connection';
import { aboutAnother, isGoneByNow, notTheVendor, type Failure } from './failures';
import { READ_TIMEOUT_MS, request, UPLOAD_TIMEOUT_MS } from './request';

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

export type QueuedUpload =
	| {
			readonly ok: true;
			readonly value: Upload;
			/** The vendor's words about what it did not accept, when it accepted only some of it. */
			readonly warning?: string;
	  }
	| { readonly ok: false; readonly problem: Failure };

/** Queues a list of customers. Every call makes a new upload: the vendor has no idempotency key. */
export async function queueUpload(
	connection: Connection,
	{ name, enableRegoLookups, customers }: UploadRequest,
): Promise<QueuedUpload> {
	const reply = await request(connection, {
		method: 'POST',
		path: PATH,
		body: bodyOf({ name, enable_rego_lookups: enableRegoLookups }, customers),
		timeoutMs: UPLOAD_TIMEOUT_MS,
		repetition: 'once',
		adviceWhenRefused:
			"Correct what AutoGrab names, then upload the list again. If it takes fewer customers at a time, lower the option 'Customers per Upload'.",
	});
	if (!reply.ok) return reply;
	const { upload } = reply.value;
	if (!isUpload(upload)) return failure(notTheVendor(reply.status));
	return { ok: true, value: upload, ...(reply.warning && { warning: reply.warning }) };
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
	const reply = await request(connection, {
		method: 'GET',
		path: PATH,
		id,
		timeoutMs: READ_TIMEOUT_MS,
		repetition: 'repeatable',
		adviceWhenRefused: CHECK_UPLOAD_ID,
	});
	if (!reply.ok) return reply;
	const { upload } = reply.value;
	if (!isUpload(upload)) return failure(notTheVendor(reply.status));
	return isSameId(upload.id, id) ? success(upload) : failure(aboutAnother(reply.status, 'upload'));
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
	const reply = await request(connection, {
		method: 'DELETE',
		path: PATH,
		id,
		timeoutMs: READ_TIMEOUT_MS,
		repetition: 'repeatable',
		adviceWhenRefused: CHECK_UPLOAD_ID,
	});
	if (!reply.ok) return isGoneByNow(reply.problem) ? success({ id }) : reply;
	const { upload, success: isDone } = reply.value;
	const isWithoutUpload = upload === undefined || upload === null;
	if (isWithoutUpload && (isDone === true || reply.status === 204)) return success({ id });
	if (!isUpload(upload)) return failure(notTheVendor(reply.status));
	return isSameId(upload.id, id) ? success(upload) : failure(aboutAnother(reply.status, 'upload'));
}

/** UUIDs may be written in either case. */
function isSameId(one: string, other: string): boolean {
	return one.trim().toLowerCase() === other.trim().toLowerCase();
}
