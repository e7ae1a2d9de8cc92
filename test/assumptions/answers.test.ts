import { CHOICES, startSimulator, type Settings, type Simulator } from '../simulator';
import { takeNaps, whileNapping } from '../support/naps';
import { runRecapture, type RecaptureRun } from '../support/recapture';

/** What AutoGrab's documents leave open about refusals and limits: the package holds either way. docs/vendor.md is the list. */

let vendor: Simulator;

beforeAll(async () => {
	vendor = await startSimulator();
});
afterAll(async () => await vendor.stop());
beforeEach(() => {
	vendor.reset();
	takeNaps();
	// The vendor's time goes on while the node waits.
	whileNapping((ms) => vendor.advance(ms));
});

const UNKNOWN = '11111111-1111-4111-8111-111111111111';

async function run(parameters: RecaptureRun['parameters'], more: Partial<RecaptureRun> = {}) {
	return await runRecapture({
		credential: { apiKey: vendor.apiKey, region: 'au', baseUrl: vendor.url },
		...more,
		parameters,
	});
}

const getCustomer = async (customerId: string) =>
	await run({ resource: 'customer', operation: 'get', customerId });

describe('a refusal', () => {
	const DOCUMENTED = [
		['malformedCustomerId', () => 'unknown', 'Use the ID that Get Many returns'],
		['unknownCustomerId', () => UNKNOWN, 'Use the ID that Get Many returns'],
		[
			'foreignCustomer',
			() => vendor.customers.add({ account: 'other', region: 'au' }).id,
			'Use the API key of that account',
		],
		[
			'customerInOtherRegion',
			() => vendor.customers.add({ region: 'nz' }).id,
			'Choose that region in the credential',
		],
	] as const;

	it.each(
		DOCUMENTED.flatMap((refusal) =>
			[400, 403, 404, 422].map((status) => [...refusal, status] as const),
		),
	)('%s leads to the same advice with status %4$d', async (name, idOf, advice, status) => {
		vendor.configure({ refusals: { [name]: { status } } });
		const { error } = await getCustomer(idOf());
		expect(error?.description).toContain(advice);
	});

	it.each(['INVALID CUSTOMER ID', 'Invalid customer ID.'])(
		'is understood when its words are written as "%s"',
		async (message) => {
			vendor.configure({ refusals: { unknownCustomerId: { message } } });
			const { error } = await getCustomer(UNKNOWN);
			expect(error?.message).toContain(message);
			expect(error?.description).toContain('Use the ID that Get Many returns');
		},
	);

	it.each(CHOICES.errorBody)('is quoted when its body is of the shape "%s"', async (errorBody) => {
		vendor.configure({ errorBody });
		const { error } = await getCustomer(UNKNOWN);
		expect(error?.message).toContain(
			'AutoGrab refused the request: "Invalid Customer ID" (status 404)',
		);
	});

	it.each([400, 403, 404, 410])(
		'of an upload that is not there is quoted with status %d',
		async (status) => {
			vendor.configure({ refusals: { unknownUploadId: { status } } });
			const { error } = await run({ resource: 'status', operation: 'get', uploadId: UNKNOWN });
			expect(error?.message).toContain('"Invalid Upload ID"');
		},
	);

	it.each([400, 401, 402, 403])(
		'for want of a licence speaks of the key with status %d, and is asked once',
		async (status) => {
			vendor.configure({ refusals: { noLicence: { status } } });
			vendor.keys.add({ key: 'bare', licences: [] });
			const credential = { apiKey: 'bare', region: 'au', baseUrl: vendor.url };
			const { error } = await run(
				{ resource: 'customer', operation: 'get', customerId: UNKNOWN },
				{ credential },
			);
			expect(error?.message).toContain('API key');
			expect(vendor.requests()).toHaveLength(1);
		},
	);

	it.each([400, 404, 410])(
		'of a customer that is gone proves a deletion whose answer was lost, with status %d',
		async (status) => {
			vendor.configure({ refusals: { unknownCustomerId: { status } } });
			const { id } = vendor.customers.add({ region: 'au' });
			vendor.failNext('DELETE /v2/recapture/customers/:id', { cut: true, afterWork: true });
			const { outputs } = await run({ resource: 'customer', operation: 'delete', customerId: id });
			expect(outputs[0][0].json).toEqual({ deleted: true, customer: { id } });
		},
	);
});

describe('the rate limit', () => {
	const WAYS = CHOICES.rateLimitHeaders.flatMap((headers) =>
		CHOICES.rateLimitRetryAfter.map((retryAfter) => [headers, retryAfter] as const),
	);
	const limited = ([rateLimitHeaders, rateLimitRetryAfter]: (typeof WAYS)[number]) =>
		vendor.configure({
			rateLimit: { requests: 2, windowMs: 10_000 },
			rateLimitHeaders,
			rateLimitRetryAfter,
		});

	it.each(WAYS)(
		'is waited out when its headers come "%s" and Retry-After is "%s"',
		async (...way) => {
			limited(way);
			const ids = [1, 2, 3, 4, 5].map(() => vendor.uploads.add({ size: 10, processed: 1 }).id);
			const { outputs } = await run({
				resource: 'status',
				operation: 'get',
				uploadId: ids.join(),
			});
			expect(outputs[0].map(({ json }) => json.id)).toEqual(ids);
		},
	);

	it.each(WAYS)(
		'doubles no part of a list when its headers come "%s" and Retry-After is "%s"',
		async (...way) => {
			limited(way);
			const regos = ['A1', 'A2', 'A3', 'A4', 'A5'];
			await run(
				{ resource: 'upload', operation: 'create', options: { customersPerUpload: 1 } },
				{ items: regos.map((rego) => ({ json: { rego } })) },
			);
			expect(vendor.customers.list().map(({ rego }) => rego)).toEqual(regos);
		},
	);
});

describe('the monthly quota, once it is used up', () => {
	const twoUploads = async (
		beyondMax: 'serve' | 'refuse',
		refusal: NonNullable<Settings['refusals']['quotaUsedUp']> = {},
	) => {
		vendor.configure({
			monthlyQuota: { base: 1, max: 1, beyondMax },
			refusals: { quotaUsedUp: refusal },
		});
		return await run(
			{ resource: 'upload', operation: 'create', options: { customersPerUpload: 1 } },
			{ items: ['A1', 'A2', 'A3'].map((rego) => ({ json: { rego } })) },
		);
	};
	const held = () => vendor.customers.list().map(({ rego }) => rego);

	it('may be soft: everything goes on', async () => {
		await twoUploads('serve');
		expect(held()).toEqual(['A1', 'A2', 'A3']);
	});

	it.each([429, 403, 402])(
		'may end in a refusal with status %d: its words are told, in a quarter of an hour at most, and what was accepted',
		async (status) => {
			const { error } = await twoUploads('refuse', { status });
			expect(error?.message).toContain('"Monthly request quota exceeded"');
			expect(error?.message).toContain('Accepted before: part 1');
			expect(takeNaps().reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(15 * 60_000);
			expect(held()).toEqual(['A1']);
		},
	);
});
