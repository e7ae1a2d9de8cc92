import fc from 'fast-check';

import { CellError, MissingFormulaValue, type BrokenRow } from '../../nodes/Recapture/list/table';
import { VehicleIndex } from '../../nodes/Recapture/list/vehicleIndex';
import { readTable, tableOf } from '../support/table';

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
	const { customers, summary } = await readTable(table);
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
		warned: [],
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
		lookalikes: [],
		headerLine: 1,
		dateOrder: 'dmy',
		delimiter: ',',
		encoding: 'utf-8',
	});
});

it('sends no empty fields', async () => {
	const { customers } = await readTable(tableOf(['Rego', 'Name', 'Note'], ['ABC123', '  ', '']));
	expect(customers).toEqual([{ rego: 'ABC123' }]);
});

describe('rejected rows', () => {
	const EXPIRY = ['Rego', 'Policy End Date'];

	it('have the same keys in the same order, whatever is wrong', async () => {
		const { customers, rejected } = await readTable(
			tableOf(['Rego', 'Policy End Date'], ['', '2027-01-01'], ['ABC123', '31/02/2027']),
		);
		expect(customers).toEqual([]);
		expect(rejected).toEqual([
			{
				row: 1,
				line: 2,
				reason: 'missing-identity',
				message: 'Row 1 (line 2): there is neither a rego nor a VIN.',
				column: '',
				value: '',
				data: { Rego: '', 'Policy End Date': '2027-01-01' },
			},
			{
				row: 2,
				line: 3,
				reason: 'bad-date',
				message: 'Row 2 (line 3): "31/02/2027" in column "Policy End Date" is not a date.',
				column: 'Policy End Date',
				value: '31/02/2027',
				data: { Rego: 'ABC123', 'Policy End Date': '31/02/2027' },
			},
		]);
		for (const row of rejected) {
			expect(Object.keys(row).join()).toBe('row,line,reason,message,column,value,data');
		}
	});

	it.each<[string, unknown[], object]>([
		[
			'an expiry date that is today',
			['ABC123', '', '2026-06-01'],
			{
				reason: 'already-expired',
				message:
					'Row 1 (line 2): "2026-06-01" in column "Expiry" is today or earlier, and AutoGrab would delete the customer at once.',
			},
		],
		[
			'a VIN that is none, when there is no rego',
			['', '1N4AL11D16N33772O', ''],
			{
				reason: 'vin-malformed',
				column: 'VIN',
				value: '1N4AL11D16N33772O',
				message: expect.stringContaining('and the row has no rego'),
			},
		],
		[
			'a rego that is none, when there is no VIN',
			['Total', '', ''],
			{
				reason: 'rego-malformed',
				column: 'Rego',
				value: 'Total',
				message:
					'Row 1 (line 2): "Total" in column "Rego" is not a number plate, and the row has no VIN.',
			},
		],
		[
			'an error cell in the rego',
			[new CellError('#N/A'), '', ''],
			{
				reason: 'rego-malformed',
				value: '#N/A',
				message: expect.stringContaining('"#N/A" in column "Rego"'),
				data: { Rego: '#N/A', VIN: '', Expiry: '' },
			},
		],
		[
			'all that is wrong with a row',
			['TBA', 'WVWZZZ', '31/02/2027'],
			{
				reason: 'rego-malformed',
				message:
					'Row 1 (line 2): "TBA" in column "Rego" is not a number plate; "WVWZZZ" in column "VIN" is not a VIN (17 letters and digits, without I, O and Q); "31/02/2027" in column "Expiry" is not a date.',
			},
		],
	])('name %s', async (_label, cells, expected) => {
		const { customers, rejected } = await readTable(tableOf(['Rego', 'VIN', 'Expiry'], cells), {
			manual: [{ field: 'expiry_date', column: 'Expiry' }],
		});
		expect(customers).toEqual([]);
		expect(rejected).toEqual([expect.objectContaining(expected)]);
	});

	it.each([
		['Old Plate', 'XYZ789'],
		['Second VIN', '1N4AL11D16N337720'],
		['spare_rego_2', 'XYZ789'],
	])('without rego and VIN name the column "%s" that may have them', async (column, cell) => {
		const { rejected } = await readTable(tableOf(['Rego', column], ['', cell], ['', '']));
		expect(rejected).toHaveLength(1);
		expect(rejected[0].message).toContain(`The column "${column}" is filled`);
	});

	it.each<[string, string[], string[]]>([
		['as they are', ['Rego', 'Name', 'Mobile'], ['Rego', 'Name', 'Mobile']],
		['in capitals', ['Rego', 'Name', 'Mobile'], ['REGO', 'NAME', 'MOBILE']],
		['in part', ['Rego', 'Name', 'Branch'], ['Rego', 'Name', '']],
		['in other words', ['Rego', 'Name', 'Mobile'], ['Number Plate', 'Customer', 'Phone']],
		['of the VIN alone', ['VIN', 'Branch'], ['VIN', 'Branch']],
		['with a digit', ['Rego', 'Note 1'], ['Rego', 'Note 1']],
	])('are those that repeat the headers, %s', async (_label, headers, cells) => {
		const { rejected } = await readTable(tableOf(headers, cells));
		expect(rejected.map(({ reason, column, value }) => [reason, column, value])).toEqual([
			['repeated-headers', '', ''],
		]);
	});

	it('are not those of a personalised plate that is a word from a header', async () => {
		const { rows } = await readTable(
			tableOf(['Rego', 'Name', 'Mobile'], ['OWNER', 'Maya', '0412345678']),
		);
		expect(rows).toEqual([1]);
	});

	it.each([
		['No plate', 'rego-malformed'],
		['Sold', undefined],
		['NAME', undefined],
	])(
		'are not those with the header word "%s" for a rego and a value beside it',
		async (rego, reason) => {
			const headers = ['Rego', 'VIN', 'Branch'];
			const cells = [rego, '1N4AL11D16N337720', 'Richmond'];
			const { customers, rejected, summary } = await readTable(tableOf(headers, cells));
			expect(rejected).toEqual([]);
			expect(customers).toMatchObject([{ vin: '1N4AL11D16N337720' }]);
			expect(Object.keys(summary.warnings)).toEqual(reason === undefined ? [] : [reason]);
			const named = await readTable(tableOf(['Rego', 'Name'], [rego, 'Maya']));
			expect(named.rejected.map((row) => row.reason)).toEqual(reason === undefined ? [] : [reason]);
		},
	);

	it('put out only the beginning of a long cell and of a long row', async () => {
		const headers = ['Rego', ...Array.from({ length: 100 }, (_, index) => `Note ${index}`)];
		const long = 'x'.repeat(500_000);
		const { rejected } = await readTable(
			tableOf(headers, [`N/A ${long}`, ...headers.slice(1).map(() => long)]),
		);
		const [{ message, value, data }] = rejected;
		expect(message.length).toBeLessThan(500);
		expect(value).toHaveLength(1_001);
		expect(data['Note 0']).toBe(`${'x'.repeat(1_000)}…`);
		expect(data._leftOut).toMatch(/^\d\d cells$/);
		expect(JSON.stringify(rejected).length).toBeLessThan(30_000);
	});

	it('refuses a date that reads both ways when its column proves both orders', async () => {
		const { rejected } = await readTable(
			tableOf(EXPIRY, ['A1', '13/02/2027'], ['A2', '03/04/2027'], ['A3', '02/13/2027']),
		);
		expect(rejected).toMatchObject([
			{
				row: 2,
				reason: 'ambiguous-date',
				value: '03/04/2027',
				message: expect.stringContaining(
					"the date in row 3 is written in another order: choose a 'Date Order'",
				),
			},
		]);
	});

	it('names the other date columns when those prove both orders', async () => {
		const { rejected } = await readTable(
			tableOf(
				['Rego', 'Sale Date', 'Expiry Date'],
				['A1', '13/01/2020', '01/02/2031'],
				['A2', '01/14/2020', ''],
			),
		);
		expect(rejected[0].message).toContain(
			"and the list's other date columns are not all written in the same order: choose a 'Date Order'",
		);
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
		const { rejected } = await readTable(table);
		expect(rejected).toEqual([
			{
				row: 1,
				line: 2,
				reason: 'broken-quotes',
				message: 'Row 1 (line 2): has a quoted cell that never ends.',
				column: '',
				value: '',
				data: { _line: 'A,"x' },
			},
		]);
	});

	it('counts all but keeps only so many', async () => {
		const { rejected, summary } = await readTable(
			tableOf(['Rego', 'N'], ['', '1'], ['', '2'], ['', '3']),
			{ maxRejectedRows: 2 },
		);
		expect(rejected.map(({ row }) => row)).toEqual([1, 2]);
		expect(summary).toMatchObject({
			rejected: 3,
			rejectedShown: 2,
			rejectedByReason: { 'missing-identity': 3 },
		});
	});

	it('keeps a column called __proto__ like any other', async () => {
		const { customers, rejected } = await readTable(
			tableOf(['Rego', '__proto__'], ['ABC123', 'kept'], ['', 'kept too']),
		);
		expect(JSON.stringify(customers[0])).toBe(
			'{"rego":"ABC123","additional_fields":{"__proto__":"kept"}}',
		);
		expect(JSON.stringify(rejected[0].data)).toContain('"__proto__":"kept too"');
	});
});

describe('warnings', () => {
	it('leaves out a VIN that is none, keeps what was read, and counts the row as a lookup', async () => {
		const { customers, summary } = await readTable(
			tableOf(['Rego', 'VIN', 'State'], ['ABC123', 'WVWZZZ', 'VIC']),
			{ regoLookups: 'on', unmapped: 'ignore' },
		);
		expect(customers).toEqual([
			{ rego: 'ABC123', state: 'VIC', additional_fields: { VIN: 'WVWZZZ' } },
		]);
		expect(summary).toMatchObject({ warnings: { 'vin-malformed': 1 }, regoLookups: 1 });
	});

	it.each<[string, string[], unknown[], string, object]>([
		['a check digit that fails', ['VIN'], ['WVWZZZ3CZEE140287'], 'vin-check-digit', {}],
		['a state that is none', ['Rego', 'State'], ['ABC123', 'Vict.'], 'state-unknown', {}],
		[
			'a phone number that a spreadsheet ruined',
			['Rego', 'Mobile'],
			['ABC123', '4.12E+08'],
			'mobile-damaged',
			{ rego: 'ABC123', additional_fields: { Mobile: '4.12E+08' } },
		],
		[
			'a phone cell without a number',
			['Rego', 'Mobile'],
			['ABC123', 'ask at work'],
			'mobile-unclear',
			{ rego: 'ABC123', additional_fields: { Mobile: 'ask at work' } },
		],
		[
			'a rego that is none beside a VIN',
			['Rego', 'VIN'],
			['TBA', '1N4AL11D16N337720'],
			'rego-malformed',
			{ vin: VIN, additional_fields: { Rego: 'TBA' } },
		],
		[
			'a mark for no date',
			['Rego', 'Expiry Date'],
			['ABC123', '00/00/0000'],
			'no-date',
			{ rego: 'ABC123' },
		],
		[
			'a name that has lost characters',
			['Rego', 'Name'],
			['ABC123', 'Ren\ufffd'],
			'name-garbled',
			{ rego: 'ABC123', client_name: 'Ren\ufffd' },
		],
		[
			'an error cell',
			['Rego', 'Sale Date', 'Note'],
			['ABC123', new CellError('#REF!'), new CellError('#DIV/0!')],
			'cell-error',
			{ rego: 'ABC123', additional_fields: { Note: '#DIV/0!' } },
		],
	])('sends the row all the same for %s', async (_label, columns, cells, warning, customer) => {
		const { customers, summary, report } = await readTable(tableOf(columns, cells));
		expect(customers).toEqual([expect.objectContaining(customer)]);
		expect(summary.warnings).toEqual({ [warning]: 1 });
		expect(report.tally.warnedRows).toBe(1);
		const [{ column, value, ...others }] = summary.warned;
		expect(others).toEqual({ row: 1, line: 2, warning });
		const at = columns.indexOf(column);
		expect(value).toBe(cells[at] instanceof CellError ? '#REF!' : cells[at]);
	});

	it('names the first 50 only', async () => {
		const rows = Array.from({ length: 60 }, (_, index) => [`A${index}`, 'Vict.']);
		const { summary } = await readTable(tableOf(['Rego', 'State'], ...rows));
		expect(summary.warnings).toEqual({ 'state-unknown': 60 });
		expect(summary.warned).toHaveLength(50);
	});

	it('counts none of a row that is rejected', async () => {
		const { summary } = await readTable(
			tableOf(['Rego', 'State', 'Expiry Date'], ['ABC123', 'Vict.', 'soon']),
		);
		expect(summary).toMatchObject({ warnings: {}, warned: [], rejected: 1 });
	});

	it('says when a lookup has no state, in Australia only', async () => {
		const table = tableOf(['Rego'], ['ABC123']);
		const au = await readTable(table, { regoLookups: 'on' });
		expect(au.summary.warnings).toEqual({ 'state-missing': 1 });
		const nz = await readTable(table, { regoLookups: 'on', region: 'nz' });
		expect(nz.summary.warnings).toEqual({});
	});
});

describe('two columns for one field', () => {
	const table = tableOf(
		['Rego', 'Mobile', 'Phone', 'Branch'],
		['A1', '0412 345 678', '03 9876 5432', 'Geelong'],
		['A2', '', '03 9876 5432', ''],
		['A3', '', '', ''],
	);

	it('take turns: the better one where it is filled, the other one where it is blank', async () => {
		const { customers, summary } = await readTable(table);
		expect(customers).toEqual([
			{
				rego: 'A1',
				mobile_number: '0412345678',
				additional_fields: { Branch: 'Geelong', Phone: '03 9876 5432' },
			},
			{ rego: 'A2', mobile_number: '0398765432' },
			{ rego: 'A3' },
		]);
		expect(summary.columns).toEqual({ rego: 'Rego', mobile_number: 'Mobile, Phone' });
		expect(summary.additionalFields).toEqual(['Branch']);
	});

	it('leave the one out that is not used when unmapped columns are ignored', async () => {
		const { customers } = await readTable(table, { unmapped: 'ignore' });
		expect(customers[0]).toEqual({ rego: 'A1', mobile_number: '0412345678' });
	});

	it('make the one that feeds no row an additional field', async () => {
		const { summary } = await readTable(
			tableOf(['Rego', 'Sold', 'Sale Date'], ['A1', 'Yes', '2020-01-31']),
		);
		expect(summary.columns).toMatchObject({ sale_date: 'Sale Date' });
		expect(summary.additionalFields).toEqual(['Sold']);
	});

	it.each([
		[['Maya', 'Hughes'], 'Maya Hughes'],
		[['Maya', ''], 'Maya'],
		[['', 'Hughes'], 'Hughes'],
		[[' ', undefined], undefined],
		[[{ value: 'Maya' }, ['Hughes']], 'Maya Hughes'],
		[[new CellError('#N/A'), 'Hughes'], 'Hughes'],
	])('join the halves of a name: %j', async (halves, expected) => {
		const { customers } = await readTable(
			tableOf(['Rego', 'First Name', 'Last Name'], ['A1', ...halves]),
		);
		expect(customers[0].client_name).toBe(expected);
	});

	it('skip an error cell', async () => {
		const { customers } = await readTable(
			tableOf(['Rego', 'Mobile', 'Phone'], ['A1', new CellError('#N/A'), '0398765432']),
		);
		expect(customers[0]).toMatchObject({ mobile_number: '0398765432' });
	});
});

describe('what the dates of a list prove', () => {
	const headers = ['Rego', 'Expiry Date', 'Sale Date'];
	const dayFirst = Array.from({ length: 3 }, (_, index) => [`A${index}`, '03/04/2031', '']);

	it.each<[string, unknown[]]>([
		['in a footer', ['Total', '02/13/2031', '']],
		['in a row without rego', ['', '02/13/2031', '']],
		['in a row that repeats the headers', ['Rego', '02/13/2031', 'Sale Date']],
		['beside a date that cannot be read', ['A9', '02/13/2031', 'long ago']],
		['that is over, so that the row is rejected anyway', ['A9', '02/13/2019', '']],
	])('is not affected by a date %s', async (_label, odd) => {
		const { customers, summary, report } = await readTable(tableOf(headers, ...dayFirst, odd));
		expect(summary).toMatchObject({ dateOrder: 'dmy', accepted: 3 });
		expect(customers[0]).toMatchObject({ expiry_date: '2031-04-03' });
		expect(report.tally.rejectedByReason).not.toHaveProperty('ambiguous-date');
	});

	it('includes such a date in a row that is sent', async () => {
		const { summary } = await readTable(tableOf(headers, ...dayFirst, ['A9', '02/13/2031', '']));
		expect(summary.dateOrder).not.toBe('dmy');
	});

	it('includes the rows before the one to start at', async () => {
		const { customers } = await readTable(
			tableOf(headers, ['A1', '12/31/2031'], ['A2', '12/30/2031'], ['A3', '03/04/2031']),
			{ startAtRow: 3 },
		);
		expect(customers).toEqual([{ rego: 'A3', expiry_date: '2031-03-04' }]);
	});
});

describe('objects and lists in cells', () => {
	it.each<[unknown, string | undefined]>([
		[['ABC123'], 'ABC123'],
		[{ name: 'ABC123' }, 'ABC123'],
		[{ text: 'ABC123', id: 7 }, 'ABC123'],
		[[{ value: 'ABC123' }], 'ABC123'],
		[{ value: ['abc 123'] }, 'ABC123'],
		[[], undefined],
		[{ name: null }, undefined],
	])('stand for the one value inside: %j', async (cell, rego) => {
		const { customers } = await readTable(tableOf(['Rego', 'VIN'], [cell, VIN]));
		expect(customers[0].rego).toBe(rego);
	});

	it.each<[string, unknown]>([
		['an object without a value', { id: 7 }],
		['a list of two', ['A1', 'B2']],
		['an object in a list', [{ plate: 'A1' }]],
		['an object inside an object', { value: { plate: 'A1' } }],
	])('are an error in a customer field: %s', async (_label, cell) => {
		const table = tableOf(['Rego', 'Owner'], ['ABC123', 'Maya'], ['XYZ789', cell]);
		await expect(readTable(table)).rejects.toThrow(
			'Item 2 has an object or a list in "Owner", but the customer field "client_name" takes one value',
		);
	});

	it('are sent as they are in additional fields', async () => {
		const owner = { name: 'Maya', ids: [1, 2] };
		const { customers } = await readTable(
			tableOf(
				['rego', 'additional_fields', 'details'],
				['ABC123', { branch: 'Geelong', '': 1 }, owner],
			),
		);
		expect(customers).toEqual([
			{ rego: 'ABC123', additional_fields: { branch: 'Geelong', '': 1, details: owner } },
		]);
	});

	it('that are dates are dates', async () => {
		const { customers } = await readTable(
			tableOf(['Rego', 'Sale Date'], ['ABC123', new Date('2020-01-31T14:00:00Z')]),
		);
		expect(customers[0]).toMatchObject({ sale_date: '2020-02-01' });
	});
});

it('asks for a formula without a value in a customer field, and leaves it out elsewhere', async () => {
	const formula = new MissingFormulaValue();
	await expect(readTable(tableOf(['Rego', 'Name'], ['A1', formula]))).rejects.toThrow(
		'The column "Name" has a formula without a stored value in row 2 of the sheet',
	);
	const { customers } = await readTable(tableOf(['Rego', 'Note'], ['A1', formula]));
	expect(customers).toEqual([{ rego: 'A1' }]);
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
		const { rows, summary, rejected } = await readTable(table);
		expect(rows).toEqual([1, 3, 5]);
		expect(summary).toMatchObject({
			accepted: 3,
			duplicates: 2,
			rejected: 1,
			rejectedByReason: { 'bad-date': 1 },
			rejectedShown: 3,
		});
		expect(rejected.filter(({ reason }) => reason === 'duplicate')).toEqual([
			{
				row: 2,
				line: 3,
				reason: 'duplicate',
				message:
					'Row 2 (line 3): the same vehicle as row 1 (same rego and state), so it is not sent again.',
				column: '',
				value: '',
				data: { Rego: 'abc-123', State: 'Victoria', VIN: '', 'Sale Date': '' },
			},
			expect.objectContaining({
				row: 6,
				message: 'Row 6 (line 7): the same vehicle as row 5 (same VIN), so it is not sent again.',
			}),
		]);
	});

	it('are kept when the user wants that', async () => {
		const { rows, summary } = await readTable(table, { duplicateRows: 'keep' });
		expect(rows).toEqual([1, 2, 3, 5, 6]);
		expect(summary).toMatchObject({ accepted: 5, duplicates: 0 });
	});

	it('are known from rows before the one to start at', async () => {
		const { rows, summary, report } = await readTable(table, { startAtRow: 2 });
		expect(rows).toEqual([3, 5]);
		expect(summary).toMatchObject({ rows: 5, accepted: 2, duplicates: 2, rejected: 1 });
		expect(report.lastRow).toBe(6);
	});
});

it('leaves out vehicles that AutoGrab holds already, and repetitions of them as well', async () => {
	const existing = new VehicleIndex();
	existing.add({ rego: 'ABC123' }, 0);
	const { rows, summary } = await readTable(tableOf(['Rego'], ['ABC123'], ['XYZ789'], ['ABC123']), {
		existing,
	});
	expect(rows).toEqual([2]);
	expect(summary).toMatchObject({ accepted: 1, existing: 2, duplicates: 0 });
});

it('looks at no more cells than a row has, however many columns the list has', async () => {
	const headers = ['Rego', ...Array.from({ length: 9_000 }, (_, index) => `Column ${index}`)];
	const table = {
		...tableOf(['Rego']),
		columns: headers,
		headers,
		async *batches() {
			yield Array.from({ length: 20_000 }, (_, index) => ({
				row: index + 1,
				item: 0,
				cells: [`R${index}`],
			}));
		},
	};
	const startedAt = performance.now();
	const { summary } = await readTable(table);
	expect(summary.accepted).toBe(20_000);
	expect(performance.now() - startedAt).toBeLessThan(3_000);
});

describe('no row vanishes', () => {
	const HEADERS = ['Rego', 'State', 'VIN', 'Mobile', 'Phone', 'Sale Date', 'Expiry Date', 'Other'];
	const messy = fc.oneof(
		{
			weight: 6,
			arbitrary: fc.constantFrom('', ' ', '\u00a0', '-', 'N/A', 'TBA', 'Total', '#N/A'),
		},
		{
			weight: 6,
			arbitrary: fc.constantFrom(
				'ABC123',
				'abc 123',
				'XYZ-789',
				'A1',
				'VIC',
				'vict',
				VIN,
				`${VIN} `,
			),
		},
		{
			weight: 6,
			arbitrary: fc.constantFrom(
				'31/12/2030',
				'02/13/2031',
				'03/04/2031',
				'2020-01-01',
				'31/02/2031',
				'00/00/0000',
			),
		},
		{
			weight: 3,
			arbitrary: fc.constantFrom('0412345678', '4.1E+08', 'ask', 412345678, '********'),
		},
		{
			weight: 2,
			arbitrary: fc.constantFrom(...HEADERS, '=1+1', 'Ren\ufffd', new CellError('#REF!')),
		},
		{ weight: 2, arbitrary: fc.string() },
		{ weight: 1, arbitrary: fc.anything().filter(holdsJson) },
	);
	const rowsOfCells = fc.array(fc.array(messy, { maxLength: HEADERS.length }), { maxLength: 30 });

	it('every one is sent, put out, or counted as blank or held already', async () => {
		await fc.assert(
			fc.asyncProperty(
				rowsOfCells,
				fc.integer({ min: 1, max: 5 }),
				fc.constantFrom('skip' as const, 'keep' as const),
				async (cells, startAtRow, duplicateRows) => {
					const table = { ...tableOf(HEADERS, ...cells), hasTypedCells: undefined };
					const existing = new VehicleIndex();
					existing.add({ rego: 'XYZ789' }, 0);
					const { summary, rows, rejected } = await readTable(table, {
						startAtRow,
						duplicateRows,
						existing,
					});
					expect(summary.rows).toBe(Math.max(cells.length - startAtRow + 1, 0));
					const { accepted, blank, existing: held, duplicates } = summary;
					expect(summary.rows).toBe(accepted + summary.rejected + duplicates + blank + held);
					expect(rows).toHaveLength(accepted);
					expect(rejected).toHaveLength(summary.rejected + duplicates);
					const found = [...rows, ...rejected.map(({ row }) => row)];
					expect(new Set(found).size).toBe(found.length);
					const missing = cells.flatMap((_, index) => {
						const row = index + 1;
						return row >= startAtRow && !found.includes(row) ? [row] : [];
					});
					expect(missing).toHaveLength(blank + held);
				},
			),
			{ numRuns: 300 },
		);
	});
});

function holdsJson(value: unknown): boolean {
	try {
		JSON.stringify(value);
		return true;
	} catch {
		return false;
	}
}
