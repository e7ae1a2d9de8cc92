import { readUploadIds } from '../../nodes/Recapture/uploads/uploadIds';

it.each([
	['one ID', ' u1 ', ['u1']],
	['IDs separated by commas', 'u1, u2,u3', ['u1', 'u2', 'u3']],
	['IDs on lines of their own', 'u1\nu2\n', ['u1', 'u2']],
	['an array', ['u1', ' u2 '], ['u1', 'u2']],
	['an ID twice', 'u1,u1', ['u1']],
	['an ID twice in other letters', 'u1,U1', ['u1']],
	['IDs separated by semicolons', 'u1;u2; u3', ['u1', 'u2', 'u3']],
	['IDs separated by blanks', 'u1 u2\tu3\u00a0u4', ['u1', 'u2', 'u3', 'u4']],
	['IDs on lines of Windows', 'u1\r\nu2\r\n', ['u1', 'u2']],
	['a JSON list', '["u1", "u2"]', ['u1', 'u2']],
	['a JSON list on lines', '[\n  "u1",\n  "u2"\n]', ['u1', 'u2']],
	['quoted IDs', '"u1", \'u2\'', ['u1', 'u2']],
	['an array of lists', ['u1;u2', '["u3"]'], ['u1', 'u2', 'u3']],
	['an array with gaps', ['u1', null, '', undefined], ['u1']],
	['a number', 12, ['12']],
	[
		'a link',
		'https://app.test/uploads/99AA2D8E-348b-4321-beeb-f2fa67bab3eb?tab=1',
		['99aa2d8e-348b-4321-beeb-f2fa67bab3eb'],
	],
])('reads %s', (_label, value, ids) => {
	expect(readUploadIds(value)).toEqual({ ok: true, value: ids });
});

it.each([[''], [' , '], [undefined], [null], [[]]])(
	'asks for an ID instead of taking %p',
	(value) => {
		expect(readUploadIds(value)).toMatchObject({
			ok: false,
			problem: { message: "'Upload ID' is empty" },
		});
	},
);

it.each([
	[{}],
	[{ id: 'u1' }],
	[[{}]],
	['[object Object]'],
	['u1, [object Object]'],
	['{"id":"u1"}'],
	['["u1"'],
	['[["u1"]]'],
	[true],
	[NaN],
	[[Infinity]],
])('refuses %j, which is no ID', (value) => {
	expect(readUploadIds(value)).toMatchObject({
		ok: false,
		problem: {
			message: expect.stringMatching(/^'Upload ID' must be an ID, or a list of IDs, but it is .+/),
		},
	});
});

it.each([
	['none', 'https://app.test/uploads', 'holds no upload ID'],
	[
		'two',
		'https://app.test/99aa2d8e-348b-4321-beeb-f2fa67bab3eb/0000c339-1fb4-4d15-9b46-6509f2c5a2a4',
		'holds more than one ID',
	],
])('refuses a link with %s', (_label, value, message) => {
	const ids = readUploadIds(value);
	expect(!ids.ok && ids.problem.message).toContain(message);
});
