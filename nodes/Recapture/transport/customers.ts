import { isHeldCustomer, type HeldCustomer } from '../customers/heldCustomer';
import { failure, success, type Outcome } from '../outcome';
import type { Connection } from './connection';
import { aboutAnother, isGoneByNow, notTheVendor, type Failure } from './failures';
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

/** @param id also of another customer, or of none: AutoGrab then says so */
export async function getCustomer(
	connection: Connection,
	id: string,
): Promise<Outcome<HeldCustomer, Failure>> {
	const customer = await askForCustomer(connection, id, { method: 'GET' });
	if (!customer.ok) return customer;
	return customer.value ? success(customer.value) : failure(about(id, notTheVendor(200)));
}

/** Changes the given fields; an empty text clears one. */
export async function updateCustomer(
	connection: Connection,
	id: string,
	fields: Readonly<Record<string, string>>,
): Promise<Outcome<HeldCustomer, Failure>> {
	const customer = await askForCustomer(connection, id, {
		method: 'PATCH',
		body: Buffer.from(JSON.stringify(fields)),
	});
	if (!customer.ok) return customer;
	return customer.value ? success(customer.value) : await getCustomer(connection, id);
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
	const deleted = await askForCustomer(connection, id, { method: 'DELETE' });
	if (!deleted.ok) return isGoneByNow(deleted.problem) ? success({ id }) : deleted;
	return success(deleted.value ?? { id });
}

/** @returns undefined when AutoGrab says that it is done, and no more */
async function askForCustomer(
	connection: Connection,
	id: string,
	call: Pick<Call, 'method' | 'body'>,
): Promise<Outcome<HeldCustomer | undefined, Failure>> {
	const reply = await request(connection, {
		...call,
		path: PATH,
		id,
		timeoutMs: READ_TIMEOUT_MS,
		repetition: 'repeatable',
		adviceWhenRefused: CHECK_CUSTOMER_ID,
	});
	if (!reply.ok) return failure(about(id, reply.problem));
	const { customer, success: isDone } = reply.value;
	const isWithoutCustomer = customer === undefined || customer === null;
	if (isWithoutCustomer && (isDone === true || reply.status === 204)) return success(undefined);
	if (!isHeldCustomer(customer)) return failure(about(id, notTheVendor(reply.status)));
	if (isSameId(customer.id, id)) return success(customer);
	return failure(about(id, aboutAnother(reply.status, 'customer')));
}

/** UUIDs may be written in either case. */
function isSameId(one: string, other: string): boolean {
	return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** The failure with the customer in its message: a workflow may ask for many. */
function about(id: string, problem: Failure): Failure {
	const subject = problem.isCertainlyNotFound
		? `No customer has the ID ${id}. It may have been deleted already.`
		: `Customer ${id}:`;
	return { ...problem, message: `${subject} ${problem.message}` };
}
