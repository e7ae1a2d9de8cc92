import { runRecapture, type RecaptureRun } from '../../support/recapture';
import { recaptureSuite } from '../../support/suite';

const { vendor, credential, calls } = recaptureSuite();

async function run(
	operation: string,
	parameters: RecaptureRun['parameters'] = {},
	more: Partial<RecaptureRun> = {},
) {
	return await runRecapture({
		credential: credential(),
		timezone: 'Pacific/Auckland',
		...more,
		parameters: { resource: 'customer', operation, ...parameters },
	});
}

const add = (customer = {}) => vendor.customers.add({ region: 'au', ...customer });
const UNKNOWN_ID = '11111111-1111-4111-8111-111111111111';
const OTHER_ID = '22222222-2222-4222-8222-222222222222';

describe('Get', () => {
	it('returns the customer as AutoGrab gives it', async () => {
		const { id } = add({ rego: 'ZEN407', client_name: 'Maya' });
		vendor.addSighting(id, { listing_price: 25_990 });
		const { outputs } = await run('get', { customerId: id });
		expect(outputs[0]).toEqual([
			{
				json: expect.objectContaining({
					id,
					rego: 'ZEN407',
					client_name: 'Maya',
					sightings: [expect.objectContaining({ listing_price: 25_990 })],
					additional_fields: {},
				}),
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each([
		['a link', (id: string) => ` https://app.autograb.com.au/recapture/customers/${id}?tab=a `],
		['a link that has it twice', (id: string) => `https://a.example/${id}#${id.toUpperCase()}`],
		['a link without https', (id: string) => `app.autograb.com.au/customers/${id}`],
		['spaces around it', (id: string) => ` ${id}\n`],
		['capital letters', (id: string) => id],
	])('takes %s', async (_label, write) => {
		const { id } = add({ id: '0000c339-1fb4-4d15-9b46-6509f2c5a2a4' });
		const { outputs } = await run('get', { customerId: write(id) });
		expect(outputs[0][0].json.id).toBe(id);
	});

	const refused: Array<[string, unknown, string]> = [
		[
			'a link without an ID',
			'https://app.autograb.com.au/',
			'is a link without a customer ID: "https://app.autograb.com.au/"',
		],
		[
			'a link with two IDs',
			`https://a.example/uploads/${OTHER_ID}/customers/${UNKNOWN_ID}`,
			'is a link with more than one ID: "https://a.example/uploads/',
		],
		[
			'a link with a longer text than an ID',
			`https://a.example/${UNKNOWN_ID}f`,
			'is a link without a customer ID: "https://a.example/',
		],
		['an expression that finds nothing', '={{ $json.nothing }}', 'is empty'],
		['spaces', ' ', 'is empty'],
		['one dot', '.', 'is not an ID: "."'],
		['two dots', '..', 'is not an ID: ".."'],
		['two IDs', `${UNKNOWN_ID}, ${OTHER_ID}`, `is not an ID: "${UNKNOWN_ID}, `],
		['an encoded slash', '..%2f', 'is not an ID: "..%2f"'],
		['an object', '={{ {} }}', 'must be text, but it is {}'],
		['a list', `={{ ["${UNKNOWN_ID}"] }}`, `must be text, but it is ["${UNKNOWN_ID}"]`],
		['a number', '={{ 17 }}', 'must be text, but it is 17'],
		['a failed calculation', '={{ NaN }}', 'must be text, but it is NaN'],
	];
	it.each(refused.flatMap((row) => ['get', 'update', 'delete'].map((name) => [name, ...row])))(
		'%s refuses %s before a request',
		async (operation, _label, customerId, message) => {
			const { error } = await run(operation as string, { customerId: customerId as string });
			expect(error?.message).toContain(`'Customer ID' ${message as string}`);
			expect(vendor.requests()).toEqual([]);
		},
	);

	it.each([
		[
			'another region',
			() => add({ region: 'nz' }).id,
			'Incorrect Region',
			'Choose that region in the credential',
		],
		[
			'another account',
			() => add({ account: 'someone else' }).id,
			"You don't have permission to access that customer",
			'Use the API key of that account',
		],
	])('reports %s with the ID', async (_label, idOf, words, advice) => {
		const id = idOf();
		const { error } = await run('get', { customerId: id });
		expect(error?.message).toContain(`Customer ${id}: AutoGrab refused the request: "${words}"`);
		expect(error?.description).toContain(advice);
	});

	it.each(['get', 'update', 'delete'])('%s names an unknown ID', async (operation) => {
		const updateFields = { client_name: 'Maya' };
		const { error } = await run(operation, { customerId: UNKNOWN_ID, updateFields });
		expect(error?.message).toBe(
			`No customer has the ID ${UNKNOWN_ID}. It may have been deleted already. AutoGrab refused the request: "Invalid Customer ID" (status 404)`,
		);
		expect(error?.description).toContain('Use the ID that Get Many returns');
	});

	it.each(['get', 'update', 'delete'])(
		'%s does not accept an answer about another customer',
		async (operation) => {
			const { id } = add();
			const body = { success: true, customer: { id: OTHER_ID, client_name: 'Someone' } };
			vendor.fail('* /v2/recapture/customers/:id', { status: 200, body });
			const { error, outputs } = await run(
				operation,
				{ customerId: id, updateFields: { client_name: 'Maya' } },
				{ onError: 'continueRegularOutput' },
			);
			expect(error).toBeUndefined();
			expect(outputs[0].map(({ json }) => json.error)).toEqual([
				`Customer ${id}: AutoGrab answered about another customer`,
			]);
		},
	);

	it('one bad ID takes no others down when the node continues', async () => {
		const { id } = add();
		const { outputs } = await run(
			'get',
			{ customerId: '={{ $json.id }}' },
			{ items: [{ json: { id: 'unknown' } }, { json: { id } }], onError: 'continueErrorOutput' },
		);
		expect(outputs[0].map(({ json }) => json.id)).toEqual([id]);
		expect(outputs[1][0].json.error).toContain('No customer has the ID unknown');
	});
});

describe('Get Many', () => {
	const fill = (count: number) =>
		Array.from({ length: count }, (_, index) => add({ rego: `R${index}` }));

	it('reads to the end, whatever the server grants', async () => {
		vendor.configure({ pageMax: 7, shortPageShare: 0.5 });
		const ids = fill(50).map(({ id }) => id);
		const { outputs } = await run('getAll', { returnAll: true });
		expect(outputs[0].map(({ json }) => json.id).sort()).toEqual(ids.sort());
	});

	it('stops at the limit', async () => {
		fill(30);
		const { outputs } = await run('getAll', { limit: 5, options: { pageSize: 10 } });
		expect(outputs[0]).toHaveLength(5);
		expect(vendor.requests()).toHaveLength(1);
		expect(vendor.requests()[0].query).toEqual({ region: 'au', limit: '10', offset: '0' });
	});

	it('simplifies to the ten fields that matter', async () => {
		const { id } = add({ rego: 'ZEN407', client_name: 'Maya', state: 'VIC' });
		vendor.addSighting(id, {
			at: '2026-05-01T00:00:00.000Z',
			listing_url: 'https://a.example/new',
		});
		vendor.addSighting(id, {
			at: '2026-04-01T00:00:00.000Z',
			listing_url: 'https://a.example/old',
		});
		const { outputs } = await run('getAll');
		expect(outputs[0][0].json).toEqual({
			id,
			rego: 'ZEN407',
			state: 'VIC',
			vin: null,
			client_name: 'Maya',
			mobile_number: null,
			expiry_date: null,
			last_updated: expect.any(String),
			sightings_count: 2,
			latest_sighting_url: 'https://a.example/new',
		});
		const raw = await run('getAll', { simplify: false });
		expect(raw.outputs[0][0].json).toHaveProperty('additional_fields');
	});

	it.each([
		['Has Sightings', { hasSightings: true }, ['seen']],
		['Has Sightings, turned off', { hasSightings: false }, ['unseen']],
		['Rego, cleaned as on upload', { rego: 'zen 407' }, ['seen']],
		['Rego, a number', { rego: 1234567 }, ['unseen']],
		['VIN, cleaned as on upload', { vin: ' 1n4al11d16n337720 ' }, ['unseen']],
		[
			'Updated After, in the time zone of the workflow',
			{ updatedAfter: '2026-06-01T12:00:00' },
			['unseen'],
		],
		['Updated After, with a time zone', { updatedAfter: '2026-06-01T00:00:00Z' }, ['unseen']],
		[
			'Updated After, a value of a date',
			{ updatedAfter: '={{ DateTime.utc(2026, 6, 1) }}' },
			['unseen'],
		],
		['a part of the Client Name', { clientName: ' SEE' }, ['seen', 'unseen']],
		['a part of the Client Name that is in one', { clientName: 'UN' }, ['unseen']],
		['Mobile Number', { mobileNumber: '0412 555 010' }, ['seen']],
		['Mobile Number with the country code', { mobileNumber: '+61 412 555 010' }, ['seen']],
		['Mobile Number without +', { mobileNumber: '61412555011' }, ['unseen']],
		['Mobile Number without the zero', { mobileNumber: 412555011 }, ['unseen']],
		['Rego, one that nobody has', { rego: 'ABC123' }, []],
		['several filters', { rego: 'ZEN407', hasSightings: false }, []],
	])('filters by %s', async (_label, filters, names) => {
		vendor.configure({ sightingMovesLastUpdated: false });
		const { id } = add({
			client_name: 'seen',
			rego: 'ZEN407',
			mobile_number: '0412555010',
			last_updated: '2026-06-01T00:00:00.000Z',
		});
		add({
			client_name: 'unseen',
			rego: '1234567',
			mobile_number: '+61412555011',
			vin: '1N4AL11D16N337720',
			last_updated: '2026-06-01T00:00:01.000Z',
		});
		vendor.addSighting(id);
		const { outputs } = await run('getAll', { filters });
		expect(outputs[0].map(({ json }) => json.client_name).sort()).toEqual(names);
	});

	it.each([
		['Client Name', 'clientName', ''],
		['Has Sightings', 'hasSightings', '={{ $json.nothing }}'],
		['Mobile Number', 'mobileNumber', ' '],
		['Rego', 'rego', '={{ null }}'],
		['Updated After', 'updatedAfter', '={{ $json.nothing }}'],
		['Upload ID', 'uploadId', ''],
		['VIN', 'vin', '={{ undefined }}'],
	])('does not read all customers when the filter %s gives nothing', async (label, name, value) => {
		const { error } = await run('getAll', { filters: { [name]: value } });
		expect(error?.message).toBe(`'${label}' is empty`);
		expect(vendor.requests()).toEqual([]);
	});

	it.each([
		['Limit', { limit: '={{ "all" }}' }],
		['Limit', { limit: 0 }],
		['Limit', { limit: 1.5 }],
		['Page Size', { options: { pageSize: '={{ -1 }}' } }],
		['Return All', { returnAll: '={{ "yes" }}' }],
		['Simplify', { simplify: '={{ 1 }}' }],
		['Has Sightings', { filters: { hasSightings: '={{ "no" }}' } }],
		['Updated After', { filters: { updatedAfter: 'soon' } }],
		['Updated After', { filters: { updatedAfter: '={{ ["2026-03-01"] }}' } }],
		['Rego', { filters: { rego: '={{ ["A1"] }}' } }],
	])('refuses a value that %s does not take, before a request', async (label, parameters) => {
		const { error } = await run('getAll', parameters as RecaptureRun['parameters']);
		expect(error?.message).toContain(`'${label}' must be `);
		expect(vendor.requests()).toEqual([]);
	});

	it('has defaults where an expression gives nothing', async () => {
		fill(60);
		const nothing = '={{ $json.nothing }}';
		const { outputs } = await run('getAll', {
			returnAll: nothing,
			limit: nothing,
			simplify: nothing,
			options: { pageSize: nothing },
		});
		expect(outputs[0]).toHaveLength(50);
		expect(outputs[0][0].json).toHaveProperty('sightings_count');
		expect(vendor.requests()[0].query.limit).toBe('100');
	});

	it('reads "false" as false', async () => {
		fill(3);
		const { outputs } = await run('getAll', { returnAll: '={{ "false" }}', limit: 2 });
		expect(outputs[0]).toHaveLength(2);
	});

	it('lets the server filter by upload', async () => {
		const { id } = vendor.uploads.add({ size: 1 });
		add();
		const inUpload = add({ upload_id: id });
		const { outputs } = await run('getAll', { filters: { uploadId: id } });
		expect(outputs[0].map(({ json }) => json.id)).toEqual([inUpload.id]);
		expect(vendor.requests()[0].query.upload_id).toBe(id);
	});

	it.each(['insertion', 'newestFirst', 'lastUpdatedFirst', 'id', 'shuffled'] as const)(
		'loses and doubles none when rows come, go and change at every page, sorted by %s',
		async (order) => {
			vendor.configure({ order });
			const ids = fill(120).map(({ id }) => id);
			const leave = [...ids.slice(0, 20)];
			vendor.onRequest('GET /v2/recapture/customers', () => {
				if (vendor.requests().length < 60) add();
				vendor.customers.remove(leave.pop() ?? '');
				vendor.customers.remove(leave.pop() ?? '');
				const changed = ids[20 + (vendor.requests().length % 100)];
				vendor.customers.change(changed, { last_updated: new Date().toISOString() });
			});
			const { outputs } = await run('getAll', { returnAll: true, options: { pageSize: 20 } });
			const read = outputs[0].map(({ json }) => json.id);
			expect(new Set(read).size).toBe(read.length);
			expect(read).toEqual(expect.arrayContaining(ids.slice(20)));
		},
	);

	it('takes customers: null for an empty page', async () => {
		vendor.fail('GET /v2/recapture/customers', {
			status: 200,
			body: { success: true, customers: null },
		});
		expect((await run('getAll')).outputs[0]).toEqual([]);
	});

	it('leaves out rows that are no customers, and reports them', async () => {
		const customers = [{ id: 'c1' }, { id: 17 }, { client_name: 'Maya' }, null, { id: 'c2' }];
		vendor.failNext('GET /v2/recapture/customers', {
			status: 200,
			body: { success: true, customers },
		});
		const { outputs, hints } = await run('getAll', { returnAll: true });
		expect(outputs[0].map(({ json }) => json.id)).toEqual(['c1', 'c2']);
		expect(hints.map(({ message }) => message)).toEqual([
			"AutoGrab's list of customers has 3 rows without a valid customer ID. They were left out. IDs: 17.",
		]);
	});

	it.each(['ignoresOffset', 'repeatsLastPage', 'repeatsEachPage'] as const)(
		'ends in an error when the server %s',
		async (pageFault) => {
			vendor.configure({ pageFault });
			fill(30);
			const { error } = await run('getAll', { returnAll: true, options: { pageSize: 10 } });
			expect(error?.message).toBe('AutoGrab returns the same page of customers again and again');
		},
	);

	it('does not take a sign-in page for an empty list', async () => {
		vendor.fail('GET /v2/recapture/customers', { html: true });
		const { error } = await run('getAll');
		expect(error?.message).toContain("did not come from AutoGrab's Recapture API");
	});
});

describe('Update', () => {
	const update = async (customerId: string, updateFields: object, options = {}) =>
		await run('update', { customerId, updateFields: updateFields as never, options });
	const patch = () => vendor.requests('PATCH /v2/recapture/customers/:id');

	it('sends the fields that were added, cleaned as on upload, and nothing else', async () => {
		const { id } = add({ client_name: 'Maya', mobile_number: '+61400000000' });
		const { outputs } = await update(id, {
			mobile_number: '0412 555 010',
			client_name: ' Maya Long ',
		});
		expect(patch()[0].body).toEqual({ client_name: 'Maya Long', mobile_number: '0412555010' });
		expect(outputs[0][0].json).toMatchObject({
			id,
			client_name: 'Maya Long',
			mobile_number: '0412555010',
		});
	});

	it.each([
		['the day that the date field shows', '2040-03-31T00:00:00', '2040-03-31'],
		['the day as written, whatever the time after it', '2040-03-31T23:30:00.000Z', '2040-03-31'],
		[
			'the day of a date that an expression makes',
			"={{ DateTime.fromISO('2040-03-31') }}",
			'2040-03-31',
		],
		['the day of a date as people here write it', '31/03/2040', '2040-03-31'],
	])('sends %s', async (_label, value, day) => {
		await update(add().id, { expiry_date: value });
		expect(patch()[0].body).toEqual({ expiry_date: day });
	});

	it('leaves a field alone that is empty, unless it is to be cleared', async () => {
		const { id } = add({ client_name: 'Maya' });
		await update(id, { client_name: '', mobile_number: '0412555010' });
		expect(patch()[0].body).toEqual({ mobile_number: '0412555010' });
		await update(id, { client_name: '' }, { clearEmptyFields: true });
		expect(patch()[1].body).toEqual({ client_name: '' });
		expect(vendor.customers.find(id)?.client_name).toBeNull();
	});

	it('changes nothing when there is nothing to send, and says so', async () => {
		const { id } = add({ client_name: 'Maya' });
		const { outputs, hints } = await update(id, { client_name: '' });
		expect(calls()).toEqual([`GET /v2/recapture/customers/${id}`]);
		expect(outputs[0][0].json).toMatchObject({ id, client_name: 'Maya' });
		expect(hints[0].message).toContain('Nothing was changed');
	});

	it.each([
		['4.12E+08', 'a number that a spreadsheet damaged'],
		['call reception', 'a text without a number'],
		['={{ ({}) }}', 'an object'],
	])('refuses %s as Mobile Number: %s', async (mobile_number) => {
		const { error } = await update(add().id, { mobile_number });
		expect(error?.message).toContain("under 'Mobile Number' is not a phone number");
		expect(vendor.requests()).toEqual([]);
	});

	it.each([
		['a date that is none', '31/02/2040', '"31/02/2040" under \'Expiry Date\' is not a date'],
		['an object', '={{ {} }}', "under 'Expiry Date' is not a date"],
		['a failed calculation', '={{ Infinity }}', "Infinity under 'Expiry Date' is not a date"],
		['a day that has passed', '2020-01-01', 'AutoGrab would delete the customer at once'],
	])('refuses %s before anything is sent', async (_label, expiry_date, message) => {
		const { error } = await update(add().id, { expiry_date });
		expect(error?.message).toContain(message);
		expect(vendor.requests()).toEqual([]);
	});

	it.each(['={{ "false" }}', '={{ false }}', '={{ $json.nothing }}'])(
		'does not clear when Clear Empty Fields is %s',
		async (clearEmptyFields) => {
			const { id } = add({ client_name: 'Maya' });
			await update(id, { client_name: '' }, { clearEmptyFields });
			expect(patch()).toEqual([]);
			expect(vendor.customers.find(id)?.client_name).toBe('Maya');
		},
	);

	it.each(['client_name', 'mobile_number', 'sale_date', 'expiry_date', 'external_id'])(
		'a failed calculation does not clear %s',
		async (field) => {
			const { error } = await update(
				add().id,
				{ [field]: '={{ Number("none") }}' },
				{ clearEmptyFields: true },
			);
			expect(error?.message).toContain('NaN');
			expect(vendor.requests()).toEqual([]);
		},
	);

	it('clears when Clear Empty Fields is the text true', async () => {
		const { id } = add({ client_name: 'Maya' });
		await update(id, { client_name: '={{ null }}' }, { clearEmptyFields: '={{ "true" }}' });
		expect(patch()[0].body).toEqual({ client_name: '' });
	});

	it.each([
		['Clear Empty Fields', {}, { clearEmptyFields: '={{ "maybe" }}' }],
		['Client Name', { client_name: '={{ {} }}' }, {}],
		['External ID', { external_id: '={{ [1] }}' }, {}],
	])('refuses a value that %s does not take', async (label, fields, options) => {
		const { error } = await update(add().id, { mobile_number: '0412555010', ...fields }, options);
		expect(error?.message).toContain(`'${label}' must be `);
		expect(vendor.requests()).toEqual([]);
	});

	it('takes a number as external ID', async () => {
		await update(add().id, { external_id: '={{ 17 }}' });
		expect(patch()[0].body).toEqual({ external_id: '17' });
	});

	it.each([
		['{"success": true}', { status: 200, body: { success: true } }],
		['nothing', { status: 204, body: '' }],
	])('reads the customer when AutoGrab answers with %s', async (_label, answer) => {
		const { id } = add({ client_name: 'Maya' });
		vendor.fail('PATCH /v2/recapture/customers/:id', { afterWork: true, ...answer });
		const { outputs } = await update(id, { client_name: 'Maya Long' });
		expect(outputs[0][0].json).toMatchObject({ id, client_name: 'Maya Long' });
		expect(patch()).toHaveLength(1);
	});

	it('may be sent again after a lost answer: it leads to the same state', async () => {
		vendor.failNext('PATCH /v2/recapture/customers/:id', { cut: true, afterWork: true });
		const { status } = await update(add().id, { client_name: 'Maya' });
		expect(status).toBe('success');
		expect(patch()).toHaveLength(2);
	});
});

describe('Delete', () => {
	it('deletes, and returns who was deleted', async () => {
		const { id } = add({ client_name: 'Maya' });
		const { outputs } = await run('delete', { customerId: id });
		expect(outputs[0][0].json).toEqual({
			deleted: true,
			customer: expect.objectContaining({ id, client_name: 'Maya' }),
		});
		expect(vendor.customers.find(id)).toBeUndefined();
	});

	it('counts a customer as deleted that is gone when the request is repeated after a lost answer', async () => {
		const { id } = add();
		vendor.failNext('DELETE /v2/recapture/customers/:id', { cut: true, afterWork: true });
		const { outputs } = await run('delete', { customerId: id });
		expect(outputs[0][0].json).toEqual({ deleted: true, customer: { id } });
		expect(vendor.requests()).toHaveLength(2);
	});

	it.each([
		['{"success": true}', { status: 200, body: { success: true } }],
		['a customer that is null', { status: 200, body: { success: true, customer: null } }],
		['nothing', { status: 204, body: '' }],
	])('counts a customer as deleted when AutoGrab answers with %s', async (_label, answer) => {
		const { id } = add();
		vendor.fail('DELETE /v2/recapture/customers/:id', { afterWork: true, ...answer });
		const { outputs } = await run('delete', { customerId: id });
		expect(outputs[0][0].json).toEqual({ deleted: true, customer: { id } });
		expect(vendor.requests()).toHaveLength(1);
	});

	it('counts a customer as deleted that belongs to nobody when the request is repeated', async () => {
		const { id } = add();
		vendor.failNext('DELETE /v2/recapture/customers/:id', { cut: true, afterWork: true });
		vendor.configure({
			refusals: {
				unknownCustomerId: {
					status: 403,
					message: "You don't have permission to access that customer",
				},
			},
		});
		const { outputs } = await run('delete', { customerId: id });
		expect(outputs[0][0].json).toEqual({ deleted: true, customer: { id } });
	});

	it.each([
		['an empty object', {}],
		['another object', { ok: 1 }],
		['a customer without an ID', { success: true, customer: { client_name: 'Maya' } }],
	])(
		'does not claim to have deleted a customer when it is answered with %s',
		async (_label, body) => {
			const { id } = add();
			vendor.fail('DELETE /v2/recapture/customers/:id', { status: 200, body });
			const { error } = await run('delete', { customerId: id });
			expect(error?.message).toContain("did not come from AutoGrab's Recapture API");
			expect(error?.message).toContain(id);
		},
	);

	it('does not claim to have deleted a customer when AutoGrab says no', async () => {
		const { id } = add();
		vendor.fail('DELETE /v2/recapture/customers/:id', { successFalse: 'Not now' });
		const { error } = await run('delete', { customerId: id });
		expect(error?.message).toBe(
			`Customer ${id}: AutoGrab refused the request: "Not now" (status 200)`,
		);
	});
});
