/** What kind of value a customer field holds; it decides how a cell is read. */
export type FieldKind = 'plate' | 'state' | 'vin' | 'text' | 'phone' | 'pastDate' | 'futureDate';

interface FieldDefinition {
	readonly kind: FieldKind;
	/**
	 * Headers that mean this field, in groups, best first. Headers of one group are equals: a list that has two of them must
	 * be mapped by hand. A column of a later group feeds the field where the better one is blank.
	 */
	readonly headers: ReadonlyArray<readonly string[]>;
}

/** The customer fields that AutoGrab knows by name, in the order in which they are sent. */
export const FIELDS = {
	rego: {
		kind: 'plate',
		headers: [
			[
				'Rego',
				'Reg',
				'Rego Number',
				'Reg Number',
				'Registration',
				'Registration Number',
				'Registration Plate',
				'Vehicle Registration',
				'Vehicle Rego',
				'Vehicle Reg',
				'Number Plate',
				'Plate',
				'Plate Number',
				'License Plate',
				'Licence Plate',
				'Car Plate',
				'Vehicle Number',
				'VRM',
				'VRN',
				'No. Pendaftaran',
			],
		],
	},
	state: {
		kind: 'state',
		headers: [
			['Rego State', 'Registration State', 'Reg State', 'Plate State', 'State of Registration'],
			['State'],
		],
	},
	vin: {
		kind: 'vin',
		headers: [
			['VIN', 'VIN Number', 'Vehicle Identification Number'],
			['Chassis Number', 'Chassis', 'Frame Number'],
		],
	},
	client_name: {
		kind: 'text',
		headers: [
			[
				'Client Name',
				'Customer Name',
				'Full Name',
				'Client',
				'Customer',
				'Owner',
				'Owner Name',
				'Insured',
				'Insured Name',
				'Policyholder',
				'Nama',
			],
			['Name'],
		],
	},
	mobile_number: {
		kind: 'phone',
		headers: [
			[
				'Mobile Number',
				'Mobile',
				'Mobile Phone',
				'Mobile Phone Number',
				'Mob',
				'Cell',
				'Cell Phone',
				'Phone (Mobile)',
			],
			['Phone', 'Phone Number', 'Telephone', 'Tel', 'Contact Number', 'H/P', 'No. Telefon'],
		],
	},
	sale_date: {
		kind: 'pastDate',
		headers: [
			[
				'Sale Date',
				'Date of Sale',
				'Sales Date',
				'Sold Date',
				'Date Sold',
				'Purchase Date',
				'Delivery Date',
				'Delivered',
				'Settlement Date',
			],
			['Sold'],
		],
	},
	// On this date AutoGrab deletes the customer, so no other expiry or end is taken for it.
	expiry_date: {
		kind: 'futureDate',
		headers: [
			[
				'Expiry Date',
				'Policy Expiry',
				'Policy Expiry Date',
				'Policy End Date',
				'Policy End',
				'Tarikh Tamat',
			],
		],
	},
	external_id: { kind: 'text', headers: [['External ID']] },
	monitor_start_date: { kind: 'futureDate', headers: [['Monitor Start Date']] },
	monitor_end_date: { kind: 'futureDate', headers: [['Monitor End Date']] },
} as const satisfies Record<string, FieldDefinition>;

export type FieldName = keyof typeof FIELDS;

export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

/** Headers of the two halves of `client_name`, which are joined where no other column holds the name. */
export const NAME_PARTS = {
	first: ['First Name', 'Given Name', 'Forename'],
	last: ['Last Name', 'Surname', 'Family Name'],
} as const;

export function isDateField(field: FieldName): boolean {
	const { kind } = FIELDS[field];
	return kind === 'pastDate' || kind === 'futureDate';
}
