import { CHOICES, startSimulator, type Simulator } from '../simulator';
import { runRecapture, type RecaptureRun } from '../support/recapture';

/** What AutoGrab's documents leave open about customers: the package holds either way. docs/vendor.md is the list. */

let vendor: Simulator;

beforeAll(async () => {
	vendor = await startSimulator();
});
afterAll(async () => await vendor.stop());
beforeEach(() => vendor.reset());

async function run(operation: string, parameters: RecaptureRun['parameters'] = {}) {
	return await runRecapture({
		credential: { apiKey: vendor.apiKey, region: 'au', baseUrl: vendor.url },
		parameters: { resource: 'customer', operation, ...parameters },
	});
}

const add = (customer = {}) => vendor.customers.add({ region: 'au', ...customer }).id;
const fill = (count: number) => Array.from({ length: count }, () => add()).sort();

describe('Get Many reads all customers once', () => {
	const readAll = async (pageSize: number) => {
		const { outputs } = await run('getAll', { returnAll: true, options: { pageSize } });
		return outputs[0].map(({ json }) => String(json.id)).sort();
	};

	it.each(CHOICES.order.filter((order) => order !== 'reshuffled'))(
		'when they are sorted by %s',
		async (order) => {
			const ids = fill(30);
			vendor.configure({ order });
			expect(await readAll(7)).toEqual(ids);
		},
	);

	it.each([
		['a server that grants less than it is asked for', { pageMax: 4 }],
		['a server of small pages', { pageDefault: 1 }],
		['a server whose pages come half full', { shortPageShare: 0.5 }],
		['a server that minds what it cannot read as a number', { badPaging: 'refused' }],
		['a server whose pages overlap', { pageFault: 'overlaps' }],
	] as const)('from %s', async (_label, settings) => {
		const ids = fill(30);
		vendor.configure(settings);
		expect(await readAll(7)).toEqual(ids);
	});

	it('gives none twice when the order is another at each request, but may miss some', async () => {
		const ids = fill(30);
		vendor.configure({ order: 'reshuffled' });
		const read = await readAll(7);
		expect(new Set(read).size).toBe(read.length);
		expect(ids).toEqual(expect.arrayContaining(read));
	});
});

it.each(CHOICES.unknownUploadFilter)(
	'customers of an upload that AutoGrab does not know are none, or told in its words: %s',
	async (unknownUploadFilter) => {
		vendor.configure({ unknownUploadFilter });
		add();
		const { outputs, error } = await run('getAll', {
			filters: { uploadId: '11111111-1111-4111-8111-111111111111' },
		});
		if (unknownUploadFilter === 'empty') expect(outputs[0]).toEqual([]);
		else expect(error?.message).toContain('"Invalid Upload ID"');
	},
);

it.each([true, false])(
	'Updated After goes by last_updated, so it sees a sighting only where that moves it: %s',
	async (sightingMovesLastUpdated) => {
		vendor.configure({ sightingMovesLastUpdated });
		vendor.addSighting(add({ last_updated: '2026-01-01T00:00:00.000Z' }));
		const { outputs } = await run('getAll', { filters: { updatedAfter: '2026-01-02' } });
		expect(outputs[0]).toHaveLength(sightingMovesLastUpdated ? 1 : 0);
	},
);

it.each(CHOICES.plates)('a customer is found by a rego that AutoGrab keeps %s', async (plates) => {
	vendor.configure({ plates });
	await runRecapture({
		credential: { apiKey: vendor.apiKey, region: 'au', baseUrl: vendor.url },
		parameters: { resource: 'upload', operation: 'create' },
		items: [{ json: { rego: 'zen-407' } }],
	});
	add({ rego: 'zen 407' });
	const { outputs } = await run('getAll', { filters: { rego: 'ZEN407' } });
	expect(outputs[0]).toHaveLength(2);
});

describe('Update', () => {
	it.each([true, false])('needs no last_updated that moves: %s', async (patchMovesLastUpdated) => {
		vendor.configure({ patchMovesLastUpdated });
		const { outputs } = await run('update', {
			customerId: add(),
			updateFields: { sale_date: '2026-01-31' },
		});
		expect(outputs[0][0].json.sale_date).toBe('2026-01-31T00:00:00.000Z');
	});

	it('shows what AutoGrab kept when it ignores a field that it does not know', async () => {
		vendor.configure({ fields: 'genC', unknownFields: 'accept' });
		const { outputs } = await run('update', {
			customerId: add(),
			updateFields: { client_name: 'Maya', external_id: 'x7' },
		});
		expect(outputs[0][0].json).toMatchObject({ external_id: 'x7' });
		expect(outputs[0][0].json).not.toHaveProperty('client_name');
	});

	it('tells the words of AutoGrab when it minds such a field, and nothing is changed', async () => {
		vendor.configure({ fields: 'genC', unknownFields: 'reject' });
		const id = add();
		const { error } = await run('update', {
			customerId: id,
			updateFields: { client_name: 'Maya', external_id: 'x7' },
		});
		expect(error?.message).toContain('"Unknown property in customer record"');
		expect(vendor.customers.find(id)?.external_id).toBeNull();
	});
});

it('fields that no document knows come out untouched', async () => {
	vendor.configure({ extraFields: { customer: { score: 7 }, sighting: { suburb: 'Geelong' } } });
	const id = add();
	vendor.addSighting(id);
	const { outputs } = await run('get', { customerId: id });
	expect(outputs[0][0].json).toMatchObject({ score: 7, sightings: [{ suburb: 'Geelong' }] });
});

it.each(CHOICES.fields)('customers with the fields of %s can be read', async (fields) => {
	const id = add({ rego: 'ZEN407' });
	vendor.configure({ fields });
	const { outputs } = await run('getAll');
	expect(outputs[0][0].json).toMatchObject({ id, rego: 'ZEN407', sightings_count: 0 });
});
