import { mapColumns, type ManualMapping } from '../../nodes/Recapture/list/columnMapping';
import type { FieldName } from '../../nodes/Recapture/list/fields';

const map = (columns: string[], manual: ManualMapping[] = []) =>
	mapColumns(columns, manual, 'additionalFields');

/** Field → header, and the headers that become additional fields. */
function read(columns: string[], manual: ManualMapping[] = []) {
	const mapping = map(columns, manual);
	if (!mapping.ok) return mapping.problem;
	return {
		fields: Object.fromEntries(
			[...mapping.value.fields].map(([field, column]) => [field, columns[column]]),
		),
		additional: mapping.value.additional.map((column) => columns[column]),
	};
}

describe('automatic mapping', () => {
	const KNOWN: Array<[FieldName, string[]]> = [
		[
			'rego',
			[
				'Rego',
				'Registration',
				'Registration Number',
				'Reg No',
				'Number Plate',
				'Plate',
				'License Plate',
				'VRM',
			],
		],
		['vin', ['VIN', 'VIN Number', 'Chassis Number']],
		['state', ['Rego State', 'Registration State', 'State']],
		['client_name', ['Client Name', 'Name', 'Client', 'Customer', 'Customer Name', 'Full Name']],
		[
			'mobile_number',
			[
				'Mobile Number',
				'Mobile',
				'Mobile Phone',
				'Cell',
				'Phone',
				'Phone Number',
				'Contact Number',
			],
		],
		[
			'sale_date',
			['Sale Date', 'Sold', 'Sold Date', 'Date Sold', 'Purchase Date', 'Delivery Date'],
		],
		['expiry_date', ['Expiry Date', 'Policy Expiry', 'Policy Expiry Date', 'Policy End Date']],
		['external_id', ['External ID']],
		['monitor_start_date', ['Monitor Start Date']],
		['monitor_end_date', ['Monitor End Date']],
	];

	it.each(KNOWN.flatMap(([field, headers]) => headers.map((header) => [header, field])))(
		'knows "%s" as %s',
		(header, field) => {
			const identity = field === 'rego' ? 'vin' : 'rego';
			expect(read([identity, header])).toMatchObject({ fields: { [field]: header } });
		},
	);

	it.each(['number plate', 'NUMBER_PLATE', 'Number-Plate', 'number.plate', ' Number  Plate '])(
		'does not mind how "%s" is written',
		(header) => {
			expect(read([header])).toEqual({ fields: { rego: header }, additional: [] });
		},
	);

	it.each([
		['Rego State', 'State', 'state'],
		['Mobile', 'Cell', 'mobile_number'],
		['Mobile', 'Phone', 'mobile_number'],
		['Cell', 'Phone Number', 'mobile_number'],
	])('prefers "%s" to "%s", which goes along as an additional field', (first, second, field) => {
		expect(read(['rego', second, first])).toEqual({
			fields: { rego: 'rego', [field]: first },
			additional: [second],
		});
	});

	it('sends what it does not know as additional fields, under its own header', () => {
		expect(read(['Rego', 'Branch', '__proto__'])).toEqual({
			fields: { rego: 'Rego' },
			additional: ['Branch', '__proto__'],
		});
	});

	it('leaves those out when the user wants them ignored', () => {
		const mapping = mapColumns(['Rego', 'Branch'], [], 'ignore');
		expect(mapping).toMatchObject({ ok: true, value: { additional: [] } });
	});

	it('asks when two columns of equal rank fit', () => {
		expect(read(['Rego', 'Purchase Date', 'Delivery Date'])).toEqual({
			message:
				'The columns "Purchase Date" and "Delivery Date" both fit the customer field "sale_date"',
			description: expect.stringContaining("'Column Mapping'"),
		});
	});
});

describe('mapping by hand', () => {
	it('wins for its field, and leaves the others to be found', () => {
		expect(
			read(['Rego', 'VIN', 'Finance End'], [{ field: 'expiry_date', column: 'Finance End' }]),
		).toEqual({
			fields: { rego: 'Rego', vin: 'VIN', expiry_date: 'Finance End' },
			additional: [],
		});
	});

	it('settles which of two equal columns is meant; the other one goes along', () => {
		expect(
			read(
				['Rego', 'Purchase Date', 'Delivery Date'],
				[{ field: 'sale_date', column: 'Delivery Date' }],
			),
		).toEqual({
			fields: { rego: 'Rego', sale_date: 'Delivery Date' },
			additional: ['Purchase Date'],
		});
	});

	it('takes a column away from the field that it would fit by itself', () => {
		expect(read(['VIN', 'Plate'], [{ field: 'external_id', column: 'Plate' }])).toEqual({
			fields: { vin: 'VIN', external_id: 'Plate' },
			additional: [],
		});
	});

	it('prefers the header exactly as given to one that is only alike', () => {
		expect(read(['reg', 'Reg'], [{ field: 'rego', column: 'Reg' }])).toMatchObject({
			fields: { rego: 'Reg' },
		});
	});

	it.each([
		[
			'a column that is not there',
			[{ field: 'rego', column: 'Kennzeichen' }],
			'The list has no column "Kennzeichen", which \'Column Mapping\' names',
		],
		[
			'no column at all',
			[{ field: 'rego', column: ' ' }],
			"A line of 'Column Mapping' names no column",
		],
	] as Array<[string, ManualMapping[], string]>)(
		'names the columns that are there when it asks for %s',
		(_label, manual, message) => {
			expect(read(['Rego', 'Branch'], manual)).toEqual({
				message,
				description: expect.stringContaining('"Rego", "Branch"'),
			});
		},
	);

	it('refuses two columns for one field', () => {
		expect(
			read(
				['A', 'B'],
				[
					{ field: 'rego', column: 'A' },
					{ field: 'rego', column: 'B' },
				],
			),
		).toMatchObject({ message: 'The columns "A" and "B" both fit the customer field "rego"' });
	});
});

it('needs a column that names a vehicle, and lists those that are there', () => {
	expect(read(['Name', 'Mobile'])).toEqual({
		message: 'No column of the list names a vehicle: there is neither a rego nor a VIN',
		description: expect.stringContaining('"Name", "Mobile"'),
	});
});
