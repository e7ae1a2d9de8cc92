import { REFUSALS } from './index';
import type { Settings } from './index';
import { rows, stopVendors, vendorWith } from './startedVendor';
import type { StartedVendor } from './startedVendor';

afterEach(stopVendors);

const NOBODY = '99aa2d8e-348b-4321-beeb-f2fa67bab3eb';
const OURS = '10aa2d8e-348b-4321-beeb-f2fa67bab3eb';
const THEIRS = '20aa2d8e-348b-4321-beeb-f2fa67bab3eb';
const customer = `/customers/${OURS}`;
const upload = `/upload/${OURS}`;
const JSON_TYPE = { headers: { 'Content-Type': 'application/json' } };

/** A vendor with a customer and an upload of ours, and one of somebody else's. */
async function populatedVendor(settings: Partial<Settings> = {}) {
	const vendor = await vendorWith(settings);
	for (const [id, account] of [
		[OURS, 'default'],
		[THEIRS, 'someone else'],
	]) {
		vendor.customers.add({ id, account, rego: 'A1' });
		vendor.uploads.add({ id, account, size: 3 });
	}
	vendor.keys.add({ key: 'no-licence' });
	vendor.keys.add({ key: 'nz-only', licences: ['nz'] });
	return vendor;
}

const withKey = (ApiKey: string | null) => ({ headers: { ApiKey } });
const inRegion = (region?: string) => ({ params: { region } });

type Ask = (vendor: StartedVendor) => Promise<{ status: number; data: unknown }>;
type Row = [keyof typeof REFUSALS, string, Ask, Partial<Settings>?];

const CASES: Row[] = [
	['emptyList', 'an empty list', ({ api }) => api.post('/upload', { customers: [] })],
	['emptyList', 'no list', ({ api }) => api.post('/upload', { name: 'x' })],
	['malformedCustomerId', 'an id that is none', ({ api }) => api.get('/customers/abc')],
	['malformedCustomerId', 'a badly encoded id', ({ api }) => api.get('/customers/%ff%')],
	['unknownCustomerId', 'GET of nobody', ({ api }) => api.get(`/customers/${NOBODY}`)],
	['unknownCustomerId', 'PATCH of nobody', ({ api }) => api.patch(`/customers/${NOBODY}`, {})],
	['unknownCustomerId', 'DELETE of nobody', ({ api }) => api.delete(`/customers/${NOBODY}`)],
	['foreignCustomer', 'GET of another account', ({ api }) => api.get(`/customers/${THEIRS}`)],
	['foreignCustomer', 'PATCH of another', ({ api }) => api.patch(`/customers/${THEIRS}`, {})],
	['foreignCustomer', 'DELETE of another', ({ api }) => api.delete(`/customers/${THEIRS}`)],
	['customerInOtherRegion', 'GET elsewhere', ({ api }) => api.get(customer, inRegion('nz'))],
	['customerInOtherRegion', 'PATCH', ({ api }) => api.patch(customer, {}, inRegion('nz'))],
	['customerInOtherRegion', 'DELETE', ({ api }) => api.delete(customer, inRegion('nz'))],

	['malformedUploadId', 'an id that is none', ({ api }) => api.get('/upload/abc')],
	['unknownUploadId', 'GET of no upload', ({ api }) => api.get(`/upload/${NOBODY}`)],
	['unknownUploadId', 'DELETE of no upload', ({ api }) => api.delete(`/upload/${NOBODY}`)],
	['foreignUpload', 'an upload of another account', ({ api }) => api.get(`/upload/${THEIRS}`)],
	['uploadInOtherRegion', 'an upload', ({ api }) => api.get(upload, inRegion('nz'))],
	[
		'cancelledUpload',
		'GET of a cancelled upload',
		async ({ api }) => {
			await api.delete(upload);
			return await api.get(upload);
		},
		{ cancelledUpload: 'refused' },
	],
	[
		'completedUpload',
		'DELETE of an upload that is done',
		async ({ api, ...vendor }) => await api.delete(`/upload/${(await vendor.upload(rows(1))).id}`),
		{ cancelCompleted: 'refused' },
	],

	['missingKey', 'no key', ({ api }) => api.get(customer, withKey(null))],
	['unknownKey', 'an unknown key', ({ api }) => api.get(customer, withKey('wrong'))],
	['noLicence', 'a key without licence', ({ api }) => api.get(customer, withKey('no-licence'))],
	['noLicenceInRegion', 'a key for NZ', ({ api }) => api.get(customer, withKey('nz-only'))],
	['missingRegion', 'no region', ({ api }) => api.get(customer, inRegion())],
	['unknownRegion', 'a region that is none', ({ api }) => api.get(customer, inRegion('mars'))],

	['invalidJson', 'broken JSON', ({ api }) => api.post('/upload', '{"name": ', JSON_TYPE)],
	['invalidJson', 'broken JSON in PATCH', ({ api }) => api.patch(customer, '{,}', JSON_TYPE)],
	['invalidJson', 'a body that is not declared JSON', ({ api }) => api.post('/upload', 'a=1')],
	['invalidBody', 'a list instead of an object', ({ api }) => api.post('/upload', [1])],
	['invalidBody', 'no body', ({ api }) => api.post('/upload')],
	['invalidBody', 'customers: a text', ({ api }) => api.post('/upload', { customers: 'x' })],
	['invalidBody', 'a name that is no text', askToUploadWith({ name: 5 })],
	['invalidBody', 'lookups: a text', askToUploadWith({ enable_rego_lookups: 'no' })],
	['unknownField', 'an unknown field', askToUploadWith({ a: 1 }), { unknownFields: 'reject' }],
	['bodyTooLarge', 'a long body', askToUpload, { maxUploadBytes: 50 }],
	['tooManyCustomers', 'many customers', askToUpload, { maxUploadCustomers: 2 }],
	[
		'badPaging',
		'a negative offset',
		({ api }) => api.get('/customers', { params: { offset: -1 } }),
		{ badPaging: 'refused' },
	],
	[
		'unknownUploadId',
		'a list of no upload',
		({ api }) => api.get('/customers', { params: { upload_id: NOBODY } }),
		{ unknownUploadFilter: 'refused' },
	],
	['unknownRoute', 'another method', ({ api }) => api.put(customer, {})],
	['unknownRoute', 'another path', ({ api }) => api.get('/uploads')],
];

function askToUploadWith(more: object): Ask {
	return async ({ api }) => await api.post('/upload', { customers: rows(1), ...more });
}

async function askToUpload({ api }: StartedVendor) {
	return await api.post('/upload', { customers: rows(3) });
}

describe('a refusal', () => {
	// A rest parameter: jest would take the fourth of three values for its `done` callback.
	it.each(CASES)('%s: %s', async (...[name, , ask, settings]) => {
		const { status, data } = await ask(await populatedVendor(settings));
		expect({ status, data }).toEqual({
			status: REFUSALS[name].status,
			data: { error: true, message: REFUSALS[name].message },
		});
	});

	it('has the four documented messages word for word', () => {
		expect(REFUSALS.emptyList.message).toBe('You must upload at least one customer record');
		expect(REFUSALS.unknownCustomerId.message).toBe('Invalid Customer ID');
		expect(REFUSALS.malformedCustomerId.message).toBe('Invalid Customer ID');
		expect(REFUSALS.customerInOtherRegion.message).toBe('Incorrect Region');
		expect(REFUSALS.foreignCustomer.message).toBe(
			"You don't have permission to access that customer",
		);
	});

	it('takes the status and the words that the settings give it', async () => {
		const vendor = await populatedVendor({ refusals: { unknownKey: { status: 403 } } });
		expect((await vendor.api.get(customer, withKey('wrong'))).status).toBe(403);
		vendor.configure({ refusals: { unknownKey: { message: 'Who are you?' } } });
		const { status, data } = await vendor.api.get(customer, withKey('wrong'));
		expect([status, data.message]).toEqual([401, 'Who are you?']);
	});

	it.each([
		['error', { error: true, message: 'Not Found' }],
		['success', { success: false, message: 'Not Found' }],
		['both', { error: true, success: false, message: 'Not Found' }],
		['bare', { message: 'Not Found' }],
	] as const)('has the body shape "%s"', async (errorBody, body) => {
		const { api } = await vendorWith({ errorBody });
		expect((await api.get('/')).data).toEqual(body);
	});

	it('changes nothing', async () => {
		const vendor = await populatedVendor();
		const before = vendor.customers.list();
		await vendor.api.patch(customer, { client_name: 'x' }, inRegion('nz'));
		await vendor.api.delete(`/customers/${THEIRS}`);
		expect(vendor.customers.list()).toEqual(before);
		expect(vendor.requests().map(({ isWorkDone }) => isWorkDone)).toEqual([false, false]);
	});
});

describe('keys', () => {
	it('let a second key of the account see the same customers', async () => {
		const vendor = await populatedVendor();
		vendor.keys.add({ key: 'second', licences: ['au'] });
		expect((await vendor.api.get(customer, withKey('second'))).status).toBe(200);
		vendor.keys.change('second', { licences: [] });
		expect((await vendor.api.get(customer, withKey('second'))).status).toBe(403);
	});

	it('stop working when they are removed', async () => {
		const vendor = await populatedVendor();
		expect(vendor.keys.remove(vendor.apiKey)).toBe(true);
		expect((await vendor.api.get(customer)).status).toBe(401);
	});

	it('are licensed for the regions of the settings', async () => {
		const { api } = await vendorWith({ regions: ['nz'], apiKey: 'mine' });
		expect((await api.get('/customers')).status).toBe(403);
		expect((await api.get('/customers', inRegion('nz'))).status).toBe(200);
	});
});
