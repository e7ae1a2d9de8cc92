import { toMatcher } from './pattern';
import type { Matcher } from './pattern';

/**
 * What goes wrong with a request. Name one kind of fault; `delayMs` and `headers` go with any, `status` and
 * `body` with those that answer. Unless it says `afterWork: true`, a fault comes *instead* of the work. Only `slow`
 * (a delay alone), `half`, `drip` and `wrongTypes` always do it: they spoil the real answer.
 */
export interface Fault {
	/** The work is done, then the fault comes: an upload is queued although its answer never arrives. */
	afterWork?: boolean;
	/** Before the work, or between the work and the answer when `afterWork`. */
	delayMs?: number;
	status?: number;
	headers?: Record<string, string>;
	/** A text is sent as it is, anything else as JSON. Without one: the vendor's error body. */
	body?: unknown;

	/** The connection ends without an answer: quietly, or with a reset. */
	cut?: true | 'reset';
	/** No answer ever comes; the connection stays open. */
	hang?: true;
	/** The first half of the real answer: as if it were all, or with the connection cut before the rest. */
	half?: 'ended' | 'cut';
	/** A web page, such as a proxy's sign-in page. */
	html?: true | string;
	/** `{ "success": false, "message": … }` with status 200. */
	successFalse?: string;
	/** `{ "error": true, "message": … }` with status 200. */
	errorTrue?: string;
	/** Sends the client to another address. */
	redirect?: string;
	/** The real answer, so many bytes at a time. */
	drip?: { bytes: number; everyMs: number };
	/** A valid JSON answer of so many bytes. */
	hugeBytes?: number;
	/** Header after header, until the client has had enough. */
	endlessHeaders?: true;
	/** The real answer with wrong types: in every value, or lists and objects swapped. */
	wrongTypes?: 'leaves' | 'containers';
	/** These bytes on the connection, which need not even be HTTP; then it ends. */
	raw?: string;
}

const KINDS = [
	'cut',
	'hang',
	'half',
	'html',
	'successFalse',
	'errorTrue',
	'redirect',
	'drip',
	'hugeBytes',
	'endlessHeaders',
	'wrongTypes',
	'raw',
] as const;
export type FaultKind = (typeof KINDS)[number] | 'answer' | 'slow';

const SPOIL_THE_REAL_ANSWER: FaultKind[] = ['slow', 'half', 'drip', 'wrongTypes'];
const NAMES = [...KINDS, 'afterWork', 'delayMs', 'status', 'headers', 'body'];

/** How often a fault comes: for `times` matching requests, after `skip` others have passed. */
export interface Repetition {
	times?: number;
	skip?: number;
}

/** The kind of a fault. Throws when it names none, two, or a word that means nothing. */
export function kindOf(fault: Fault): FaultKind {
	const unknown = Object.keys(fault).filter((name) => !NAMES.includes(name));
	if (unknown.length > 0) throw new Error(`No fault is named ${unknown.join(', ')}`);
	const kinds = KINDS.filter((kind) => fault[kind] !== undefined);
	if (kinds.length > 1) throw new Error(`A fault has one kind, not ${kinds.join(' and ')}`);
	if (kinds.length === 1) return kinds[0];
	if (fault.status !== undefined || fault.body !== undefined) return 'answer';
	if (fault.delayMs === undefined) throw new Error('A fault must say what goes wrong');
	return 'slow';
}

/** Whether the fault needs the real answer, and so the work. */
export function needsRealAnswer(fault: Fault): boolean {
	return fault.afterWork === true || SPOIL_THE_REAL_ANSWER.includes(kindOf(fault));
}

interface Order {
	pattern: string;
	matches: Matcher;
	fault: Fault;
	skip: number;
	left: number;
}

/** The faults that are waiting for their requests. */
export class Faults {
	private orders: Order[] = [];

	/** Returns a function that takes the fault back. */
	add(pattern: string, fault: Fault, { times = 1, skip = 0 }: Repetition): () => void {
		kindOf(fault);
		const order = { pattern, matches: toMatcher(pattern), fault, skip, left: times };
		this.orders.push(order);
		return () => {
			this.orders = this.orders.filter((other) => other !== order);
		};
	}

	/** The fault for this request, used up by it. The one that was ordered first comes first. */
	next(method: string, path: string, query: URLSearchParams): Fault | undefined {
		for (const order of this.orders) {
			if (order.left <= 0 || !order.matches(method, path, query)) continue;
			if (order.skip > 0) {
				order.skip--;
				continue;
			}
			order.left--;
			return order.fault;
		}
		return undefined;
	}

	/** The faults that are still to come. */
	list(): Array<{ route: string; fault: Fault; times: number | 'always'; skip: number }> {
		return this.orders
			.filter(({ left }) => left > 0)
			.map(({ pattern, fault, left, skip }) => ({
				route: pattern,
				fault,
				times: left === Infinity ? 'always' : left,
				skip,
			}));
	}

	clear(): void {
		this.orders = [];
	}
}
