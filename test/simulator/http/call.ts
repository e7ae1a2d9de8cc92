import type { Settings } from '../settings';
import type { Store } from '../store/store';
import type { Caller } from './access';
import type { ApiRequest } from './exchange';

/** What a route needs to answer. */
export interface Call {
	caller: Caller;
	request: ApiRequest;
	/** The `:id` of the path; empty when it has none. */
	id: string;
	store: Store;
	settings: Readonly<Settings>;
	nowMs: number;
	/** Number of the request, for what comes in another order each time. */
	drawn: number;
}
