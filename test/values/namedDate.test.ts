import { namedDate } from '../../nodes/Recapture/values/namedDate';

const MONTHS = [
	['January', 'Jan'],
	['February', 'Feb'],
	['March', 'Mar'],
	['April', 'Apr'],
	['May', 'May'],
	['June', 'Jun'],
	['July', 'Jul'],
	['August', 'Aug'],
	['September', 'Sep', 'Sept'],
	['October', 'Oct'],
	['November', 'Nov'],
	['December', 'Dec'],
];

test.each(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)))(
	'%s is month %i, in any case',
	(name, month) => {
		for (const spelling of [name, name.toLowerCase(), name.toUpperCase()]) {
			expect(namedDate(`5 ${spelling} 2026`)).toMatchObject({ month, day: 5, year: 2026 });
		}
	},
);

describe('31 March 2026 is', () => {
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
		'2026-Mar-31',
		'2026 March 31st',
		'31 Mar 2026 10:15:00 +1100',
		'Mar 31 2026 00:00:00 GMT+1100 (Australian Eastern Daylight Time)',
		'Mar 31, 2026, 2:30:00 PM',
	])('%s', (text) => {
		expect(namedDate(text)).toEqual({
			kind: 'settled',
			year: 2026,
			yearDigits: 4,
			month: 3,
			day: 31,
		});
	});
});

test.each(['31-Mar-26', '31 March 26', "31 Mar '26", 'Mar 31, 26', "March 31st '26", '31Mar26'])(
	'a two-digit year stands last: %s',
	(text) => {
		expect(namedDate(text)).toEqual({
			kind: 'settled',
			year: 26,
			yearDigits: 2,
			month: 3,
			day: 31,
		});
	},
);

describe('is no date', () => {
	test.each([
		'March 2026',
		'Mar 26',
		'Mar-26',
		'31 March',
		'March',
		'31 Mrz 2026',
		'31 Marc 2026',
		'31 Mars 2026',
		'31 Mar 226',
		'31 Mar 20266',
		'Mar 312026',
		'131 Mar 2026',
		'31rd. Mar 2026 or so',
		'Mar 31 14:30',
		'Mar 31 10:15:00 2026',
		'31 Mar 2026 - 5 Apr 2026',
		'a 31 March 2026',
	])('%p', (text) => {
		expect(namedDate(text)).toBeUndefined();
	});
});
