import { quoteWithout } from '../../nodes/Recapture/transport/quote';
import { failureOfError } from '../../nodes/Recapture/transport/thrownErrors';
import { startSimulator, type Simulator } from '../simulator';
import { runRecapture } from '../support/recapture';

let vendor: Simulator;
const KEY = 'sec_a_key_that_can_be_searched_for';

beforeAll(async () => {
	vendor = await startSimulator({ apiKey: KEY });
});
afterAll(async () => await vendor.stop());
beforeEach(() => vendor.reset());

/** Asks for the status of an upload: one plain request. */
async function ask(credential = {}, uploadId = '11111111-1111-4111-8111-111111111111') {
	return await runRecapture({
		credential: { apiKey: KEY, region: 'au', baseUrl: vendor.url, ...credential },
		parameters: { resource: 'status', operation: 'get', uploadId },
	});
}

describe('what went wrong is told in a sentence of its own', () => {
	it.each([
		[
			'a key that AutoGrab does not know',
			{ apiKey: 'wrong' },
			'AutoGrab did not accept the API key',
			'paste the key again',
			1,
		],
		[
			'a host that is not there',
			{ baseUrl: 'http://127.0.0.1:1' },
			'AutoGrab could not be reached, so nothing was sent',
			'Base URL in the credential',
			0,
		],
		[
			'plain http to a stranger',
			{ baseUrl: 'http://api.autograb.com.au' },
			'The address http://api.autograb.com.au is not safe for an API key: https is required, except for this machine itself. Nothing was sent.',
			'correct the Base URL',
			0,
		],
		[
			'a Base URL that is no address',
			{ baseUrl: 'autograb' },
			'The Base URL is not a web address. Nothing was sent.',
			'correct the Base URL',
			0,
		],
	])('%s', async (_label, credential, message, advice, requests) => {
		const { error } = await ask(credential);
		expect(error?.message).toBe(message);
		expect(error?.description).toContain(advice);
		expect(vendor.requests()).toHaveLength(requests);
	});

	it('a key without the Recapture licence', async () => {
		vendor.keys.add({ key: 'unlicensed' });
		const { error } = await ask({ apiKey: 'unlicensed' });
		expect(error?.message).toBe(
			'Is \'Region\' right? It is set to Australia. This API key may not use Customer Recapture there: "Your API key has no Customer Recapture license"',
		);
		expect(error?.description).toContain('attach the Customer Recapture licence');
		expect(vendor.requests()).toHaveLength(1);
	});

	it.each([
		['nz', 'New Zealand'],
		['UK', 'United Kingdom'],
	])('a key without a licence for the region "%s"', async (region, name) => {
		vendor.keys.add({ key: 'australian', licences: ['au'] });
		const { error } = await ask({ apiKey: 'australian', region });
		expect(error?.message).toMatch(`Is 'Region' right? It is set to ${name}. This API key may not`);
		expect(error?.description).toContain("choose the 'Region' of your licence");
	});

	it('an upload that AutoGrab does not know', async () => {
		const { error } = await ask();
		expect(error?.message).toBe('AutoGrab refused the request: "Invalid Upload ID" (status 404)');
		expect(error?.description).toContain('Check the Upload ID');
		expect(error).toMatchObject({ httpCode: '404' });
	});

	it('an upload of another region', async () => {
		const { id } = vendor.uploads.add({ region: 'nz' });
		const { error } = await ask({}, id);
		expect(error?.message).toBe('AutoGrab refused the request: "Incorrect Region" (status 400)');
		expect(error?.description).toBe(
			"Is 'Region' right? It is set to Australia. This ID belongs to another region. Choose that region in the credential.",
		);
	});
});

describe('every reply is guarded', () => {
	const ELSEWHERE = "The answer did not come from AutoGrab's Recapture API";

	it.each([
		['a sign-in page', { html: true }, ELSEWHERE],
		[
			'a redirect, which is not followed',
			{ redirect: 'http://127.0.0.1:1/' },
			'AutoGrab answered with a redirect to http://127.0.0.1:1/ (status 302)',
		],
		['JSON without an upload', { status: 200, body: { success: true } }, ELSEWHERE],
		['a list instead of an object', { status: 200, body: [] }, ELSEWHERE],
		['an upload of wrong types', { wrongTypes: 'leaves' }, ELSEWHERE],
		['half an answer', { half: 'cut' }, 'The connection to AutoGrab was cut'],
		[
			'success: false',
			{ successFalse: 'Not today' },
			'AutoGrab refused the request: "Not today" (status 200)',
		],
		[
			'error: true',
			{ errorTrue: 'Not today' },
			'AutoGrab refused the request: "Not today" (status 200)',
		],
		[
			'a refusal without a word',
			{ status: 418, body: '' },
			'AutoGrab refused the request with status 418',
		],
		['too many requests', { status: 429 }, 'AutoGrab received too many requests from this API key'],
		[
			'a breakdown',
			{ status: 502, body: '<html>' },
			'AutoGrab is not available right now (status 502)',
		],
	] as const)('%s', async (_label, fault, sentence) => {
		const { id } = vendor.uploads.add();
		vendor.fail('GET /v2/recapture/upload/:id', fault);
		const { error } = await ask({}, id);
		expect(error?.message).toContain(sentence);
		expect(error?.description).toBeTruthy();
	});

	it.each([
		['a text under error', { error: 'Bad rego' }],
		['an object under error', { error: { message: 'Bad rego' } }],
		['a detail', { detail: 'Bad rego' }],
		['a list of texts', { errors: ['Bad rego'] }],
		['a list of objects', { errors: [{ field: 'rego', message: 'Bad rego' }] }],
		['a list of messages', { message: ['Bad rego'] }],
		['the same thing twice', { message: 'Bad rego', errors: ['Bad rego'], error: 'Bad Request' }],
	])('the reason is quoted also when it is %s', async (_label, body) => {
		vendor.fail('GET /v2/recapture/upload/:id', { status: 422, body });
		const { error } = await ask();
		expect(error?.message).toBe('AutoGrab refused the request: "Bad rego" (status 422)');
	});

	it('several reasons are quoted in a row', async () => {
		const body = { message: 'Invalid list', errors: ['Row 1', { message: 'Row 2' }] };
		vendor.fail('GET /v2/recapture/upload/:id', { status: 422, body });
		const { error } = await ask();
		expect(error?.message).toContain('"Invalid list; Row 1; Row 2"');
	});

	it.each([200, 201, 202, 299])(
		'the status in the sentence is the real one: %d',
		async (status) => {
			vendor.fail('GET /v2/recapture/upload/:id', { status, body: { success: true } });
			const { error } = await ask();
			expect(error?.message).toContain(`(status ${status}, unexpected content)`);
		},
	);

	it('an answer about another upload is none', async () => {
		const { id } = vendor.uploads.add();
		const body = { success: true, upload: { ...vendor.uploads.view(id), id: 'another' } };
		vendor.fail('GET /v2/recapture/upload/:id', { status: 200, body });
		const { error } = await ask({}, id);
		expect(error?.message).toBe('AutoGrab answered about another upload');
	});

	it('an ID in capitals is the same upload', async () => {
		const { id } = vendor.uploads.add({ size: 10, processed: 1 });
		const body = { success: true, upload: vendor.uploads.view(id) };
		vendor.fail('GET /v2/recapture/upload/:id', { status: 200, body });
		expect((await ask({}, id.toUpperCase())).status).toBe('success');
	});

	it('words of the vendor are cleaned, cut, and cannot pass for a stop by the user', async () => {
		const message = `canceled\u0000\u001b[31m\n${'x'.repeat(1_000)}`;
		vendor.fail('GET /v2/recapture/upload/:id', { status: 400, body: { error: true, message } });
		const { error, status } = await ask();
		expect(status).toBe('error');
		expect(error?.message).toMatch(
			/^AutoGrab refused the request: "cancelled \[31m x{280,}…" \(status 400\)$/,
		);
	});
});

describe('an n8n that loses the error of the HTTP client, as 1.123 and 2.8 do, keeps its code', () => {
	it.each([
		['ECONNRESET', 'unanswered'],
		['HPE_HEADER_OVERFLOW', 'unanswered'],
		['ECONNABORTED', 'unanswered'],
		['ERR_CANCELED', 'stopped'],
		['ECONNREFUSED', 'unreachable'],
		['ERR_INVALID_CHAR', 'misconfigured'],
		[null, 'misconfigured'],
	])('%s is %s', (httpCode, kind) => {
		expect(
			failureOfError({ message: 'Worded by n8n', httpCode, cause: undefined }, quoteWithout('')),
		).toMatchObject({
			kind,
		});
	});

	it.each([
		[
			'ECONNRESET',
			'Client network socket disconnected before secure TLS connection was established',
			'unreachable',
		],
		['ECONNRESET', 'read ECONNRESET', 'unanswered'],
		['ECONNRESET', 'socket hang up', 'unanswered'],
		[
			'EPROTO',
			'write EPROTO 80:error:0A00010B:SSL routines:ssl3_get_record:wrong version number',
			'unreachable',
		],
		[
			'EPROTO',
			'write EPROTO 80:error:0A000119:SSL routines:decryption failed or bad record mac',
			'unanswered',
		],
		['ETIMEDOUT', 'connect ETIMEDOUT 192.0.2.1:443', 'unreachable'],
		['ECONNABORTED', 'timeout of 60000ms exceeded', 'unanswered'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', 'unreachable'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate', 'unreachable'],
	])('%s with the words "%s" is %s', (httpCode, words, kind) => {
		const error = { message: 'Worded by n8n', httpCode, cause: undefined, messages: [words] };
		expect(failureOfError(error, quoteWithout(''))).toMatchObject({ kind });
	});

	it('and the sentences of what was refused before it was sent', () => {
		const sentences = {
			message: 'Not safe. Nothing was sent.',
			description: 'Correct the Base URL',
		};
		expect(failureOfError({ ...sentences, httpCode: null }, quoteWithout(''))).toMatchObject(
			sentences,
		);
	});
});

it('the key stands nowhere in what n8n saves of an execution', async () => {
	const faults = [{ status: 401 }, { status: 500 }, { html: true }, { cut: true }] as const;
	for (const fault of faults) {
		vendor.fail('GET /v2/recapture/upload/:id', fault);
		const { saved, error } = await ask();
		vendor.clearFaults();
		expect(error).toBeDefined();
		expect(saved).not.toContain(KEY);
	}
	const { saved } = await ask({ baseUrl: 'http://127.0.0.1:1' });
	expect(saved).not.toContain(KEY);
});
