import { isHeldCustomer, type HeldCustomer } from '../customers/heldCustomer';
import { failure, success, type Outcome } from '../outcome';
import type { Connection } from './connection';
import { isGoneByNow, type Failure } from './failures';
import { READ_TIMEOUT_MS, request } from './request';
import { requestOne, type CallAboutOne } from './requestOne';

const PATH = '/v2/recapture/customers';

const CHECK_CUSTOMER_ID = 'Check the Customer ID and the region in the credential.';

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
	return await request(connection, {
		method: 'GET',
		path: PATH,
		query: { limit, offset, ...(uploadId && { upload_id: uploadId }) },
		timeoutMs: READ_TIMEOUT_MS,
		repetition: 'repeatable',
		adviceWhenRefused: 'Check the filters and the region in the credential.',
		read({ customers }): readonly unknown[] | undefined {
			if (customers === null) return [];
			return Array.isArray(customers) ? customers : undefined;
		},
	});
}

/** @param id also of another customer, or of none: AutoGrab then says so */
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
	const body = Buffer.from(JSON.stringify(fields));
	const whenDone = { id };
	const updated = await askForCustomer(connection, id, { method: 'PATCH', body, whenDone });
	return updated.ok && updated.value === whenDone ? await getCustomer(connection, id) : updated;
}

/**
 * Deletes a customer permanently. After a lost answer, a repeat that finds no such customer proves that it is gone.
 *
 * @returns the customer as it was, or its id alone where AutoGrab did not send more
 */
export async function deleteCustomer(
	connection: Connection,
	id: string,
): Promise<Outcome<HeldCustomer, Failure>> {
	const deleted = await askForCustomer(connection, id, { method: 'DELETE', whenDone: { id } });
	return !deleted.ok && isGoneByNow(deleted.problem) ? success({ id }) : deleted;
}

/** A failure names the customer: a workflow may ask for many. */
async function askForCustomer(
	connection: Connection,
	id: string,
	call: Pick<CallAboutOne<HeldCustomer>, 'method' | 'body' | 'whenDone'>,
): Promise<Outcome<HeldCustomer, Failure>> {
	const customer = await requestOne(connection, {
		...call,
		path: PATH,
		id,
		field: 'customer',
		isOne: isHeldCustomer,
		adviceWhenRefused: CHECK_CUSTOMER_ID,
	});
	if (customer.ok) return customer;
	const { problem } = customer;
	const subject = problem.isCertainlyNotFound
		? `No customer has the ID ${id}. It may have been deleted already.`
		: `Customer ${id}:`;
	return failure({ ...problem, message: `${subject} ${problem.message}` });
}
