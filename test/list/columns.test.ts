import { mapColumns, namesVehicle, type ManualMapping } from '../../nodes/Recapture/list/columns';
import { FIELDS, NAME_PARTS, type FieldName } from '../../nodes/Recapture/list/fields';
import { headerTable } from '../support/headerTable';
import { tableOf } from '../support/table';

/** Field → header, headers that become additional fields, and look-alikes; or the problem. */
function read(headers: string[], manual: ManualMapping[] = [], unmapped = 'additionalFields') {
	const table = tableOf(headers);
	const mapping = mapColumns(table, manual, unmapped as 'additionalFields' | 'ignore');
	if (!mapping.ok) return mapping.problem;
	const { fields, additional, lookalikes } = mapping.value;
	const names = (columns: readonly number[]) => columns.map((column) => table.columns[column]);
	return {
		fields: Object.fromEntries(
			[...fields].map(([field, sources]) => [
				field,
				sources.map((source) => names(source).join(' + ')).join(', '),
			]),
		),
		additional: names(additional),
		lookalikes: names(lookalikes),
	};
}

const identityBeside = (field: FieldName) => (field === 'rego' ? 'vin' : 'rego');

describe('headers', () => {
	const KNOWN = (Object.keys(FIELDS) as FieldName[]).flatMap((field) => [
		[field, field] as const,
		...(FIELDS[field].headers as ReadonlyArray<readonly string[]>)
			.flat()
			.map((header) => [header, field] as const),
	]);

	it.each(KNOWN)('"%s" feeds %s', (header, field) => {
		expect(read([identityBeside(field), header])).toMatchObject({ fields: { [field]: header } });
	});

	it.each([
		'number plate',
		'NUMBER_PLATE',
		'Number-Plate',
		'number.plate',
		' Number  Plate ',
		'Number Plate*',
		'“Number Plate”',
		'No. Plate',
		'NoPlate',
		'Number_Plate__c',
		'Numberplate__pc',
		'Ｎｕｍｂｅｒ　Ｐｌａｔｅ',
		'Νumber Рlatе',
		'Num\u00adber\u200b Plate\ufeff',
		'Nùmber Plate',
		'Vehicle Number Plate',
		'Car_Number_Plate__c',
		'Customer Number Plate',
		'Number Plate (required)',
		'Number Plate [AU]',
	])('are compared by their letters and digits: "%s"', (header) => {
		expect(read(['VIN', header])).toMatchObject({ fields: { rego: header } });
	});

	it.each<[string, FieldName]>([
		['RegNo', 'rego'],
		['Reg. No.', 'rego'],
		['Rego #', 'rego'],
		['REGO NR', 'rego'],
		['Registration Num', 'rego'],
		['Vehicle No', 'rego'],
		['Car Registration No.', 'rego'],
		['Chassis No', 'vin'],
		['ChassisNo', 'vin'],
		['VIN #', 'vin'],
		['Vehicle VIN', 'vin'],
		['Mobile No', 'mobile_number'],
		['Customer Mobile', 'mobile_number'],
		['Customer Phone Number', 'mobile_number'],
		['Tel. No.', 'mobile_number'],
		['h/p', 'mobile_number'],
		['Vehicle Owner', 'client_name'],
		['Policy-Holder', 'client_name'],
		['Sale Date (dd/mm/yyyy)', 'sale_date'],
		['Vehicle Delivery Date', 'sale_date'],
		['Expiry Date (DD-MMM-YYYY)', 'expiry_date'],
		['Policy Expiry Date (if known)', 'expiry_date'],
		['Vehicle Registration State', 'state'],
	])('"%s" feeds %s as well', (header, field) => {
		expect(read([identityBeside(field), header])).toMatchObject({ fields: { [field]: header } });
	});

	it.each([
		'Customer Number',
		'Client No',
		'Vehicle Name',
		'Car Name',
		'Contact',
		'Vehicle',
		'Car',
		'Number',
		'No.',
		'Salesperson',
		'Template',
		'Province',
		'Automobile Type',
		'Region',
	])('"%s" feeds no field, and does not seem to', (header) => {
		expect(read(['rego', header])).toEqual({
			fields: { rego: 'rego' },
			additional: [header],
			lookalikes: [],
		});
	});

	it.each([
		'Rego Expiry',
		'WOF Expiry',
		'Registration Expiry Date',
		'Vehicle Expiry Date',
		'Expiry Date (Rego)',
		'Expiry',
		'Driver Licence Expiry',
	])('"%s" is never the date on which a customer is deleted, but is named', (header) => {
		expect(read(['vin', header])).toMatchObject({
			fields: { vin: 'vin' },
			additional: [header],
			lookalikes: [header],
		});
	});

	it.each(['Renewal Date', 'MOT', 'WOF', 'Contract End', 'End Date'])(
		'"%s" is an additional field',
		(header) => {
			expect(read(['vin', header])).toMatchObject({ fields: { vin: 'vin' } });
			expect(read(['vin', header])).toMatchObject({ additional: [header] });
		},
	);

	it.each([
		'Old Rego',
		'Regn',
		'PlateNo2',
		'Second VIN',
		'chassis_code_2',
		'Mobile 2',
		'Home Phone',
	])('"%s" seems to hold a field', (header) => {
		expect(read(['rego', header])).toMatchObject({ lookalikes: [header] });
	});
});

describe('two columns that fit', () => {
	it.each<[string, string, FieldName]>([
		['Rego State', 'State', 'state'],
		['VIN', 'Chassis No', 'vin'],
		['Mobile Phone Number', 'Phone Number', 'mobile_number'],
		['Sale Date', 'Sold', 'sale_date'],
		['Customer Name', 'Name', 'client_name'],
	])('"%s" feeds the field before "%s", wherever they stand', (first, second, field) => {
		expect(read(['rego', second, first])).toMatchObject({
			fields: { [field]: `${first}, ${second}` },
			additional: [],
		});
	});

	it('a first and a last name are one name, after any other column for it', () => {
		expect(read(['Rego', 'Surname', 'First Name'])).toMatchObject({
			fields: { client_name: 'First Name + Surname' },
		});
		expect(read(['Rego', 'Last Name', 'Given Name', 'Owner'])).toMatchObject({
			fields: { client_name: 'Owner, Given Name + Last Name' },
		});
		expect(read(['Rego', 'Family Name'])).toMatchObject({ fields: { client_name: 'Family Name' } });
	});

	it.each<[string[], string, string, FieldName]>([
		[['Rego', 'Purchase Date', 'Delivery Date'], 'Purchase Date', 'Delivery Date', 'sale_date'],
		[['VIN', 'Rego', 'Registration'], 'Rego', 'Registration', 'rego'],
		[['Rego', 'Mobile', 'Cell'], 'Mobile', 'Cell', 'mobile_number'],
		[['Rego', 'First Name', 'Forename'], 'First Name', 'Forename', 'client_name'],
		[['Rego', 'Mobile', 'Phone', 'Tel'], 'Phone', 'Tel', 'mobile_number'],
		[['Rego', 'Expiry Date', 'Policy End'], 'Expiry Date', 'Policy End', 'expiry_date'],
		[['Rego', 'Expiry Date', 'Expiry Date (2)'], 'Expiry Date', 'Expiry Date (2)', 'expiry_date'],
		[['Rego', 'Rego_1'], 'Rego', 'Rego_1', 'rego'],
		[['VIN', 'vin.1'], 'VIN', 'vin.1', 'vin'],
		[['Rego', 'REGO'], 'Rego', 'REGO', 'rego'],
		[['Rego', 'Expiry Date', 'Expiry Date'], 'Expiry Date (1)', 'Expiry Date (2)', 'expiry_date'],
	])('of equal rank in %j are an error that names both', (headers, one, other, field) => {
		expect(read(headers)).toEqual({
			message: `The columns "${one}" and "${other}" both fit the customer field "${field}"`,
			description: expect.stringContaining("'Column Mapping'"),
		});
	});

	it.each(['Expiry Date (1)', 'Expiry Date (2)'])(
		'with the same header can be told apart by hand as "%s"',
		(column) => {
			const mapping = read(
				['Rego', 'Expiry Date', 'Note', 'Expiry Date'],
				[{ field: 'expiry_date', column }],
			);
			const columns = ['Expiry Date', 'Expiry Date (2)'];
			const [chosen, other] = column.endsWith('(1)') ? columns : columns.reverse();
			expect(mapping).toMatchObject({
				fields: { expiry_date: chosen },
				additional: expect.arrayContaining(['Note', other]),
			});
		},
	);

	it.each([
		['Plate', '"Plate (1)" or "Plate (2)"'],
		['Branch', '"Branch (1)" or "Branch (2)"'],
		['NOTES', '"Notes" or "notes"'],
	])('a name that stands twice is asked for: "%s"', (column, choice) => {
		const headers = ['VIN', 'Plate', 'Plate', 'Branch', 'Branch', 'Notes', 'notes'];
		expect(read(headers, [{ field: 'external_id', column }])).toEqual({
			message: `The list has 2 columns called "${column}", and 'Column Mapping' does not say which one to use`,
			description: expect.stringContaining(`Enter ${choice} under`),
		});
	});

	it('keep the same header when it feeds no field', () => {
		expect(read(['Rego', 'Notes', 'Notes'])).toMatchObject({ additional: ['Notes', 'Notes (2)'] });
	});
});

describe('mapping by hand', () => {
	it('wins for its field, and leaves the others to be found', () => {
		expect(
			read(['Rego', 'VIN', 'Finance End'], [{ field: 'expiry_date', column: 'Finance End' }]),
		).toMatchObject({
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
		).toMatchObject({
			fields: { rego: 'Rego', sale_date: 'Delivery Date' },
			additional: ['Purchase Date'],
		});
	});

	it('takes a column away from the field that it would feed by itself', () => {
		expect(read(['VIN', 'Plate'], [{ field: 'external_id', column: 'Plate' }])).toMatchObject({
			fields: { vin: 'VIN', external_id: 'Plate' },
			additional: [],
		});
	});

	it('prefers the header exactly as given to one that is only alike', () => {
		expect(read(['reg', 'Reg'], [{ field: 'rego', column: 'Reg' }])).toMatchObject({
			fields: { rego: 'Reg' },
		});
	});

	it.each(['Sold', 'sold', ' SOLD '])('can keep a column from feeding a field: "%s"', (column) => {
		const manual: ManualMapping[] = [{ field: 'additional_fields', column }];
		expect(read(['Rego', 'Sold', 'Branch'], manual)).toEqual({
			fields: { rego: 'Rego' },
			additional: ['Sold', 'Branch'],
			lookalikes: [],
		});
		expect(read(['Rego', 'Sold', 'Branch'], manual, 'ignore')).toMatchObject({
			additional: ['Sold'],
		});
	});

	it('can keep one of two columns with the same header from feeding the field', () => {
		const manual: ManualMapping[] = [{ field: 'additional_fields', column: 'Rego (2)' }];
		expect(read(['Rego', 'Rego'], manual)).toMatchObject({
			fields: { rego: 'Rego' },
			additional: ['Rego (2)'],
		});
	});

	it.each<[string, ManualMapping[], string]>([
		[
			'a column that is not there',
			[{ field: 'rego', column: 'Kennzeichen' }],
			'The list has no column "Kennzeichen", which \'Column Mapping\' names',
		],
		[
			'no column at all',
			[{ field: 'rego', column: ' ' }],
			"A mapping under 'Column Mapping' names no column",
		],
	])('names the columns that are there when it asks for %s', (_label, manual, message) => {
		expect(read(['Rego', 'Branch'], manual)).toEqual({
			message,
			description: expect.stringMatching(/name of the column.*not an expression.*"Rego", "Branch"/),
		});
	});

	it('refuses two columns for one field', () => {
		const manual: ManualMapping[] = [
			{ field: 'rego', column: 'A' },
			{ field: 'rego', column: 'B' },
		];
		expect(read(['A', 'B'], manual)).toMatchObject({
			message: '\'Column Mapping\' maps two columns to the customer field "rego": "A" and "B"',
		});
	});
});

it('leaves unknown columns out when the user wants that', () => {
	expect(read(['Rego', 'Branch'], [], 'ignore')).toMatchObject({ additional: [] });
});

it('needs a column that names a vehicle, and lists those that are there', () => {
	expect(read(['Name', 'Mobile'])).toEqual({
		message: 'No column of the list names a vehicle: there is neither a rego nor a VIN',
		description: expect.stringContaining('"Name", "Mobile"'),
	});
});

it('gives the suspicion about a file instead, when there is one', () => {
	const suspicion = { message: 'The file seems to be JSON', description: 'Use a CSV file.' };
	const table = { ...tableOf(['{"rego": "ABC123"}']), suspicion };
	expect(mapColumns(table, [], 'additionalFields')).toMatchObject({ problem: suspicion });
});

it('refuses a list with more columns than any list has', () => {
	const headers = Array.from({ length: 10_001 }, (_, index) => `Column ${index}`);
	expect(read(['Rego', ...headers])).toMatchObject({
		message: expect.stringContaining('10,002 columns'),
	});
});

describe('the record with the headers', () => {
	it.each([
		[['Name', 'VRN'], true],
		[['Customers of Geelong', '', ''], false],
		[['Rego report', '1 June'], false],
		[['ABC123', 'Maya'], false],
		[['', 'Chassis No.'], true],
		[[], false],
	])('names a vehicle: %j', (cells, expected) => {
		expect(namesVehicle(cells)).toBe(expected);
	});

	it('has all names that were mapped by hand', () => {
		const manual: ManualMapping[] = [
			{ field: 'rego', column: 'Kennzeichen' },
			{ field: 'client_name', column: 'Halter' },
		];
		expect(namesVehicle(['Halter', 'Kennzeichen', 'Ort'], manual)).toBe(true);
		expect(namesVehicle(['Halter', 'Ort'], manual)).toBe(false);
	});
});

it('knows the halves of a name by every header', () => {
	for (const header of [...NAME_PARTS.first, ...NAME_PARTS.last]) {
		expect(read(['rego', header])).toMatchObject({ fields: { client_name: header } });
	}
});

it('can be shown as a table, groups of equal rank apart', () => {
	const rows = headerTable().split('\n');
	expect(rows).toHaveLength(12);
	expect(rows).toContain(
		'| `vin` | VIN, VIN Number, Vehicle Identification Number, then Chassis Number, Chassis, Frame Number |',
	);
	expect(headerTable()).toContain(
		'then Name; else First Name (Given Name, Forename) and Last Name (Surname, Family Name) joined |',
	);
});
