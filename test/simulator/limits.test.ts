import type { Settings } from './index';
import { stopVendors, vendorWith } from './startedVendor';

afterEach(stopVendors);

const rateLimit = { requests: 2, windowMs: 10_000 };
const START_S = Date.parse('2026-03-01T00:00:00.000Z') / 1000;

/** Statuses and headers of so many requests in a row. */
async function ask(settings: Partial<Settings>, times: number) {
	const { api } = await vendorWith(settings);
	const seen: Array<{ status: number; headers: Record<string, unknown> }> = [];
	for (let nth = 0; nth < times; nth++) {
		const { status, headers } = await api.get('/customers');
		seen.push({ status, headers });
	}
	return seen;
}

const limitsIn = (headers: Record<string, unknown>) =>
	['remaining', 'total', 'reset'].map((name) => headers[`rate-limit-${name}`]);

describe('the rate limit', () => {
	it('answers 429 beyond it, and tells with the documented headers when it ends', async () => {
		const seen = await ask({ rateLimit }, 3);
		const reset = String(START_S + 10);
		expect(seen.map(({ status }) => status)).toEqual([200, 200, 429]);
		expect(seen.map(({ headers }) => limitsIn(headers))).toEqual([
			['1', '2', reset],
			['0', '2', reset],
			['0', '2', reset],
		]);
		expect(seen[2].headers).not.toHaveProperty('retry-after');
	});

	it('is over when its time has passed', async () => {
		const { api, advance } = await vendorWith({ rateLimit });
		const status = async () => (await api.get('/customers')).status;
		expect([await status(), await status(), await status()]).toEqual([200, 200, 429]);
		advance(9_999);
		expect(await status()).toBe(429);
		advance(1);
		expect(await status()).toBe(200);
	});

	it('refuses before any work', async () => {
		const { api, uploads } = await vendorWith({ rateLimit: { requests: 0, windowMs: 1_000 } });
		expect((await api.post('/upload', { customers: [{ rego: 'A1' }] })).status).toBe(429);
		expect(uploads.list()).toEqual([]);
	});

	it('holds for each key by itself', async () => {
		const { api, keys } = await vendorWith({ rateLimit });
		keys.add({ key: 'second', licences: ['au'] });
		for (let nth = 0; nth < 3; nth++) await api.get('/customers');
		expect((await api.get('/customers', { headers: { ApiKey: 'second' } })).status).toBe(200);
	});

	it.each<[Settings['rateLimitHeaders'], boolean[]]>([
		['always', [true, true, true]],
		['onlyWhenLimited', [false, false, true]],
		['never', [false, false, false]],
	])('shows its headers %s', async (rateLimitHeaders, expected) => {
		const seen = await ask({ rateLimit, rateLimitHeaders }, 3);
		expect(seen.map(({ headers }) => 'rate-limit-reset' in headers)).toEqual(expected);
	});

	it.each<[Settings['rateLimitRetryAfter'], unknown]>([
		['absent', undefined],
		['seconds', '10'],
		['date', 'Sun, 01 Mar 2026 00:00:10 GMT'],
	])('has a Retry-After: %s', async (rateLimitRetryAfter, expected) => {
		const settings: Partial<Settings> = { rateLimitHeaders: 'never', rateLimitRetryAfter };
		const seen = await ask({ rateLimit, ...settings }, 3);
		expect(seen.map(({ headers }) => headers['retry-after'])).toEqual([
			undefined,
			undefined,
			expected,
		]);
	});

	it('is not there by default', async () => {
		const [{ headers }] = await ask({}, 1);
		expect(Object.keys(headers).filter((name) => /limit|quota|monthly/.test(name))).toEqual([]);
	});
});

describe('the monthly quota', () => {
	it.each([
		['serve', [200, 200, 200]],
		['refuse', [200, 200, 429]],
	] as const)('is counted in headers, and beyond its maximum: %s', async (beyondMax, statuses) => {
		const seen = await ask({ monthlyQuota: { base: 1, max: 2, beyondMax } }, 3);
		expect(seen.map(({ status }) => status)).toEqual(statuses);
		expect(seen[1].headers).toMatchObject({
			'monthly-base-request-quota': '1',
			'monthly-max-request-quota': '2',
			'monthly-request-total': '2',
		});
	});

	it('begins anew with the month', async () => {
		const monthlyQuota = { base: 1, max: 1, beyondMax: 'refuse' } as const;
		const { api, advance } = await vendorWith({ monthlyQuota });
		const status = async () => (await api.get('/customers')).status;
		expect([await status(), await status()]).toEqual([200, 429]);
		advance(31 * 24 * 3_600_000);
		expect(await status()).toBe(200);
	});
});
