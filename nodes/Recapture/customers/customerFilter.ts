import { sightingsOf, type HeldCustomer } from './heldCustomer';
import { readPhone } from '../values/phone';
import { readPlate } from '../values/plate';
import type { Region } from '../values/region';
import { readText, toPlainCharacters } from '../values/text';
import { readVin } from '../values/vin';

/** What the API cannot filter by, so it is checked here. Absent means any. */
export interface CustomerFilter {
	/** A part of the name, in any case. */
	readonly clientName?: string;
	readonly hasSightings?: boolean;
	/** With or without the country code. */
	readonly mobileNumber?: string;
	readonly rego?: string;
	readonly vin?: string;
	/** Customers changed after this moment, in milliseconds since 1970. */
	readonly updatedAfterMs?: number;
}

/** @param region of the customers, for plates and phone numbers */
export function matches(customer: HeldCustomer, filter: CustomerFilter, region: Region): boolean {
	const { clientName, hasSightings, mobileNumber, rego, vin, updatedAfterMs } = filter;
	return (
		(clientName === undefined || plainName(customer.client_name).includes(plainName(clientName))) &&
		(hasSightings === undefined || sightingsOf(customer).length > 0 === hasSightings) &&
		(mobileNumber === undefined ||
			isSame(customer.mobile_number, mobileNumber, (value) => plainPhone(value, region))) &&
		(rego === undefined || isSame(customer.rego, rego, (value) => plainPlate(value, region))) &&
		(vin === undefined || isSame(customer.vin, vin, plainVin)) &&
		(updatedAfterMs === undefined || Date.parse(String(customer.last_updated)) > updatedAfterMs)
	);
}

/** What is blank equals nothing. */
function isSame(held: unknown, wanted: string, plain: (value: unknown) => string): boolean {
	const text = plain(held);
	return text !== '' && text === plain(wanted);
}

function plainName(value: unknown): string {
	return toPlainCharacters(readText(value)).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
}

/** As on upload. What is no number plate is looked for by its text. */
function plainPlate(value: unknown, region: Region): string {
	const plate = readPlate(value, region);
	return plate.kind === 'plate' ? plate.plate : readText(value).toUpperCase();
}

/** As on upload. What is no VIN is looked for by its text. */
function plainVin(value: unknown): string {
	const vin = readVin(value);
	return vin.kind === 'vin' ? vin.vin : readText(value).toUpperCase();
}

const COUNTRY_CODE: Readonly<Record<Region, string>> = { au: '61', nz: '64', uk: '44', my: '60' };

/** The digits of a number as they follow the country code or the leading zero. */
function plainPhone(value: unknown, region: Region): string {
	const phone = readPhone(value, region);
	if (phone.kind !== 'phone') return '';
	// Without the +, only a long number can begin with the country code.
	const countryCode = new RegExp(`^(?:\\+|(?=\\d{10}))${COUNTRY_CODE[region]}`);
	return phone.number.replace(countryCode, '').replace(/^0+/, '');
}
