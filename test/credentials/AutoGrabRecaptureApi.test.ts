import type { ICredentialTestRequest } from 'n8n-workflow';

import { AutoGrabRecaptureApi } from '../../credentials/AutoGrabRecaptureApi.credentials';

const credential = new AutoGrabRecaptureApi();

type Request = Parameters<typeof credential.authenticate>[1];

const signed = async (data: object, request: object) =>
	await credential.authenticate(
		{ apiKey: 'k', region: 'nz', baseUrl: 'https://api.autograb.com.au', ...data },
		request as Request,
	);
const sign = async (data = {}, request = {}) =>
	await signed(data, { url: '/v2/recapture/customers', ...request });

/** n8n reads the first with `httpRequest`, the others with the older `request` of the HTTP Request node. */
const NO_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
};

it('signs a request with the key as a header and the region in the query', async () => {
	expect(await sign({}, { qs: { limit: 1 }, headers: { Accept: 'application/json' } })).toEqual({
		baseURL: 'https://api.autograb.com.au',
		url: '/v2/recapture/customers',
		qs: { region: 'nz', limit: 1 },
		headers: { Accept: 'application/json', ApiKey: 'k' },
		allowedDomains: 'api.autograb.com.au',
		...NO_REDIRECTS,
	});
});

it('does not change the request that it was given', async () => {
	const request = { url: '/v2', headers: {}, qs: {} };
	await sign({}, request);
	expect(request).toEqual({ url: '/v2', headers: {}, qs: {} });
});

it('follows no redirect, whatever the request asks for', async () => {
	const asked = {
		disableFollowRedirect: false,
		followRedirect: true,
		followAllRedirects: true,
		maxRedirects: 21,
	};
	expect(await sign({}, asked)).toMatchObject(NO_REDIRECTS);
});

it('keeps the domains that the user allowed in n8n', async () => {
	expect(await sign({}, { allowedDomains: 'example.com' })).toMatchObject({
		allowedDomains: 'example.com',
	});
});

describe('the Base URL', () => {
	it.each([
		['spaces around it', ' https://api.autograb.com.au ', 'https://api.autograb.com.au'],
		['a slash at its end', 'https://api.autograb.com.au/', 'https://api.autograb.com.au'],
		['a bare question mark', 'https://api.autograb.com.au?', 'https://api.autograb.com.au'],
		['a bare hash', 'https://api.autograb.com.au/#', 'https://api.autograb.com.au'],
		['both, after the version', 'https://api.autograb.com.au/v2/?#', 'https://api.autograb.com.au'],
		['an empty user name', 'https://@api.autograb.com.au', 'https://api.autograb.com.au'],
		['capital letters', 'HTTPS://API.AutoGrab.com.au', 'https://api.autograb.com.au'],
		[
			'the version, as the documents show it',
			'https://api.autograb.com.au/v2/',
			'https://api.autograb.com.au',
		],
		[
			'a path of a gateway',
			'https://gateway.example/autograb/v2',
			'https://gateway.example/autograb',
		],
		['plain http to this machine', 'http://127.0.0.1:5678', 'http://127.0.0.1:5678'],
		['plain http to this machine by name', 'http://localhost:5678', 'http://localhost:5678'],
		['plain http to this machine, IPv6', 'http://[::1]:5678', 'http://[::1]:5678'],
	])('takes a Base URL with %s', async (_label, baseUrl, baseURL) => {
		expect(await sign({ baseUrl })).toMatchObject({ baseURL, url: '/v2/recapture/customers' });
	});

	it.each([
		['plain http to a stranger', 'http://api.autograb.com.au', 'is not safe for an API key'],
		[
			'plain http to a stranger that looks like this machine',
			'http://127.0.0.1.evil.example',
			'is not safe',
		],
		['another protocol', 'ftp://api.autograb.com.au', 'is not safe'],
		['no address', 'autograb', 'is not a web address'],
		['nothing', '', 'is not a web address'],
		['no text', { href: 'https://api.autograb.com.au' }, 'is not a web address'],
		['a user name', 'https://me:secret@api.autograb.com.au', 'must not have a user name'],
		['a query', 'https://api.autograb.com.au?x=1', 'must not have a user name'],
		['a hash', 'https://api.autograb.com.au#x', 'must not have a user name'],
	])('refuses %s before anything is sent', async (_label, baseUrl, sentence) => {
		await expect(sign({ baseUrl })).rejects.toMatchObject({
			message: expect.stringContaining(sentence),
			description: expect.stringContaining('Base URL'),
		});
	});

	it.each([
		'sec_pasted',
		'sec_pasted:443',
		'pasted:sec_pasted',
		'https://sec_pasted@api.autograb.com.au',
		'https://me:sec_pasted@api.autograb.com.au',
		'http://sec_pasted@api.autograb.com.au',
		'https://api.autograb.com.au?ApiKey=sec_pasted',
		'https://api.autograb.com.au#sec_pasted',
		'http://api.autograb.com.au/sec_pasted',
		'ftp://sec_pasted',
		'https://sec_pasted:sec_pasted',
	])('is not quoted when a key was pasted into it: %s', async (baseUrl) => {
		const error = await sign({ baseUrl }).then(
			() => undefined,
			(thrown: Error) => thrown,
		);
		expect(error?.message).toMatch(/Nothing was sent\.$/);
		expect(JSON.stringify([error, error?.message, error?.stack])).not.toContain('pasted');
	});
});

describe('the Region', () => {
	it.each([' AU ', 'au', 'Au'])('may be written %p', async (region) => {
		expect(await sign({ region })).toMatchObject({ qs: { region: 'au' } });
	});

	it.each(['us', '', 'Australia', undefined, null, 7, ['au'], { region: 'au' }])(
		'may not be %p',
		async (region) => {
			await expect(sign({ region })).rejects.toMatchObject({
				message: expect.stringMatching(/Region .* au, nz, uk and my\. Nothing was sent/),
				description: expect.stringContaining("'Region'"),
			});
		},
	);
});

/** How other nodes name the address: n8n's HTTP Request node says `uri`. */
describe.each(['url', 'uri'])('a request that names its address %p', (field) => {
	const signAddress = async (address: unknown, more = {}, data = {}) =>
		await signed(data, { [field]: address, ...more });

	it('is signed on the host of the Base URL', async () => {
		const address = 'https://api.autograb.com.au/v2/recapture/customers?limit=5';
		expect(await signAddress(address)).toEqual({
			[field]: address,
			qs: { region: 'nz' },
			headers: { ApiKey: 'k' },
			allowedDomains: 'api.autograb.com.au',
			...NO_REDIRECTS,
		});
	});

	it.each([
		' https://api.autograb.com.au/v2/x ',
		'HTTPS://API.AUTOGRAB.COM.AU/v2/x',
		'https://api.autograb.com.au:443/v2/x',
	])('is signed however the same host is written: %p', async (address) => {
		expect(await signAddress(address)).toMatchObject({
			[field]: 'https://api.autograb.com.au/v2/x',
		});
	});

	it('is signed with a path below the Base URL', async () => {
		const baseUrl = 'https://gateway.example/autograb';
		expect(await signAddress('/v2/x', {}, { baseUrl })).toMatchObject({
			baseURL: baseUrl,
			[field]: '/v2/x',
		});
	});

	it('is signed with a base of its own on the same host', async () => {
		const baseURL = 'https://api.autograb.com.au/v2/';
		expect(await signAddress('recapture/customers', { baseURL })).toMatchObject({
			baseURL: 'https://api.autograb.com.au/v2',
			[field]: 'recapture/customers',
		});
	});

	it('leaves the region alone when the address names one', async () => {
		const address = 'https://api.autograb.com.au/v2/recapture/customers?region=au';
		expect((await signAddress(address)).qs).toBeUndefined();
	});

	const FOREIGN = 'only sent to api.autograb.com.au';
	const UNSAFE = 'is not safe for an API key';
	const NO_PATH = 'must begin with https:// or be a path';
	const CHARACTER = 'has a backslash or a control character';

	it.each([
		['https://evil.example/v2/recapture/customers', FOREIGN],
		['https://api.autograb.com.au.evil.example/', FOREIGN],
		['https://api.autograb.com.au@evil.example/', FOREIGN],
		['https://api.autograb.com.au:pw@evil.example/', FOREIGN],
		['https://api.autograb.com.au:8443/', FOREIGN],
		['https://api.autograb.com.au./', FOREIGN],
		['HTTPS://EVIL.example', FOREIGN],
		['http://api.autograb.com.au/v2/recapture/customers', UNSAFE],
		['http://evil.example/x', UNSAFE],
		['hTTp://evil.example/x', UNSAFE],
		['http://127.0.0.1:5678/x', FOREIGN],
		['http://localhost/x', FOREIGN],
		['https://me:pw@api.autograb.com.au/', 'must not have a user name'],
		['https:evil.example', NO_PATH],
		['https:/evil.example', NO_PATH],
		['http:evil.example', NO_PATH],
		['//evil.example/x', NO_PATH],
		['///evil.example/x', NO_PATH],
		['ftp://evil.example/x', NO_PATH],
		['data:text/plain,x', NO_PATH],
		['\\\\evil.example/x', CHARACTER],
		['/\\evil.example/x', CHARACTER],
		['https:\\\\evil.example', CHARACTER],
		['https://api.autograb.com.au\\@evil.example', CHARACTER],
		['/\t/evil.example/x', CHARACTER],
		['ht\ntps://evil.example/x', CHARACTER],
		['https://api.autograb.com.au/\r\nHost: evil.example', CHARACTER],
		['https://evil.exam\u0000ple/x', CHARACTER],
		['https://', 'is not a web address'],
		['https://api autograb.com.au/', 'is not a web address'],
	])('is refused before it is sent: %p', async (address, sentence) => {
		await expect(signAddress(address)).rejects.toMatchObject({
			message: expect.stringMatching(/\. Nothing was sent\.$/),
			description: expect.any(String),
		});
		await expect(signAddress(address)).rejects.toThrow(sentence);
	});

	it.each([
		[null],
		[7],
		[['https://api.autograb.com.au']],
		[{}],
		[new URL('https://evil.example')],
	])('is refused when the address is no text: %p', async (address) => {
		await expect(signAddress(address)).rejects.toThrow('must be text');
	});

	it.each(['https://evil.example', 'http://evil.example', '//evil.example', 7, null])(
		'is refused when its base is somewhere else: %p',
		async (baseURL) => {
			await expect(signAddress('/v2/x', { baseURL })).rejects.toThrow('Nothing was sent');
			await expect(signAddress('https://api.autograb.com.au/v2/x', { baseURL })).rejects.toThrow(
				'Nothing was sent',
			);
		},
	);
});

describe('a request with several addresses', () => {
	const HOME = 'https://api.autograb.com.au/v2/x';

	it('is signed when they are the same', async () => {
		expect(await signed({}, { url: HOME, uri: HOME })).toMatchObject({ url: HOME, uri: HOME });
		expect(await signed({}, { url: '/v2/x', uri: HOME })).toMatchObject({ uri: HOME });
	});

	it.each([
		{ url: HOME, uri: 'https://evil.example' },
		{ url: 'https://evil.example', uri: HOME },
		{ url: '', uri: 'https://evil.example' },
		{ url: '/v2/x', uri: '/v2/y' },
	])('is refused when they differ: %p', async (request) => {
		await expect(signed({}, request)).rejects.toThrow(/only sent to|two different addresses/);
	});

	it('is refused when there is none', async () => {
		await expect(signed({}, {})).rejects.toThrow('has no address');
		await expect(signed({}, { baseURL: HOME })).rejects.toThrow('has no address');
	});
});

describe('a connection that others could read', () => {
	const LOCAL = 'http://127.0.0.1:5678';

	it.each([
		{ rejectUnauthorized: false },
		{ skipSslCertificateValidation: true },
		{ agentOptions: { rejectUnauthorized: false } },
	])('is refused: %p', async (option) => {
		await expect(sign({}, option)).rejects.toMatchObject({
			message: expect.stringContaining('Others could read the API key'),
			description: expect.stringContaining("'Ignore SSL Issues'"),
		});
		await expect(sign({ baseUrl: LOCAL }, option)).resolves.toBeDefined();
	});

	it('is refused through a proxy, when the Base URL is plain http', async () => {
		const proxy = 'http://proxy.example:3128';
		await expect(sign({ baseUrl: LOCAL }, { proxy })).rejects.toThrow('A proxy could read');
		await expect(sign({}, { proxy })).resolves.toMatchObject({ proxy });
	});

	it('is refused when the header "Host" leads to another host', async () => {
		const host = (value: string) => ({ headers: { hOsT: value } });
		await expect(sign({}, host('evil.example'))).rejects.toThrow("The header 'Host'");
		await expect(sign({}, host('api.autograb.com.au'))).resolves.toBeDefined();
	});
});

it('tests itself with one cheap read', () => {
	const { request, rules = [] }: ICredentialTestRequest = credential.test;
	expect(request).toMatchObject({
		url: '/v2/recapture/customers',
		qs: { limit: 1, offset: 0 },
	});
	expect(request.method ?? 'GET').toBe('GET');
	expect(rules.map(({ type }) => type)).toContain('responseSuccessBody');
});
