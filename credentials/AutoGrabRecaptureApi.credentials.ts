import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { readRegion, REGION_NAMES, type Region } from '../nodes/Recapture/values/region';
import { readBaseUrl, readDestination, refusal, type UnsignedRequest } from './address';

const NOT_THE_VENDOR =
	"The host did not answer like AutoGrab's Recapture API. Check the Base URL of this credential.";

/** What the credential dialog says. n8n types the rules as one kind or the other, but reads each by its own type. */
const TEST_RULES = [
	{
		type: 'responseCode',
		properties: {
			value: 401,
			message: 'AutoGrab does not know this API key. Check that you pasted all of it.',
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 403,
			message:
				"Is 'Region' right? AutoGrab knows this API key, but it has no Customer Recapture licence for this region. If the region is right, ask your AutoGrab account manager.",
		},
	},
	// Each of these fails the test when the named part of a 200 answer has the value.
	...[
		// Only a list has a length.
		{ key: 'customers.length', value: undefined },
		{ key: 'success', value: false },
		{ key: 'error', value: true },
	].map((part) => ({
		type: 'responseSuccessBody',
		properties: { ...part, message: NOT_THE_VENDOR },
	})),
] as NonNullable<ICredentialTestRequest['rules']>;

/**
 * A redirect would take the key to a host that nobody chose. n8n's two request helpers have an option each, and the
 * HTTP Request node asks for redirects.
 */
const NO_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
};

export class AutoGrabRecaptureApi implements ICredentialType {
	name = 'autoGrabRecaptureApi';

	displayName = 'AutoGrab Recapture API';

	icon = {
		light: 'file:../nodes/Recapture/recapture.svg',
		dark: 'file:../nodes/Recapture/recapture.dark.svg',
	} as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-autograb-recapture#credentials';

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
			options: Object.entries(REGION_NAMES).map(([value, name]) => ({ name, value })),
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
			hint: 'Newer AutoGrab documents for the United Kingdom name https://api.autograb.co.uk',
			description:
				'The address of the API. Keep the default unless AutoGrab gave you another address.',
		},
	];

	/** n8n would add a choice of domains, but this credential is for one host in any case: that of its Base URL. */
	hideDomainRestrictionFields = true;

	/**
	 * Signs a request with the key and the region. A function rather than a template, because the key must
	 * only go to the host of the Base URL, by https: any other request is refused here, before it is sent.
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: UnsignedRequest,
	): Promise<IHttpRequestOptions> {
		const base = readBaseUrl(credentials.baseUrl);
		const region = regionOf(credentials.region);
		const { target, fields } = readDestination(request, base);
		return {
			...request,
			...fields,
			headers: { ...request.headers, ApiKey: String(credentials.apiKey ?? '').trim() },
			qs: target.searchParams.has('region') ? request.qs : { region, ...request.qs },
			...NO_REDIRECTS,
			// A second lock: newer versions of n8n look at it when they send the request.
			allowedDomains: request.allowedDomains || target.hostname,
		};
	}

	test: ICredentialTestRequest = {
		request: {
			url: '/v2/recapture/customers',
			qs: { limit: 1, offset: 0 },
			json: true,
		},
		rules: TEST_RULES,
	};
}

/** An expression may give any value. */
function regionOf(value: unknown): Region {
	const region = readRegion(value);
	if (region !== undefined) return region;
	throw refusal(
		'The Region of this credential must be one of au, nz, uk and my',
		"Open the AutoGrab Recapture API credential and choose the 'Region' of your licence.",
	);
}
