import { askedWaitMs, exhaustedForMs } from '../../nodes/Recapture/transport/serverTime';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const IN_A_MINUTE = String(NOW / 1_000 + 60);

describe('Retry-After', () => {
	it.each([
		['seconds', '120', 120_000],
		['no seconds', '0', 0],
		['a date', 'Mon, 01 Jun 2026 00:00:30 GMT', 30_000],
		['a date that has just passed', 'Sun, 31 May 2026 23:59:00 GMT', 0],
	])('is read when it gives %s', (_label, value, waitMs) => {
		expect(askedWaitMs(429, { 'retry-after': value }, NOW)).toBe(waitMs);
		expect(askedWaitMs(503, { 'retry-after': value }, NOW)).toBe(waitMs);
	});

	it.each(['soon', '-1', '1e9', '', 'NaN', '99999999999', 'Mon, 99 Foo 2026', ['1', '2'], 5, null])(
		'is ignored when it says %j',
		(value) => {
			expect(askedWaitMs(503, { 'retry-after': value }, NOW)).toBeUndefined();
		},
	);

	it('beats Rate-Limit-Reset', () => {
		const headers = { 'retry-after': '5', 'rate-limit-reset': IN_A_MINUTE };
		expect(askedWaitMs(429, headers, NOW)).toBe(5_000);
	});
});

describe('Rate-Limit-Reset', () => {
	it('is read in Unix seconds, for a 429 alone', () => {
		expect(askedWaitMs(429, { 'rate-limit-reset': IN_A_MINUTE }, NOW)).toBe(60_000);
		expect(askedWaitMs(503, { 'rate-limit-reset': IN_A_MINUTE }, NOW)).toBeUndefined();
	});

	it('stands in for a Retry-After that makes no sense', () => {
		const headers = { 'retry-after': 'soon', 'rate-limit-reset': IN_A_MINUTE };
		expect(askedWaitMs(429, headers, NOW)).toBe(60_000);
	});

	it.each([
		['milliseconds', String(NOW + 60_000)],
		['seconds from now', '60'],
		['words', 'tomorrow'],
	])('is ignored when it gives %s', (_label, value) => {
		expect(askedWaitMs(429, { 'rate-limit-reset': value }, NOW)).toBeUndefined();
	});
});

it('knows from a success that no requests are left, and for how long', () => {
	const left = (remaining: string) =>
		exhaustedForMs({ 'rate-limit-remaining': remaining, 'rate-limit-reset': IN_A_MINUTE }, NOW);
	expect(left('0')).toBe(60_000);
	expect(left('1')).toBeUndefined();
	expect(left('none')).toBeUndefined();
	expect(left('')).toBeUndefined();
	expect(exhaustedForMs({}, NOW)).toBeUndefined();
});

describe("moments are read by the server's own clock", () => {
	const ahead = 'Mon, 01 Jun 2026 00:00:20 GMT';
	const behind = 'Sun, 31 May 2026 23:59:40 GMT';

	it.each([
		['ahead', ahead, 40_000],
		['behind', behind, 80_000],
		['not readable', 'soon', 60_000],
		['missing', undefined, 60_000],
	])('which is %s of ours', (_label, date, waitMs) => {
		const headers = { date, 'rate-limit-remaining': '0', 'rate-limit-reset': IN_A_MINUTE };
		expect(askedWaitMs(429, headers, NOW)).toBe(waitMs);
		expect(exhaustedForMs(headers, NOW)).toBe(waitMs);
		const retryAfter = { date, 'retry-after': 'Mon, 01 Jun 2026 00:01:00 GMT' };
		expect(askedWaitMs(503, retryAfter, NOW)).toBe(waitMs);
	});

	it('but seconds from now are no moment', () => {
		expect(askedWaitMs(429, { date: ahead, 'retry-after': '5' }, NOW)).toBe(5_000);
	});
});
