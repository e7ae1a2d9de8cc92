import type { HeldCustomer } from '../../nodes/Recapture/customers/heldCustomer';
import type { Customer } from '../../nodes/Recapture/list/checkRow';
import { Comparison, type ComparisonRules } from '../../nodes/Recapture/mirror/comparison';

const NO_FIELDS: ReadonlySet<string> = new Set();
const RULES: ComparisonRules = {
	listName: 'CRM',
	region: 'au',
	fields: new Set(['rego', 'state', 'vin', 'client_name', 'mobile_number', 'sale_date']),
	changedCustomers: 'update',
	emptyFields: 'leave',
	removedCustomers: 'delete',
	expiryDay: '2026-06-08',
	maxShown: 1_000,
};

function compare(
	rows: readonly Customer[],
	held: ReadonlyArray<Record<string, unknown>>,
	rules: Partial<ComparisonRules> = {},
	unread = NO_FIELDS,
) {
	const comparison = new Comparison({ ...RULES, ...rules });
	rows.forEach((row, index) => {
		comparison.vehicles.add(row, index + 1);
		comparison.addRow(index + 1, row, unread);
	});
	held.forEach((customer, index) =>
		comparison.addHeld({ id: `c${index + 1}`, ...customer } as HeldCustomer),
	);
	return comparison;
}

const ours = (fields: Record<string, unknown>) => ({
	...fields,
	additional_fields: { n8n_list: 'CRM' },
});
const VIN = '6T1BF9FK50X123456';
const OTHER_VIN = '6T1BF9FK50X654321';

describe('whose customer', () => {
	it('adds a row that AutoGrab does not hold', () => {
		expect(compare([{ rego: 'ABC123' }], []).counts.create).toBe(1);
	});

	it.each([
		['without a mark', { rego: 'ABC123' }],
		['of another list', { rego: 'ABC123', additional_fields: { n8n_list: 'Branch' } }],
		['whose mark is no text', { rego: 'ABC123', additional_fields: { n8n_list: 7 } }],
		['whose additional fields are no object', { rego: 'ABC123', additional_fields: 'CRM' }],
		[
			'with the name of the list in other case',
			{ rego: 'ABC123', additional_fields: { n8n_list: 'crm' } },
		],
	])('leaves a customer %s alone', (_label, customer) => {
		const { counts, updates } = compare([{ rego: 'ABC123', client_name: 'New' }], [customer]);
		expect({ counts, updates }).toEqual({
			counts: { create: 0, update: 0, unchanged: 0, foreign: 1 },
			updates: [],
		});
	});

	it('removes no foreign customer', () => {
		const held = [{ rego: 'XYZ999' }, { rego: 'OLD1', additional_fields: { n8n_list: 'Branch' } }];
		const { leavers, marked, otherLists } = compare([{ rego: 'ABC123' }], held);
		expect({ leavers, marked, other: [...otherLists] }).toEqual({
			leavers: [],
			marked: 0,
			other: [['Branch', 1]],
		});
	});

	it.each([[[0, 1]], [[1, 0]]])(
		'prefers its own customer to a foreign one, in order %j',
		(order) => {
			const held = [ours({ rego: 'ABC123' }), { rego: 'ABC123' }];
			const { counts } = compare(
				[{ rego: 'ABC123' }],
				order.map((index) => held[index]),
			);
			expect(counts).toEqual({ create: 0, update: 0, unchanged: 1, foreign: 0 });
		},
	);
});

describe('the same vehicle', () => {
	it.each([
		['the same VIN, another plate', { vin: VIN, rego: 'NEW123' }, { vin: VIN, rego: 'OLD123' }],
		['the same plate, a VIN in the list only', { vin: VIN, rego: 'ABC123' }, { rego: 'ABC 123' }],
		['the same plate, a VIN at AutoGrab only', { rego: 'ABC123' }, { vin: VIN, rego: 'ABC123' }],
		['state in another case', { rego: 'ABC123', state: 'VIC' }, { rego: 'abc123', state: 'vic' }],
	])('is known by %s', (_label, row, held) => {
		const { counts, leavers } = compare([row], [ours(held)]);
		expect({ unchanged: counts.unchanged, leavers }).toEqual({ unchanged: 1, leavers: [] });
	});

	it.each([
		['two VINs on one plate', { vin: VIN, rego: 'ABC123' }, { vin: OTHER_VIN, rego: 'ABC123' }],
		['one plate in two states', { rego: 'ABC123', state: 'VIC' }, { rego: 'ABC123', state: 'NSW' }],
	])('is not the same with %s', (_label, row, held) => {
		const { counts, leavers } = compare([row], [ours(held)]);
		expect({ create: counts.create, leavers: leavers.length }).toEqual({ create: 1, leavers: 1 });
	});

	it('keeps all customers of a vehicle that AutoGrab holds twice, and changes the first', () => {
		const held = [ours({ rego: 'ABC123', client_name: 'Old' }), ours({ rego: 'ABC123' })];
		const { counts, updates, leavers } = compare([{ rego: 'ABC123', client_name: 'New' }], held);
		expect({ counts, ids: updates.map(({ id }) => id), leavers }).toEqual({
			counts: { create: 0, update: 1, unchanged: 0, foreign: 0 },
			ids: ['c1'],
			leavers: [],
		});
	});

	it('adds no second customer for a second row of the same vehicle', () => {
		const rows = [
			{ vin: VIN, rego: 'ABC123' },
			{ vin: OTHER_VIN, rego: 'ABC123' },
		];
		const { counts, leavers } = compare(rows, [ours({ rego: 'ABC123' })]);
		expect({ counts, leavers }).toEqual({
			counts: { create: 0, update: 0, unchanged: 2, foreign: 0 },
			leavers: [],
		});
	});

	it('keeps the customer of a row that is not sent', () => {
		const comparison = new Comparison(RULES);
		comparison.addOtherRow({ rego: 'ABC123' });
		comparison.addHeld({ id: 'c1', ...ours({ rego: 'ABC123', vin: VIN }) });
		expect(comparison.leavers).toEqual([]);
	});
});

describe('what differs', () => {
	const row = {
		rego: 'ABC123',
		client_name: 'Jane',
		mobile_number: '+61412555010',
		sale_date: '2026-01-31',
	};
	const same = {
		rego: 'ABC123',
		client_name: 'Jane',
		mobile_number: '+61412555010',
		sale_date: '2026-01-31T00:00:00.000Z',
	};
	const changed = (
		held: Record<string, unknown>,
		rules: Partial<ComparisonRules> = {},
		unread = NO_FIELDS,
		of: Customer = row,
	) =>
		compare([of], [ours({ ...same, ...held })], rules, unread).updates.map(({ before, after }) => ({
			before,
			after,
		}));

	it.each([
		['nothing', {}],
		['a phone number that is kept with blanks', { mobile_number: '+61 412 555 010' }],
		['a phone number that is kept as it is dialled at home', { mobile_number: '0412 555 010' }],
		['a date without a time', { sale_date: '2026-01-31' }],
		[
			'a field that the list has no column for',
			{ external_id: '77', expiry_date: '2027-01-01T00:00:00.000Z' },
		],
	])('is not: %s', (_label, held) => {
		expect(changed(held)).toEqual([]);
	});

	it.each([
		['a name', { client_name: 'Joan' }, { client_name: 'Jane' }],
		['a name that AutoGrab lost', { client_name: null }, { client_name: 'Jane' }],
		['a phone number', { mobile_number: '0412 555 011' }, { mobile_number: '+61412555010' }],
		['a day', { sale_date: '2026-02-01T00:00:00.000Z' }, { sale_date: '2026-01-31' }],
	])('is: %s', (_label, held, after) => {
		expect(changed(held).map((change) => change.after)).toEqual([after]);
	});

	it('gives the old values too', () => {
		expect(changed({ client_name: 'Joan' })).toEqual([
			{ before: { client_name: 'Joan' }, after: { client_name: 'Jane' } },
		]);
	});

	it('does not clear a field for a blank cell, unless the user wants it', () => {
		const blank = { rego: 'ABC123', mobile_number: '+61412555010', sale_date: '2026-01-31' };
		expect(changed({}, {}, NO_FIELDS, blank)).toEqual([]);
		expect(changed({}, { emptyFields: 'clear' }, NO_FIELDS, blank)).toEqual([
			{ before: { client_name: 'Jane' }, after: { client_name: '' } },
		]);
	});

	it('never clears a field for a cell that is filled but cannot be read', () => {
		const unread = { rego: 'ABC123', client_name: 'Jane', sale_date: '2026-01-31' };
		expect(changed({}, { emptyFields: 'clear' }, new Set(['mobile_number']), unread)).toEqual([]);
	});

	it('changes nothing when changed customers are left', () => {
		expect(changed({ client_name: 'Joan' }, { changedCustomers: 'leave' })).toEqual([]);
	});
});

describe('who left', () => {
	const left = (held: Record<string, unknown>, rules: Partial<ComparisonRules> = {}) => {
		const {
			leavers,
			left: kept,
			expiring,
		} = compare([{ rego: 'ABC123' }], [ours({ rego: 'GONE1', ...held })], rules);
		return { leavers: leavers.length, kept, expiring };
	};

	it('is removed', () => {
		expect(left({})).toEqual({ leavers: 1, kept: 0, expiring: 0 });
	});

	it('is counted alone when the user keeps them', () => {
		expect(left({}, { removedCustomers: 'keep' })).toEqual({ leavers: 0, kept: 1, expiring: 0 });
	});

	it('is not given a later date every night', () => {
		const expire = { removedCustomers: 'expire' } as const;
		expect(left({ expiry_date: '2026-06-05T00:00:00.000Z' }, expire)).toEqual({
			leavers: 0,
			kept: 0,
			expiring: 1,
		});
		expect(left({ expiry_date: '2026-06-09T00:00:00.000Z' }, expire)).toEqual({
			leavers: 1,
			kept: 0,
			expiring: 0,
		});
	});

	it.each([
		['none, where the list has no such column', {}, { rego: 'ABC123' }, ''],
		[
			'its own',
			{ fields: new Set(['rego', 'expiry_date']) },
			{ rego: 'ABC123', expiry_date: '2027-01-01' },
			'2027-01-01',
		],
		[
			'none, where its cell is blank',
			{ fields: new Set(['rego', 'expiry_date']) },
			{ rego: 'ABC123' },
			'',
		],
		[
			'none, although changed customers are left',
			{ changedCustomers: 'leave' as const },
			{ rego: 'ABC123' },
			'',
		],
	])('and comes back gets the date of the list: %s', (_label, rules, row, date) => {
		const held = ours({ rego: 'ABC123', expiry_date: '2026-06-08T00:00:00.000Z' });
		expect(compare([row], [held], rules).updates.map(({ after }) => after)).toEqual([
			{ expiry_date: date },
		]);
	});

	it('keeps a later date that somebody set by hand', () => {
		const held = ours({ rego: 'ABC123', expiry_date: '2026-06-09T00:00:00.000Z' });
		expect(compare([{ rego: 'ABC123' }], [held]).updates).toEqual([]);
	});
});
