import { readPlate } from '../values/plate';
import type { Region } from '../values/region';
import { readState } from '../values/state';
import { readVin } from '../values/vin';

/** A customer as Recapture holds it. Fields that we do not know stay on it untouched. */
export interface HeldCustomer {
	readonly id: string;
	readonly [field: string]: unknown;
}

export function isHeldCustomer(value: unknown): value is HeldCustomer {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const { id } = value as Record<string, unknown>;
	return typeof id === 'string' && id !== '';
}

/** The sightings of a customer, as far as they are any. */
export function sightingsOf({ sightings }: HeldCustomer): ReadonlyArray<Record<string, unknown>> {
	if (!Array.isArray(sightings)) return [];
	return sightings.filter((entry) => typeof entry === 'object' && entry !== null);
}

/** The ten fields of a customer that matter most in a workflow. */
export function simplifyCustomer(customer: HeldCustomer): Record<string, unknown> {
	const sightings = sightingsOf(customer);
	return {
		id: customer.id,
		rego: customer.rego,
		state: customer.state,
		vin: customer.vin,
		client_name: customer.client_name,
		mobile_number: customer.mobile_number,
		expiry_date: customer.expiry_date,
		last_updated: customer.last_updated,
		sightings_count: sightings.length,
		latest_sighting_url: latest(sightings)?.listing_url ?? null,
	};
}

/** The vendor promises no order of sightings: the latest is the one whose time is, else the last one in the list. */
function latest(
	sightings: ReadonlyArray<Record<string, unknown>>,
): Record<string, unknown> | undefined {
	return sightings.reduce<Record<string, unknown> | undefined>(
		(best, sighting) => (best && timeOf(best) > timeOf(sighting) ? best : sighting),
		undefined,
	);
}

function timeOf({ at }: Record<string, unknown>): number {
	const time = typeof at === 'string' ? Date.parse(at) : NaN;
	return Number.isNaN(time) ? -Infinity : time;
}

/** The vehicle that a customer stands for, cleaned as on upload. */
export function vehicleOf(
	{ rego, state, vin }: HeldCustomer,
	region: Region,
): { rego?: string; state?: string; vin?: string } {
	const plate = readPlate(rego, region);
	const held = readVin(vin);
	const registered = readState(state, region).state;
	return {
		...(plate.kind === 'plate' && { rego: plate.plate }),
		...(registered && { state: registered }),
		...(held.kind === 'vin' && { vin: held.vin }),
	};
}
