import type { Region, Sighting } from '../records';
import type { Settings } from '../settings';
import { pick } from './chance';
import { inventListing } from './vehicles';

/**
 * A sighting as a used-car marketplace might give it. The names of its fields come from one third-party
 * summary; formats are taken from other calls of the vendor.
 */
export function inventSighting(
	region: Region,
	number: number,
	at: string,
	settings: Pick<Settings, 'seed'>,
): Sighting {
	return {
		at,
		...inventListing(region, number, settings.seed),
		seller_type: pick(['private', 'private', 'dealer'], settings.seed, 'seller', number),
	};
}

/** The sighting named by its `lead_id` or by its place in the list; its place, or -1. */
export function placeOfSighting(sightings: readonly Sighting[], which: string | number): number {
	if (typeof which === 'number') return which in sightings ? which : -1;
	return sightings.findIndex((sighting) => sighting.lead_id === which);
}
