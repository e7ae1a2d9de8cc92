import { isTimeOfDay } from '../../nodes/Recapture/values/timeOfDay';

describe('after a date', () => {
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
		', 14:30',
		',14:30',
		' at 2:30 PM',
		' 2:30:00 PM',
		' 2:30 p.m.',
		' 2:30pm',
		' 12:00:00:000AM',
		' 24:00',
		' 10:15 AEST',
		' 10:15 UTC',
		' 10:15:00 +0000 UTC',
		' 00:00:00 GMT+1100 (Australian Eastern Daylight Time)',
		'T10:15:00+11:00[Australia/Sydney]',
	])('%p is a time', (text) => {
		expect(isTimeOfDay(text)).toBe(true);
	});

	test.each([
		'',
		' ',
		'T',
		' 25:00',
		' 10:60',
		' 10:15:61',
		' 1430',
		' 10',
		'10:15',
		' 10:15 or',
		' 10:15 or later',
		' 10:15 - 11:15',
		' and',
		'/04',
		' 10:15:00+11:00x',
	])('%p is none', (text) => {
		expect(isTimeOfDay(text)).toBe(false);
	});
});
