import { failure, type Outcome } from '../outcome';
import type { Connection } from './connection';
import type { Failure } from './failures';
import { READ_TIMEOUT_MS, request, type Call } from './request';

/** A request about one customer or one upload. */
export interface CallAboutOne<T> extends Pick<Call<T>, 'path' | 'body' | 'adviceWhenRefused'> {
	readonly method: 'GET' | 'PATCH' | 'DELETE';
	readonly id: string;
	/** The field of the reply that holds it. */
	readonly field: 'customer' | 'upload';
	isOne(value: unknown): value is T;
	/** The result when AutoGrab says that it is done, and no more. Without it, such a reply is none. */
	readonly whenDone?: T;
}

/** Asks about a customer or an upload by its ID. A reply about another one is a failure. */
export async function requestOne<T extends { readonly id: string }>(
	connection: Connection,
	{ field, isOne, whenDone, ...call }: CallAboutOne<T>,
): Promise<Outcome<T, Failure>> {
	const reply = await request(connection, {
		...call,
		timeoutMs: READ_TIMEOUT_MS,
		repetition: 'repeatable',
		read({ [field]: value, success: isSuccess }, status) {
			if (isOne(value)) return value;
			const isBare = value === undefined || value === null;
			return isBare && (isSuccess === true || status === 204) ? whenDone : undefined;
		},
	});
	if (!reply.ok || isSameId(reply.value.id, call.id)) return reply;
	return failure({
		kind: 'unanswered',
		status: reply.status,
		message: `AutoGrab answered about another ${field}`,
		description: 'Try again. If this persists, report it to AutoGrab.',
	});
}

/** UUIDs may be written in either case. */
function isSameId(one: string, other: string): boolean {
	return one.trim().toLowerCase() === other.trim().toLowerCase();
}
