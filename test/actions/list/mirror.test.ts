import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { NodeResult } from '../../support/engine';
import { inlineFile } from '../../support/recapture';
import { recaptureSuite } from '../../support/suite';

const { vendor, run, calls } = recaptureSuite({
	resource: 'list',
	listName: 'CRM',
	source: 'items',
});

interface ListRow {
	readonly [column: string]: string;
}

const rowOf = (number: number): ListRow => ({
	Rego: `CAR${String(number).padStart(4, '0')}`,
	Name: `Customer ${number}`,
	Mobile: `0412 555 ${String(number).padStart(3, '0')}`,
	Branch: 'Geelong',
});
const rows = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, index) => rowOf(from + index));
const items = (list: ReadonlyArray<Record<string, unknown>>): INodeExecutionData[] =>
	list.map((json) => ({ json: json as IDataObject }));

interface Setup {
	readonly staticData?: IDataObject;
	readonly onError?: 'continueRegularOutput';
	readonly [parameter: string]: unknown;
}

async function execute(
	operation: string,
	list: ReadonlyArray<Record<string, unknown>>,
	setup: Setup,
) {
	const { staticData, onError, ...parameters } = setup;
	const more = {
		items: items(list),
		...(staticData && { staticData }),
		...(onError && { onError }),
	};
	return await run({ operation, ...parameters } as IDataObject as never, more);
}
const mirror = async (list: ReadonlyArray<Record<string, unknown>>, setup: Setup = {}) =>
	await execute('mirror', list, setup);
const plan = async (list: ReadonlyArray<Record<string, unknown>>, setup: Setup = {}) =>
	await execute('plan', list, setup);

const resultOf = ({ outputs, error }: NodeResult) => {
	if (error) throw error;
	return outputs[0][0].json;
};
const changesOf = ({ outputs }: NodeResult) => outputs[2].map(({ json }) => json);
const hintOf = ({ hints }: NodeResult) => hints.map(({ message }) => message).join(' ');
const writes = () => calls().filter((call) => !call.startsWith('GET'));
const held = () =>
	vendor.customers
		.list()
		.map(({ rego }) => rego)
		.sort();
const regosOf = (list: ReadonlyArray<ListRow>) => list.map(({ Rego }) => Rego).sort();

/** A list that was mirrored once. Requests are counted from here on. */
async function mirrored(list: readonly ListRow[], setup: Setup = {}): Promise<void> {
	resultOf(await mirror(list, setup));
	vendor.clearRequests();
}

describe('the first run', () => {
	it('is planned without writing anything', async () => {
		vendor.customers.add({ region: 'au', rego: 'CAR0001' });
		const planned = await plan(rows(0, 5));
		expect(writes()).toEqual([]);
		expect(resultOf(planned)).toMatchObject({
			listName: 'CRM',
			plan: { create: 4, update: 0, remove: 0, unchanged: 0, foreign: 1 },
			withheld: 0,
			withheldBecause: '',
			otherLists: {},
			uploads: [],
		});
		expect(Object.keys(resultOf(planned))).toEqual([
			'listName',
			'plan',
			'withheld',
			'withheldBecause',
			'fieldsNotKept',
			'otherLists',
			'requests',
			'uploads',
			'summary',
		]);
		expect(hintOf(planned)).toContain('4 customers to add.');
	});

	it('adds what is missing, with the mark of the list, and leaves the others', async () => {
		vendor.customers.add({ region: 'au', rego: 'CAR0001', client_name: 'By hand' });
		const result = await mirror(rows(0, 5));
		expect(resultOf(result)).toMatchObject({
			plan: { create: 4, update: 0, remove: 0, unchanged: 0, foreign: 1 },
			done: { created: 4, updated: 0, removed: 0, failed: 0 },
		});
		const added = vendor.customers.list().filter(({ rego }) => rego !== 'CAR0001');
		expect(added.map((customer) => customer.additional_fields)).toEqual(
			Array(4).fill({ Branch: 'Geelong', n8n_list: 'CRM' }),
		);
		expect(vendor.customers.list().find(({ rego }) => rego === 'CAR0001')?.client_name).toBe(
			'By hand',
		);
		expect(changesOf(result)[0]).toMatchObject({
			change: 'create',
			id: '',
			row: 1,
			rego: 'CAR0000',
		});
	});

	it('needs the requests that its plan says', async () => {
		const { requests } = resultOf(
			await plan(rows(0, 250), { options: { customersPerUpload: 100 } }),
		);
		vendor.clearRequests();
		const result = resultOf(await mirror(rows(0, 250), { options: { customersPerUpload: 100 } }));
		expect(result.requests).toBe(requests);
		expect(calls()).toHaveLength(Number(requests));
		expect(result.uploads).toHaveLength(3);
	});

	it('counts every row once', async () => {
		const list = [...rows(0, 3), rowOf(1), { Rego: '' }, { Rego: '', Name: 'Nobody' }];
		const result = resultOf(await mirror(list));
		expect(result.plan).toMatchObject({ create: 3 });
		expect(result.summary).toMatchObject({ rows: 6, rejected: 1, duplicates: 1, blank: 1 });
	});
});

describe('a further run', () => {
	it('writes nothing when nothing changed', async () => {
		vendor.configure({ pageMax: 100 });
		await mirrored(rows(0, 230));
		const result = await mirror(rows(0, 230), { removedCustomers: 'delete' });
		expect(writes()).toEqual([]);
		expect(resultOf(result)).toMatchObject({ plan: { unchanged: 230 }, requests: 4 });
		expect(hintOf(result)).toContain('Nothing was changed.');
	});

	it('asks for smaller pages where AutoGrab refuses big ones', async () => {
		await mirrored(rows(0, 230));
		vendor.fail('GET /v2/recapture/customers?limit=1000', { status: 400 });
		expect(resultOf(await mirror(rows(0, 230)))).toMatchObject({ plan: { unchanged: 230 } });
	});

	it('adds, updates and removes, in this order', async () => {
		await mirrored(rows(0, 6));
		const list = [...rows(1, 5), { ...rowOf(5), Name: 'Renamed' }, rowOf(6)];
		const result = resultOf(await mirror(list, { removedCustomers: 'delete' }));
		expect(result).toMatchObject({
			plan: { create: 1, update: 1, remove: 1, unchanged: 4, foreign: 0 },
			done: { created: 1, updated: 1, removed: 1, failed: 0 },
			withheld: 0,
		});
		expect(writes().map((call) => call.split(' ')[0])).toEqual(['POST', 'PATCH', 'DELETE']);
		expect(held()).toEqual(regosOf(list as ListRow[]));
	});

	it('sends only the fields that differ', async () => {
		await mirrored(rows(0, 2));
		await mirror([rowOf(0), { ...rowOf(1), Mobile: '0412 999 001' }]);
		expect(vendor.requests('PATCH *').map(({ body }) => body)).toEqual([
			{ mobile_number: '0412999001' },
		]);
	});

	it('keeps who left, unless the user wants otherwise', async () => {
		await mirrored(rows(0, 3));
		const result = await mirror(rows(0, 2));
		expect(writes()).toEqual([]);
		expect(hintOf(result)).toContain('1 customer left the list and is kept');
	});

	it('lets AutoGrab delete them a week later, and sets the date once', async () => {
		await mirrored(rows(0, 3));
		const expire = { removedCustomers: 'expire' };
		const result = resultOf(await mirror(rows(0, 2), expire));
		expect(result).toMatchObject({ done: { removed: 1 } });
		vendor.clearRequests();
		expect(resultOf(await mirror(rows(0, 2), expire))).toMatchObject({ plan: { remove: 0 } });
		expect(writes()).toEqual([]);
		vendor.advance(8 * 86_400_000);
		expect(held()).toEqual(regosOf(rows(0, 2)));
	});

	it('takes the date back from who returns', async () => {
		await mirrored(rows(0, 3));
		await mirror(rows(0, 2), { removedCustomers: 'expire' });
		expect(resultOf(await mirror(rows(0, 3)))).toMatchObject({ done: { updated: 1 } });
		expect(vendor.customers.list().map(({ expiry_date }) => expiry_date)).toEqual([
			null,
			null,
			null,
		]);
	});

	it('keeps the customer of a row that is rejected', async () => {
		await mirrored(rows(0, 3));
		const list = [...rows(0, 2), { ...rowOf(2), 'Sale Date': '31/02/2020' }];
		const result = resultOf(await mirror(list, { removedCustomers: 'delete' }));
		expect(result).toMatchObject({ plan: { remove: 0 }, summary: { rejected: 1 } });
		expect(held()).toEqual(regosOf(rows(0, 3)));
	});

	it('makes another list of another name, and removes nobody of the first', async () => {
		await mirrored(rows(0, 20));
		const result = resultOf(
			await mirror(rows(0, 5), { listName: 'CMR', removedCustomers: 'delete' }),
		);
		expect(writes()).toEqual([]);
		expect(result).toMatchObject({
			plan: { create: 0, remove: 0, foreign: 5 },
			otherLists: { CRM: 20 },
		});
	});

	it('puts out as many changes as wanted, removals first', async () => {
		await mirrored(rows(0, 6));
		const list = [...rows(1, 5), { ...rowOf(5), Name: 'Renamed' }, rowOf(6)];
		const options = { maxChanges: 2 };
		const result = await mirror(list, { removedCustomers: 'delete', options });
		expect(changesOf(result).map(({ change, rego, row }) => ({ change, rego, row }))).toEqual([
			{ change: 'remove', rego: 'CAR0000', row: null },
			{ change: 'update', rego: 'CAR0005', row: 5 },
		]);
	});
});

describe.each(['delete', 'expire'] as const)('nobody is removed (%s)', (removedCustomers) => {
	const removing = { removedCustomers };
	const removals = () => calls().filter((call) => /^(DELETE|PATCH)/.test(call));

	it.each([
		['the source is empty', []],
		['the source gives an empty item', [{}]],
		['no row can be sent', [{ Rego: '', Name: 'Nobody' }]],
	])('when %s: that is an error', async (_label, list) => {
		await mirrored(rows(0, 5));
		const { error } = await mirror(list.length > 0 ? list : [{ Rego: '' }], removing);
		expect(error?.message).toBeTruthy();
		expect(calls()).toEqual([]);
		expect(held()).toEqual(regosOf(rows(0, 5)));
	});

	it('when the list was cut in half, until the number is approved', async () => {
		await mirrored(rows(0, 40));
		const half = await mirror(rows(0, 20), removing);
		expect(removals()).toEqual([]);
		expect(resultOf(half)).toMatchObject({
			plan: { remove: 20 },
			done: { removed: 0 },
			withheld: 20,
			withheldBecause:
				'20 of 40 left the list (50 %), more than 10 %: nothing was removed. If that is right, set "Approved Removals" to 20.',
		});
		expect(hintOf(half)).toContain('set "Approved Removals" to 20');
		expect(changesOf(half).map(({ change }) => change)).toEqual(Array(20).fill('withheld'));
		expect(
			resultOf(await plan(rows(0, 20), { ...removing, options: { approvedRemovals: 20 } })),
		).toMatchObject({ withheld: 0 });
		const approved = { ...removing, options: { approvedRemovals: 20 } };
		expect(resultOf(await mirror(rows(0, 20), approved))).toMatchObject({ done: { removed: 20 } });
	});

	it('but all else is done', async () => {
		await mirrored(rows(0, 40));
		const list = [{ ...rowOf(0), Name: 'Renamed' }, ...rows(1, 20), rowOf(50)];
		expect(resultOf(await mirror(list, removing))).toMatchObject({
			done: { created: 1, updated: 1, removed: 0 },
			withheld: 20,
		});
	});

	it('when a row names no vehicle, unless the user allows it', async () => {
		await mirrored(rows(0, 5));
		const list = [...rows(0, 4), { Rego: '', Name: 'Customer 4' }];
		const result = resultOf(await mirror(list, removing));
		expect(removals()).toEqual([]);
		expect(result).toMatchObject({ withheld: 1 });
		expect(result.withheldBecause).toContain('Remove Despite Rejected Rows');
		const options = { removeDespiteRejectedRows: true };
		expect(resultOf(await mirror(list, { ...removing, options }))).toMatchObject({
			done: { removed: 1 },
		});
	});

	it('when the list of customers moves while it is read', async () => {
		vendor.configure({ pageMax: 100 });
		await mirrored(rows(0, 250));
		vendor.configure({ order: 'insertion' });
		const [first] = vendor.customers.list();
		let count = 0;
		vendor.onRequest('GET /v2/recapture/customers', () => {
			count += 1;
			if (count === 2) vendor.customers.remove(first.id);
		});
		const list = rows(0, 248);
		const result = resultOf(await mirror(list, removing));
		expect(result.withheldBecause).toContain('changed while it was read');
		expect(removals()).toEqual([]);
	});

	it('when a page fails', async () => {
		vendor.configure({ pageMax: 100 });
		await mirrored(rows(0, 250));
		vendor.failNext('GET /v2/recapture/customers', { status: 400, skip: 1 });
		const { error } = await mirror(rows(0, 248), removing);
		expect(error?.message).toBeTruthy();
		expect(writes()).toEqual([]);
	});

	it('when a row of AutoGrab is no customer', async () => {
		await mirrored(rows(0, 3));
		vendor.configure({ extraFields: {} });
		const customers = vendor.customers.list().map((customer) => ({ ...customer }));
		vendor.failNext('GET /v2/recapture/customers', {
			status: 200,
			body: { success: true, customers: [...customers, { id: 7, rego: 'ODD1' }] },
		});
		const result = resultOf(await mirror(rows(0, 2), removing));
		expect(result.withheldBecause).toContain('without a valid customer ID');
		expect(removals()).toEqual([]);
	});

	it('when a customer could not be updated', async () => {
		await mirrored(rows(0, 5));
		vendor.configure({ lockedWhen: ({ rego }) => rego === 'CAR0000' });
		const list = [{ ...rowOf(0), Name: 'Renamed' }, { ...rowOf(1), Name: 'Too' }, ...rows(2, 4)];
		const result = await mirror(list, removing);
		expect(resultOf(result)).toMatchObject({
			done: { updated: 1, removed: 0, failed: 1 },
			withheld: 1,
		});
		expect(changesOf(result).find(({ change }) => change === 'failed')?.message).toContain(
			'Customer cannot be changed',
		);
		expect(held()).toEqual(regosOf(rows(0, 5)));
	});

	it('when new customers end in errors', async () => {
		await mirrored(rows(0, 5));
		vendor.configure({ errorWhen: () => true });
		const result = resultOf(await mirror([...rows(0, 4), rowOf(9)], removing));
		expect(result).toMatchObject({ done: { created: 0, removed: 0, failed: 1 }, withheld: 1 });
		expect(removals()).toEqual([]);
	});

	it('when the upload is not complete in time, and the next run waits for it', async () => {
		const staticData: IDataObject = {};
		await mirrored(rows(0, 5), { staticData });
		vendor.configure({ processingStartsAfterMs: 3_600_000 });
		const list = [...rows(0, 4), rowOf(9)];
		const options = { maxWaitMinutes: 0 };
		const late = resultOf(await mirror(list, { ...removing, staticData, options }));
		expect(late).toMatchObject({ done: { created: 0, removed: 0 }, withheld: 1 });
		expect(late.withheldBecause).toContain('in time');
		vendor.clearRequests();
		const halted = resultOf(await mirror(list, { ...removing, staticData }));
		expect(writes()).toEqual([]);
		expect(halted.withheldBecause).toContain('still being processed (0 of 1 customers)');
		vendor.advance(3_600_000);
		const done = resultOf(await mirror(list, { ...removing, staticData }));
		expect(done).toMatchObject({ plan: { create: 0 }, done: { removed: 1 }, withheld: 0 });
		vendor.advance(8 * 86_400_000);
		expect(held()).toEqual(regosOf(list));
	});

	it('when an upload is refused', async () => {
		await mirrored(rows(0, 5));
		vendor.failNext('POST /v2/recapture/upload', {
			status: 400,
			body: { error: true, message: 'No' },
		});
		const list = [...rows(0, 4), rowOf(9)];
		const { error } = await mirror(list, removing);
		expect(error?.message).toContain('was not accepted');
		expect(removals()).toEqual([]);
	});

	it('when most marks are missing although they were there before', async () => {
		const staticData: IDataObject = {};
		await mirrored(rows(0, 40), { staticData });
		for (const { id } of vendor.customers.list().slice(0, 30)) {
			vendor.customers.change(id, { additional_fields: {} });
		}
		const gone = vendor.customers
			.list()
			.slice(30, 32)
			.map(({ rego }) => rego);
		const list = rows(0, 40).filter(({ Rego }) => !gone.includes(Rego));
		const result = resultOf(await mirror(list, { ...removing, staticData }));
		expect(result).toMatchObject({ plan: { foreign: 30, remove: 2 }, withheld: 2 });
		expect(result.withheldBecause).toContain('Only 10 customers have the mark');
		expect(removals()).toEqual([]);
	});

	it('when AutoGrab returns no additional fields: then nobody is known', async () => {
		await mirrored(rows(0, 20));
		vendor.configure({ additionalFields: 'missing' });
		for (const operation of [plan, mirror]) {
			const result = resultOf(
				await operation([{ ...rowOf(0), Name: 'Renamed' }, rowOf(1)], removing),
			);
			expect(result).toMatchObject({ plan: { create: 0, update: 0, remove: 0, foreign: 2 } });
			expect(result.withheldBecause).toContain('returned no additional fields');
		}
		expect(writes()).toEqual([]);
	});

	it('when one of several files cannot be read', async () => {
		const csv = (list: readonly ListRow[]) =>
			['Rego,Name', ...list.map(({ Rego, Name }) => `${Rego},${Name}`)].join('\n');
		const files = (...contents: string[]) =>
			contents.map((content, index) => ({
				json: { list: `List ${index}` },
				binary: { data: inlineFile(content, `${index}.csv`) },
			}));
		const parameters = {
			operation: 'mirror',
			source: 'file',
			listName: '={{ $json.list }}',
			...removing,
		};
		await run(parameters, { items: files(csv(rows(0, 5)), csv(rows(100, 103))) });
		expect(held()).toHaveLength(8);
		vendor.clearRequests();
		const broken = files(csv(rows(0, 4)), 'Nothing\nhere');
		const stopped = await run(parameters, { items: broken });
		expect(stopped.error?.message).toContain('1.csv');
		expect(calls()).toEqual([]);
		const { outputs } = await run(parameters, { items: broken, onError: 'continueRegularOutput' });
		expect(outputs[0][0].json.withheldBecause).toContain('could not be read');
		expect(outputs[0][1].json.error).toContain('1.csv');
		expect(removals()).toEqual([]);
	});

	it('when two files have the same list name', async () => {
		const file = (name: string) => ({
			json: {},
			binary: { data: inlineFile(`Rego\n${name}`, `${name}.csv`) },
		});
		const parameters = { operation: 'mirror', source: 'file', ...removing };
		const { error } = await run(parameters, { items: [file('ABC123'), file('ABC124')] });
		expect(error?.message).toContain('same name');
		expect(calls()).toEqual([]);
	});
});

describe('what AutoGrab does not keep', () => {
	it('is named after five answers and compared no more', async () => {
		await mirrored(rows(0, 9));
		vendor.configure({ patchIgnores: ['client_name'] });
		const list = rows(0, 9).map((row) => ({ ...row, Name: 'Renamed' }));
		const result = resultOf(await mirror(list));
		expect(vendor.requests('PATCH *')).toHaveLength(5);
		expect(result).toMatchObject({
			plan: { update: 9 },
			done: { updated: 0, failed: 0 },
			fieldsNotKept: ['client_name'],
		});
	});

	it('ends the removals when it is the expiry date', async () => {
		await mirrored(rows(0, 40));
		vendor.configure({ patchIgnores: ['expiry_date'] });
		const result = resultOf(await mirror(rows(0, 37), { removedCustomers: 'expire' }));
		expect(vendor.requests('PATCH *')).toHaveLength(1);
		expect(result).toMatchObject({ done: { removed: 0, failed: 1 }, withheld: 2 });
		expect(result.withheldBecause).toContain('did not keep the expiry date');
	});
});

it('ends the removals at the first that AutoGrab refuses', async () => {
	await mirrored(rows(0, 5));
	vendor.configure({ lockedWhen: () => true });
	const result = resultOf(await mirror(rows(0, 2), { removedCustomers: 'delete' }));
	expect(vendor.requests('DELETE *')).toHaveLength(1);
	expect(result).toMatchObject({ done: { removed: 0, failed: 1 }, withheld: 2 });
});

it('does not ask for each customer when AutoGrab does not answer', async () => {
	await mirrored(rows(0, 20));
	vendor.fail('PATCH /v2/recapture/customers/:id', { status: 502 });
	const list = rows(0, 20).map((row) => ({ ...row, Name: 'Renamed' }));
	const result = resultOf(await mirror(list));
	expect(new Set(vendor.requests('PATCH *').map(({ path }) => path)).size).toBe(3);
	expect(result).toMatchObject({ done: { updated: 0, failed: 20 } });
});

it('finds what arrived although its answer was lost, when it runs again', async () => {
	vendor.failNext('POST /v2/recapture/upload', { cut: true, afterWork: true });
	const { error } = await mirror(rows(0, 5));
	expect(error?.message).toContain('did not confirm');
	resultOf(await mirror(rows(0, 5)));
	expect(held()).toEqual(regosOf(rows(0, 5)));
});

it('needs a name for the list', async () => {
	const { error } = await mirror(rows(0, 1), { listName: '={{ "" }}' });
	expect(error?.message).toContain("'List Name' is empty");
	expect(calls()).toEqual([]);
});
