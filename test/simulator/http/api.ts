import type { Clock } from '../clock';
import { isRefusal } from '../rules/refusals';
import type { RefusalName } from '../rules/refusals';
import type { Settings } from '../settings';
import type { Store } from '../store/store';
import { identify, knownKey } from './access';
import { refuse } from './answers';
import type { Answer, ApiRequest } from './exchange';
import type { Limits } from './limits';
import { findRoute } from './routes';

export interface Vendor {
	settings: Readonly<Settings>;
	clock: Clock;
	store: Store;
	limits: Limits;
	/** Requests answered so far. */
	answered: number;
}

/** The vendor's answer to one request. All the work is done when this returns; no network is in here. */
export function answer(request: ApiRequest, vendor: Vendor): Answer {
	vendor.answered++;
	vendor.store.settle();
	const key = knownKey(request, vendor.store.keys);
	const limited = key === undefined ? undefined : vendor.limits.count(key);
	const result = limited ?? answerRoute(request, vendor);
	const given = isRefusal(result) ? refuse(result, vendor.settings) : result;
	const limitHeaders = key === undefined ? {} : vendor.limits.headers(key, limited);
	return { ...given, headers: { ...limitHeaders, ...given.headers } };
}

function answerRoute(request: ApiRequest, vendor: Vendor): Answer | RefusalName {
	const { settings, clock, store } = vendor;
	const found = findRoute(request.method, request.path);
	if (found === undefined) return 'unknownRoute';
	const caller = identify(request, store.keys);
	if (isRefusal(caller)) return caller;
	if (request.body.kind === 'tooLarge') return 'bodyTooLarge';
	if (request.body.kind === 'notJson') return 'invalidJson';
	const { route, id } = found;
	const call = { caller, request, id, store, settings };
	return route.answer({ ...call, nowMs: clock.now(), drawn: vendor.answered });
}
