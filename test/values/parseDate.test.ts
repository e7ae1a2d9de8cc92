import { parseDate } from '../../nodes/Recapture/values/parseDate';

test.each(['', ' ', '\t\r\n', '\u00a0', '\u200b', '\ufeff', "'", '=""'])('%p is blank', (text) => {
	expect(parseDate(text)).toBe('blank');
});

describe('a date in unusual text is read as in plain text', () => {
	test.each([
		['  31/03/2026 ', '31/03/2026'],
		['31\u00a003\u00a02026', '31 03 2026'],
		['３１／０３／２０２６', '31/03/2026'],
		['31–03–2026', '31-03-2026'],
		['\u200e31/\u200e03/\u200e2026', '31/03/2026'],
		['3/31/2026, 2:30:00\u202fPM', '3/31/2026'],
		["'31/03/2026", '31/03/2026'],
		['="31/03/2026"', '31/03/2026'],
		['Tue 31/03/2026', '31/03/2026'],
		['Tuesday, 31/03/2026', '31/03/2026'],
		['Tue, 31 Mar 2026', '31 Mar 2026'],
		['tues. 31  March   2026', '31 March 2026'],
		['２０２６０３３１', '20260331'],
		["'46112", '46112'],
	])('%p', (unusual, plain) => {
		expect(parseDate(unusual)).toEqual(parseDate(plain));
		expect(parseDate(plain)).toBeInstanceOf(Object);
	});
});

describe('serial numbers', () => {
	test.each([
		['20000', 20000],
		['45000', 45000],
		['45000.75', 45000],
		['80000', 80000],
		['80000.5', 80000],
	])('%s', (text, serial) => {
		expect(parseDate(text)).toEqual({ kind: 'serial', serial });
	});

	test.each([
		'19999',
		'19999.9',
		'80001',
		'4500',
		'450000',
		'45,000',
		'45000,5',
		'-45000',
		'4.5e4',
	])('%s is none', (text) => {
		expect(parseDate(text)).toBeUndefined();
	});
});

it('does not look at texts of any length', () => {
	const started = performance.now();
	expect(parseDate(`31 March 2026${' '.repeat(100_000)}x`)).toBeUndefined();
	expect(parseDate('1'.repeat(1_000_000))).toBeUndefined();
	expect(performance.now() - started).toBeLessThan(2_000);
});
