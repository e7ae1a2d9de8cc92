import { stopVendors, vendorWith } from './startedVendor';

afterEach(stopVendors);

const MAYA = { rego: 'ZEN407', client_name: 'Maya', expiry_date: '2027-05-01' };
const A_CUSTOMER = {
	id: '0000c339-1fb4-4d15-9b46-6509f2c5a2a4',
	last_updated: '2022-07-21T02:27:03.543Z',
	rego: '1EW2WA',
	client_name: 'Johnny',
	sale_date: '2020-07-18',
};
const THAT_CUSTOMER = `/customers/${A_CUSTOMER.id}`;

describe('what the vendor documents', () => {
	it('queues a list and answers with the upload, nothing processed yet', async () => {
		const { api } = await vendorWith();
		const body = { name: 'June 2022 New Customers', enable_rego_lookups: false, customers: [MAYA] };
		const { status, data } = await api.post('/upload', body);
		expect(status).toBe(200);
		expect(data).toEqual({
			success: true,
			upload: {
				id: expect.stringMatching(
					/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
				),
				created_at: '2026-03-01T00:00:00.000Z',
				enable_rego_lookups: false,
				name: 'June 2022 New Customers',
				total_uploaded_customers: 1,
				total_processed_customers: 0,
				total_errors: 0,
			},
		});
	});

	it('shows a customer with exactly the documented fields, dates at UTC midnight', async () => {
		const { api, upload, page } = await vendorWith({ fields: 'genA' });
		await upload([MAYA]);
		const [id] = await page();
		const { data } = await api.get(`/customers/${id}`);
		expect(data).toEqual({
			success: true,
			customer: {
				id,
				last_updated: '2026-03-01T00:00:00.000Z',
				rego: 'ZEN407',
				state: null,
				vin: null,
				client_name: 'Maya',
				mobile_number: null,
				sale_date: null,
				expiry_date: '2027-05-01T00:00:00.000Z',
				vehicle_title: null,
				sightings: [],
				additional_fields: {},
			},
		});
	});

	it('lists customers page by page, without a total', async () => {
		const { api, upload } = await vendorWith();
		await upload([{ rego: 'A1' }, { rego: 'B2' }, { rego: 'C3' }]);
		const { data } = await api.get('/customers', { params: { limit: 2, offset: 1 } });
		expect(Object.keys(data)).toEqual(['success', 'customers']);
		expect(data.customers.map(({ rego }: { rego: string }) => rego)).toEqual(['B2', 'C3']);
	});

	it('lists the customers of one upload', async () => {
		const { api, upload } = await vendorWith();
		await upload([{ rego: 'A1' }]);
		const second = await upload([{ rego: 'B2' }]);
		const { data } = await api.get('/customers', { params: { upload_id: second.id } });
		expect(data.customers).toMatchObject([{ rego: 'B2' }]);
	});

	it('keeps additional fields', async () => {
		const { api, upload, page } = await vendorWith();
		await upload([{ vin: '1N4AL11D16N337720', additional_fields: { Branch: 'Perth', n: [1] } }]);
		const { data } = await api.get(`/customers/${(await page())[0]}`);
		expect(data.customer.additional_fields).toEqual({ Branch: 'Perth', n: [1] });
	});

	it('changes only the fields that a PATCH sends, and an empty text sets one to null', async () => {
		const { api, customers } = await vendorWith({ customers: [A_CUSTOMER] });
		const changes = { mobile_number: '+64 111 222 333', sale_date: '' };
		const { data } = await api.patch(THAT_CUSTOMER, changes);
		expect(data.customer).toMatchObject({
			...A_CUSTOMER,
			mobile_number: '+64 111 222 333',
			sale_date: null,
			last_updated: '2026-03-01T00:00:00.000Z',
		});
		expect(customers.find(A_CUSTOMER.id)).toMatchObject(data.customer);
	});

	it.each([
		['client_name', 'Ada', 'Ada'],
		['mobile_number', '0412 345 678', '0412 345 678'],
		['sale_date', '2024-02-29', '2024-02-29T00:00:00.000Z'],
		['expiry_date', '2030-01-01', '2030-01-01T00:00:00.000Z'],
	])('lets a PATCH change %s', async (field, sent, kept) => {
		const { api } = await vendorWith({ customers: [A_CUSTOMER], fields: 'genA' });
		const { data } = await api.patch(THAT_CUSTOMER, { [field]: sent });
		expect(data.customer[field]).toBe(kept);
	});

	it.each(['rego', 'state', 'vin', 'additional_fields'])(
		'leaves %s as it is, which is not among the patchable ones',
		async (field) => {
			const { api, customers } = await vendorWith({ customers: [A_CUSTOMER] });
			const before = customers.find(A_CUSTOMER.id);
			const value = field === 'additional_fields' ? { a: 1 } : 'NEW';
			expect((await api.patch(THAT_CUSTOMER, { [field]: value })).status).toBe(200);
			expect(customers.find(A_CUSTOMER.id)?.[field as 'rego']).toEqual(before?.[field as 'rego']);
		},
	);

	it('deletes a customer for good and answers with it', async () => {
		const { api } = await vendorWith({ customers: [A_CUSTOMER] });
		const { data } = await api.delete(THAT_CUSTOMER);
		expect(data).toMatchObject({ success: true, customer: { id: A_CUSTOMER.id, rego: '1EW2WA' } });
		const again = await api.delete(THAT_CUSTOMER);
		expect(again.data.message).toBe('Invalid Customer ID');
	});

	it('stops creating customers when an upload is cancelled; those already made stay', async () => {
		const { api, upload, advance, page } = await vendorWith({ customersPerSecond: 1 });
		const { id } = await upload([{ rego: 'A1' }, { rego: 'B2' }, { rego: 'C3' }]);
		advance(2_000);
		const { data } = await api.delete(`/upload/${id}`);
		expect(data.upload).toMatchObject({
			id,
			total_uploaded_customers: 3,
			total_processed_customers: 2,
		});
		advance(60_000);
		expect(await page()).toHaveLength(2);
	});

	it('looks up the VIN of a plate when told to, and counts what it bills', async () => {
		const { api, upload, page, billedLookups } = await vendorWith();
		const list = [
			{ rego: 'A1', state: 'VIC' },
			{ rego: 'B2', state: 'VIC', vin: '1N4AL11D16N337720' },
			{ rego: 'C3' },
		];
		const { enable_rego_lookups } = await upload(list, { enable_rego_lookups: true });
		expect(enable_rego_lookups).toBe(true);
		const { data } = await api.get('/customers');
		const vins = data.customers.map(({ vin }: { vin: string | null }) => vin);
		expect(vins).toEqual([expect.stringMatching(/^[0-9A-HJ-NPR-Z]{17}$/), list[1].vin, null]);
		expect(billedLookups()).toBe(1);
		expect(await page()).toHaveLength(3);
	});

	it('looks nothing up when not told to', async () => {
		const { upload, billedLookups } = await vendorWith();
		await upload([{ rego: 'A1', state: 'VIC' }]);
		expect(billedLookups()).toBe(0);
	});

	it('needs no state to look up a plate outside Australia', async () => {
		const { upload, billedLookups } = await vendorWith();
		await upload([{ rego: 'A1' }], { enable_rego_lookups: true }, { params: { region: 'nz' } });
		expect(billedLookups()).toBe(1);
	});

	it('keeps what was uploaded to a region in that region', async () => {
		const { api, upload, page } = await vendorWith();
		await upload([{ rego: 'A1' }], {}, { params: { region: 'nz' } });
		expect(await page()).toEqual([]);
		const { data } = await api.get('/customers', { params: { region: 'nz' } });
		expect(data.customers).toHaveLength(1);
	});
});
