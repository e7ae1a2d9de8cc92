/** What kind of value a customer field holds; it decides how a cell is read. */
export type FieldKind = 'plate' | 'state' | 'vin' | 'text' | 'phone' | 'pastDate' | 'futureDate';

interface FieldDefinition {
	readonly kind: FieldKind;
	/**
	 * Headers that mean this field, best first. Headers of one group are equals: a list that has two of them
	 * must be mapped by hand. A header of a later group gives way to one of an earlier group.
	 */
	readonly headers: ReadonlyArray<readonly string[]>;
}

/** The customer fields that Recapture knows by name, in the order in which they are sent. */
export const FIELDS = {
	rego: {
		kind: 'plate',
		headers: [
			[
				'Rego',
				'Registration',
				'Registration Number',
				'Reg No',
				'Number Plate',
				'Plate',
				'License Plate',
				'Licence Plate',
				'VRM',
			],
		],
	},
	state: { kind: 'state', headers: [['Rego State', 'Registration State'], ['State']] },
	vin: { kind: 'vin', headers: [['VIN', 'VIN Number', 'Chassis Number']] },
	client_name: {
		kind: 'text',
		headers: [['Client Name', 'Name', 'Client', 'Customer', 'Customer Name', 'Full Name']],
	},
	mobile_number: {
		kind: 'phone',
		headers: [
			['Mobile Number', 'Mobile', 'Mobile Phone'],
			['Cell'],
			['Phone', 'Phone Number', 'Contact Number'],
		],
	},
	sale_date: {
		kind: 'pastDate',
		headers: [['Sale Date', 'Sold', 'Sold Date', 'Date Sold', 'Purchase Date', 'Delivery Date']],
	},
	expiry_date: {
		kind: 'futureDate',
		headers: [['Expiry Date', 'Policy Expiry', 'Policy Expiry Date', 'Policy End Date']],
	},
	external_id: { kind: 'text', headers: [['External ID']] },
	monitor_start_date: { kind: 'futureDate', headers: [['Monitor Start Date']] },
	monitor_end_date: { kind: 'futureDate', headers: [['Monitor End Date']] },
} as const satisfies Record<string, FieldDefinition>;

export type FieldName = keyof typeof FIELDS;

export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

/** Fields whose cells are dates, in the order in which they are checked. */
export const DATE_FIELDS = FIELD_NAMES.filter(
	(field) => FIELDS[field].kind === 'pastDate' || FIELDS[field].kind === 'futureDate',
);
