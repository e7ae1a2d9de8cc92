import fc from 'fast-check';

import type { BrokenRow } from '../../nodes/Recapture/list/table';
import { VehicleSet } from '../../nodes/Recapture/list/vehicleSet';
import { tableOf, walk } from '../support/table';

const VIN = '1N4AL11D16N337720';

it('makes customers of rows: named fields first, everything else as additional fields', async () => {
	const table = tableOf(
		['Number Plate', 'State', 'VIN', 'Customer', 'Mobile', 'Sale Date', 'Policy Expiry', 'Branch'],
		[
			'zen-407',
			'Victoria',
			VIN.toLowerCase(),
			' Maya ',
			'0412 555 010',
			'31/01/2020',
			'2027-05-01',
			'Geelong',
		],
	);
	const { customers, summary } = await walk(table);
	expect(customers).toEqual([
		{
			rego: 'ZEN407',
			state: 'VIC',
			vin: VIN,
			client_name: 'Maya',
			mobile_number: '0412555010',
			sale_date: '2020-01-31',
			expiry_date: '2027-05-01',
			additional_fields: { Branch: 'Geelong' },
		},
	]);
	expect(summary).toEqual({
		rows: 1,
		accepted: 1,
		rejected: 0,
		duplicates: 0,
		blank: 0,
		existing: 0,
		regoLookups: 0,
		rejectedByReason: {},
		rejectedShown: 0,
		warnings: {},
		columns: {
			rego: 'Number Plate',
			state: 'State',
			vin: 'VIN',
			client_name: 'Customer',
			mobile_number: 'Mobile',
			sale_date: 'Sale Date',
			expiry_date: 'Policy Expiry',
		},
		additionalFields: ['Branch'],
		dateOrder: 'dmy',
		delimiter: ',',
		encoding: 'utf-8',
	});
});

it('sends no empty fields', async () => {
	const { customers } = await walk(tableOf(['Rego', 'Name', 'Note'], ['ABC123', '  ', '']));
	expect(customers).toEqual([{ rego: 'ABC123' }]);
});

describe('rejected rows', () => {
	const EXPIRY = ['Rego', 'Policy End Date'];

	it.each([
		[
			'a row with neither rego nor VIN',
			tableOf(['Rego', 'Name'], ['', 'Maya']),
			{
				row: 1,
				line: 2,
				reason: 'missing-identity',
				message: 'Row 1 (line 2): there is neither a rego nor a VIN.',
				data: { Rego: '', Name: 'Maya' },
			},
		],
		[
			'a day that does not exist',
			tableOf(EXPIRY, ['ABC123', '31/02/2027']),
			{
				row: 1,
				line: 2,
				reason: 'bad-date',
				column: 'Policy End Date',
				value: '31/02/2027',
				message: 'Row 1 (line 2): "31/02/2027" in column "Policy End Date" is not a date.',
				data: { Rego: 'ABC123', 'Policy End Date': '31/02/2027' },
			},
		],
		[
			'an expiry date that is today',
			tableOf(EXPIRY, ['ABC123', '2026-06-01']),
			expect.objectContaining({
				reason: 'already-expired',
				message:
					'Row 1 (line 2): "2026-06-01" in column "Policy End Date" is today or earlier: Recapture would delete the customer at once.',
			}),
		],
		[
			'a VIN that is none, when there is no rego',
			tableOf(['Rego', 'VIN'], ['', '1N4AL11D16N33772O']),
			expect.objectContaining({
				reason: 'vin-malformed',
				column: 'VIN',
				value: '1N4AL11D16N33772O',
			}),
		],
	])('names %s', async (_label, table, rejected) => {
		const { customers, report } = await walk(table);
		expect(customers).toEqual([]);
		expect(report.rejected).toEqual([{ item: 0, rejected }]);
	});

	it('refuses a date that reads both ways when its column proves both orders', async () => {
		const { report } = await walk(tableOf(EXPIRY, ['ABC123', '03/04/2027']), {
			order: 'contradictory',
		});
		expect(report.rejected[0].rejected).toMatchObject({
			reason: 'ambiguous-date',
			value: '03/04/2027',
		});
	});

	it('gives the raw text of a row that could not be read', async () => {
		const table = tableOf(['Rego', 'Name']);
		const broken: BrokenRow = {
			reason: 'broken-quotes',
			text: 'A,"x',
			what: 'has a quoted cell that never ends',
		};
		table.batches = async function* () {
			yield [{ row: 1, line: 2, item: 0, cells: [], broken }];
		};
		const { report } = await walk(table);
		expect(report.rejected[0].rejected).toEqual({
			row: 1,
			line: 2,
			reason: 'broken-quotes',
			message: 'Row 1 (line 2): has a quoted cell that never ends.',
			data: { _line: 'A,"x' },
		});
	});

	it('counts all but keeps only so many', async () => {
		const { report, summary } = await walk(
			tableOf(['Rego', 'N'], ['', '1'], ['', '2'], ['', '3']),
			{
				maxRejectedRows: 2,
			},
		);
		expect(report.rejected.map(({ rejected }) => rejected.row)).toEqual([1, 2]);
		expect(summary).toMatchObject({
			rejected: 3,
			rejectedShown: 2,
			rejectedByReason: { 'missing-identity': 3 },
		});
	});

	it('keeps a column called __proto__ like any other', async () => {
		const { customers, report } = await walk(
			tableOf(['Rego', '__proto__'], ['ABC123', 'kept'], ['', 'kept too']),
		);
		expect(JSON.stringify(customers[0])).toBe(
			'{"rego":"ABC123","additional_fields":{"__proto__":"kept"}}',
		);
		expect(JSON.stringify(report.rejected[0].rejected.data)).toContain('"__proto__":"kept too"');
	});
});

describe('warnings', () => {
	it('leaves out a VIN that is none, keeps what was read, and counts the row as a lookup', async () => {
		const { customers, summary } = await walk(
			tableOf(['Rego', 'VIN', 'State'], ['ABC123', 'WVWZZZ', 'VIC']),
			{ regoLookups: 'on', unmapped: 'ignore' },
		);
		expect(customers).toEqual([
			{ rego: 'ABC123', state: 'VIC', additional_fields: { VIN: 'WVWZZZ' } },
		]);
		expect(summary).toMatchObject({ warnings: { 'vin-malformed': 1 }, regoLookups: 1 });
	});

	it.each([
		['a check digit that fails', ['VIN'], ['WVWZZZ3CZEE140287'], 'vin-check-digit'],
		['a state that is none', ['Rego', 'State'], ['ABC123', 'Vict.'], 'state-unknown'],
		[
			'a phone number that a spreadsheet ruined',
			['Rego', 'Mobile'],
			['ABC123', '4.12E+08'],
			'mobile-damaged',
		],
	])('sends the row all the same for %s', async (_label, columns, cells, warning) => {
		const { customers, summary } = await walk(tableOf(columns, cells));
		expect(customers).toHaveLength(1);
		expect(summary.warnings).toEqual({ [warning]: 1 });
	});

	it('says when a lookup has no state, in Australia only', async () => {
		const table = tableOf(['Rego'], ['ABC123']);
		const au = await walk(table, { regoLookups: 'on' });
		expect(au.summary.warnings).toEqual({ 'state-missing': 1 });
		const nz = await walk(table, { regoLookups: 'on', region: 'nz' });
		expect(nz.summary.warnings).toEqual({});
	});

	it('keeps the text of a phone cell that says more than a number', async () => {
		const { customers } = await walk(tableOf(['Rego', 'Mobile'], ['ABC123', 'ask at work']));
		expect(customers).toEqual([{ rego: 'ABC123', additional_fields: { Mobile: 'ask at work' } }]);
	});
});

describe('duplicates', () => {
	const table = tableOf(
		['Rego', 'State', 'VIN', 'Sale Date'],
		['ABC123', 'VIC', '', ''],
		['abc-123', 'Victoria', '', ''],
		['ABC123', 'NSW', '', ''],
		['', '', VIN, 'not a date'],
		['', '', VIN, ''],
		['XYZ789', '', VIN, ''],
	);

	it('are skipped when an accepted row earlier in the list has the same vehicle', async () => {
		const { rows, summary } = await walk(table);
		expect(rows).toEqual([1, 3, 5]);
		expect(summary).toMatchObject({ accepted: 3, duplicates: 2, rejected: 1 });
	});

	it('are kept when the user wants that', async () => {
		const { rows, summary } = await walk(table, { duplicateRows: 'keep' });
		expect(rows).toEqual([1, 2, 3, 5, 6]);
		expect(summary).toMatchObject({ accepted: 5, duplicates: 0 });
	});

	it('are known from rows before the one to start at', async () => {
		const { rows, summary, report } = await walk(table, { startAtRow: 2 });
		expect(rows).toEqual([3, 5]);
		expect(summary).toMatchObject({ rows: 5, accepted: 2, duplicates: 2, rejected: 1 });
		expect(report.lastRow).toBe(6);
	});
});

it('leaves out vehicles that are there already', async () => {
	const existing = new VehicleSet();
	existing.add({ rego: 'ABC123' });
	const { rows, summary } = await walk(tableOf(['Rego'], ['ABC123'], ['XYZ789']), { existing });
	expect(rows).toEqual([2]);
	expect(summary).toMatchObject({ accepted: 1, existing: 1 });
});

it('merges an object of additional fields, and keeps other nested values as they are', async () => {
	const table = tableOf(
		['rego', 'additional_fields', 'owner'],
		['ABC123', { branch: 'Geelong', '': 1 }, { name: 'Maya', ids: [1, 2] }],
	);
	const { customers } = await walk(table);
	expect(customers).toEqual([
		{
			rego: 'ABC123',
			additional_fields: { branch: 'Geelong', '': 1, owner: { name: 'Maya', ids: [1, 2] } },
		},
	]);
});

it('has totals that add up, whatever the cells are', async () => {
	const cell = fc.oneof(
		fc.constantFrom(
			'',
			' ',
			'ABC123',
			'abc 123',
			'VIC',
			VIN,
			'31/12/2030',
			'2020-01-01',
			'4.1E+08',
		),
		fc.string(),
		fc.anything(),
	);
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 20 }),
			fc.integer({ min: 1, max: 5 }),
			async (rows, startAtRow) => {
				const columns = ['Rego', 'State', 'VIN', 'Mobile', 'Expiry Date', 'Other'];
				// BigInt cannot be written as JSON, and no list holds one.
				const readable = rows.map((row) => row.map((value) => (holdsJson(value) ? value : null)));
				const { summary, customers } = await walk(tableOf(columns, ...readable), { startAtRow });
				expect(summary.rows).toBe(Math.max(rows.length - startAtRow + 1, 0));
				expect(summary.rows).toBe(
					summary.accepted +
						summary.rejected +
						summary.duplicates +
						summary.blank +
						summary.existing,
				);
				expect(customers).toHaveLength(summary.accepted);
			},
		),
		{ numRuns: 300 },
	);
});

function holdsJson(value: unknown): boolean {
	try {
		JSON.stringify(value);
		return true;
	} catch {
		return false;
	}
}
