import { readUploadIds } from '../../nodes/Recapture/uploads/uploadIds';

it.each([
	['one ID', ' u1 ', ['u1']],
	['IDs separated by commas', 'u1, u2,u3', ['u1', 'u2', 'u3']],
	['IDs on lines of their own', 'u1\nu2\n', ['u1', 'u2']],
	['an array', ['u1', ' u2 '], ['u1', 'u2']],
	['an ID twice', 'u1,u1', ['u1']],
])('reads %s', (_label, value, ids) => {
	expect(readUploadIds(value)).toEqual({ ok: true, value: ids });
});

it.each([[''], [' , '], [undefined], [null], [[]]])(
	'asks for an ID instead of taking %p',
	(value) => {
		expect(readUploadIds(value)).toMatchObject({
			ok: false,
			problem: { message: "No upload is named: 'Upload ID' is empty" },
		});
	},
);
