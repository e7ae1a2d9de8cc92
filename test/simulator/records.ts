/** What the simulator keeps. Field names are the vendor's; `account` and `upload_id` are ours. */

export const REGIONS = ['au', 'nz', 'uk', 'my'] as const;
export type Region = (typeof REGIONS)[number];

export interface Sighting {
	at: string | null;
	lead_id: string | null;
	listing_url: string | null;
	listing_title: string | null;
	listing_price: number | null;
	seller_type: string | null;
	[unknownField: string]: unknown;
}

/** A test may give a sighting anything at all: nobody has seen a real one. */
export type SightingChanges = Partial<Record<keyof Sighting, unknown>>;

export const DATE_FIELDS = [
	'sale_date',
	'expiry_date',
	'monitor_start_date',
	'monitor_end_date',
] as const;
export type TextField = 'rego' | 'state' | 'vin' | 'client_name' | 'mobile_number' | 'external_id';
export type DateField = (typeof DATE_FIELDS)[number];
export type CustomerField = TextField | DateField | 'additional_fields';

export type AdditionalFields = Record<string, unknown>;

/** Dates are held as they are answered: ISO text at UTC midnight. */
export interface CustomerRecord extends Record<TextField | DateField, string | null> {
	id: string;
	/** Two keys of one account see the same customers. */
	account: string;
	region: Region;
	upload_id: string | null;
	last_updated: string;
	vehicle_title: string | null;
	sightings: Sighting[];
	additional_fields: AdditionalFields;
}

/** What a test gives to put a customer in place; everything else is filled in. */
export type NewCustomer = Partial<CustomerRecord>;

export interface KeyRecord {
	key: string;
	account: string;
	/** The regions in which this key has a Recapture licence. */
	licences: Region[];
}

export const DEFAULT_ACCOUNT = 'default';
