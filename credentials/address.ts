import type { IHttpRequestOptions } from 'n8n-workflow';

/** Our nodes name the address `url`; n8n's HTTP Request node names it `uri`. Either may have a `baseURL`. */
export type UnsignedRequest = IHttpRequestOptions & {
	readonly uri?: unknown;
	readonly rejectUnauthorized?: unknown;
};

type AddressField = 'url' | 'uri' | 'baseURL';

interface Destination {
	/** Where the request goes. */
	readonly target: URL;
	/** The fields of the request that say so. */
	readonly fields: Partial<Record<AddressField, string>>;
}

const ONLY_HTTPS = 'is not safe for an API key: https is required, except for this machine itself';

/**
 * Cleans the credential's Base URL of what people paste along with it: spaces, a final slash, the version.
 * A message quotes its host at most, because people also paste the key there.
 *
 * @returns protocol, host and path, without a slash at the end
 * @throws an error with a sentence and a description
 */
export function readBaseUrl(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : '';
	if (!URL.canParse(text)) throw badBaseUrl('The Base URL is not a web address');
	const url = new URL(text);
	if (url.username || url.password || url.search || url.hash) {
		throw badBaseUrl('The Base URL must not have a user name, a question mark or a hash');
	}
	if (!isSafe(url)) {
		const subject = url.protocol === 'http:' ? `The address http://${url.host}` : 'The Base URL';
		throw badBaseUrl(`${subject} ${ONLY_HTTPS}`);
	}
	return withoutFinalSlash(url.origin + withoutFinalSlash(url.pathname).replace(/\/v2$/, ''));
}

/**
 * Where a request goes, once it is certain that the key may go there: to protocol, host and port of the Base URL.
 *
 * @param base the Base URL as `readBaseUrl` gives it
 * @throws an error with a sentence and a description when the key must not go there
 */
export function readDestination(request: UnsignedRequest, base: string): Destination {
	const root = request.baseURL === undefined ? base : readRoot(request.baseURL, base);
	const names = (['url', 'uri'] as const).filter((name) => request[name] !== undefined);
	const destinations = names.map((name) => readAddress(name, request[name], root));
	for (const { target } of destinations) refuseOtherOrigin(target, base);
	const [first, second] = destinations;
	if (first === undefined) throw badAddress('The request has no address');
	if (second !== undefined && second.target.href !== first.target.href) {
		throw badAddress('The request has two different addresses');
	}
	refuseOtherHostHeader(request.headers, first.target);
	refuseReadableConnection(request, first.target);
	return { target: first.target, fields: { ...first.fields, ...second?.fields } };
}

/** A base that the request brings along, such as one with the version in its path. */
function readRoot(value: unknown, base: string): string {
	const { target } = readAddress('baseURL', value, base);
	refuseOtherOrigin(target, base);
	return withoutFinalSlash(target.origin + target.pathname);
}

function readAddress(name: AddressField, value: unknown, root: string): Destination {
	if (typeof value !== 'string') throw badAddress('The address of the request must be text');
	const text = value.trim();
	// Some programs ignore these characters, or take a backslash for a slash: they could disagree about the host.
	if (/[\\\p{Cc}]/u.test(text)) {
		throw badAddress('The address of the request has a backslash or a control character');
	}
	// Read without a base: with one, `https:elsewhere.test` would count as a path.
	if (/^https?:\/\//i.test(text)) {
		if (!URL.canParse(text)) throw badAddress('The address of the request is not a web address');
		const target = new URL(text);
		return { target, fields: { [name]: target.href } };
	}
	if (/^(\/\/|[a-z][a-z\d+.-]*:)/i.test(text)) {
		throw badAddress('The address of the request must begin with https:// or be a path');
	}
	// Joined as axios does, which sends the request in the end.
	const target = new URL(text === '' ? root : `${root}/${text.replace(/^\/+/, '')}`);
	return { target, fields: { baseURL: root, [name]: text } };
}

function refuseOtherOrigin(target: URL, base: string): void {
	if (!isSafe(target)) throw badAddress(`The address http://${target.host} ${ONLY_HTTPS}`);
	const { origin, host } = new URL(base);
	if (target.origin !== origin) {
		throw badAddress(
			`The API key of this credential is only sent to ${host}, not to ${target.host}`,
		);
	}
	if (target.username || target.password) {
		throw badAddress('The address of the request must not have a user name');
	}
}

/** A server that many share passes a request on to the host that this header names. */
function refuseOtherHostHeader(headers: IHttpRequestOptions['headers'], { host }: URL): void {
	const isOther = ([name, value]: [string, unknown]) =>
		name.toLowerCase() === 'host' && String(value).toLowerCase() !== host;
	if (Object.entries(headers ?? {}).some(isOther)) {
		throw refusal(
			`The header 'Host' must not name another host than ${host}`,
			"Remove the header 'Host' from this node.",
		);
	}
}

/** The HTTP Request node has options that let others read a request: a proxy, and certificates that nobody checks. */
function refuseReadableConnection(request: UnsignedRequest, target: URL): void {
	if (target.protocol === 'http:' && request.proxy) {
		throw refusal(
			'A proxy could read the API key, because the Base URL is plain http',
			"Remove the option 'Proxy' from this node.",
		);
	}
	const { rejectUnauthorized, skipSslCertificateValidation, agentOptions } = request;
	const isUnchecked =
		rejectUnauthorized === false ||
		skipSslCertificateValidation === true ||
		agentOptions?.rejectUnauthorized === false;
	if (isUnchecked && !isLoopback(target)) {
		throw refusal(
			'Others could read the API key, because the certificate is not checked',
			"Remove the option 'Ignore SSL Issues' from this node.",
		);
	}
}

function withoutFinalSlash(text: string): string {
	return text.replace(/\/+$/, '');
}

/** Plain http can be read by anyone between two machines. */
function isSafe(url: URL): boolean {
	return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

function isLoopback({ hostname }: URL): boolean {
	return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

function badBaseUrl(message: string): Error {
	return refusal(
		message,
		'Open the AutoGrab Recapture API credential and correct the Base URL. Usually it is https://api.autograb.com.au',
	);
}

function badAddress(message: string): Error {
	return refusal(
		message,
		'Correct the URL in this node. This credential only works with the address in its Base URL.',
	);
}

/** What is thrown instead of sending a request. */
export function refusal(message: string, description: string): Error {
	return Object.assign(new Error(`${message}. Nothing was sent.`), { description });
}
