import { Recapture } from '../../../nodes/Recapture/Recapture.node';
import { inlineFile, storeFile, type RecaptureRun } from '../../support/recapture';
import { recaptureSuite } from '../../support/suite';

const { vendor, run, credential } = recaptureSuite({
	resource: 'upload',
	operation: 'create',
	name: 'June',
});

/** Uploads with the parameters that differ from the defaults. */
async function upload({ parameters, ...more }: Partial<RecaptureRun> = {}) {
	return await run(parameters, more);
}

const uploads = () => vendor.requests('POST /v2/recapture/upload');
const sentCustomers = () =>
	uploads().map(({ body }) => (body as { customers: Array<Record<string, unknown>> }).customers);
const plates = (...regos: string[]) => regos.map((rego) => ({ json: { rego } }));

const properties = new Recapture().description.properties;
const DEFAULT_NAME = properties.find(({ name }) => name === 'name')?.default as string;

describe('input items', () => {
	it('go out as one upload, and come back with the totals of the list', async () => {
		const { outputs, status, hints } = await upload({
			items: [
				{ json: { Rego: 'zen-407', State: 'VIC', Branch: 'Geelong' } },
				{ json: { Rego: '', State: 'VIC' } },
				{ json: { VIN: '1N4AL11D16N337720' } },
			],
		});
		expect(status).toBe('success');
		expect(uploads()).toHaveLength(1);
		expect(uploads()[0]).toMatchObject({
			query: { region: 'au' },
			headers: { apikey: vendor.apiKey },
			body: {
				name: 'June',
				enable_rego_lookups: false,
				customers: [
					{ rego: 'ZEN407', state: 'VIC', additional_fields: { Branch: 'Geelong' } },
					{ vin: '1N4AL11D16N337720' },
				],
			},
		});
		expect(outputs[0]).toEqual([
			{
				json: {
					...vendor.uploads.view(String(outputs[0][0].json.id)),
					total_uploaded_customers: expect.any(Number),
					total_processed_customers: expect.any(Number),
					part: 1,
					parts: 1,
					firstRow: 1,
					lastRow: 3,
					customers: 2,
					summary: {
						rows: 3,
						accepted: 2,
						rejected: 1,
						duplicates: 0,
						blank: 0,
						existing: 0,
						regoLookups: 0,
						rejectedByReason: { 'missing-identity': 1 },
						rejectedShown: 1,
						warnings: {},
						warned: [],
						columns: { rego: 'Rego', state: 'State', vin: 'VIN' },
						additionalFields: ['Branch'],
						lookalikes: [],
						dateOrder: 'dmy',
					},
				},
				pairedItem: [{ item: 0 }, { item: 2 }],
			},
		]);
		expect(outputs[1]).toEqual([
			{
				json: {
					row: 2,
					reason: 'missing-identity',
					message: 'Item 2: there is neither a rego nor a VIN.',
					column: '',
					value: '',
					data: { Rego: '', State: 'VIC' },
				},
				pairedItem: { item: 1 },
			},
		]);
		expect(hints).toEqual([
			{
				message:
					'2 customers of 3 rows queued in 1 upload. 1 row was rejected (neither rego nor VIN: 1). Sent as additional fields: "Branch". Existing customers were not looked for: the option \'Existing Customers\' skips those that AutoGrab already holds. AutoGrab now processes the upload.',
				type: 'warning',
				location: 'outputPane',
			},
		]);
	});

	it('are named after the workflow and the day when no name is given', async () => {
		await upload({ parameters: { name: DEFAULT_NAME }, items: plates('ABC123') });
		await upload({ parameters: { name: ' ' }, items: plates('ABC123') });
		for (const { body } of uploads()) {
			expect(body).toMatchObject({
				name: expect.stringMatching(/^Test workflow \d{4}-\d\d-\d\d$/),
			});
		}
	});

	it('are split when the list is long, and each part says so in its name', async () => {
		const { outputs } = await upload({
			items: plates('A1', 'A2', 'A3', 'A4', 'A5'),
			parameters: { options: { customersPerUpload: 2 } },
		});
		expect(uploads().map(({ body }) => (body as { name: string }).name)).toEqual([
			'June (part 1)',
			'June (part 2)',
			'June (part 3)',
		]);
		expect(
			outputs[0].map(({ json }) => [
				json.part,
				json.parts,
				json.firstRow,
				json.lastRow,
				json.customers,
			]),
		).toEqual([
			[1, 3, 1, 2, 2],
			[2, 3, 3, 4, 2],
			[3, 3, 5, 5, 1],
		]);
	});

	it('with rego lookups tell what will be billed', async () => {
		const { outputs } = await upload({
			items: [{ json: { rego: 'ABC123', state: 'VIC' } }, { json: { vin: '1N4AL11D16N337720' } }],
			parameters: { enableRegoLookups: true },
		});
		expect(uploads()[0].body).toMatchObject({ enable_rego_lookups: true });
		expect(outputs[0][0].json.summary).toMatchObject({ regoLookups: 1 });
	});

	it('continue from the row that the user names', async () => {
		const { outputs } = await upload({
			items: plates('A1', 'A2', 'A1', 'A3'),
			parameters: { options: { startAtRow: 3 } },
		});
		expect(sentCustomers()).toEqual([[{ rego: 'A3' }]]);
		expect(outputs[0][0].json).toMatchObject({
			firstRow: 4,
			summary: { rows: 2, accepted: 1, duplicates: 1 },
		});
	});
});

describe('CSV files', () => {
	const CSV =
		'Number Plate,Expiry Date,Branch\r\nzen 407,2040-01-31,Geelong\r\nABC123,31/02/2040,\r\n';

	it.each([
		['in the binary store of n8n', storeFile],
		['in the item itself', async (content: string, name: string) => inlineFile(content, name)],
	])('are read when they lie %s', async (_label, fileOf) => {
		const { outputs } = await upload({
			parameters: { source: 'file' },
			items: [{ json: {}, binary: { data: await fileOf(CSV, 'march.csv') } }],
		});
		expect(sentCustomers()).toEqual([
			[{ rego: 'ZEN407', expiry_date: '2040-01-31', additional_fields: { Branch: 'Geelong' } }],
		]);
		expect(outputs[0][0]).toMatchObject({
			json: { summary: { rows: 2, accepted: 1, delimiter: ',', encoding: 'utf-8' } },
			pairedItem: [{ item: 0 }],
		});
		expect(outputs[1][0].json).toMatchObject({
			row: 2,
			line: 3,
			reason: 'bad-date',
			column: 'Expiry Date',
			value: '31/02/2040',
		});
	});

	it('are lists of their own, sent in the order of their items', async () => {
		const { outputs } = await upload({
			parameters: { source: 'file', name: '={{ $json.label }}' },
			items: [
				{ json: { label: 'First' }, binary: { data: inlineFile('Rego\nA1\n', 'a.csv') } },
				{ json: { label: 'Second' }, binary: { data: inlineFile('Rego\nA1\nB2\n', 'b.csv') } },
			],
		});
		expect(uploads().map(({ body }) => (body as { name: string }).name)).toEqual([
			'First',
			'Second',
		]);
		expect(outputs[0].map(({ json, pairedItem }) => [json.customers, pairedItem])).toEqual([
			[1, [{ item: 0 }]],
			[2, [{ item: 1 }]],
		]);
	});

	it('are found in the field that the user names', async () => {
		await upload({
			parameters: { source: 'file', binaryPropertyName: 'list' },
			items: [{ json: {}, binary: { list: inlineFile('Rego\nA1\n', 'a.csv') } }],
		});
		expect(sentCustomers()).toEqual([[{ rego: 'A1' }]]);
	});

	it('can be mapped by hand', async () => {
		const { outputs } = await upload({
			parameters: {
				source: 'file',
				columnMapping: { mappings: [{ field: 'rego', column: 'Kennzeichen' }] },
			},
			items: [{ json: {}, binary: { data: inlineFile('Kennzeichen\nA1\n', 'a.csv') } }],
		});
		expect(outputs[0][0].json.summary).toMatchObject({ columns: { rego: 'Kennzeichen' } });
	});
});

describe('a list with nothing to send', () => {
	it('is a success when it has rows: output 2 has them, and the hint says why', async () => {
		const { outputs, status, hints } = await upload({
			items: [{ json: { rego: '', name: 'Maya' } }],
		});
		expect(status).toBe('success');
		expect(uploads()).toEqual([]);
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]).toHaveLength(1);
		expect(hints[0].message).toBe(
			'Nothing was queued: the only row cannot be sent. 1 row was rejected (neither rego nor VIN: 1).',
		);
	});

	it.each([
		[
			'a file with headers alone',
			{ source: 'file' },
			'Rego,VIN\n',
			'"a.csv": The list has no customers: there is no row below its headers',
			'You must upload at least one customer record',
		],
		[
			'a file that ends before the row to start at',
			{ source: 'file', options: { startAtRow: 9 } },
			'Rego\nA1\n',
			'"a.csv": The list ends at row 1, but \'Start at Row\' is 9',
			"'Start at Row'",
		],
		[
			'a file without a column for vehicles',
			{ source: 'file' },
			'Name,Mobile\nMaya,0412555010\n',
			'"a.csv": No column of the list names a vehicle',
			'"Name", "Mobile"',
		],
		[
			'an item without a file',
			{ source: 'file', binaryPropertyName: 'list' },
			'Rego\nA1\n',
			'The input item has no file in the field "list"',
			'The item has files in: data',
		],
		[
			'items without fields',
			{},
			'',
			'The input items have no fields',
			"set 'Read Customers From' to 'File (CSV or Excel)'",
		],
		[
			'items without fields beside a file',
			{},
			'Rego\nA1\n',
			"The input has the file a.csv. Set 'Read Customers From' to 'File (CSV or Excel)'",
			"With 'File (CSV or Excel)' it reads the file",
		],
	])('is refused before any request: %s', async (_label, parameters, csv, message, advice) => {
		const binary = csv === '' ? {} : { binary: { data: inlineFile(csv, 'a.csv') } };
		const { status, error } = await upload({ parameters, items: [{ json: {}, ...binary }] });
		expect(status).toBe('error');
		expect(error?.message).toContain(message);
		expect(error?.description).toContain(advice);
		expect(vendor.requests()).toEqual([]);
	});
});

describe('invalid rows', () => {
	const items = [
		...plates('A1'),
		...Array.from({ length: 7 }, () => ({ json: { rego: '', n: 1 } })),
	];
	const parameters = { options: { invalidRows: 'stop' } };

	it('stop the upload when the user wants that, and the first five are named', async () => {
		const { error } = await upload({ items, parameters });
		expect(error?.message).toBe('Nothing was sent, because 7 rows of the list cannot be sent');
		expect(error?.description).toContain('Item 2: there is neither a rego nor a VIN.');
		expect(error?.description).toContain('Item 6:');
		expect(error?.description).not.toContain('Item 7:');
		expect(error?.description).toContain('… and 2 more.');
		expect(uploads()).toEqual([]);
	});

	it('come out of output 2 when the node continues', async () => {
		const { outputs, status } = await upload({
			items,
			parameters,
			onError: 'continueRegularOutput',
		});
		expect(status).toBe('success');
		expect(outputs[0][0].json).toMatchObject({
			error: expect.stringContaining('Nothing was sent'),
		});
		expect(outputs[1]).toHaveLength(7);
		expect(uploads()).toEqual([]);
	});

	it('do not stop a list that has none', async () => {
		await upload({ items: plates('A1'), parameters });
		expect(uploads()).toHaveLength(1);
	});
});

describe('when a part is refused', () => {
	const items = plates('A1', 'A2', 'A3', 'A4', 'A5', 'A6');
	const parameters = { options: { customersPerUpload: 2 } };
	const refuseSecond = () =>
		vendor.failNext('POST /v2/recapture/upload', {
			skip: 1,
			status: 400,
			body: { error: true, message: 'Something is off' },
		});

	it('the node stops, names what was accepted, and sends nothing more', async () => {
		refuseSecond();
		const { error } = await upload({ items, parameters });
		const [first] = vendor.uploads.list();
		expect(uploads()).toHaveLength(2);
		expect(error?.message).toBe(
			'Part 2 of the list (rows 3 to 4) was not accepted: AutoGrab refused the request: "Something is off" (status 400). Accepted before: part 1',
		);
		expect(error?.description).toContain("set the option 'Start at Row' to 3");
		expect(error?.description).toContain(`Accepted: upload ${first.id}, rows 1 to 2, 2 customers.`);
	});

	it('the accepted parts come out as usual when the node continues, and the failed one beside them', async () => {
		refuseSecond();
		const { outputs } = await upload({ items, parameters, onError: 'continueRegularOutput' });
		const [first] = vendor.uploads.list();
		expect(uploads()).toHaveLength(2);
		expect(outputs[0][0].json).toMatchObject({
			id: first.id,
			part: 1,
			parts: 3,
			summary: { rows: 6 },
		});
		expect(outputs[0][1]).toEqual({
			json: {
				error: expect.stringContaining('Part 2 of the list (rows 3 to 4) was not accepted'),
				details: {
					state: 'refused',
					part: 2,
					firstRow: 3,
					lastRow: 4,
					startAtRow: 3,
					accepted: [{ id: first.id, part: 1, firstRow: 1, lastRow: 2, customers: 2 }],
				},
			},
			pairedItem: { item: 0 },
		});
	});

	it('the failed one goes to the error output when the node has one', async () => {
		refuseSecond();
		const { outputs } = await upload({ items, parameters, onError: 'continueErrorOutput' });
		expect(outputs).toHaveLength(3);
		expect(outputs[0].map(({ json }) => json.part)).toEqual([1]);
		expect(outputs[2][0].json).toMatchObject({
			error: expect.stringContaining('was not accepted'),
			details: { state: 'refused', startAtRow: 3 },
		});
	});

	it('no other list is sent, and each of them says so', async () => {
		refuseSecond();
		const file = (name: string) => ({ json: {}, binary: { data: inlineFile('Rego\nA1\n', name) } });
		const { outputs } = await upload({
			parameters: { source: 'file' },
			items: [file('a.csv'), file('b.csv'), file('c.csv')],
			onError: 'continueRegularOutput',
		});
		expect(uploads()).toHaveLength(2);
		expect(outputs[0].map(({ json }) => json.error)).toEqual([
			undefined,
			expect.stringMatching(
				/^"b\.csv" \(rows 1 to 1\) was not accepted.*the whole list of "a\.csv"\./,
			),
			expect.stringMatching(
				/^"c\.csv": This list was not sent, because AutoGrab did not accept an earlier one/,
			),
		]);
	});
});

it.each([
	['the connection is cut after the work', { cut: true, afterWork: true }],
	['a sign-in page comes instead of an answer', { html: true, afterWork: true }],
	['half an answer comes', { half: 'ended' }],
	['the vendor breaks down', { status: 500, afterWork: true }],
	['the answer has wrong types', { wrongTypes: 'leaves' }],
] as const)('a part is unconfirmed, and sent once only, when %s', async (_label, fault) => {
	vendor.failNext('POST /v2/recapture/upload', fault);
	const { outputs } = await upload({ items: plates('A1'), onError: 'continueRegularOutput' });
	expect(outputs[0][0].json).toMatchObject({
		error: expect.stringMatching(
			/did not confirm it, so it may have arrived or not.*To find out.*'Existing Customers' set to 'Skip'/,
		),
		details: { state: 'unconfirmed', part: 1, startAtRow: 1, accepted: [] },
	});
	expect(uploads()).toHaveLength(1);
});

describe("the credential's region", () => {
	const items = [{ json: { Rego: 'abc 123', Mobile: '412345678', 'Sale Date': '03/04/2026' } }];

	it.each(['AU', ' Au '])('may be written %j', async (region) => {
		const { status } = await upload({ items, credential: credential({ region }) });
		expect(status).toBe('success');
		expect(uploads()[0].query).toMatchObject({ region: 'au' });
		expect(sentCustomers()).toEqual([
			[{ rego: 'ABC123', mobile_number: '0412345678', sale_date: '2026-04-03' }],
		]);
	});

	it.each(
		['xx', '', null, 5].flatMap((region) => [
			[region, 'create'] as const,
			[region, 'validate'] as const,
		]),
	)('%j is refused before anything is read or sent: %s', async (region, operation) => {
		const { error } = await upload({
			items,
			parameters: { operation },
			credential: credential({ region } as never),
		});
		expect(error?.message).toBe("The credential's region must be one of au, nz, uk and my");
		expect(vendor.requests()).toEqual([]);
	});
});

it('a list that cannot be read fails alone when the node continues', async () => {
	const { outputs, status } = await upload({
		parameters: { source: 'file' },
		items: [
			{ json: {}, binary: { data: inlineFile('Name\nMaya\n', 'a.csv') } },
			{ json: {}, binary: { data: inlineFile('Rego\nA1\n', 'b.csv') } },
		],
		onError: 'continueRegularOutput',
	});
	expect(status).toBe('success');
	expect(outputs[0][0]).toMatchObject({
		json: { error: expect.stringMatching(/^"a\.csv": No column of the list names a vehicle/) },
		pairedItem: { item: 0 },
	});
	expect(outputs[0][1].json).toMatchObject({ customers: 1 });
});

it('a part that was accepted is not sent again by Retry On Fail, because no success looks like a failure', async () => {
	vendor.configure({ extraFields: { upload: { error: 'none' } } });
	const { outputs } = await upload({ items: plates('A1'), retryOnFail: true });
	expect(outputs[0][0].json).not.toHaveProperty('error');
	expect(uploads()).toHaveLength(1);
});
