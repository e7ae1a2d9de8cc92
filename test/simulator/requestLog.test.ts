import { rows, stopVendors, vendorWith } from './startedVendor';

afterEach(stopVendors);

describe('the request log', () => {
	it('holds every request in order, with what was sent and answered', async () => {
		const { api, requests } = await vendorWith();
		const body = { name: 'é', customers: [{ rego: 'A1' }] };
		await api.post('/upload', body);
		await api.get('/customers/nobody', { params: { limit: 5 } });
		expect(requests()).toMatchObject([
			{
				nth: 1,
				method: 'POST',
				path: '/v2/recapture/upload',
				query: { region: 'au' },
				headers: { apikey: 'sec_simulator', 'content-type': 'application/json' },
				body,
				bodyBytes: Buffer.byteLength(JSON.stringify(body)),
				atMs: Date.parse('2026-03-01T00:00:00.000Z'),
				status: 200,
				fault: undefined,
				isWorkDone: true,
			},
			{
				nth: 2,
				method: 'GET',
				path: '/v2/recapture/customers/nobody',
				query: { region: 'au', limit: '5' },
				body: undefined,
				bodyBytes: 0,
				status: 400,
				isWorkDone: false,
			},
		]);
	});

	it('names the fault that a request met, and no status where none was answered', async () => {
		const { api, failNext, requests } = await vendorWith();
		failNext('*', { cut: true });
		failNext('*', { status: 500 });
		await api.get('/customers').catch(() => undefined);
		await api.get('/customers');
		expect(requests()).toMatchObject([
			{ fault: 'cut', status: undefined },
			{ fault: 'answer', status: 500 },
		]);
	});

	it('is asked by a pattern or a function, and can be cleared', async () => {
		const { api, requests, clearRequests, counts } = await vendorWith();
		await api.get('/customers');
		await api.patch('/customers/x', { client_name: 'Ada' });
		expect(requests('PATCH /v2/recapture/customers/:id')).toHaveLength(1);
		expect(requests('/v2/recapture/*')).toHaveLength(2);
		expect(requests(({ status }) => status === 400)).toHaveLength(1);
		clearRequests();
		expect([requests(), counts()]).toEqual([[], {}]);
	});

	it('keeps only the latest requests, but counts all of them', async () => {
		const { api, requests, counts } = await vendorWith({ logRequests: 3 });
		for (let nth = 0; nth < 10; nth++) await api.get('/customers', { params: { offset: nth } });
		await api.get(`/customers/${nobody}`);
		await api.get('/elsewhere');
		expect(requests().map(({ nth }) => nth)).toEqual([10, 11, 12]);
		expect(counts()).toEqual({
			'GET /v2/recapture/customers': 10,
			'GET /v2/recapture/customers/:id': 1,
			'GET (other)': 1,
		});
	});

	it.each([
		['so many bodies', { logBodies: 2 }],
		['so many bytes of bodies', { logBodyBytes: 60 }],
	])('keeps only %s', async (_label, settings) => {
		const { api, requests } = await vendorWith(settings);
		for (const rego of ['A1', 'B2', 'C3']) await api.post('/upload', { customers: [{ rego }] });
		expect(requests().map(({ isBodyKept }) => isBodyKept)).toEqual([false, true, true]);
		expect(requests()[0]).toMatchObject({ body: undefined, bodyBytes: 29 });
		expect(requests()[2]).toMatchObject({ body: { customers: [{ rego: 'C3' }] } });
	});

	it('keeps the latest body whatever its size', async () => {
		const { upload, requests } = await vendorWith({ logBodyBytes: 10 });
		await upload(rows(5));
		expect(requests()[0].isBodyKept).toBe(true);
	});
});

const nobody = '99aa2d8e-348b-4321-beeb-f2fa67bab3eb';
