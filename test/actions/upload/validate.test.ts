import { inlineFile, type RecaptureRun } from '../../support/recapture';
import { recaptureSuite } from '../../support/suite';

const { vendor, run } = recaptureSuite({ resource: 'upload', operation: 'validate' });

async function validate({ parameters, ...more }: Partial<RecaptureRun> = {}) {
	return await run(parameters, more);
}

const file = (name: string, csv: string) => ({ json: {}, binary: { data: inlineFile(csv, name) } });

it('gives the same totals and rejected rows as an upload, and sends nothing', async () => {
	const items = [
		{ json: { rego: 'ABC123' } },
		{ json: { rego: '', name: 'Maya' } },
		{ json: { rego: 'abc 123' } },
	];
	const { outputs, hints } = await validate({ items });
	expect(vendor.requests()).toEqual([]);
	expect(outputs[0]).toEqual([
		{
			json: {
				summary: expect.objectContaining({ rows: 3, accepted: 1, rejected: 1, duplicates: 1 }),
			},
			pairedItem: [{ item: 0 }, { item: 1 }, { item: 2 }],
		},
	]);
	expect(outputs[1].map(({ json }) => json.reason)).toEqual(['missing-identity', 'duplicate']);
	expect(hints[0].message).toEqual(
		expect.stringMatching(
			/^1 customer of 3 rows can be sent\. 1 row was rejected, 1 duplicate was skipped\..* Nothing was sent yet\.$/,
		),
	);
	const uploaded = await validate({ items, parameters: { operation: 'create' } });
	expect(uploaded.outputs[0][0].json.summary).toEqual(outputs[0][0].json.summary);
});

it('tells what lookups would be billed', async () => {
	const { outputs } = await validate({
		items: [{ json: { rego: 'ABC123' } }],
		parameters: { enableRegoLookups: true },
	});
	expect(outputs[0][0].json.summary).toMatchObject({
		regoLookups: 1,
		warnings: { 'state-missing': 1 },
	});
});

it('gives one summary for each file, and a file that cannot be read fails alone', async () => {
	const { outputs } = await validate({
		parameters: { source: 'file' },
		items: [
			file('a.csv', 'Rego\nA1\n'),
			file('b.csv', 'Name\nMaya\n'),
			file('c.csv', 'Rego\nC1\nC2\n'),
		],
		onError: 'continueRegularOutput',
	});
	expect(
		outputs[0].map(({ json, pairedItem }) => [json.summary ?? json.error, pairedItem]),
	).toEqual([
		[expect.objectContaining({ rows: 1 }), { item: 0 }],
		[expect.stringMatching(/^"b\.csv": No column of the list names a vehicle/), { item: 1 }],
		[expect.objectContaining({ rows: 2 }), { item: 2 }],
	]);
});

it('stops at a file that cannot be read, and names it', async () => {
	const { error } = await validate({
		parameters: { source: 'file' },
		items: [file('b.csv', 'Name\nMaya\n')],
	});
	expect(error?.message).toContain('"b.csv"');
});
