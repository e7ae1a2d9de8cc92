import type { RecaptureRun } from '../../support/recapture';
import { recaptureSuite } from '../../support/suite';

/** Every further try of the same run: 'Retry On Fail', and 'Retry' in the execution list. */

const POST = 'POST /v2/recapture/upload';
const { vendor, run } = recaptureSuite({ resource: 'upload', operation: 'create', name: 'June' });

const items = ['A1', 'A2', 'A3', 'A4', 'A5'].map((rego) => ({ json: { rego } }));

/** Uploads five customers in parts of two. */
async function upload({ options, ...more }: Partial<RecaptureRun> & { options?: object } = {}) {
	return await run({ options: { customersPerUpload: 2, ...options } }, { items, ...more });
}

const sent = () =>
	vendor.requests(POST).map(({ body }) => {
		const { name, customers } = body as { name: string; customers: Array<{ rego: string }> };
		return `${name}: ${customers.map(({ rego }) => rego).join()}`;
	});
const PART_1 = 'June (part 1): A1,A2';
const PART_2 = 'June (part 2): A3,A4';
const PART_3 = 'June (part 3): A5';

const refuse = (times = 1) => vendor.failNext(POST, { skip: 1, times, status: 400 });
const loseAnswer = () => vendor.failNext(POST, { skip: 1, cut: true, afterWork: true });

describe("'Retry On Fail'", () => {
	it('sends refused and unsent parts, and returns accepted ones as if nothing had happened', async () => {
		refuse();
		const { status, outputs } = await upload({ retryOnFail: true });
		expect(status).toBe('success');
		expect(sent()).toEqual([PART_1, PART_2, PART_2, PART_3]);
		expect(outputs[0].map(({ json }) => [json.part, json.parts, json.customers])).toEqual([
			[1, 3, 2],
			[2, 3, 2],
			[3, 3, 1],
		]);
		expect(outputs[0].map(({ json }) => json.id)).toEqual(
			vendor.uploads.list().map(({ id }) => id),
		);
	});

	it('does not send an unconfirmed part, or anything after it', async () => {
		loseAnswer();
		const { error } = await upload({ retryOnFail: true });
		expect(sent()).toEqual([PART_1, PART_2]);
		expect(error?.message).toContain(
			'Part 2 of the list (rows 3 to 4) was sent, but AutoGrab did not confirm it',
		);
		expect(error?.description).toContain("'Existing Customers' set to 'Skip'");
	});

	it('returns what was accepted also when existing customers are skipped, and they are there by now', async () => {
		refuse();
		const { outputs } = await upload({
			retryOnFail: true,
			options: { existingCustomers: 'skip' },
		});
		expect(sent()).toEqual([PART_1, PART_2, PART_2, PART_3]);
		expect(outputs[0].map(({ json }) => json.customers)).toEqual([2, 2, 1]);
		expect(outputs[0][0].json.summary).toMatchObject({ accepted: 5, existing: 0 });
	});
});

describe("'Retry' in the execution list", () => {
	it('sends only what was not accepted', async () => {
		refuse();
		const first = await upload();
		expect(first.status).toBe('error');
		const { status, outputs } = await upload({ context: first.context });
		expect(status).toBe('success');
		expect(sent()).toEqual([PART_1, PART_2, PART_2, PART_3]);
		expect(outputs[0]).toHaveLength(3);
	});

	it('repeats the message for an unconfirmed part without sending it', async () => {
		loseAnswer();
		const first = await upload();
		const { error } = await upload({ context: first.context });
		expect(error?.message).toContain('so it may have arrived or not');
		expect(sent()).toEqual([PART_1, PART_2]);
	});

	it('keeps the parts that were accepted, although the user has changed their size since', async () => {
		refuse();
		const first = await upload();
		await upload({ context: first.context, options: { customersPerUpload: 10 } });
		expect(sent()).toEqual([PART_1, PART_2, 'June (part 2): A3,A4,A5']);
	});

	it('sends nothing when the list is another one by now', async () => {
		refuse();
		const first = await upload();
		const others = ['B1', 'B2', 'B3'].map((rego) => ({ json: { rego } }));
		const { error } = await upload({ context: first.context, items: others });
		expect(error?.message).toContain(
			'An earlier try of this execution sent rows 1 to 2 with other settings or another list',
		);
		expect(sent()).toEqual([PART_1, PART_2]);
	});

	it('survives being saved as JSON in between', async () => {
		refuse();
		const { context } = await upload();
		const { status } = await upload({ context: JSON.parse(JSON.stringify(context)) });
		expect(status).toBe('success');
		expect(sent()).toEqual([PART_1, PART_2, PART_2, PART_3]);
	});
});

it('a part that was on its way when the execution was stopped is unconfirmed', async () => {
	vendor.failNext(POST, { skip: 1, hang: true });
	let stop = () => {};
	vendor.onRequest(POST, () => {
		if (vendor.requests(POST).length > 1) stop();
	});
	const first = await upload({
		onStart: (running) => {
			stop = () => running.cancel();
		},
	});
	const { error } = await upload({ context: first.context });
	expect(error?.message).toContain(
		'Part 2 of the list (rows 3 to 4) was sent, but AutoGrab did not confirm it',
	);
	expect(sent()).toEqual([PART_1, PART_2]);
});

describe("after an upload that nobody confirmed, 'Existing Customers: Skip'", () => {
	const options = { existingCustomers: 'skip' };
	const validate = async () => await run({ operation: 'validate', options }, { items });

	it.each([
		['it arrived', true, 4],
		['it did not arrive', false, 2],
	])('leaves each customer exactly once when %s', async (_label, afterWork, existing) => {
		vendor.failNext(POST, { skip: 1, cut: true, afterWork });
		await upload();
		const validated = await validate();
		expect(validated.outputs[0][0].json.summary).toMatchObject({
			rows: 5,
			existing,
			accepted: 5 - existing,
		});
		const { outputs } = await upload({ options });
		expect(outputs[0][0].json.summary).toMatchObject({ existing, accepted: 5 - existing });
		expect(
			vendor.customers
				.list()
				.map(({ rego }) => rego)
				.sort(),
		).toEqual(['A1', 'A2', 'A3', 'A4', 'A5']);
	});

	it('does nothing when the customers cannot be read', async () => {
		vendor.fail('GET /v2/recapture/customers', { status: 401 });
		const { error } = await upload({ options });
		expect(error?.message).toBe('AutoGrab did not accept the API key');
		expect(sent()).toEqual([]);
	});
});
