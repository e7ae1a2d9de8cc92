import { readDate, type ColumnOrder, type DateReading } from '../../nodes/Recapture/values/date';

function reading(order: ColumnOrder, more: Partial<DateReading> = {}): DateReading {
	return { order, century: 'past', timeZone: 'Australia/Sydney', ...more };
}

const date = (day: string) => ({ kind: 'date', day });
const march31 = date('2026-03-31');

/** As a Luxon DateTime, of which nothing but this is looked at. */
function luxonLike(ms: number) {
	return { isLuxonDateTime: true, toMillis: () => ms };
}

describe('31 March 2026, in a column that stands day first', () => {
	test.each<[unknown]>([
		// The year in full at the beginning.
		['2026-03-31'],
		['2026-3-31'],
		['2026/03/31'],
		['2026/3/31'],
		['2026.3.31'],
		['2026 03 31'],
		['2026 - 03 - 31'],
		['2026-03-31T23:00:00.000Z'],
		['2026-03-31T00:00:00.000+13:00'],
		['2026-03-31 10:15:00+11:00'],
		['2026-03-31T10:15:30.1234567'],
		['2026-03-31-10.15.30.123456'],
		['2026-03-31Z'],
		['2026-03-31+11:00'],
		// The day first.
		['31/03/2026'],
		['31-3-2026'],
		['31.03.26'],
		['31. 3. 2026'],
		['31 / 3 / 2026'],
		['31 03 2026'],
		['31 03 26'],
		['31/03/2026 14:30'],
		['31/03/2026, 2:30:00 PM'],
		// Digits alone.
		['20260331'],
		[20260331],
		[20260331n],
		['20260331.0'],
		['20260331T101500Z'],
		['20260331000000'],
		['20260331 101530'],
		['20260331-1015'],
		[20260331235959],
		['202603311015'],
		['20260331101530123'],
		['20260331101530.0Z'],
		// Spreadsheets.
		[46112],
		['46112'],
		[46112.99],
		['46112.25'],
		// Instants.
		[new Date('2026-03-30T14:00:00Z')],
		[luxonLike(Date.parse('2026-03-31T12:59:00Z'))],
	])('%p', (value) => {
		expect(readDate(value, reading('dmy'))).toEqual(march31);
	});
});

describe('31 March 2026 with the name of its month', () => {
	test.each([
		'31 March 2026',
		'31st March 2026',
		'31st of March 2026',
		'31 of March, 2026',
		'March 31, 2026',
		'March 31st, 2026',
		'Mar. 31, 2026',
		'Mar 31 2026',
		'Mar-31-2026',
		'31-Mar-2026',
		'31/Mar/2026',
		'31.Mar.2026',
		'31Mar2026',
		'31MAR2026:10:15:30',
		'2026-Mar-31',
		'2026 March 31st',
		'31 Mar 2026 10:15:00 +1100',
		'Mar 31 2026 00:00:00 GMT+1100 (Australian Eastern Daylight Time)',
		'Mar 31, 2026, 2:30:00 PM',
		'Tue, 31 Mar 2026',
		'Tue Mar 31 2026 00:00:00 GMT+1100 (Australian Eastern Daylight Time)',
		'31-Mar-26',
		'31 March 26',
		"31 Mar '26",
		'Mar 31, 26',
		"March 31st '26",
		'31Mar26',
		'31-MAR-26 12.00.00.000000000 AM',
		'31-MAR-26 10.15.30.123456 PM AUSTRALIA/SYDNEY',
		'31 Mac 2026',
		'31hb Mac 2026',
		'Selasa, 31 Mac 2026, 2:30 PTG',
	])('%s', (text) => {
		expect(readDate(text, reading('mdy'))).toEqual(march31);
	});
});

describe('every month', () => {
	const months = [
		['January', 'Jan', 'Januari'],
		['February', 'Feb', 'Februari'],
		['March', 'Mar', 'Mac'],
		['April', 'Apr'],
		['May', 'Mei'],
		['June', 'Jun'],
		['July', 'Jul', 'Julai'],
		['August', 'Aug', 'Ogos', 'Ogo', 'Ogs'],
		['September', 'Sep', 'Sept'],
		['October', 'Oct', 'Oktober', 'Okt'],
		['November', 'Nov'],
		['December', 'Dec', 'Disember', 'Dis'],
	];
	const names = months.flatMap((same, index) => same.map((name) => [name, index + 1] as const));

	test.each(names)('%s is month %i, in any case', (name, month) => {
		const expected = date(`2026-${String(month).padStart(2, '0')}-05`);
		for (const spelling of [name, name.toLowerCase(), name.toUpperCase()]) {
			expect(readDate(`5 ${spelling} 2026`, reading('dmy'))).toEqual(expected);
			expect(readDate(`05-${spelling}-26`, reading('dmy'))).toEqual(expected);
		}
	});
});

describe('a time of day behind a date is not read', () => {
	test.each([
		'T23:00:00.000Z',
		'T23:00',
		't23:00:00z',
		'T143000Z',
		'T1430',
		' 10:15:00+11:00',
		' 10:15:00 +1100',
		' 10:15:00.123456789',
		' 14:30',
		' 9:05',
		' 10.15',
		' 10.15.30',
		', 14:30',
		',14:30',
		' - 14:30',
		' at 2:30 PM',
		' 2:30:00 PM',
		' 1:05 pm',
		' 2:30 p.m.',
		' 2:30pm',
		' 2 pm',
		' 2:30 PTG',
		' 12:00:00:000AM',
		' 12.00.00.000000000 AM',
		' 24:00',
		' 10:15 AEST',
		' 10:15 UTC',
		' 10:15 MYT',
		' 10:15:00 +0000 UTC',
		' 10:15:00 Australia/Sydney',
		' at 2:30:00 pm Australian Eastern Daylight Time',
		' 00:00:00 GMT+1100 (Australian Eastern Daylight Time)',
		'T10:15:00+11:00[Australia/Sydney]',
		'+11:00',
	])('%p', (time) => {
		for (const day of ['31/03/2026', '31.3.26', '2026-03-31', '20260331', '31 Mar 2026']) {
			expect([day, readDate(day + time, reading('dmy'))]).toEqual([day, march31]);
		}
	});

	test.each([
		'T',
		'T14',
		' 25:00',
		' 10:60',
		' 10:15:61',
		' 10:15.30',
		' 1430',
		' 10',
		'10:15',
		' 10:15 or',
		' 10:15 or later',
		' 10:15 - 11:15',
		' and',
		'/04',
		'-10',
		' 10:15:00+11:00x',
		' (est.)',
		'?',
		' - 05/04/2026',
	])('%p is none', (rest) => {
		expect(readDate(`31/03/2026${rest}`, reading('dmy'))).toEqual({ kind: 'unreadable' });
		expect(readDate(`31 Mar 2026${rest}`, reading('dmy'))).toEqual({ kind: 'unreadable' });
	});

	test.each(['au', 'nz', 'gb', 'my'].flatMap((region) => [`en-${region}`, `ms-${region}`]))(
		'whatever Intl writes for %s',
		(locale) => {
			const noon = new Date('2026-03-31T01:00:00Z');
			const styles = ['full', 'long', 'medium', 'short'] as const;
			for (const dateStyle of styles) {
				for (const timeStyle of [undefined, ...styles]) {
					const style = { dateStyle, timeStyle, timeZone: 'Australia/Sydney' };
					const text = new Intl.DateTimeFormat(locale, style).format(noon);
					expect([text, readDate(text, reading('dmy'))]).toEqual([text, march31]);
				}
			}
		},
	);
});

describe('a date in unusual text', () => {
	test.each([
		'  31/03/2026 ',
		'31\u00a003\u00a02026',
		'３１／０３／２０２６',
		'31–03–2026',
		'31\u221203\u22122026',
		'31\u204403\u20442026',
		'31\u221503\u22152026',
		'\u200e31/\u200e03/\u200e2026',
		'31/03/2026, 2:30:00\u202fPM',
		"'31/03/2026",
		'="31/03/2026"',
		'Tue 31/03/2026',
		'Tuesday, 31/03/2026',
		'Selasa 31/03/2026',
		'Tue, 31 Mar 2026',
		'tues. 31  March   2026',
		'２０２６０３３１',
		"'46112",
		'\ufeff2026-03-31',
	])('%p', (text) => {
		expect(readDate(text, reading('dmy'))).toEqual(march31);
	});

	test.each(
		'Isnin Selasa Rabu Khamis Jumaat Sabtu Ahad Isn Sel Rab Kha Jum Sab Ahd Mon Tuesday Thur Sun'.split(
			' ',
		),
	)('%s in front is not read', (weekday) => {
		expect(readDate(`${weekday}, 31 Mac 2026`, reading('dmy'))).toEqual(march31);
		expect(readDate(`${weekday} 31/3/26`, reading('dmy'))).toEqual(march31);
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
		expect(readDate(value, reading(order))).toEqual(date(day));
	});

	test.each<[string, ColumnOrder]>([
		['02/13/2026', 'dmy'],
		['13/02/2026', 'mdy'],
		['13/02/2026', 'ymd'],
		['03/04/2026', 'ymd'],
		['03/04/0005', 'ymd'],
		['98/03/31', 'dmy'],
		['26/3/4', 'dmy'],
		['6/3/04', 'ymd'],
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
		expect(readDate(value, reading('contradictory'))).toEqual(date(day));
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
		expect(readDate(value, reading('contradictory-year'))).toEqual(date(day));
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
		expect(readDate(value, reading('dmy', { century }))).toEqual(date(day));
	});

	it('take part in leap years: 29/02/00 is a day of 2000, 29/02/99 of no year', () => {
		expect(readDate('29/02/00', reading('dmy'))).toEqual(date('2000-02-29'));
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
		for (const value of [new Date(instant), luxonLike(instant), instant, String(instant)]) {
			expect(readDate(value, reading('dmy', { timeZone }))).toEqual(date(day));
		}
	});

	test.each<[unknown]>([
		[1774915200000],
		['1774915200000'],
		['1774915200000.0'],
		[1774915200000.25],
		[1774915200000n],
		['/Date(1774915200000)/'],
		['/Date(1774915200000+0000)/'],
	])('but milliseconds of midnight in UTC are that day everywhere: %p', (value) => {
		for (const timeZone of ['Pacific/Kiritimati', 'UTC', 'Pacific/Pago_Pago']) {
			expect(readDate(value, reading('dmy', { timeZone }))).toEqual(march31);
		}
	});

	test.each<[string, unknown]>([
		['an invalid Date', new Date(NaN)],
		['an invalid DateTime', luxonLike(NaN)],
		['a Date in the year 2200', new Date('2200-12-31T00:00:00Z')],
		['a Date before Christ', new Date('-001899-12-30T00:00:00Z')],
		['an object that only looks like one', { isLuxonDateTime: true }],
		['an object whose time cannot be asked for', { isLuxonDateTime: true, toMillis: 5 }],
		['a prototype of a Date', Object.create(Date.prototype)],
	])('%s is unreadable', (_sentence, value) => {
		expect(readDate(value, reading('dmy'))).toEqual({ kind: 'unreadable' });
	});
});

test.each([undefined, null, '', '   ', '\t', '\r\n', '\u00a0', '\u200b', '\ufeff', "'", '=""'])(
	'%p is blank',
	(value) => {
		expect(readDate(value, reading('dmy'))).toEqual({ kind: 'blank' });
	},
);

describe('a mark for no date, in a column of any order', () => {
	const orders: ColumnOrder[] = ['dmy', 'mdy', 'ymd', 'contradictory', 'contradictory-year'];
	const marks =
		'0000-00-00|0000-00-00 00:00:00|00/00/0000|00.00.0000|0/0/0000|00/00/00|00000000|' +
		'00000000000000|30/12/1899|12/30/1899|1899-12-30|1899-12-30T00:00:00.000Z|30-Dec-1899|' +
		'30/12/1899 12:00:00 AM|01/01/1900|1/1/1900|1900-01-01|1900-01-01T00:00:00|19000101|' +
		'01-Jan-1900|1 Januari 1900|1/0/1900|0/01/1900|00-Jan-00|31/12/9999|12/31/9999|9999-12-31|' +
		'99991231|99991231235959|31.12.9999|9999-12-31T23:59:59.9999999|31-DEC-9999|31 Disember 9999|' +
		'01/01/0001|0001-01-01T00:00:00|1753-01-01|  /  /    |__/__/____|--/--/----|../../....|//|' +
		'/ /|--|-|–|—|.|  /  /       :  :  |NULL|null|(null)|<null>|\\N|N/A|n/a|NA|n.a.|#N/A|#N/A?|' +
		'TBA|tbc|TBC.|none|nil|NIL';
	const dates = ['9999-12-31', '1900-01-01'].map((day) => new Date(day));

	test.each([...marks.split('|'), ...dates, NaN])('%p', (value) => {
		const results = orders.map((order) => readDate(value, reading(order)));
		expect(results).toEqual(orders.map(() => ({ kind: 'none' })));
	});

	test.each([
		['01/01/01', '2001-01-01'],
		['31/12/99', '1999-12-31'],
		['01/01/00', '2000-01-01'],
		['1900-01-02', '1900-01-02'],
	])('%s is a day', (value, day) => {
		expect(readDate(value, reading('dmy'))).toEqual(date(day));
	});
});

describe('unreadable', () => {
	test.each<[unknown]>([
		// Days that do not exist.
		['31/02/2026'],
		['31/04/2026'],
		['29/02/2026'],
		['29 February 2026'],
		['30 Februari 2026'],
		['2026-02-30'],
		['2026-02-30T00:00:00Z'],
		['20260230'],
		['20260230000000'],
		['13/13/2026'],
		['2026-13-01'],
		['2026/31/03'],
		['00/03/2026'],
		['2026-00-00'],
		['31/03/1899'],
		['30/12/9999'],
		// Not a whole day.
		['31'],
		['31/03'],
		['03/2026'],
		['2026-03'],
		['March 2026'],
		['Mar-26'],
		['31 March'],
		['March'],
		['2026'],
		['Q1 2026'],
		['2026-W14-2'],
		['2026-090'],
		// Other numbers.
		['31/03-2026'],
		['31/03 2026'],
		['31032026'],
		['310326'],
		['2026033'],
		['202603311'],
		['2026033110'],
		['20260331250000'],
		['31/03/20261015'],
		['031/03/2026'],
		['31/003/2026'],
		['31/03/226'],
		['31/03/20266'],
		['2026-03-031'],
		['2026-03-2026'],
		['31//03/2026'],
		['31/03/2026/1'],
		['1.2.3.4'],
		['20260331x'],
		['-31/03/2026'],
		['31:03:2026'],
		['1774915200'],
		['9999999999999'],
		['45,000'],
		['45000,5'],
		['4.5e4'],
		['450000'],
		[0],
		['19999.9'],
		[19999],
		[80001],
		[-45000],
		[31.03],
		[Infinity],
		// Other words.
		['31 Mrz 2026'],
		['31 Marc 2026'],
		['31 Mars 2026'],
		['31 Mar 226'],
		['31 Mar 20266'],
		['Mar 312026'],
		['131 Mar 2026'],
		['31rd. Mar 2026 or so'],
		['Mar 31 14:30'],
		['Mar 31 10:15:00 2026'],
		['31 Mar 2026 - 5 Apr 2026'],
		['a 31 March 2026'],
		['N/A 31/03/2026'],
		['TBA 2026'],
		['never'],
		['tomorrow'],
		['2026-03-31 and more'],
		['2026-03-31T25:00'],
		// Other values.
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

test.each([
	['20000', '1954-10-03'],
	['25569', '1970-01-01'],
	['36526', '2000-01-01'],
	['45000.75', '2023-03-15'],
	['45351', '2024-02-29'],
	['80000.5', '2119-01-11'],
])('the serial number %s is %s', (value, day) => {
	expect(readDate(value, reading('dmy'))).toEqual(date(day));
	expect(readDate(Number(value), reading('dmy'))).toEqual(date(day));
});

it('does not read texts of any length', () => {
	const started = performance.now();
	for (const text of [`31 March 2026${' '.repeat(100_000)}x`, '1'.repeat(1_000_000)]) {
		expect(readDate(text, reading('dmy'))).toEqual({ kind: 'unreadable' });
	}
	expect(performance.now() - started).toBeLessThan(2_000);
});
