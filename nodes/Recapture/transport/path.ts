import { failure, success, type Outcome } from '../outcome';
import type { Failure } from './failures';

/**
 * The path of a request. An ID becomes one segment of it, whatever it holds.
 *
 * @param id of the upload or customer that is asked for
 * @returns a failure for what is no ID: "." and ".." would make `DELETE …/customers/..` of it, because URL parsers resolve
 * dots even when they are encoded
 */
export function pathOf(path: string, id: string | undefined): Outcome<string, Failure> {
	if (id !== undefined && !isId(id)) return failure(NO_ID);
	const whole = id === undefined ? path : `${path}/${encodeURIComponent(id)}`;
	return whole.split('/').slice(1).every(isSegment) ? success(whole) : failure(NO_ID);
}

/** Control characters and halves of characters are in no ID; neither is what JavaScript makes of an object. */
function isId(id: unknown): boolean {
	return typeof id === 'string' && !/[\p{Cc}\p{Cf}\p{Cs}]|\[object /u.test(id);
}

function isSegment(segment: string): boolean {
	const text = segment.replace(/%2e/gi, '.');
	return !/^(|\.|\.\.)$|%[01][0-9a-f]|%7f|%5bobject%20/i.test(text);
}

const NO_ID: Failure = {
	kind: 'misconfigured',
	message: 'The ID is not valid, so nothing was sent',
	description: 'Enter the ID as AutoGrab returned it, without control characters.',
};
