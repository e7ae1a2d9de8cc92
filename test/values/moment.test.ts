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
