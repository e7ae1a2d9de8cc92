import { Recapture } from '../../../nodes/Recapture/Recapture.node';
import { inlineFile } from '../../support/recapture';
import { recaptureSuite } from '../../support/suite';

/** How a list is read: the parameters of 'Upload Customers' and 'Validate', and what a user sees afterwards. */

const { vendor, run } = recaptureSuite({ resource: 'upload', operation: 'create', name: 'June' });

const fieldNamed = (name: string) =>
	new Recapture().description.properties.find((property) => property.name === name);
const uploads = () => vendor.requests('POST /v2/recapture/upload');
const sentCustomers = () =>
	uploads().flatMap(
		({ body }) => (body as { customers: Array<Record<string, unknown>> }).customers,
	);
const file = (csv: string, name = 'a.csv') => ({
	json: {},
	binary: { data: inlineFile(csv, name) },
});
const hold = (...customers: Array<{ rego?: string; vin?: string }>) =>
	customers.forEach((customer) => vendor.customers.add(customer));
const items = ['A1', 'A2', 'A3'].map((rego) => ({ json: { rego } }));

describe('a value that a field does not take is an error before any request', () => {
	it.each<[string, object, string]>([
		['startAtRow', { options: { startAtRow: '={{ undefined }}' } }, "'Start at Row' is empty"],
		['startAtRow', { options: { startAtRow: '={{ null }}' } }, "'Start at Row' is empty"],
		['startAtRow', { options: { startAtRow: '={{ "" }}' } }, "'Start at Row' is empty"],
		['startAtRow', { options: { startAtRow: '={{ "row 2" }}' } }, "'Start at Row' must be"],
		['startAtRow', { options: { startAtRow: '={{ "2,000" }}' } }, "'Start at Row' must be"],
		['startAtRow', { options: { startAtRow: 0 } }, "'Start at Row' must be"],
		['startAtRow', { options: { startAtRow: 1.5 } }, "'Start at Row' must be"],
		[
			'customersPerUpload',
			{ options: { customersPerUpload: 0 } },
			"'Customers per Upload' must be",
		],
		[
			'customersPerUpload',
			{ options: { customersPerUpload: '={{ "all" }}' } },
			'Customers per Upload',
		],
		['maxRejectedRows', { options: { maxRejectedRows: -1 } }, "'Max Rejected Rows' must be"],
		[
			'enableRegoLookups',
			{ enableRegoLookups: '={{ \'true,"name":"x"\' }}' },
			"'Look Up VINs' must be true or false",
		],
		['enableRegoLookups', { enableRegoLookups: '={{ "yes" }}' }, "'Look Up VINs' must be"],
		['invalidRows', { options: { invalidRows: '={{ "abort" }}' } }, "'Invalid Rows' must be"],
		['duplicateRows', { options: { duplicateRows: '={{ "SKIP" }}' } }, "'Duplicate Rows' must be"],
		['dateOrder', { options: { dateOrder: '={{ "DMY" }}' } }, "'Date Order' must be"],
		['unmappedColumns', { options: { unmappedColumns: '={{ 1 }}' } }, "'Unmapped Columns' must be"],
		['existingCustomers', { options: { existingCustomers: '={{ [] }}' } }, 'Existing Customers'],
		[
			'encoding',
			{ source: 'file', options: { encoding: '={{ "latin1" }}' } },
			"'Encoding' must be",
		],
		['delimiter', { source: 'file', options: { delimiter: '={{ "^" }}' } }, "'Delimiter' must be"],
		['sheet', { source: 'file', options: { sheet: '={{ {} }}' } }, "'Sheet' must be"],
		['name', { name: '={{ {} }}' }, "'Upload Name' must be"],
		['source', { source: '={{ "csv" }}' }, "'Read Customers From' must be"],
		[
			'columnMapping',
			{ columnMapping: { mappings: [{ field: '={{ "plate" }}', column: 'rego' }] } },
			"'Customer Field' must be one of",
		],
		[
			'columnMapping',
			{ columnMapping: { mappings: [{ field: 'rego', column: '={{ {} }}' }] } },
			"'Column' must be text",
		],
	])('%s: %j', async (_name, parameters, message) => {
		const { status, error } = await run(parameters as never, {
			items: items.map((item) => ({ ...file('Rego\nA1\n'), ...item })),
		});
		expect(status).toBe('error');
		expect(error?.message).toContain(message);
		expect(vendor.requests()).toEqual([]);
	});

	it('but a value that is one, in another type, is taken', async () => {
		await run(
			{
				enableRegoLookups: '={{ "false" }}',
				options: { startAtRow: '={{ "2" }}', customersPerUpload: '={{ "1" }}', dateOrder: '' },
			},
			{ items },
		);
		expect(uploads()).toHaveLength(2);
		expect(uploads()[0].body).toMatchObject({
			enable_rego_lookups: false,
			customers: [{ rego: 'A2' }],
		});
	});

	it('and with files it fails its own list alone', async () => {
		const { outputs } = await run(
			{ source: 'file', options: { startAtRow: '={{ $json.from }}' } },
			{
				items: [file('Rego\nA1\n'), { ...file('Rego\nB1\nB2\n'), json: { from: 2 } }],
				onError: 'continueRegularOutput',
			},
		);
		expect(outputs[0].map(({ json }) => json.error ?? json.customers)).toEqual([
			expect.stringContaining("'Start at Row' is empty"),
			1,
		]);
		expect(sentCustomers()).toEqual([{ rego: 'B2' }]);
	});
});

describe('existing customers', () => {
	it.each(['skip', '', '={{ undefined }}'])(
		'are skipped when the option is "%s"',
		async (value) => {
			hold({ rego: 'A1' }, { rego: 'A3' });
			const { outputs } = await run({ options: { existingCustomers: value } }, { items });
			expect(sentCustomers()).toEqual([{ rego: 'A2' }]);
			expect(outputs[0][0].json.summary).toMatchObject({ accepted: 1, existing: 2 });
		},
	);

	it('are not looked for without the option', async () => {
		hold({ rego: 'A1' });
		const { hints } = await run({}, { items });
		expect(sentCustomers()).toHaveLength(3);
		expect(hints[0].message).toContain('Existing customers were not looked for');
	});

	it('are found by their VIN, or by the rego when one of the two has no VIN', async () => {
		hold(
			{ rego: 'A1', vin: '1N4AL11D16N337720' },
			{ rego: 'A2', vin: '4T1BE46K28U742135' },
			{ vin: 'WVWZZZ3CZEE140287' },
		);
		await run(
			{ options: { existingCustomers: 'skip' } },
			{
				items: [
					{ json: { rego: 'A1', vin: '4T1BE46K28U742136' } },
					{ json: { rego: 'A2' } },
					{ json: { rego: 'A3', vin: 'WVWZZZ3CZEE140287' } },
				],
			},
		);
		expect(sentCustomers()).toEqual([{ rego: 'A1', vin: '4T1BE46K28U742136' }]);
	});
});

describe('what comes out', () => {
	it('begins with what people look for', async () => {
		vendor.configure({ extraFields: { upload: { region: 'au', part: 'theirs' } } });
		const { outputs } = await run({ options: { customersPerUpload: 2 } }, { items });
		const keys = Object.keys(outputs[0][0].json);
		expect(keys.slice(0, 10)).toEqual([
			'name',
			'customers',
			'id',
			'part',
			'parts',
			'firstRow',
			'lastRow',
			'total_uploaded_customers',
			'total_processed_customers',
			'total_errors',
		]);
		expect(keys.at(-1)).toBe('summary');
		expect(outputs[0][1].json).toMatchObject({ name: 'June (part 2)', part: 2, region: 'au' });
	});

	it('on the second output are rejected rows and duplicates together, in the order of the list', async () => {
		const { outputs } = await run(
			{ source: 'file', options: { maxRejectedRows: 3 } },
			{ items: [file('Rego,VIN\nA1,\nTotal,\na-1,\n,\nA1 ,\nN/A,\n')] },
		);
		expect(outputs[1].map(({ json }) => [json.row, json.line, json.reason])).toEqual([
			[2, 3, 'rego-malformed'],
			[3, 4, 'duplicate'],
			[5, 6, 'duplicate'],
		]);
		expect(outputs[0][0].json.summary).toMatchObject({
			rows: 6,
			accepted: 1,
			rejected: 2,
			duplicates: 2,
			blank: 1,
			rejectedShown: 3,
		});
	});

	it('names items as items', async () => {
		const { outputs } = await run({}, { items: [...items, { json: { rego: 'A1' } }] });
		expect(outputs[1][0].json.message).toBe(
			'Item 4: the same vehicle as item 1 (same rego and state), so it is not sent again.',
		);
	});

	it('names the rows at which it stopped, however many are put out', async () => {
		const { error } = await run(
			{ source: 'file', options: { invalidRows: 'stop', maxRejectedRows: 0 } },
			{ items: [file('Rego,Name\nA1,x\nA1,y\nTotal,7\n')] },
		);
		expect(error?.message).toContain('a row of the list cannot be sent');
		expect(error?.description).toContain('Row 3 (line 4): "Total"');
		expect(error?.description).not.toContain('Row 2');
	});
});

it.each([
	['of the file', file('Rego\nA1\n', 'march.csv'), /^march\.csv \d{4}-\d\d-\d\d$/],
	['of the workflow', items[0], /^Test workflow \d{4}-\d\d-\d\d$/],
])('the default name of an upload has the name %s', async (_label, item, name) => {
	const source = 'binary' in item ? 'file' : 'items';
	await run({ source, name: fieldNamed('name')?.default as string }, { items: [item] });
	await run({ source, name: '={{ undefined }}' }, { items: [item] });
	expect(uploads()).toHaveLength(2);
	for (const { body } of uploads()) expect((body as { name: string }).name).toMatch(name);
});

it('a column can be kept from feeding a field', async () => {
	await run(
		{ columnMapping: { mappings: [{ field: 'additional_fields', column: 'Sold' }] } },
		{ items: [{ json: { rego: 'A1', Sold: 'Yes' } }] },
	);
	expect(sentCustomers()).toEqual([{ rego: 'A1', additional_fields: { Sold: 'Yes' } }]);
});

it('a mapping with the value of a column instead of its name is explained', async () => {
	const { error } = await run(
		{ columnMapping: { mappings: [{ field: 'client_name', column: '={{ $json.Holder }}' }] } },
		{ items: [{ json: { rego: 'A1', Holder: 'Jane Citizen' } }] },
	);
	expect(error?.message).toContain('The list has no column "Jane Citizen"');
	expect(error?.description).toMatch(/name of the column.*not an expression.*"Holder"/);
});

it.each<[string, object, string]>([
	['in properties', { id: 1, properties: { rego: 'A1' } }, "'Edit Fields'"],
	['in a list', { results: [{ vin: 'X' }] }, "'Split Out'"],
])('customers %s of an item are explained', async (_label, json, advice) => {
	const { error } = await run({}, { items: [{ json: json as never }] });
	expect(error?.description).toContain(advice);
	expect(vendor.requests()).toEqual([]);
});

it('an object in a customer field is an error before anything is sent', async () => {
	const { error } = await run(
		{ options: { customersPerUpload: 1 } },
		{ items: [...items, { json: { rego: { plate: 'A4' } } }] },
	);
	expect(error?.message).toContain('Item 4 has an object or a list in "rego"');
	expect(vendor.requests()).toEqual([]);
});

it.each([10_001, 450_000])('a file with %i columns is refused', async (count) => {
	const { error } = await run(
		{ source: 'file' },
		{ items: [file(`Rego${',a'.repeat(count - 1)}\nABC123\n`)] },
	);
	expect(error?.message).toBe(
		`"a.csv": The list has ${count.toLocaleString('en-US')} columns, but at most 10,000 can be read`,
	);
	expect(uploads()).toEqual([]);
});
