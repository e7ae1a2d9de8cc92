import { sightingsOf, type HeldCustomer } from './heldCustomer';
import { readPlate } from '../values/plate';
import { readText } from '../values/text';
import { readVin } from '../values/vin';

/** What the API cannot filter by, so it is checked here. Absent means any. */
export interface CustomerFilter {
	readonly hasSightings?: boolean;
	readonly rego?: string;
	readonly vin?: string;
	/** Customers changed after this moment, in milliseconds since 1970. */
	readonly updatedAfterMs?: number;
}

export function matches(
	customer: HeldCustomer,
	{ hasSightings, rego, vin, updatedAfterMs }: CustomerFilter,
): boolean {
	return (
		(hasSightings === undefined || sightingsOf(customer).length > 0 === hasSightings) &&
		(rego === undefined || cleanRego(customer.rego) === cleanRego(rego)) &&
		(vin === undefined || cleanVin(customer.vin) === cleanVin(vin)) &&
		(updatedAfterMs === undefined || Date.parse(String(customer.last_updated)) > updatedAfterMs)
	);
}

/** As on upload; what is no rego can still be looked for by its text. Malaysia has the longest ones. */
function cleanRego(value: unknown): string {
	const rego = readPlate(value, 'my');
	return rego.kind === 'plate' ? rego.plate : readText(value).toUpperCase();
}

/** As on upload; what is no VIN can still be looked for by its text. */
function cleanVin(value: unknown): string {
	const vin = readVin(value);
	return vin.kind === 'vin' ? vin.vin : readText(value).toUpperCase();
}
