import type { HeldCustomer } from '../customers/heldCustomer';
import { distinctSightings, priceOf, seenAtMs } from './sighting';

type Json = Readonly<Record<string, unknown>>;

/** Absent means any. */
export interface SightingFilter {
	/** Both prices are included, in whole or decimal units of the region's currency. */
	readonly minPrice?: number;
	readonly maxPrice?: number;
	/** In milliseconds since 1970. A sighting without a readable date passes. */
	readonly seenAfterMs?: number;
	/** In any case. A sighting without a kind of seller passes. */
	readonly sellerType?: string;
}

/**
 * The sightings of a customer as rows of a spreadsheet: the fields of the customer first, always the same ones, then those
 * of the sighting as AutoGrab gives them. A field of the sighting that has the name of one of the customer gets the prefix
 * `sighting_`.
 */
export function flatSightings(customer: HeldCustomer, filter: SightingFilter): Json[] {
	const first = {
		customer_id: customer.id,
		client_name: customer.client_name ?? null,
		mobile_number: customer.mobile_number ?? null,
		rego: customer.rego ?? null,
		state: customer.state ?? null,
		vin: customer.vin ?? null,
		external_id: customer.external_id ?? null,
		customer_last_updated: customer.last_updated ?? null,
	};
	const last = { additional_fields: customer.additional_fields ?? {} };
	return distinctSightings(customer)
		.filter(({ json }) => matches(json, filter))
		.map(({ json }) => {
			const own = Object.entries(json).map(([name, value]) => [
				name in first || name in last ? `sighting_${name}` : name,
				value,
			]);
			return { ...first, ...Object.fromEntries(own), ...last };
		});
}

function matches(sighting: Json, filter: SightingFilter): boolean {
	const { minPrice = -Infinity, maxPrice = Infinity, seenAfterMs, sellerType } = filter;
	const asksForPrice = filter.minPrice !== undefined || filter.maxPrice !== undefined;
	const price = numberOf(priceOf(sighting));
	const fits = price >= minPrice && price <= maxPrice;
	return (
		(!asksForPrice || fits) &&
		(seenAfterMs === undefined || (seenAtMs(sighting) ?? Infinity) > seenAfterMs) &&
		(sellerType === undefined || isSellerType(sighting.seller_type, sellerType))
	);
}

/** NaN, which fits no price, when there is none. */
function numberOf(price: number | string | undefined): number {
	return typeof price === 'string'
		? Number(price.replace(/[$£,\s]|^RM/g, '') || NaN)
		: (price ?? NaN);
}

function isSellerType(value: unknown, wanted: string): boolean {
	const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
	return text === '' || text === wanted.toLowerCase();
}
