import { AutoGrabRecaptureApi } from '../../credentials/AutoGrabRecaptureApi.credentials';

const sign = async (credential = {}, request = {}) =>
	await new AutoGrabRecaptureApi().authenticate(
		{ apiKey: 'k', region: 'nz', baseUrl: 'https://api.autograb.com.au', ...credential },
		{ url: '/v2/recapture/customers', ...request },
	);

it('signs a request with the key as a header and the region in the query', async () => {
	expect(await sign({}, { qs: { limit: 1 }, headers: { Accept: 'application/json' } })).toEqual({
		baseURL: 'https://api.autograb.com.au',
		url: '/v2/recapture/customers',
		qs: { region: 'nz', limit: 1 },
		headers: { Accept: 'application/json', ApiKey: 'k' },
	});
});

it.each([
	['spaces around it', ' https://api.autograb.com.au ', 'https://api.autograb.com.au'],
	['a slash at its end', 'https://api.autograb.com.au/', 'https://api.autograb.com.au'],
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
	expect(await sign({ baseUrl })).toMatchObject({ baseURL });
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
	['a user name', 'https://me:secret@api.autograb.com.au', 'must be a plain address'],
	['a query', 'https://api.autograb.com.au?x=1', 'must be a plain address'],
])('refuses %s before anything is sent', async (_label, baseUrl, sentence) => {
	await expect(sign({ baseUrl })).rejects.toMatchObject({
		message: expect.stringContaining(sentence),
		description: expect.stringContaining('Base URL'),
	});
});

describe("in n8n's HTTP Request node", () => {
	it('signs a whole address on its own host', async () => {
		const url = 'https://api.autograb.com.au/v2/recapture/customers?limit=5';
		expect(await sign({}, { url })).toEqual({
			url,
			qs: { region: 'nz' },
			headers: { ApiKey: 'k' },
		});
	});

	it('leaves the region alone when the address names one', async () => {
		const url = 'https://api.autograb.com.au/v2/recapture/customers?region=au';
		expect((await sign({}, { url })).qs).toBeUndefined();
	});

	it.each([
		[
			'another host',
			'https://evil.example/v2/recapture/customers',
			'only sent to api.autograb.com.au',
		],
		[
			'plain http',
			'http://api.autograb.com.au/v2/recapture/customers',
			'is not safe for an API key',
		],
	])('does not give the key to %s', async (_label, url, sentence) => {
		await expect(sign({}, { url })).rejects.toThrow(sentence);
	});
});
