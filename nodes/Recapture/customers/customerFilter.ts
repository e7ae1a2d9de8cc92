import { sightingsOf, type HeldCustomer } from './heldCustomer';
import { readPlate } from '../values/plate';
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
		(rego === undefined || readPlate(customer.rego) === readPlate(rego)) &&
		(vin === undefined || cleanVin(customer.vin) === cleanVin(vin)) &&
		(updatedAfterMs === undefined || Date.parse(String(customer.last_updated)) > updatedAfterMs)
	);
}

/** As on upload; what is no VIN can still be looked for by its text. */
function cleanVin(value: unknown): string {
	const vin = readVin(value);
	return vin.kind === 'vin'
		? vin.vin
		: String(value ?? '')
				.trim()
				.toUpperCase();
}
