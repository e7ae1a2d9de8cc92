import { REGIONS } from '../records';
import type { Region } from '../records';
import { isObject } from '../rules/customerInput';
import type { RefusalName } from '../rules/refusals';
import type { Keys } from '../store/keys';
import type { ApiRequest } from './exchange';

/** Who asks, and for which region. */
export interface Caller {
	key: string;
	account: string;
	region: Region;
}

/** The key that a request shows; undefined when the vendor knows no such key. */
export function knownKey(request: ApiRequest, keys: Keys): string | undefined {
	return keys.find(request.headers.apikey ?? '')?.key;
}

/** The caller, or why this request may not use Recapture in that region. */
export function identify(request: ApiRequest, keys: Keys): Caller | RefusalName {
	const { apikey } = request.headers;
	if (apikey === undefined) return 'missingKey';
	const record = keys.find(apikey);
	if (record === undefined) return 'unknownKey';
	const region = askedRegion(request);
	if (region === null) return 'missingRegion';
	if (!isRegion(region)) return 'unknownRegion';
	if (record.licences.length === 0) return 'noLicence';
	if (!record.licences.includes(region)) return 'noLicenceInRegion';
	return { key: record.key, account: record.account, region };
}

/** In the query; a webhook to be made has it in the body. */
function askedRegion({ query, path, body }: ApiRequest): string | null {
	const { region } = isObject(body.value) ? body.value : {};
	const isInBody = path === '/v2/webhooks' && typeof region === 'string';
	return isInBody ? region : query.get('region');
}

function isRegion(text: string): text is Region {
	return (REGIONS as readonly string[]).includes(text);
}
