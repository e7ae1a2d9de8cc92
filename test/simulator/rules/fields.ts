import type { CustomerField, DateField } from '../records';
import type { Settings } from '../settings';

/**
 * The vendor's documents come in generations that disagree about a customer's fields. `genA` is the one of
 * the documents that bind us; `both` understands and shows the fields of all of them.
 */
export type Generation = Settings['fields'];

interface GenerationFields {
	/** In the order in which a customer shows them. */
	customer: CustomerField[];
	/** Known only for `genA`; the others are guesses. */
	patchable: CustomerField[];
	/** Defaults at the top of an upload for customers without their own. */
	uploadDefaults: DateField[];
}

export const FIELDS: Record<Generation, GenerationFields> = {
	genA: {
		customer: [
			'rego',
			'state',
			'vin',
			'client_name',
			'mobile_number',
			'sale_date',
			'expiry_date',
			'additional_fields',
		],
		patchable: ['client_name', 'mobile_number', 'sale_date', 'expiry_date'],
		uploadDefaults: [],
	},
	genB: {
		customer: ['rego', 'state', 'vin', 'sale_date', 'expiry_date', 'additional_fields'],
		patchable: ['sale_date', 'expiry_date'],
		uploadDefaults: [],
	},
	genC: {
		customer: [
			'rego',
			'state',
			'vin',
			'external_id',
			'sale_date',
			'monitor_start_date',
			'monitor_end_date',
			'additional_fields',
		],
		patchable: ['external_id', 'sale_date', 'monitor_start_date', 'monitor_end_date'],
		uploadDefaults: ['monitor_start_date', 'monitor_end_date'],
	},
	both: {
		customer: [
			'rego',
			'state',
			'vin',
			'client_name',
			'mobile_number',
			'external_id',
			'sale_date',
			'expiry_date',
			'monitor_start_date',
			'monitor_end_date',
			'additional_fields',
		],
		patchable: [
			'client_name',
			'mobile_number',
			'external_id',
			'sale_date',
			'expiry_date',
			'monitor_start_date',
			'monitor_end_date',
		],
		uploadDefaults: ['monitor_start_date', 'monitor_end_date'],
	},
};
