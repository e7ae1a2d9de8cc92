import { getUpload } from '../../nodes/Recapture/transport/uploads';
import { withConnection } from '../support/connection';
import { recaptureSuite } from '../support/suite';

/** What is no ID reaches no address: one request with ".." as the ID would be about all customers. */

const { vendor, credential, run } = recaptureSuite();

const NO_IDS = [
	'.',
	'..',
	'%2e',
	'%2E%2E',
	'a\u0000b',
	'a\nb',
	'\u200bu1',
	'\ud800',
	'x[object Object]',
];

const OPERATIONS = [
	['Status: Get', { resource: 'status', operation: 'get' }, 'uploadId'],
	['Status: Wait Until Complete', { resource: 'status', operation: 'wait' }, 'uploadId'],
	['Upload: Cancel', { resource: 'upload', operation: 'cancel' }, 'uploadId'],
] as const;

describe.each(OPERATIONS)('%s', (_name, operation, field) => {
	it.each([
		'.',
		'..',
		' .. ',
		'a\u0000b',
		'\u200bu1',
		'\ud800',
		'x[object Object]',
		'[1,[2]]',
		'[{',
	])('sends nothing for %j', async (id) => {
		const { error } = await run({ ...operation, [field]: id });
		expect(error?.message).toBeTruthy();
		expect(error?.description).toBeTruthy();
		expect(vendor.requests()).toEqual([]);
	});

	it.each([
		'={{ NaN }}',
		'={{ {} }}',
		'={{ [{}] }}',
		'={{ true }}',
		'={{ [] }}',
		'={{ null }}',
		'={{ "" }}',
	])('sends nothing for the expression %s', async (expression) => {
		const { error } = await run({ ...operation, [field]: expression });
		expect(error?.message).toContain("'Upload ID'");
		expect(vendor.requests()).toEqual([]);
	});
});

it.each([...NO_IDS.filter((id) => !id.includes('%')), '', 7, {}, null])(
	'the transport itself lets no path with %j through',
	async (id) => {
		const reply = await withConnection(
			credential(),
			async (connection) => await getUpload(connection, id as string),
		);
		expect(reply).toMatchObject({ ok: false, problem: { kind: 'misconfigured' } });
		expect(vendor.requests()).toEqual([]);
	},
);

it.each(['a/../../customers', '%2e%2e', 'a?b#c', 'a b'])('%j stays one segment', async (id) => {
	await withConnection(credential(), async (connection) => await getUpload(connection, id));
	expect(vendor.requests().map(({ path }) => path)).toEqual([
		`/v2/recapture/upload/${encodeURIComponent(id)}`,
	]);
});
