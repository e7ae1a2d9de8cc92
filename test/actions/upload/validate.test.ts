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
			/^1 customer of 3 rows can be sent\. 1 row was rejected \(neither rego nor VIN: 1\), 1 duplicate was skipped\..* Nothing was sent yet\.$/,
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

describe('a file as dealers have it', () => {
	const check = async (csv: string | Buffer) => {
		const item = { json: {}, binary: { data: inlineFile(csv, 'a.csv') } };
		const { outputs, hints, error } = await validate({
			parameters: { source: 'file' },
			items: [item],
		});
		return {
			summary: outputs[0]?.[0]?.json.summary,
			rejected: (outputs[1] ?? []).map(({ json }) => `${json.row}: ${json.reason}`),
			hint: hints[0]?.message,
			error,
		};
	};

	it.each<[string, string | Buffer, object, string[], string]>([
		[
			'title rows above the headers',
			'Customers of Geelong\n\nExported 1 June,,\nRego,Name\nA1,Maya\n',
			{ headerLine: 4, accepted: 1, rows: 1 },
			[],
			'The headers were found in line 4.',
		],
		[
			'footers and repeated headers',
			'Rego,Name\nA1,Maya\nRego,Name\nA2,Tom\nTotal,2\nPage 1 of 1,\n*** End of report ***,\n',
			{ accepted: 2, rejected: 4 },
			['2: repeated-headers', '4: rego-malformed', '5: rego-malformed', '6: rego-malformed'],
			'4 rows were rejected',
		],
		[
			'placeholders, and a plate that moved to another car',
			'Rego,VIN\nTBA,1N4AL11D16N337720\nTBA,WVWZZZ3CZEE140287\nA1,4T1BE46K28U742135\nA1,JT2BG22K7W0123456\n',
			{ accepted: 4, duplicates: 0, warnings: { 'rego-malformed': 2 } },
			[],
			'rego is not a number plate (2)',
		],
		[
			'one date that is a typing mistake',
			'Rego,Expiry Date\nA1,13/02/2031\nA2,14/02/2031\nA3,15/02/2031\nA4,16/02/2031\nA5,03/04/2031\nA6,02/13/2031\n',
			{ accepted: 5, dateOrder: 'mixed' },
			['5: ambiguous-date'],
			'(see row 6)',
		],
		[
			'dates with the month first',
			'Rego,Expiry Date\nA1,12/31/2031\nA2,03/04/2031\n',
			{ accepted: 2, dateOrder: 'mdy' },
			[],
			'The dates in "Expiry Date" are read month first (see row 1).',
		],
		[
			'an older encoding',
			Buffer.from('Rego,Name\nA1,Ren\xe9e\n', 'latin1'),
			{ accepted: 1, encoding: 'windows-1252' },
			[],
			'The file was read as Windows-1252.',
		],
		[
			'headers that nobody knows beside one that is known',
			'Rego,Holder,End\nA1,Maya,1/2/2031\n',
			{ additionalFields: ['Holder', 'End'], columns: { rego: 'Rego' } },
			[],
			'as additional fields: "Holder", "End".',
		],
		[
			'blank rows',
			'Rego,Name\nA1,x\n,\n   ,  \n\nA2,y\n',
			{ rows: 4, accepted: 2, blank: 2 },
			[],
			'2 rows are blank',
		],
	])('%s', async (_label, csv, expected, rejected, sentence) => {
		const result = await check(csv);
		expect(result.summary).toMatchObject(expected);
		expect(result.rejected).toEqual(rejected);
		expect(result.hint).toContain(sentence);
	});

	it.each([
		['without headers', 'ABC123,Maya,0412345678\nXYZ789,Tom,0412345679\n', 'no headers'],
		['in JSON', '[{"rego":"ABC123"}]', 'JSON'],
		['cut by another sign', 'Rego^Name\nA1^Maya\n', '"^"'],
		['with two expiry dates', 'Rego,Expiry Date,Expiry Date\nA1,1/2/2031,1/2/2032\n', 'both fit'],
	])('%s is explained', async (_label, csv, message) => {
		expect((await check(csv)).error?.message).toContain(message);
	});
});
