import { quoteWithout } from '../../nodes/Recapture/transport/quote';
import { getUpload } from '../../nodes/Recapture/transport/uploads';
import { withConnection } from '../support/connection';
import { recaptureSuite } from '../support/suite';

/** The API key never leaves in a text, whoever repeats it. */

const KEY = 'sec_a+key/with=signs&more';
const GET = 'GET /v2/recapture/upload/:id';
const POST = 'POST /v2/recapture/upload';

const { vendor, credential, run } = recaptureSuite({}, { apiKey: KEY });

const FORMS = [KEY, encodeURIComponent(KEY), `  ${KEY} `.trim(), KEY.toUpperCase()];

const said = `Invalid API key ${KEY} for region au, in the address as ${encodeURIComponent(KEY)}`;

const ANSWERS = [
	['a refusal', { status: 400, body: { error: true, message: said } }],
	['a missing licence', { status: 403, body: { message: said } }],
	['a key that is not known', { status: 401, body: { message: said } }],
	[
		'too many requests',
		{ status: 429, headers: { 'Retry-After': '900' }, body: { message: said } },
	],
	['a breakdown', { status: 500, body: { message: said } }],
	['a success that is none', { status: 200, body: { success: false, message: said } }],
	['a text under error', { status: 422, body: { error: said } }],
	['an object under error', { status: 422, body: { error: { message: said } } }],
	['a detail', { status: 422, body: { detail: said } }],
	['texts in a list of errors', { status: 422, body: { errors: [said, { message: said }] } }],
	['a list of messages', { status: 422, body: { message: [said, said] } }],
	['a redirect', { redirect: `https://elsewhere.test/?key=${encodeURIComponent(KEY)}` }],
	[
		'a key at the point where a quote is cut',
		{ status: 400, body: { message: `${'x'.repeat(290)}${KEY}` } },
	],
	[
		'odd spaces before the cut',
		{ status: 400, body: { message: `${'\u0007'.repeat(1_190)}${KEY}` } },
	],
] as const;

describe.each(ANSWERS)('in %s', (_label, fault) => {
	it.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'the key is nowhere in what n8n saves, with On Error at %s',
		async (onError) => {
			vendor.fail(GET, fault);
			vendor.fail(POST, fault);
			for (const parameters of [
				{ resource: 'status', operation: 'get', uploadId: 'u1' },
				{ resource: 'upload', operation: 'create' },
			]) {
				const { saved, error, outputs, hints } = await run(parameters, {
					items: [{ json: { rego: 'ABC123' } }],
					onError,
				});
				const everything = JSON.stringify([
					saved,
					error?.message,
					error?.description,
					outputs,
					hints,
				]);
				for (const form of FORMS) expect(everything).not.toContain(form);
				expect(everything).not.toContain(KEY.slice(0, 9));
			}
		},
	);
});

it('the rest of the words is shown', async () => {
	vendor.fail(GET, { status: 400, body: { message: `The key ${KEY} is too old` } });
	const { error } = await run({ resource: 'status', operation: 'get', uploadId: 'u1' });
	expect(error?.message).toBe(
		'AutoGrab refused the request: "The key *** is too old" (status 400)',
	);
});

it('a key with spaces around it is known without them', async () => {
	vendor.fail(GET, { status: 400, body: { message: `The key ${KEY} is too old` } });
	const { error } = await run(
		{ resource: 'status', operation: 'get', uploadId: 'u1' },
		{ credential: credential({ apiKey: `\n ${KEY} ` }) },
	);
	expect(error?.message).toContain('"The key *** is too old"');
});

it('the words beside an accepted upload are masked, too', async () => {
	const body = { success: true, upload: { id: 'u9' }, errors: [`Row 1: ${said}`] };
	vendor.fail(POST, { status: 207, body });
	const { hints, saved } = await run(
		{ resource: 'upload', operation: 'create' },
		{ items: [{ json: { rego: 'ABC123' } }] },
	);
	expect(hints.map(({ message }) => message).join()).toContain('Row 1: Invalid API key ***');
	expect(saved).not.toContain(KEY);
});

it.each(['', '   '])('a key that is %j masks nothing', (key) => {
	expect(quoteWithout(key)('as it is')).toBe('as it is');
});

it('a key of half characters is masked without an error', () => {
	expect(quoteWithout('\ud800key')('the \ud800key here')).toBe('the *** here');
});

it("what is written into n8n's log has no key in it", async () => {
	const { id } = vendor.uploads.add({ size: 10, processed: 1 });
	const body = { message: `Slow down, ${KEY}` };
	vendor.failNext(GET, { status: 429, headers: { 'Retry-After': '20' }, body });
	const lines: string[] = [];
	await withConnection(credential(), async (connection) => {
		jest.spyOn(connection.context.logger, 'info').mockImplementation((line) => {
			lines.push(line);
		});
		return await getUpload(connection, id);
	});
	jest.restoreAllMocks();
	expect(lines).toEqual([
		'AutoGrab received too many requests from this API key: "Slow down, ***". The next request is sent in 20 s.',
	]);
});
