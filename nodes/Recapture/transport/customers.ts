import { isHeldCustomer, type HeldCustomer } from '../customers/heldCustomer';
import { failure, success, type Outcome } from '../outcome';
import type { Connection } from './connection';
import { isGoneByNow, notTheVendor, type Failure } from './failures';
import { READ_TIMEOUT_MS, request, type Call } from './request';

const PATH = '/v2/recapture/customers';

const CHECK_CUSTOMER_ID =
	"Check the Customer ID, and that the credential's region is the one in which the customer is kept.";

export interface PageRequest {
	readonly offset: number;
	/** How many customers to ask for; the server may grant fewer. */
	readonly limit: number;
	/** Only customers of this upload. */
	readonly uploadId?: string;
}

/**
 * One page of the list, in no promised order. Its rows are not checked: one that is no customer must not hold up the others.
 */
export async function listCustomerRows(
	connection: Connection,
	{ offset, limit, uploadId }: PageRequest,
): Promise<Outcome<readonly unknown[], Failure>> {
	const reply = await request(connection, {
		method: 'GET',
		path: PATH,
		query: { limit, offset, ...(uploadId && { upload_id: uploadId }) },
		timeoutMs: READ_TIMEOUT_MS,
		repetition: 'repeatable',
		adviceWhenRefused: "Check the filters and the credential's region.",
	});
	if (!reply.ok) return reply;
	const { customers } = reply.value;
	if (customers === null) return success([]);
	return Array.isArray(customers) ? success(customers) : failure(notTheVendor(200));
}

/** One page of customers, in no promised order. */
export async function listCustomers(
	connection: Connection,
	page: PageRequest,
): Promise<Outcome<readonly HeldCustomer[], Failure>> {
	const rows = await listCustomerRows(connection, page);
	if (!rows.ok) return rows;
	return rows.value.every(isHeldCustomer) ? success(rows.value) : failure(notTheVendor(200));
}

export async function getCustomer(
	connection: Connection,
	id: string,
): Promise<Outcome<HeldCustomer, Failure>> {
	return await askForCustomer(connection, id, { method: 'GET' });
}

/** Changes the given fields; an empty text clears one. */
export async function updateCustomer(
	connection: Connection,
	id: string,
	fields: Readonly<Record<string, string>>,
): Promise<Outcome<HeldCustomer, Failure>> {
	return await askForCustomer(connection, id, {
		method: 'PATCH',
		body: Buffer.from(JSON.stringify(fields)),
	});
}

/** Deletes a customer for good. After a lost answer, a repeat that finds no such customer proves that it is gone. */
export async function deleteCustomer(
	connection: Connection,
	id: string,
): Promise<Outcome<HeldCustomer, Failure>> {
	const deleted = await askForCustomer(connection, id, { method: 'DELETE' });
	return !deleted.ok && isGoneByNow(deleted.problem) ? success({ id }) : deleted;
}

async function askForCustomer(
	connection: Connection,
	id: string,
	call: Pick<Call, 'method' | 'body'>,
): Promise<Outcome<HeldCustomer, Failure>> {
	const reply = await request(connection, {
		...call,
		path: `${PATH}/${encodeURIComponent(id)}`,
		timeoutMs: READ_TIMEOUT_MS,
		repetition: 'repeatable',
		adviceWhenRefused: CHECK_CUSTOMER_ID,
	});
	if (!reply.ok) return reply;
	const { customer } = reply.value;
	return isHeldCustomer(customer) ? success(customer) : failure(notTheVendor(200));
}
