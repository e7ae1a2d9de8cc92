import { CHOICES, startSimulator, type Settings, type Simulator } from '../simulator';
import { runRecapture, type RecaptureRun } from '../support/recapture';

/** What AutoGrab's documents leave open about uploads: the package holds either way. docs/vendor.md is the list. */

const POST = 'POST /v2/recapture/upload';
let vendor: Simulator;

beforeAll(async () => {
	vendor = await startSimulator();
});
afterAll(async () => await vendor.stop());
beforeEach(() => vendor.reset());

type Rows = ReadonlyArray<Record<string, unknown>>;

async function upload(rows: Rows, options: object = {}, more: RecaptureRun['parameters'] = {}) {
	return await runRecapture({
		credential: { apiKey: vendor.apiKey, region: 'au', baseUrl: vendor.url },
		timezone: 'UTC',
		items: rows.map((json) => ({ json: json as never })),
		parameters: {
			resource: 'upload',
			operation: 'create',
			name: 'June',
			options: options as never,
			...more,
		},
	});
}

const held = () => vendor.customers.list().map(({ rego }) => rego);
const errors = () => vendor.uploads.list().map(({ id }) => vendor.uploads.view(id)?.total_errors);

it.each([200, 201, 202])(
	'a list is accepted when AutoGrab answers with %d',
	async (uploadStatus) => {
		vendor.configure({ uploadStatus });
		const { outputs } = await upload([{ rego: 'A1' }]);
		expect(outputs[0][0].json.id).toBe(vendor.uploads.list()[0].id);
	},
);

describe('an accepted list whose upload looks odd', () => {
	const ID = '99aa2d8e-348b-4321-beeb-f2fa67bab3eb';
	const accepted = (upload: object, status = 202, more: object = {}) =>
		vendor.fail(POST, { status, body: { success: true, upload: { id: ID, ...upload }, ...more } });

	it.each([
		['no counters', {}],
		['counters as texts', { total_uploaded_customers: '1', total_errors: 'none' }],
		['counters of null', { total_uploaded_customers: null, total_processed_customers: null }],
		['fields that nobody knows', { state: { phase: 3 } }],
	])('with %s is accepted all the same, its fields untouched', async (_label, upload_) => {
		accepted(upload_);
		const { outputs, status } = await upload([{ rego: 'A1' }]);
		expect(status).toBe('success');
		expect(outputs[0][0].json).toMatchObject({ id: ID, ...upload_ });
		expect(vendor.requests(POST)).toHaveLength(1);
	});

	it.each([
		[207, { errors: ['Row 3: bad date'] }],
		[207, { message: 'Row 3: bad date' }],
		[207, { success: false, error: true, errors: [{ message: 'Row 3: bad date' }] }],
		[200, { errors: [{ message: 'Row 3: bad date' }] }],
		[202, { detail: 'Row 3: bad date' }],
	])(
		'with status %d and reasons beside it is accepted, and the reasons are shown: %j',
		async (status, more) => {
			accepted({}, status, more);
			const { outputs, hints } = await upload([{ rego: 'A1' }]);
			expect(outputs[0][0].json.id).toBe(ID);
			expect(hints.map(({ message }) => message)).toContain(
				'AutoGrab accepted rows 1 to 1 with a remark: "Row 3: bad date"',
			);
		},
	);

	it('with a message that is no complaint needs no hint', async () => {
		accepted({}, 202, { message: 'Queued' });
		const { hints } = await upload([{ rego: 'A1' }]);
		expect(hints.map(({ message }) => message).join()).not.toContain('Queued');
	});

	it('but without an ID is unconfirmed', async () => {
		vendor.fail(POST, { status: 202, body: { success: true, upload: {} } });
		const { error } = await upload([{ rego: 'A1' }]);
		expect(error?.message).toContain('it may have arrived or not');
		expect(error?.message).toContain('(status 202, unexpected content)');
	});

	it('but says that it failed is refused', async () => {
		vendor.fail(POST, { status: 200, body: { success: false, errors: ['No quota'] } });
		const { error } = await upload([{ rego: 'A1' }]);
		expect(error?.message).toContain('was not accepted');
		expect(error?.message).toContain('"No quota"');
	});
});

it('the name of an upload is text, whatever it holds', async () => {
	const name = '","enable_rego_lookups":true,"x":"\\u2028';
	await upload([{ rego: 'A1' }], {}, { name });
	expect(vendor.requests(POST)[0].body).toMatchObject({ name, enable_rego_lookups: false });
});

describe('rows that AutoGrab may not take', () => {
	const ROWS: Rows = [
		{ Rego: 'A1', Name: 'Maya' },
		{ Rego: '', Name: 'without a vehicle' },
		{ Rego: 'a-1', Name: 'the same vehicle' },
		{ Rego: 'B2', Expiry_Date: '31/02/2040' },
		{ Rego: 'C3', Expiry_Date: '31/03/2040' },
		{ Rego: 12_345, Mobile: 412_555_010 },
	];
	const alternatives = (
		['rowsWithoutIdentity', 'badDates', 'wrongTypes', 'duplicateRows'] as const
	).flatMap((setting) => CHOICES[setting].map((choice) => [setting, choice] as const));

	it.each(alternatives)('are not sent, so that %s may be "%s"', async (setting, choice) => {
		vendor.configure({ [setting]: choice });
		const { outputs } = await upload(ROWS);
		expect(outputs[0][0].json.summary).toMatchObject({ accepted: 3, rejected: 2, duplicates: 1 });
		expect(held()).toEqual(['A1', 'C3', '12345']);
		expect(errors()).toEqual([0]);
		const [, , number] = vendor.customers.list();
		expect(number.mobile_number).toBe('0412555010');
	});

	it.each(CHOICES.duplicateRows)(
		'are left out when the account holds their vehicle, and that is "%s"',
		async (duplicateRows) => {
			vendor.configure({ duplicateRows, duplicateScope: 'account' });
			vendor.customers.add({ rego: 'A1', region: 'au' });
			const { outputs } = await upload([{ rego: 'a 1' }, { rego: 'B2' }], {
				existingCustomers: 'skip',
			});
			expect(outputs[0][0].json.summary).toMatchObject({ accepted: 1, existing: 1 });
			expect(held()).toEqual(['A1', 'B2']);
		},
	);
});

describe('customer fields, of which the documents disagree', () => {
	const ROW = { rego: 'A1', name: 'Maya', external_id: 'x7' };

	it.each(CHOICES.fields)('a list arrives when AutoGrab knows those of %s', async (fields) => {
		vendor.configure({ fields });
		await upload([ROW]);
		expect(held()).toEqual(['A1']);
	});

	it.each(['genA', 'genB', 'genC'] as const)(
		"a field that %s does not know and will not ignore is told in AutoGrab's words",
		async (fields) => {
			vendor.configure({ fields, unknownFields: 'reject' });
			const { error } = await upload([ROW]);
			expect(error?.message).toContain('was not accepted');
			expect(error?.message).toContain('Unknown property in customer record');
			expect(held()).toEqual([]);
		},
	);

	it('such a field can be sent as an additional one: its column needs another header', async () => {
		vendor.configure({ fields: 'genB', unknownFields: 'reject' });
		await upload([{ rego: 'A1', 'Owner of the car': 'Maya' }]);
		expect(vendor.customers.list()[0].additional_fields).toEqual({ 'Owner of the car': 'Maya' });
	});

	it('a row that ends in an error for it is counted', async () => {
		vendor.configure({ fields: 'genC', unknownFields: 'error' });
		const { outputs } = await upload([ROW]);
		expect(vendor.uploads.view(String(outputs[0][0].json.id))).toMatchObject({ total_errors: 1 });
	});
});

describe('additional fields that are no texts', () => {
	const rows = [
		{ rego: 'A1', Visits: 3, Address: { city: 'Geelong' } },
		{ rego: 'B2', Visits: 4 },
	];

	it.each(CHOICES.additionalValues)(
		'are kept, or refused in words that are shown, when AutoGrab takes "%s"',
		async (additionalValues) => {
			vendor.configure({ additionalValues });
			const { error } = await upload(rows);
			if (additionalValues === 'any') {
				const [{ additional_fields }] = vendor.customers.list();
				expect(additional_fields).toEqual({ Visits: 3, Address: { city: 'Geelong' } });
			} else {
				expect(error?.message).toContain('"Invalid value in customer record"');
				expect(held()).toEqual([]);
			}
		},
	);

	it.each(CHOICES.additionalValues)(
		'stand in the way of no list that leaves them out, when AutoGrab takes "%s"',
		async (additionalValues) => {
			vendor.configure({ additionalValues });
			await upload(rows, { unmappedColumns: 'ignore' });
			expect(held()).toEqual(['A1', 'B2']);
		},
	);
});

describe('the size of an upload', () => {
	const rows = ['A1', 'A2', 'A3', 'A4', 'A5'].map((rego) => ({ rego }));
	const LIMITS: ReadonlyArray<readonly [string, Partial<Settings>]> = [
		['so many customers', { maxUploadCustomers: 2 }],
		['so many bytes', { maxUploadBytes: 110 }],
	];

	it.each(LIMITS)('beyond %s is told, with the option that helps', async (_label, limit) => {
		vendor.configure(limit);
		const { error } = await upload(rows);
		expect(error?.message).toContain('was not accepted');
		expect(error?.description).toContain("'Customers per Upload'");
		expect(held()).toEqual([]);
	});

	it.each(LIMITS)('within %s is kept by that option', async (_label, limit) => {
		vendor.configure(limit);
		await upload(rows, { customersPerUpload: 2 });
		expect(held()).toEqual(['A1', 'A2', 'A3', 'A4', 'A5']);
	});

	it('is told also when something before AutoGrab refuses it', async () => {
		vendor.fail(POST, { status: 413, html: true });
		const { error } = await upload(rows);
		expect(error?.message).toContain('refused the request with status 413');
		expect(error?.description).toContain("'Customers per Upload'");
	});
});

describe('vehicles that AutoGrab holds', () => {
	it.each(CHOICES.plates)('are known again when plates are kept %s', async (plates) => {
		vendor.configure({ plates });
		await upload([{ rego: 'zen-407', state: 'VIC' }, { vin: '1n4al11d16n337720' }]);
		vendor.customers.add({ rego: 'abc 123', region: 'au' });
		const { outputs } = await upload(
			[
				{ rego: 'ZEN 407', state: 'Victoria' },
				{ vin: '1N4AL11D16N337720' },
				{ rego: 'ABC-123' },
				{ rego: 'NEW1' },
			],
			{ existingCustomers: 'skip' },
		);
		expect(outputs[0][0].json.summary).toMatchObject({ existing: 3, accepted: 1 });
	});

	it.each(CHOICES.order.filter((order) => order !== 'reshuffled'))(
		'are all found when the list is sorted by %s',
		async (order) => {
			vendor.configure({ order, pageMax: 7 });
			const regos = Array.from({ length: 30 }, (_, index) => `R${index}`);
			for (const rego of regos) vendor.customers.add({ rego, region: 'au' });
			await upload(
				[...regos, 'NEW1'].map((rego) => ({ rego })),
				{ existingCustomers: 'skip' },
			);
			expect(vendor.requests(POST)[0].body).toMatchObject({ customers: [{ rego: 'NEW1' }] });
		},
	);
});

describe('VIN lookups', () => {
	it.each([1, 0.5, 0])('cost what was announced when %d of them find a VIN', async (share) => {
		vendor.configure({ regoLookupFoundShare: share });
		const rows = Array.from({ length: 20 }, (_, index) => ({ rego: `R${index}`, state: 'VIC' }));
		const { outputs } = await upload(rows, {}, { enableRegoLookups: true });
		expect(outputs[0][0].json.summary).toMatchObject({ regoLookups: 20 });
		expect(vendor.billedLookups()).toBe(20);
	});

	it('cost nothing when they are off', async () => {
		await upload([{ rego: 'R1', state: 'VIC' }]);
		expect(vendor.billedLookups()).toBe(0);
	});
});

describe('the day on which AutoGrab deletes a customer', () => {
	const day = (daysFromNow: number) =>
		new Date(Date.now() + daysFromNow * 86_400_000).toISOString().slice(0, 10);
	const zones = ['UTC', 'Pacific/Kiritimati', 'Etc/GMT+12'];

	it.each(
		zones.flatMap((zone) => CHOICES.expiryBoundary.map((boundary) => [zone, boundary] as const)),
	)(
		'may begin in %s and count from the %s: none is sent whose day is over, none is lost two days before',
		async (expiryTimeZone, expiryBoundary) => {
			vendor.configure({ expiryTimeZone, expiryBoundary });
			const { outputs } = await upload([
				{ rego: 'PAST', expiry_date: day(-1) },
				{ rego: 'TODAY', expiry_date: day(0) },
				{ rego: 'LATER', expiry_date: day(2) },
			]);
			expect(outputs[1].map(({ json }) => json.reason)).toEqual([
				'already-expired',
				'already-expired',
			]);
			expect(held()).toEqual(['LATER']);
		},
	);
});

describe('cancelling', () => {
	it('is done when the answer is lost and AutoGrab then says with an unusual status that it knows no such upload', async () => {
		vendor.configure({
			cancelledUpload: 'refused',
			refusals: { cancelledUpload: { status: 400 } },
		});
		const { id } = vendor.uploads.add({ size: 10, processed: 1 });
		vendor.failNext('DELETE /v2/recapture/upload/:id', { cut: true, afterWork: true });
		const { outputs } = await cancel(id);
		expect(outputs[0].map(({ json }) => json)).toEqual([{ id, cancelled: true }]);
	});

	const cancel = async (uploadId: string) =>
		await runRecapture({
			credential: { apiKey: vendor.apiKey, region: 'au', baseUrl: vendor.url },
			parameters: { resource: 'upload', operation: 'cancel', uploadId },
		});

	it.each(CHOICES.cancelCompleted)('a complete upload may be %s', async (cancelCompleted) => {
		vendor.configure({ cancelCompleted });
		const { id } = vendor.uploads.add({ size: 10, processed: 10 });
		const { outputs, error } = await cancel(id);
		if (cancelCompleted === 'allowed') expect(outputs[0][0].json).toMatchObject({ id });
		else expect(error?.message).toContain('"Upload has already been processed"');
	});

	it.each(CHOICES.cancelledUpload)(
		'is done although the answer is lost and the upload is %s from then on',
		async (cancelledUpload) => {
			vendor.configure({ cancelledUpload });
			const { id } = vendor.uploads.add({ size: 10, processed: 1 });
			vendor.failNext('DELETE /v2/recapture/upload/:id', { cut: true, afterWork: true });
			const { outputs } = await cancel(id);
			expect(outputs[0][0].json).toMatchObject({ id, cancelled: true });
		},
	);
});
