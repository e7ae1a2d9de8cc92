import { startSimulator, type Simulator } from '../../simulator';
import { runRecapture } from '../../support/recapture';

let vendor: Simulator;

beforeAll(async () => {
	vendor = await startSimulator();
});
afterAll(async () => await vendor.stop());
beforeEach(() => vendor.reset());

async function cancel(uploadId: string) {
	return await runRecapture({
		credential: { apiKey: vendor.apiKey, region: 'au', baseUrl: vendor.url },
		parameters: { resource: 'upload', operation: 'cancel', uploadId },
		items: [{ json: { id: 'not this one' } }],
	});
}

it('stops an upload, and says how far it had come', async () => {
	const { id } = vendor.uploads.add({ name: 'June', size: 1000, processed: 850 });
	const { outputs } = await cancel(id);
	expect(outputs).toEqual([
		[
			{
				json: {
					id,
					name: 'June',
					created_at: expect.any(String),
					enable_rego_lookups: false,
					total_uploaded_customers: 1000,
					total_processed_customers: 850,
					total_errors: 0,
					cancelled: true,
				},
				pairedItem: { item: 0 },
			},
		],
	]);
	expect(vendor.requests().map(({ method, path }) => `${method} ${path}`)).toEqual([
		`DELETE /v2/recapture/upload/${id}`,
	]);
});

it.each([
	['an expression that finds none', '={{ $json.uploadId }}', "'Upload ID' is empty"],
	['two IDs', 'u1, u2', "'Upload ID' names 2 uploads, but one is cancelled at a time"],
])('cancels nothing when given %s', async (_label, uploadId, message) => {
	const { error } = await cancel(uploadId);
	expect(error?.message).toBe(message);
	expect(vendor.requests()).toEqual([]);
});

it('keeps an ID in its place: it cannot reach another address', async () => {
	await cancel('../customers/c1?x=');
	expect(vendor.requests()[0].path).toBe('/v2/recapture/upload/..%2Fcustomers%2Fc1%3Fx%3D');
});

describe('AutoGrab may say little about what it cancelled', () => {
	const ID = '99aa2d8e-348b-4321-beeb-f2fa67bab3eb';

	it.each([
		['204 without a body', { status: 204, body: '' }],
		['a success without the upload', { status: 200, body: { success: true } }],
		['a success whose upload is null', { status: 202, body: { success: true, upload: null } }],
	])('%s is done', async (_label, fault) => {
		vendor.fail('DELETE /v2/recapture/upload/:id', fault);
		const { outputs } = await cancel(ID);
		expect(outputs[0][0].json).toEqual({ id: ID, cancelled: true });
		expect(vendor.requests()).toHaveLength(1);
	});

	it.each([
		['an empty page', { status: 200, body: '' }],
		['JSON that says nothing', { status: 200, body: { hello: 'world' } }],
		['an upload without an ID', { status: 200, body: { success: true, upload: {} } }],
		['another upload', { status: 200, body: { success: true, upload: { id: 'another' } } }],
	])('%s is not done', async (_label, fault) => {
		vendor.fail('DELETE /v2/recapture/upload/:id', fault);
		const { error } = await cancel(ID);
		expect(error?.message).toMatch(/did not come from AutoGrab|answered about another upload/);
	});

	it.each([
		['is not permitted any more', 403, "You don't have permission to access that upload"],
		['finds no such ID', 400, 'Invalid Upload ID.'],
		['finds that it is gone', 410, 'Gone'],
	])('a repetition that %s after a lost answer is done', async (_label, status, message) => {
		vendor.failNext('DELETE /v2/recapture/upload/:id', { cut: true });
		vendor.failNext('DELETE /v2/recapture/upload/:id', { status, body: { error: true, message } });
		const { outputs } = await cancel(ID);
		expect(outputs[0][0].json).toEqual({ id: ID, cancelled: true });
	});
});

it.each([
	[
		'a link with two IDs',
		'https://app.test/99aa2d8e-348b-4321-beeb-f2fa67bab3eb/0000c339-1fb4-4d15-9b46-6509f2c5a2a4',
	],
	['two IDs in a JSON list', '["u1","u2"]'],
	['two IDs with a semicolon', 'u1;u2'],
	['an object', '={{ {} }}'],
	['..', '..'],
])('cancels nothing when given %s', async (_label, uploadId) => {
	const { error } = await cancel(uploadId);
	expect(error?.message).toBeTruthy();
	expect(vendor.requests()).toEqual([]);
});
