import {
	provenOrder,
	readDate,
	readsBothWays,
	type ColumnOrder,
	type DateOrder,
	type DateReading,
} from '../../nodes/Recapture/values/dates';

function reading(order: ColumnOrder, more: Partial<DateReading> = {}): DateReading {
	return { order, century: 'past', timeZone: 'Australia/Sydney', ...more };
}

/** As a Luxon DateTime, of which nothing but this is looked at. */
function luxonLike(ms: number) {
	return { isLuxonDateTime: true, toMillis: () => ms };
}

describe('31 March 2026, in a column that stands day first', () => {
	test.each<[unknown]>([
		['2026-03-31'],
		['2026-03-31T23:00:00.000Z'],
		['2026-03-31T00:00:00.000+13:00'],
		['2026-03-31 10:15:00+11:00'],
		['20260331'],
		[20260331],
		[20260331n],
		['31/03/2026'],
		['31-3-2026'],
		['31.03.26'],
		['31 03 2026'],
		['31/03/2026 14:30'],
		['31/03/2026, 2:30:00 PM'],
		['31 March 2026'],
		['Mar 31, 2026'],
		['31-Mar-26'],
		['Tue, 31 Mar 2026'],
		['Tue Mar 31 2026 00:00:00 GMT+1100 (Australian Eastern Daylight Time)'],
		['2026/3/31'],
		[46112],
		['46112'],
		[46112.99],
		['46112.25'],
		[new Date('2026-03-30T14:00:00Z')],
		[luxonLike(Date.parse('2026-03-31T12:59:00Z'))],
	])('%p', (value) => {
		expect(readDate(value, reading('dmy'))).toEqual({ kind: 'date', day: '2026-03-31' });
	});
});

describe('the order of the column', () => {
	test.each<[string, ColumnOrder, string]>([
		['03/04/2026', 'dmy', '2026-04-03'],
		['03/04/2026', 'mdy', '2026-03-04'],
		['3/31/2026 2:30:00 PM', 'mdy', '2026-03-31'],
		['03/04/05', 'dmy', '2005-04-03'],
		['03/04/05', 'mdy', '2005-03-04'],
		['03/04/05', 'ymd', '2003-04-05'],
		['26/3/4', 'ymd', '2026-03-04'],
		['98/03/31', 'ymd', '1998-03-31'],
		['2026/03/04', 'mdy', '2026-03-04'],
		['2026-03-04', 'dmy', '2026-03-04'],
		['31 March 2026', 'ymd', '2026-03-31'],
	])('%s read as %s is %s', (value, order, day) => {
		expect(readDate(value, reading(order))).toEqual({ kind: 'date', day });
	});

	test.each<[string, ColumnOrder]>([
		['02/13/2026', 'dmy'],
		['13/02/2026', 'mdy'],
		['13/02/2026', 'ymd'],
		['03/04/2026', 'ymd'],
		['98/03/31', 'dmy'],
		['26/3/4', 'dmy'],
	])('%s read as %s is no date, and not another one', (value, order) => {
		expect(readDate(value, reading(order))).toEqual({ kind: 'unreadable' });
	});
});

describe('in a column that proves day first and month first', () => {
	test.each<[string, string]>([
		['13/02/2026', '2026-02-13'],
		['02/13/2026', '2026-02-13'],
		['31/03/26', '2026-03-31'],
		['03/31/26', '2026-03-31'],
		['03/03/2026', '2026-03-03'],
		['2026-04-03', '2026-04-03'],
		['3 April 2026', '2026-04-03'],
		['46112', '2026-03-31'],
	])('%s is clear: %s', (value, day) => {
		expect(readDate(value, reading('contradictory'))).toEqual({ kind: 'date', day });
	});

	test.each(['03/04/2026', '3.4.26', '12/11/2026 10:00'])('%s is ambiguous', (value) => {
		expect(readDate(value, reading('contradictory'))).toEqual({ kind: 'ambiguous' });
	});

	test.each(['31/02/2026', '02/31/2026', '13/13/2026', '98/03/31'])('%s is no date', (value) => {
		expect(readDate(value, reading('contradictory'))).toEqual({ kind: 'unreadable' });
	});
});

describe('in a column that proves year first and year last', () => {
	test.each<[string, string]>([
		['13/02/2026', '2026-02-13'],
		['98/03/31', '1998-03-31'],
		['03/31/26', '2026-03-31'],
		['02/02/02', '2002-02-02'],
	])('%s is clear: %s', (value, day) => {
		expect(readDate(value, reading('contradictory-year'))).toEqual({ kind: 'date', day });
	});

	test.each(['31/03/26', '03/04/2026', '03/03/26', '31/02/26'])('%s is ambiguous', (value) => {
		expect(readDate(value, reading('contradictory-year'))).toEqual({ kind: 'ambiguous' });
	});
});

describe('two-digit years', () => {
	test.each<[string, 'past' | 'future', string]>([
		['31/03/70', 'past', '1970-03-31'],
		['31/03/99', 'past', '1999-03-31'],
		['31/03/69', 'past', '2069-03-31'],
		['31/03/00', 'past', '2000-03-31'],
		['31-Mar-98', 'past', '1998-03-31'],
		['31/03/70', 'future', '2070-03-31'],
		['31/03/99', 'future', '2099-03-31'],
		['31/03/26', 'future', '2026-03-31'],
		['31-Mar-98', 'future', '2098-03-31'],
		['31/03/1999', 'future', '1999-03-31'],
	])('%s in the %s is %s', (value, century, day) => {
		expect(readDate(value, reading('dmy', { century }))).toEqual({ kind: 'date', day });
	});

	it('take part in leap years: 29/02/00 is a day of 2000, 29/02/99 of no year', () => {
		expect(readDate('29/02/00', reading('dmy'))).toEqual({ kind: 'date', day: '2000-02-29' });
		expect(readDate('29/02/99', reading('dmy'))).toEqual({ kind: 'unreadable' });
	});
});

describe('instants give the day in the time zone', () => {
	const instant = Date.parse('2026-03-31T11:30:00Z');
	test.each([
		['UTC', '2026-03-31'],
		['Pacific/Auckland', '2026-04-01'],
		['America/New_York', '2026-03-31'],
	])('%s: %s', (timeZone, day) => {
		const expected = { kind: 'date', day };
		expect(readDate(new Date(instant), reading('dmy', { timeZone }))).toEqual(expected);
		expect(readDate(luxonLike(instant), reading('dmy', { timeZone }))).toEqual(expected);
	});

	test.each<[string, unknown]>([
		['an invalid Date', new Date(NaN)],
		['an invalid DateTime', luxonLike(NaN)],
		['a Date in the year 9999', new Date('9999-12-31T00:00:00Z')],
		['an object that only looks like one', { isLuxonDateTime: true }],
		['an object whose time cannot be asked for', { isLuxonDateTime: true, toMillis: 5 }],
		['a prototype of a Date', Object.create(Date.prototype)],
	])('%s is unreadable', (_sentence, value) => {
		expect(readDate(value, reading('dmy'))).toEqual({ kind: 'unreadable' });
	});
});

test.each([undefined, null, '', '   ', '\t', '\u00a0', '\u200b'])('%p is blank', (value) => {
	expect(readDate(value, reading('dmy'))).toEqual({ kind: 'blank' });
});

describe('unreadable', () => {
	test.each<[unknown]>([
		['31/02/2026'],
		['31/04/2026'],
		['29/02/2026'],
		['29 February 2026'],
		['2026-02-30'],
		['20260230'],
		['13/13/2026'],
		['2026-13-01'],
		['2026/31/03'],
		['00/00/0000'],
		['0000-00-00'],
		['31/03/1899'],
		['31/12/9999'],
		['9999-12-31'],
		['03/2026'],
		['March 2026'],
		['2026'],
		['31032026'],
		['310326'],
		['N/A'],
		['never'],
		['-'],
		['tomorrow'],
		['2026-03-31 and more'],
		['2026-03-31T25:00'],
		['2026-W14-2'],
		['2026-090'],
		['1774915200'],
		[1774915200000],
		[0],
		[19999],
		[80001],
		[-45000],
		[31.03],
		[NaN],
		[Infinity],
		[true],
		[false],
		[[]],
		[['2026-03-31']],
		[{}],
		[{ date: '2026-03-31' }],
		[Symbol('2026-03-31')],
	])('%p', (value) => {
		expect(readDate(value, reading('dmy'))).toEqual({ kind: 'unreadable' });
	});
});

describe('what a value proves', () => {
	test.each<[unknown, DateOrder | undefined]>([
		['13/02/2026', 'dmy'],
		['13/2/26', 'dmy'],
		['31/03/2026 14:30', 'dmy'],
		['31/02/2026', 'dmy'],
		['02/13/2026', 'mdy'],
		['2/13/26', 'mdy'],
		['02/30/2026', 'mdy'],
		['98/03/31', 'ymd'],
		['03/04/2026', undefined],
		['03/04/05', undefined],
		['13/13/2026', undefined],
		['2026-03-31', undefined],
		['2026/03/31', undefined],
		['31 March 2026', undefined],
		['20260331', undefined],
		['46112', undefined],
		[46112, undefined],
		['', undefined],
		[null, undefined],
		['N/A', undefined],
		[new Date(0), undefined],
	])('%p: %p', (value, order) => {
		expect(provenOrder(value)).toBe(order);
	});
});

test.each<[unknown, boolean]>([
	['03/04/2026', true],
	['3.4.26', true],
	['03/03/2026', false],
	['13/02/2026', false],
	['2026/03/04', false],
	['3 April 2026', false],
	[46112, false],
	[undefined, false],
])('%p reads both ways: %p', (value, expected) => {
	expect(readsBothWays(value)).toBe(expected);
});
