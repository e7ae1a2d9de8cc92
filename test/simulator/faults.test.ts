import type { Fault } from './index';
import { rows, stopVendors, vendorWith } from './startedVendor';
import type { StartedVendor } from './startedVendor';

afterEach(stopVendors);

const UPLOAD = 'POST /v2/recapture/upload';
const LIST = 'GET /v2/recapture/customers';

/** What a client sees of an upload: `status`, `data` and `headers`, or the `code` of a broken connection. */
async function seenOf({ api }: StartedVendor) {
	const config = { timeout: 300, transformResponse: (text: string) => text };
	return await api.post('/upload', { customers: rows(1) }, config).then(
		({ status, data, headers }) => ({ status, data: data as string, headers }),
		({ code }: { code: string }) => ({ code }),
	);
}

describe('a fault', () => {
	it.each<[string, Fault, object]>([
		['a status', { status: 503 }, { status: 503, data: expect.stringContaining('"error":true') }],
		[
			'a status with headers and a body',
			{ status: 429, headers: { 'Retry-After': '7' }, body: { why: 'busy' } },
			{
				status: 429,
				data: '{"why":"busy"}',
				headers: expect.objectContaining({ 'retry-after': '7' }),
			},
		],
		['a body of its own', { body: 'nonsense' }, { status: 200, data: 'nonsense' }],
		['a cut connection', { cut: true }, { code: 'ECONNRESET' }],
		['a reset connection', { cut: 'reset' }, { code: 'ECONNRESET' }],
		['no answer at all', { hang: true }, { code: 'ECONNABORTED' }],
		['an answer that comes too late', { delayMs: 2_000 }, { code: 'ECONNABORTED' }],
		[
			'a sign-in page',
			{ html: true },
			{
				status: 200,
				data: expect.stringContaining('<title>Sign in'),
				headers: expect.objectContaining({ 'content-type': 'text/html' }),
			},
		],
		['another page', { html: '<p>502', status: 502 }, { status: 502, data: '<p>502' }],
		['success: false', { successFalse: 'No' }, { data: '{"success":false,"message":"No"}' }],
		['error: true', { errorTrue: 'No' }, { status: 200, data: '{"error":true,"message":"No"}' }],
		[
			'a redirect',
			{ redirect: 'http://127.0.0.1:1/' },
			{ status: 302, headers: expect.objectContaining({ location: 'http://127.0.0.1:1/' }) },
		],
		[
			'a redirect with another status',
			{ redirect: '/x', status: 307 },
			{ status: 307, headers: expect.objectContaining({ location: '/x' }) },
		],
		['half an answer that ends', { half: 'ended' }, { status: 200, data: halfAnUpload() }],
		['half an answer, cut off', { half: 'cut' }, { code: 'ERR_BAD_RESPONSE' }],
		['a drip that is too slow', { drip: { bytes: 1, everyMs: 2_000 } }, { code: 'ECONNABORTED' }],
		['endless headers', { endlessHeaders: true }, { code: 'HPE_HEADER_OVERFLOW' }],
		['bytes that are not HTTP', { raw: 'SSH-2.0\r\n' }, { code: 'HPE_INVALID_CONSTANT' }],
		[
			'wrong types in every value',
			{ wrongTypes: 'leaves' },
			{ data: expect.stringMatching(/"success":\{"value":true\}.*"total_errors":"0"/) },
		],
		[
			'lists and objects swapped',
			{ wrongTypes: 'containers' },
			{ data: expect.stringMatching(/^\{"success":true,"upload":\[\{"id"/) },
		],
	])('is %s: %j', async (_label, fault, expected) => {
		const vendor = await vendorWith();
		vendor.failNext(UPLOAD, fault);
		expect(await seenOf(vendor)).toMatchObject(expected);
		vendor.clearFaults();
		expect(await seenOf(vendor)).toMatchObject({ status: 200 });
	});

	it('may drip a whole answer', async () => {
		const { api, failNext } = await vendorWith();
		failNext(LIST, { drip: { bytes: 8, everyMs: 2 } });
		expect((await api.get('/customers')).data).toEqual({ success: true, customers: [] });
	});

	it('may be a huge answer, valid to its end', async () => {
		const { api, failNext } = await vendorWith();
		failNext(LIST, { hugeBytes: 3_000_000 });
		const { data } = await api.get('/customers', { transformResponse: (text: string) => text });
		expect(data).toHaveLength(3_000_000);
		expect(JSON.parse(data)).toMatchObject({ success: true });
	});

	it('swaps a list for an object', async () => {
		const { api, failNext } = await vendorWith({ customers: [{ id: 'ada' }] });
		failNext(LIST, { wrongTypes: 'containers' });
		expect((await api.get('/customers')).data.customers).toMatchObject({ 0: { id: 'ada' } });
	});

	it.each<[string, Fault, number]>([
		['instead of the work', { status: 500 }, 0],
		['after the work', { status: 500, afterWork: true }, 1],
		['instead of the work', { cut: true }, 0],
		['after the work', { cut: true, afterWork: true }, 1],
		['instead of the work', { html: true, delayMs: 10 }, 0],
		['after the work', { html: true, delayMs: 10, afterWork: true }, 1],
		['instead of the work', { hang: true }, 0],
		['after the work', { hang: true, afterWork: true }, 1],
		['to the answer of work that is done', { half: 'cut' }, 1],
		['to the answer of work that is done', { delayMs: 300, afterWork: true }, 1],
	])('comes %s: %j', async (_label, fault, uploads) => {
		const vendor = await vendorWith();
		vendor.failNext(UPLOAD, fault);
		await seenOf(vendor);
		expect(vendor.uploads.list()).toHaveLength(uploads);
		expect(vendor.requests()).toMatchObject([{ isWorkDone: uploads === 1 }]);
	});

	it('lets slow work be done although the client has given up', async () => {
		const vendor = await vendorWith();
		vendor.failNext(UPLOAD, { delayMs: 700 });
		expect(await seenOf(vendor)).toMatchObject({ code: 'ECONNABORTED' });
		expect(vendor.uploads.list()).toHaveLength(0);
		vendor.failNext(LIST, { delayMs: 600 });
		await vendor.api.get('/customers');
		expect(vendor.uploads.list()).toHaveLength(1);
	});

	it('comes so often, after so many others', async () => {
		const { api, failNext, faults } = await vendorWith();
		failNext(LIST, { status: 500, times: 2, skip: 1 });
		const seen: number[] = [];
		for (let nth = 0; nth < 4; nth++) seen.push((await api.get('/customers')).status);
		expect(seen).toEqual([200, 500, 500, 200]);
		expect(faults()).toEqual([]);
	});

	it('waits its turn behind another', async () => {
		const { api, failNext } = await vendorWith();
		failNext(LIST, { status: 500 });
		failNext(LIST, { status: 502 });
		const seen: number[] = [];
		for (let nth = 0; nth < 3; nth++) seen.push((await api.get('/customers')).status);
		expect(seen).toEqual([500, 502, 200]);
	});

	it('goes on until it is taken back', async () => {
		const { api, fail, faults } = await vendorWith();
		const takeBack = fail('*', { status: 500 });
		for (let nth = 0; nth < 3; nth++) expect((await api.get('/customers')).status).toBe(500);
		expect(faults()).toEqual([{ route: '*', fault: { status: 500 }, times: 'always', skip: 0 }]);
		takeBack();
		expect((await api.get('/customers')).status).toBe(200);
	});

	it.each<[string, boolean]>([
		['GET /v2/recapture/customers/:id', true],
		['/v2/recapture/customers/:id', true],
		['get /v2/recapture/customers/*', true],
		['* /v2/*', true],
		['*', true],
		['GET /v2/recapture/customers/ada?region=au', true],
		['GET /v2/recapture/customers/ada?region=nz', false],
		['GET /v2/recapture/customers', false],
		['PATCH /v2/recapture/customers/:id', false],
		['GET /v2/recapture/:id', false],
	])('meant for "%s" meets a read of one customer: %s', async (route, isMet) => {
		const { api, failNext, requests } = await vendorWith({ customers: [{ id: 'ada' }] });
		failNext(route, { status: 500 });
		expect((await api.get('/customers/ada')).status).toBe(isMet ? 500 : 200);
		expect(requests(route)).toHaveLength(isMet ? 1 : 0);
	});

	it.each<[string, object, string]>([
		['nothing', {}, 'must say what goes wrong'],
		['two things', { cut: true, html: true }, 'one kind, not cut and html'],
		['a word that is none', { statsu: 500 }, 'No fault is named statsu'],
	])('that says %s is refused', async (_label, fault, words) => {
		const { failNext } = await vendorWith();
		expect(() => failNext('*', fault)).toThrow(words);
	});

	it('is not needed to be slow', async () => {
		const { api } = await vendorWith({ latencyMs: 80 });
		const start = Date.now();
		await api.get('/customers');
		expect(Date.now() - start).toBeGreaterThanOrEqual(75);
	});
});

describe('a watcher', () => {
	it('acts between two pages', async () => {
		const { page, customers, onRequest } = await vendorWith({ customers: [{ id: 'a' }] });
		const stop = onRequest(`${LIST}?offset=1`, () => customers.add({ id: 'b' }));
		expect(await page({ offset: 0 })).toEqual(['a']);
		expect(await page({ offset: 1 })).toEqual(['b']);
		stop();
		expect(await page({ offset: 1 })).toEqual(['b']);
	});
});

describe('stopping', () => {
	it('cuts what is open, and frees the port', async () => {
		const vendor = await vendorWith();
		vendor.fail(UPLOAD, { hang: true });
		vendor.fail(LIST, { delayMs: 60_000 });
		const arrivals = [UPLOAD, LIST].map(
			(route) => new Promise<void>((resolve) => vendor.onRequest(route, () => resolve())),
		);
		const open = [seenOf(vendor), vendor.api.get('/customers').catch(({ code }) => ({ code }))];
		await Promise.all(arrivals);
		await vendor.stop();
		expect(await Promise.all(open)).toMatchObject([{ code: 'ECONNRESET' }, { code: 'ECONNRESET' }]);
		expect(await seenOf(vendor)).toMatchObject({ code: 'ECONNREFUSED' });
		expect(vendor.uploads.list()).toEqual([]);
	});
});

/** The first half of the answer to an upload of one row, which no JSON parser accepts. */
function halfAnUpload(): unknown {
	return expect.stringMatching(/^\{"success":true,"upload":\{"id":"[^}]*$/);
}
