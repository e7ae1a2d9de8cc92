import { DEFAULT_ACCOUNT } from '../records';
import type { CustomerRecord, Sighting } from '../records';
import { homeRegion } from '../settings';
import type { Settings } from '../settings';
import { fraction, hash, pick, uuid, uuidStartingWith } from './chance';
import { inventSighting } from './sightings';
import { inventPlate, inventState, inventVin } from './vehicles';

/** Synthetic customers do not move with the clock: a simulator started again tomorrow shows the same ones. */
const SINCE = Date.parse('2026-01-01T00:00:00.000Z');
const SPACING_MS = 10;
/** Listing numbers of synthetic customers; below those that are given to new sightings. */
const FIRST_LISTING = 100_000;

/**
 * The id of the customer at an index. Its first eight digits are the index, so ids are in index order, and an id
 * leads back to its index. Other customers' ids begin with 8 to f: they come after.
 */
function syntheticId(index: number, seed: number): string {
	return uuidStartingWith(index, seed, 'synthetic customer', index);
}

/** The index that an id stands for, unless it is no synthetic customer's. */
export function syntheticIndex(
	id: string,
	settings: Pick<Settings, 'seed' | 'syntheticCustomers'>,
): number | undefined {
	const index = parseInt(id.slice(0, 8), 16);
	if (!(index < settings.syntheticCustomers)) return undefined;
	return syntheticId(index, settings.seed) === id ? index : undefined;
}

/** The one upload to which all synthetic customers belong. */
export const SYNTHETIC_UPLOAD_ID = uuid('synthetic upload');

/** The customer at an index, made anew at each call. */
export function syntheticCustomer(index: number, settings: Readonly<Settings>): CustomerRecord {
	const { seed } = settings;
	const region = homeRegion(settings);
	return {
		id: syntheticId(index, seed),
		account: DEFAULT_ACCOUNT,
		region,
		upload_id: SYNTHETIC_UPLOAD_ID,
		last_updated: new Date(SINCE + index * SPACING_MS).toISOString(),
		rego: inventPlate(region, index),
		state: inventState(region, seed, 'state', index),
		vin: hash(seed, 'has vin', index) % 2 === 0 ? inventVin(seed, 'vin', index) : null,
		client_name: `${pick(['Maya', 'Jack', 'Aroha', 'Priya', 'Tom'], seed, 'name', index)} ${index}`,
		mobile_number: null,
		external_id: `S-${index}`,
		sale_date: '2022-01-07T00:00:00.000Z',
		expiry_date: null,
		monitor_start_date: null,
		monitor_end_date: null,
		vehicle_title: null,
		sightings: syntheticSightings(index, settings),
		additional_fields: {},
	};
}

function syntheticSightings(index: number, settings: Readonly<Settings>): Sighting[] {
	const { seed } = settings;
	if (fraction(seed, 'sighted', index) >= settings.syntheticSightedShare) return [];
	const count = 1 + (hash(seed, 'sightings', index) % 2);
	return Array.from({ length: count }, (_none, nth) => {
		const at = new Date(SINCE + index * SPACING_MS + nth * 3_600_000).toISOString();
		return inventSighting(homeRegion(settings), FIRST_LISTING + index * 2 + nth, at, settings);
	});
}
