import type { Settings } from './index';
import { stopVendors, vendorWith } from './startedVendor';

afterEach(stopVendors);

const GOOD = { rego: 'ABC123', state: 'VIC' };

/** What becomes of one good row and one odd one: created customers and errors, or the status of a refusal. */
async function fate(odd: unknown, settings: Partial<Settings>) {
	const { api, uploads, customers } = await vendorWith(settings);
	const { status, data } = await api.post('/upload', { customers: [GOOD, odd] });
	if (status !== 200) return { status, message: data.message, created: customers.count() };
	const { total_processed_customers, total_errors } = uploads.view(data.upload.id) ?? {};
	return { created: customers.count(), processed: total_processed_customers, errors: total_errors };
}

const CREATED = { created: 2, processed: 2, errors: 0 };
const FAILED = { created: 1, processed: 2, errors: 1 };
const IGNORED = { created: 1, processed: 2, errors: 0 };
const refused = (message: string) => ({ status: 400, message, created: 0 });

describe('a row', () => {
	it.each<[string, unknown, Partial<Settings>, object]>([
		['without rego and VIN is accepted', {}, {}, CREATED],
		['without rego and VIN', { rego: '' }, { rowsWithoutIdentity: 'error' }, FAILED],
		[
			'without rego and VIN',
			{ client_name: 'x' },
			{ rowsWithoutIdentity: 'reject' },
			refused('A rego or vin is required'),
		],
		['that comes twice is accepted', GOOD, {}, CREATED],
		['that comes twice', { rego: 'abc 123', state: 'vic' }, { duplicateRows: 'error' }, FAILED],
		['that comes twice', GOOD, { duplicateRows: 'ignore' }, IGNORED],
		['that comes twice', GOOD, { duplicateRows: 'reject' }, refused('Duplicate customer record')],
		['of another state', { rego: 'ABC123', state: 'WA' }, { duplicateRows: 'error' }, CREATED],
		['with a bad date is accepted', { expiry_date: '31/12/2030' }, {}, CREATED],
		['with a bad date', { expiry_date: '2030-02-30' }, { badDates: 'error' }, FAILED],
		[
			'with a bad date',
			{ sale_date: 'soon' },
			{ badDates: 'reject' },
			refused('Invalid date in customer record'),
		],
		['with a number for a text is accepted', { rego: 5 }, { wrongTypes: 'accept' }, CREATED],
		['with a number for a text', { rego: 5 }, { wrongTypes: 'error' }, FAILED],
		['with a number for a text', { rego: 5 }, {}, refused('Invalid value in customer record')],
		['with a list for a map', { additional_fields: [] }, { wrongTypes: 'error' }, FAILED],
		['with a number in the map is accepted', { additional_fields: { x: 5 } }, {}, CREATED],
		[
			'with a number in the map',
			{ additional_fields: { x: 5 } },
			{ additionalValues: 'texts' },
			refused('Invalid value in customer record'),
		],
		[
			'with texts in the map is accepted',
			{ additional_fields: { x: '5', y: null } },
			{ additionalValues: 'texts' },
			CREATED,
		],
		['with nulls is accepted', { rego: null, additional_fields: null }, {}, CREATED],
		['that is no object', 'ABC123', { wrongTypes: 'error' }, FAILED],
		['that is no object', 'ABC123', {}, refused('Invalid customer record')],
		['with an unknown field is accepted', { colour: 'red' }, {}, CREATED],
		['with an unknown field', { colour: 'red' }, { unknownFields: 'error' }, FAILED],
		[
			'with an unknown field',
			{ colour: 'red' },
			{ unknownFields: 'reject' },
			refused('Unknown property in customer record'),
		],
		[
			'with a field of a later generation',
			{ external_id: 'x' },
			{ fields: 'genA', unknownFields: 'error' },
			FAILED,
		],
	])('%s: %j under %j', async (_label, odd, settings, expected) => {
		expect(await fate(odd, settings)).toEqual(expected);
	});

	it('is a duplicate of what another upload brought, when the whole account counts', async () => {
		const { upload, page } = await vendorWith({
			duplicateRows: 'ignore',
			duplicateScope: 'account',
		});
		await upload([GOOD]);
		await upload([GOOD, { rego: 'NEW1' }]);
		expect(await page()).toHaveLength(2);
	});

	it.each<[string, Settings['badDates'], string | null]>([
		['2030-05-01', 'accept', '2030-05-01T00:00:00.000Z'],
		['03/04/2030', 'accept', null],
		['03/04/2030', 'guess', '2030-03-04T00:00:00.000Z'],
		['2030-05-01T22:30:00Z', 'guess', '2030-05-01T00:00:00.000Z'],
		['31/12/2030', 'guess', null],
	])('with the date %s under "%s" keeps %s', async (sale_date, badDates, kept) => {
		const { upload, customers } = await vendorWith({ badDates });
		await upload([{ ...GOOD, sale_date }]);
		expect(customers.list()).toMatchObject([{ sale_date: kept }]);
	});

	it.each<[Settings['plates'], string]>([
		['asSent', 'abc-12 3'],
		['normalised', 'ABC123'],
	])('has its plate %s', async (plates, rego) => {
		const { upload, customers } = await vendorWith({ plates });
		await upload([{ rego: 'abc-12 3' }]);
		expect(customers.list()).toMatchObject([{ rego }]);
	});

	it('may have a plate whose VIN cannot be found, which is billed all the same', async () => {
		const vendor = await vendorWith({ regoLookupFoundShare: 0 });
		await vendor.upload([GOOD], { enable_rego_lookups: true });
		expect(vendor.customers.list()).toMatchObject([{ vin: null }]);
		expect(vendor.billedLookups()).toBe(1);
	});
});

describe('a generation of the documents', () => {
	const EVERYTHING = {
		...GOOD,
		vin: '1N4AL11D16N337720',
		client_name: 'Maya',
		mobile_number: '0412',
		external_id: 'E1',
		sale_date: '2024-01-01',
		expiry_date: '2030-01-01',
		monitor_start_date: '2025-01-01',
		monitor_end_date: '2031-01-01',
		additional_fields: { a: 1 },
	};
	const ALWAYS = 'id last_updated rego state vin vehicle_title sightings additional_fields';
	const PEOPLE = 'client_name mobile_number';
	const MONITOR = 'external_id monitor_start_date monitor_end_date';

	it.each<[Settings['fields'], string]>([
		['genA', `${ALWAYS} ${PEOPLE} sale_date expiry_date`],
		['genB', `${ALWAYS} sale_date expiry_date`],
		['genC', `${ALWAYS} ${MONITOR} sale_date`],
		['both', `${ALWAYS} ${PEOPLE} ${MONITOR} sale_date expiry_date`],
	])('%s shows its own fields', async (fields, expected) => {
		const { api, upload } = await vendorWith({ fields });
		await upload([EVERYTHING]);
		const { data } = await api.get('/customers');
		expect(Object.keys(data.customers[0]).sort()).toEqual(expected.split(' ').sort());
	});

	it.each<[Settings['fields'], string[]]>([
		['genA', ['client_name', 'mobile_number', 'sale_date', 'expiry_date']],
		['genB', ['sale_date', 'expiry_date']],
		['genC', ['external_id', 'sale_date', 'monitor_start_date', 'monitor_end_date']],
		[
			'both',
			'client_name mobile_number external_id sale_date expiry_date monitor_start_date monitor_end_date'.split(
				' ',
			),
		],
	])('%s lets a PATCH clear only its own patchable fields', async (fields, patchable) => {
		const { api, customers } = await vendorWith({ fields, customers: [EVERYTHING] });
		const [before] = customers.list();
		const all = Object.keys(EVERYTHING).filter((name) => name !== 'additional_fields');
		await api.patch(`/customers/${before.id}`, Object.fromEntries(all.map((name) => [name, ''])));
		const [after] = customers.list();
		const cleared = all.filter((name) => after[name as 'rego'] === null);
		expect(cleared.sort()).toEqual([...patchable].sort());
	});

	it('gives customers the monitor dates at the top of the upload, unless they have their own', async () => {
		const { upload, customers } = await vendorWith();
		const own = { monitor_end_date: '2029-09-09' };
		await upload([GOOD, { ...GOOD, ...own }], { monitor_end_date: '2028-08-08' });
		expect(customers.list()).toMatchObject([
			{ monitor_end_date: '2028-08-08T00:00:00.000Z' },
			{ monitor_end_date: '2029-09-09T00:00:00.000Z' },
		]);
	});
});

describe('a PATCH', () => {
	it.each<[string, object, Partial<Settings>, number]>([
		['an unpatchable field', { rego: 'X' }, { unknownFields: 'reject' }, 400],
		['an unpatchable field', { rego: 'X' }, { unknownFields: 'accept' }, 200],
		['a bad date', { sale_date: '1/2/2030' }, { badDates: 'reject' }, 400],
		['a bad date', { sale_date: '1/2/2030' }, { badDates: 'accept' }, 200],
		['a wrong type', { client_name: 5 }, { wrongTypes: 'reject' }, 400],
		['a wrong type', { client_name: 5 }, { wrongTypes: 'accept' }, 200],
		['nothing', {}, {}, 200],
		['a null', { client_name: null }, {}, 200],
	])('with %s: %j under %j is answered %s with %i', async (_label, body, settings, status) => {
		const { api, customers } = await vendorWith({ ...settings, customers: [GOOD] });
		expect((await api.patch(`/customers/${customers.list()[0].id}`, body)).status).toBe(status);
	});

	it.each([
		[true, '2026-03-01T00:00:00.000Z'],
		[false, '2022-07-21T02:27:03.543Z'],
	])('moves last_updated: %s', async (patchMovesLastUpdated, last_updated) => {
		const old = { id: 'x', last_updated: '2022-07-21T02:27:03.543Z' };
		const { api } = await vendorWith({ patchMovesLastUpdated, customers: [old] });
		const { data } = await api.patch('/customers/x', { client_name: 'Ada' });
		expect(data.customer).toMatchObject({ client_name: 'Ada', last_updated });
	});
});
