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
	[
		'an expression that finds none',
		'={{ $json.uploadId }}',
		"No upload is named: 'Upload ID' is empty",
	],
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
