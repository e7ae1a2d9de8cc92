import type { CustomerRecord } from '../records';
import { hash } from '../rules/chance';
import { permutation } from '../rules/permutation';
import { concat, fromArray, mapped, numbersWithout, reversed } from '../rules/sequence';
import type { Sequence } from '../rules/sequence';
import type { Order, Settings } from '../settings';

/** The synthetic customers of a list: how many there are, and which of them are gone or were changed. */
export interface SyntheticPart {
	count: number;
	gone: readonly number[];
	changed: readonly number[];
	at(index: number): CustomerRecord;
}

/** Stored customers in the order of the settings. */
export function sortStored(
	records: CustomerRecord[],
	settings: Pick<Settings, 'order' | 'seed'>,
): CustomerRecord[] {
	switch (settings.order) {
		case 'id':
			return sortBy(records, (record) => record.id);
		case 'lastUpdated':
		case 'lastUpdatedFirst':
			return sortBy(records, (record) => record.last_updated + record.id);
		case 'shuffled':
			return sortBy(records, (record) => hash(settings.seed, 'order', record.id));
		case 'insertion':
		case 'newestFirst':
		case 'reshuffled':
			return records;
	}
}

/**
 * The whole list: synthetic customers, which are older than all others, then the stored ones (already
 * sorted). Where the time of the last change counts, a changed synthetic customer moves among the stored.
 */
export function arrange(
	synthetic: SyntheticPart,
	stored: readonly CustomerRecord[],
	settings: Pick<Settings, 'order' | 'seed'>,
	drawn: number,
): Sequence<CustomerRecord> {
	const { order, seed } = settings;
	const leavesItsPlace = order === 'lastUpdated' || order === 'lastUpdatedFirst';
	const absent = leavesItsPlace ? [...synthetic.gone, ...synthetic.changed] : synthetic.gone;
	const moved = leavesItsPlace ? synthetic.changed.map((index) => synthetic.at(index)) : [];
	const rest = moved.length === 0 ? stored : sortStored([...stored, ...moved], settings);
	const older = mapped(placesOf(synthetic.count, absent, order, seed), (at) => synthetic.at(at));
	const all = concat(older, fromArray(rest));
	if (order === 'newestFirst' || order === 'lastUpdatedFirst') return reversed(all);
	if (order !== 'reshuffled') return all;
	const { at } = permutation(all.length, seed, 'reshuffled', drawn);
	return { length: all.length, at: (place) => all.at(at(place)) };
}

/** The indexes of the synthetic customers that are there, in the list's order. */
function placesOf(
	count: number,
	absent: readonly number[],
	order: Order,
	seed: number,
): Sequence<number> {
	if (order !== 'shuffled') return numbersWithout(count, ascending(absent));
	const scattered = permutation(count, seed, 'shuffled');
	// Places are left out, not indexes: the others then keep their order when a customer goes.
	const absentPlaces = absent.map((index) => scattered.placeOf(index));
	return mapped(numbersWithout(count, ascending(absentPlaces)), scattered.at);
}

function ascending(numbers: readonly number[]): number[] {
	return [...numbers].sort((a, b) => a - b);
}

function sortBy<K extends string | number>(
	records: CustomerRecord[],
	keyOf: (record: CustomerRecord) => K,
): CustomerRecord[] {
	return records
		.map((record) => ({ record, key: keyOf(record) }))
		.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
		.map(({ record }) => record);
}
