import type { Settings } from './index';
import { stopVendors, vendorWith } from './startedVendor';

afterEach(stopVendors);

const HOUR_MS = 3_600_000;

describe('the expiry date', () => {
	it.each<[string, Partial<Settings>, string]>([
		['as the day starts', {}, '2026-03-05T00:00:00.000Z'],
		['as the day ends', { expiryBoundary: 'endOfDay' }, '2026-03-06T00:00:00.000Z'],
		['in Sydney', { expiryTimeZone: 'Australia/Sydney' }, '2026-03-04T13:00:00.000Z'],
		[
			'as the day ends in Auckland',
			{ expiryTimeZone: 'Pacific/Auckland', expiryBoundary: 'endOfDay' },
			'2026-03-05T11:00:00.000Z',
		],
	])('deletes a customer %s', async (_label, settings, atIso) => {
		const { upload, page, advance, now } = await vendorWith(settings);
		await upload([{ rego: 'A1', expiry_date: '2026-03-05' }, { rego: 'B2' }]);
		advance(Date.parse(atIso) - now() - 1);
		expect(await page()).toHaveLength(2);
		advance(1);
		expect(await page()).toHaveLength(1);
	});

	it('follows a change of the clocks', async () => {
		// Sydney turns back one hour in the night to 5 April 2026: that day starts at +11, the next at +10.
		const vendor = await vendorWith({
			expiryTimeZone: 'Australia/Sydney',
			startAt: '2026-04-04T00:00:00.000Z',
			customers: [{ expiry_date: '2026-04-05' }, { expiry_date: '2026-04-06' }],
		});
		for (const [hour, left] of [
			[12, 2],
			[13, 1],
			[37, 1],
			[38, 0],
		]) {
			vendor.advance(Date.parse('2026-04-04T00:00:00.000Z') + hour * HOUR_MS - vendor.now());
			expect([hour, (await vendor.page()).length]).toEqual([hour, left]);
		}
	});

	it('deletes at once when it is already past', async () => {
		const { upload, page } = await vendorWith();
		await upload([{ rego: 'A1', expiry_date: '2020-01-01' }]);
		expect(await page()).toEqual([]);
	});

	it('can be moved and taken away by a PATCH', async () => {
		const { api, page, advance } = await vendorWith({
			customers: ['a', 'b', 'c'].map((id) => ({ id, expiry_date: '2026-03-02' })),
		});
		await api.patch('/customers/a', { expiry_date: '2026-03-09' });
		await api.patch('/customers/b', { expiry_date: '' });
		advance(48 * HOUR_MS);
		expect(await page()).toEqual(['a', 'b']);
		advance(30 * 24 * HOUR_MS);
		expect(await page()).toEqual(['b']);
	});

	it('is worked out again when the settings change', async () => {
		const { page, advance, configure } = await vendorWith({
			customers: [{ expiry_date: '2026-03-02' }],
		});
		advance(23 * HOUR_MS);
		expect(await page()).toHaveLength(1);
		configure({ expiryTimeZone: 'Australia/Sydney' });
		expect(await page()).toEqual([]);
	});
});

describe('the clock', () => {
	it('stands still until it is moved', async () => {
		const { now, advance } = await vendorWith({ startAt: '2026-01-01T00:00:00.000Z' });
		advance(1_500);
		expect(new Date(now()).toISOString()).toBe('2026-01-01T00:00:01.500Z');
		expect(() => advance(-1)).toThrow('A clock only goes forward');
	});

	it('is the real one by default, and can be moved too', async () => {
		const { now, advance } = await vendorWith({ clock: 'real', startAt: undefined });
		expect(Math.abs(now() - Date.now())).toBeLessThan(1_000);
		advance(HOUR_MS);
		expect(Math.abs(now() - Date.now() - HOUR_MS)).toBeLessThan(1_000);
	});

	it('dates every answer', async () => {
		const { api } = await vendorWith();
		expect((await api.get('/customers')).headers.date).toBe('Sun, 01 Mar 2026 00:00:00 GMT');
	});
});
