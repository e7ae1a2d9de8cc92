import { dateInUtc, dayInZone, dayOf, isIsoDay } from '../../nodes/Recapture/values/calendar';

describe('dayOf', () => {
	test.each([
		[2026, 3, 31, '2026-03-31'],
		[2024, 2, 29, '2024-02-29'],
		[2000, 2, 29, '2000-02-29'],
		[1900, 1, 1, '1900-01-01'],
		[2199, 12, 31, '2199-12-31'],
	])('%i-%i-%i is %s', (year, month, day, expected) => {
		expect(dayOf({ year, month, day })).toBe(expected);
	});

	test.each([
		[2026, 2, 29],
		[1900, 2, 29],
		[2100, 2, 29],
		[2026, 2, 31],
		[2026, 4, 31],
		[2026, 13, 1],
		[2026, 0, 1],
		[2026, 1, 0],
		[2026, 1, 32],
		[1899, 12, 31],
		[2200, 1, 1],
		[9999, 12, 31],
	])('%i-%i-%i is no day', (year, month, day) => {
		expect(dayOf({ year, month, day })).toBeUndefined();
	});
});

describe('isIsoDay', () => {
	test.each([
		['2026-03-31', true],
		['1910-01-01', true],
		['1900-01-01', false],
		['2024-02-29', true],
		['2026-02-29', false],
		['2026-04-31', false],
		['2026-13-01', false],
		['2026-00-10', false],
		['2026-01-00', false],
		['1899-12-31', false],
		['2200-01-01', false],
		['2026-3-31', false],
		['2026-03-31 ', false],
		['2026/03/31', false],
	])('%p: %p', (value, expected) => {
		expect(isIsoDay(value)).toBe(expected);
	});
});

test.each([
	['1970-01-01T00:00:00.000Z', { year: 1970, month: 1, day: 1 }],
	['2024-02-29T23:59:59.999Z', { year: 2024, month: 2, day: 29 }],
])('dateInUtc of %s', (text, expected) => {
	expect(dateInUtc(Date.parse(text))).toEqual(expected);
});

describe('dayInZone', () => {
	const instant = Date.parse('2026-03-31T11:30:00Z');

	test.each([
		['UTC', '2026-03-31'],
		['Australia/Sydney', '2026-03-31'],
		['Pacific/Auckland', '2026-04-01'],
		['Pacific/Kiritimati', '2026-04-01'],
		['America/Los_Angeles', '2026-03-31'],
		['Pacific/Pago_Pago', '2026-03-31'],
	])('in %s it is %s', (timeZone, day) => {
		expect(dayInZone(instant, timeZone)).toBe(day);
	});

	it('is the day before in zones that are behind', () => {
		expect(dayInZone(Date.parse('2026-03-31T03:00:00Z'), 'America/New_York')).toBe('2026-03-30');
	});

	it('knows years up to the ends of the calendar, whatever the zone', () => {
		expect(dayInZone(Date.parse('1899-12-31T23:00:00Z'), 'Pacific/Auckland')).toBe('1900-01-01');
		expect(dayInZone(Date.parse('2200-01-01T00:30:00Z'), 'America/New_York')).toBe('2199-12-31');
	});

	test.each(['1899-12-30T12:00:00Z', '2200-01-02T12:00:00Z', '-001950-06-01T00:00:00Z'])(
		'%s is in no year that is read',
		(text) => {
			expect(dayInZone(Date.parse(text), 'UTC')).toBeUndefined();
		},
	);

	it('throws for a time zone that does not exist', () => {
		expect(() => dayInZone(0, 'Australia/Nowhere')).toThrow(RangeError);
	});
});
