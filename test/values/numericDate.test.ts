import { numericDate } from '../../nodes/Recapture/values/numericDate';

const settled = { kind: 'settled', year: 2026, yearDigits: 4, month: 3, day: 31 };

describe('the year in full at the beginning settles the rest', () => {
	test.each([
		'2026-03-31',
		'2026-3-31',
		'2026/03/31',
		'2026.3.31',
		'2026 03 31',
		'2026 - 03 - 31',
		'20260331',
		'20260331T101500Z',
		'2026-03-31T23:00:00.000Z',
		'2026-03-31 10:15:00+11:00',
	])('%s', (text) => {
		expect(numericDate(text)).toEqual(settled);
	});
});

describe('other numbers need an order', () => {
	test.each([
		['31/03/2026', 31, 3, 2026, 2, 4],
		['3/4/2026', 3, 4, 2026, 1, 4],
		['31.03.26', 31, 3, 26, 2, 2],
		['31. 3. 2026', 31, 3, 2026, 2, 4],
		['31 / 3 / 2026', 31, 3, 2026, 2, 4],
		['31 03 26', 31, 3, 26, 2, 2],
		['26/3/4', 26, 3, 4, 2, 1],
		['31/03/2026 14:30', 31, 3, 2026, 2, 4],
		['99/99/9999', 99, 99, 9999, 2, 4],
	])('%s', (text, first, second, third, firstDigits, thirdDigits) => {
		expect(numericDate(text)).toEqual({
			kind: 'numeric',
			first,
			second,
			third,
			firstDigits,
			thirdDigits,
		});
	});
});

describe('is no date of three numbers', () => {
	test.each([
		'',
		'31',
		'31/03',
		'03/2026',
		'31/03-2026',
		'31/03 2026',
		'310326',
		'2026033',
		'202603311',
		'031/03/2026',
		'31/003/2026',
		'31/03/226',
		'31/03/20266',
		'2026-03-031',
		'31//03/2026',
		'31/03/2026/1',
		'1.2.3.4',
		'31/03/2026x',
		'20260331x',
		'-31/03/2026',
		'31/Mar/2026',
		'31:03:2026',
	])('%p', (text) => {
		expect(numericDate(text)).toBeUndefined();
	});
});
