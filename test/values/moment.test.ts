import { readMoment } from '../../nodes/Recapture/values/moment';

const iso = (value: unknown, timeZone = 'Australia/Melbourne') => {
	const ms = readMoment(value, timeZone);
	return ms === undefined ? undefined : new Date(ms).toISOString();
};

it.each([
	['a moment in UTC', '2026-03-31T10:00:00Z', '2026-03-31T10:00:00.000Z'],
	['a moment with its zone', '2026-03-31T10:00:00.000+11:00', '2026-03-30T23:00:00.000Z'],
	['a moment as the date field gives it', '2026-03-31T10:00:00', '2026-03-30T23:00:00.000Z'],
	['a day, from its midnight on', '2026-06-30', '2026-06-29T14:00:00.000Z'],
	['a moment with a space', '2026-03-31 10:00', '2026-03-30T23:00:00.000Z'],
	['a moment before the clocks change', '2026-10-04T01:30:00', '2026-10-03T15:30:00.000Z'],
	['a moment after the clocks changed', '2026-10-04T03:30:00', '2026-10-03T16:30:00.000Z'],
	[
		'a Luxon value by its text',
		{ toString: (): string => '2026-03-31T10:00:00.000+08:00' },
		'2026-03-31T02:00:00.000Z',
	],
	['a Date', new Date('2026-03-31T10:00:00Z'), '2026-03-31T10:00:00.000Z'],
])('reads %s', (_label, value, expected) => {
	expect(iso(value)).toBe(expected);
});

it.each(['', null, 'soon', '31/03/2026', '2026-13-01', new Date(NaN)])(
	'does not make a moment of %p',
	(value) => {
		expect(iso(value)).toBeUndefined();
	},
);

it('reads a moment before a change of the clocks west of Greenwich', () => {
	expect(iso('2026-03-08T01:30:00', 'America/New_York')).toBe('2026-03-08T06:30:00.000Z');
	expect(iso('2026-03-08T03:30:00', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
});
