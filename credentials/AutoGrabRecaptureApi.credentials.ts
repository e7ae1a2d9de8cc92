import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

const NOT_THE_VENDOR =
	"The host answered, but not as AutoGrab's Recapture API does. Check the Base URL of this credential.";

/** What the credential dialog says. n8n types the rules as one kind or the other, but reads each by its own type. */
const TEST_RULES = [
	{
		type: 'responseCode',
		properties: {
			value: 401,
			message: 'AutoGrab does not know this API key. Check that it was pasted whole.',
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 403,
			message:
				'AutoGrab knows this API key, but it has no Customer Recapture licence for this region. Ask your AutoGrab account manager.',
		},
	},
	// Each of these fails the test when the named part of a 200 answer has the value.
	...[
		{ key: 'customers', value: undefined },
		{ key: 'success', value: false },
		{ key: 'error', value: true },
	].map((part) => ({
		type: 'responseSuccessBody',
		properties: { ...part, message: NOT_THE_VENDOR },
	})),
] as NonNullable<ICredentialTestRequest['rules']>;

export class AutoGrabRecaptureApi implements ICredentialType {
	name = 'autoGrabRecaptureApi';

	displayName = 'AutoGrab Recapture API';

	icon = {
		light: 'file:../nodes/Recapture/recapture.svg',
		dark: 'file:../nodes/Recapture/recapture.dark.svg',
	} as const;

	documentationUrl = 'https://docs.autograb.com.au/guide/recapture/';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'From your AutoGrab account manager. It needs the Customer Recapture licence for your region.',
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'Australia', value: 'au' },
				{ name: 'New Zealand', value: 'nz' },
				{ name: 'United Kingdom', value: 'uk' },
				{ name: 'Malaysia', value: 'my' },
			],
			default: 'au',
			description:
				'The region of your licence. It also decides how dates such as 03/04/2026 and local phone numbers are read.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.autograb.com.au',
			required: true,
			hint: 'For the United Kingdom, newer documents of AutoGrab name https://api.autograb.co.uk',
			description: 'Where the API is. Leave it as it is unless AutoGrab gave you another address.',
		},
	];

	/**
	 * Signs a request with the key and the region. A function rather than a template, because the key must
	 * not leave for a place that could be listened in on: an unsafe address is refused here, before any request.
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const base = readBaseUrl(credentials.baseUrl);
		const target = readTarget(request.url, base);
		return {
			...request,
			...(isRelative(request.url) && { baseURL: base.href.replace(/\/$/, '') }),
			headers: { ...request.headers, ApiKey: String(credentials.apiKey ?? '').trim() },
			qs: target.searchParams.has('region')
				? request.qs
				: { region: credentials.region, ...request.qs },
		};
	}

	test: ICredentialTestRequest = {
		request: {
			url: '/v2/recapture/customers',
			qs: { limit: 1, offset: 0 },
			json: true,
			// A redirect would take the key to a host that nobody chose.
			disableFollowRedirect: true,
		},
		rules: TEST_RULES,
	};
}

/** The credential's address, cleaned of what people paste along with it: spaces, a final slash, the version. */
function readBaseUrl(value: unknown): URL {
	const text = String(value ?? '').trim();
	if (!URL.canParse(text)) {
		throw refusal(`The Base URL "${text}" is not a web address`);
	}
	const url = new URL(text);
	url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/v2$/, '');
	if (url.username || url.password || url.search || url.hash) {
		throw refusal('The Base URL must be a plain address without user name, question mark or hash');
	}
	refuseUnsafe(url);
	return url;
}

/** Where the request really goes. n8n's HTTP Request node gives a whole address, our own nodes a path. */
function readTarget(url: string, base: URL): URL {
	const target = new URL(url, base);
	refuseUnsafe(target);
	const staysHome = target.host === base.host || (isLoopback(target) && isLoopback(base));
	if (!staysHome) {
		throw refusal(
			`The API key of this credential is only sent to ${base.host}, not to ${target.host}`,
		);
	}
	return target;
}

function isRelative(url: string): boolean {
	return !URL.canParse(url);
}

/** Plain http can be read by anyone on the way; on the own machine there is no way. */
function refuseUnsafe(url: URL): void {
	if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return;
	throw refusal(
		`The address ${url.protocol}//${url.host} is not safe for an API key: only https is, or http to this machine itself`,
	);
}

function isLoopback(url: URL): boolean {
	return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}

function refusal(message: string): Error {
	return Object.assign(new Error(`${message}. Nothing was sent.`), {
		description:
			'Open the AutoGrab Recapture API credential and correct the Base URL. Usually it is https://api.autograb.com.au',
	});
}
