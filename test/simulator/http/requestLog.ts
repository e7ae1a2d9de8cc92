import type { Settings } from '../settings';
import type { ApiRequest } from './exchange';
import type { FaultKind } from './faults';
import { toMatcher } from './pattern';
import { routeName } from './routes';

export interface LoggedRequest {
	/** Counted from 1. */
	nth: number;
	method: string;
	path: string;
	query: Record<string, string>;
	headers: Record<string, string>;
	/** The JSON value, or the text when it was none; undefined when there was none or it is no longer kept. */
	body: unknown;
	bodyBytes: number;
	isBodyKept: boolean;
	/** By the simulator's clock. */
	atMs: number;
	/** The status answered; undefined as long as, or when, there is no answer. */
	status: number | undefined;
	fault: FaultKind | undefined;
	/** Whether the vendor did what was asked, whatever the client got to see. */
	isWorkDone: boolean;
}

/** A pattern (see pattern.ts), or a question about one request. */
export type RequestFilter = string | ((request: LoggedRequest) => boolean);

/** What was asked, in order. Old requests and bodies are forgotten, counts never. */
export class RequestLog {
	private entries: LoggedRequest[] = [];
	private withBody: LoggedRequest[] = [];
	private keptBytes = 0;
	private total = 0;
	private countsByRoute = new Map<string, number>();

	constructor(private readonly settings: Readonly<Settings>) {}

	/** Notes a request; its end is written into the returned entry. */
	open({ method, path, query, headers, body }: ApiRequest, atMs: number): LoggedRequest {
		const route = routeName(method, path);
		this.countsByRoute.set(route, (this.countsByRoute.get(route) ?? 0) + 1);
		const isDropped = this.settings.keepUploads === 'counts' && route.endsWith('/upload');
		const entry: LoggedRequest = {
			nth: ++this.total,
			method,
			path,
			query: Object.fromEntries(query),
			headers,
			body: isDropped ? undefined : body.value,
			bodyBytes: body.bytes,
			isBodyKept: !isDropped,
			atMs,
			status: undefined,
			fault: undefined,
			isWorkDone: false,
		};
		this.entries.push(entry);
		if (entry.isBodyKept && entry.bodyBytes > 0) this.keepBody(entry);
		this.forgetOldEntries();
		return entry;
	}

	list(filter?: RequestFilter): LoggedRequest[] {
		const kept = this.entries.slice(-this.settings.logRequests);
		if (filter === undefined) return kept;
		if (typeof filter === 'function') return kept.filter(filter);
		const matches = toMatcher(filter);
		return kept.filter(({ method, path, query }) =>
			matches(method, path, new URLSearchParams(query)),
		);
	}

	/** How many requests each route has had, such as `GET /v2/recapture/customers/:id`. */
	counts(): Record<string, number> {
		return Object.fromEntries(this.countsByRoute);
	}

	clear(): void {
		this.entries = [];
		this.withBody = [];
		this.keptBytes = 0;
		this.countsByRoute = new Map();
	}

	private keepBody(entry: LoggedRequest): void {
		const { logBodies, logBodyBytes } = this.settings;
		this.withBody.push(entry);
		this.keptBytes += entry.bodyBytes;
		// The latest body is kept whatever its size: it is the one that a test asks about.
		while (
			this.withBody.length > 1 &&
			(this.withBody.length > logBodies || this.keptBytes > logBodyBytes)
		) {
			this.forgetBody(this.withBody.shift());
		}
	}

	private forgetBody(entry: LoggedRequest | undefined): void {
		if (entry === undefined) return;
		this.keptBytes -= entry.bodyBytes;
		entry.body = undefined;
		entry.isBodyKept = false;
	}

	/** In large bites: taking one off the front of a long list at each request would be slow. */
	private forgetOldEntries(): void {
		const { logRequests } = this.settings;
		if (this.entries.length > 2 * logRequests) this.entries = this.entries.slice(-logRequests);
	}
}
