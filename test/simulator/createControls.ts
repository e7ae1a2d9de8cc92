import { createClock } from './clock';
import type { Controls } from './controls';
import { Limits } from './http/limits';
import type { Backstage } from './http/server';
import { homeRegion, withChanges } from './settings';
import type { Settings } from './settings';
import { Store } from './store/store';

/** These are read once, when the simulator starts. */
const START_ONLY: Array<keyof Settings> = [
	'port',
	'clock',
	'startAt',
	'seed',
	'apiKey',
	'regions',
	'customers',
	'syntheticCustomers',
];

/** The controls over what stands behind the server. */
export function createControls(
	{ vendor, faults, log, watchers }: Omit<Backstage, 'controls'>,
	atStart: Readonly<Settings>,
): Controls {
	/** The store, caught up with the clock. */
	const settled = () => {
		vendor.store.settle();
		return vendor.store;
	};
	return {
		settings: vendor.settings,
		configure(changes) {
			const late = START_ONLY.filter((name) => name in changes);
			if (late.length > 0) throw new Error(`Only at the start one can set ${late.join(', ')}`);
			const next = withChanges(vendor.settings, changes);
			settled();
			Object.assign(vendor.settings, next);
			vendor.store.customers.reconsider();
		},
		reset() {
			Object.assign(vendor.settings, atStart);
			vendor.clock = createClock(vendor.settings);
			vendor.store = new Store(vendor.settings, vendor.clock);
			vendor.limits = new Limits(vendor.settings, vendor.clock);
			vendor.answered = 0;
			faults.clear();
			watchers.clear();
			log.clear();
		},

		now: () => vendor.clock.now(),
		advance: (ms) => vendor.clock.advance(ms),

		requests: (filter) => log.list(filter),
		counts: () => log.counts(),
		clearRequests: () => log.clear(),

		fail: (route, fault) => faults.add(route, fault, { times: Infinity }),
		failNext: (route, { times, skip, ...fault }) => faults.add(route, fault, { times, skip }),
		clearFaults: () => faults.clear(),
		faults: () => faults.list(),
		onRequest: (route, act) => watchers.add(route, act),

		customers: {
			list: () => settled().customers.list(),
			find: (id) => settled().customers.find(id),
			add: (customer = {}) => settled().customers.add(customer),
			change: (id, changes) => settled().customers.change(id, changes),
			remove: (id) => settled().customers.remove(id),
			pick: (count, region = homeRegion(vendor.settings)) => settled().pickCustomers(count, region),
			count: () => settled().customers.count,
		},
		uploads: {
			list: () => settled().uploads.list(),
			find: (id) => settled().uploads.find(id),
			view(id) {
				const record = settled().uploads.find(id);
				return record === undefined ? undefined : vendor.store.uploads.view(record);
			},
			add: (upload = {}) => settled().uploads.add(upload),
			change: (id, changes) => settled().uploads.change(id, changes),
			remove: (id) => settled().uploads.remove(id),
		},
		keys: {
			list: () => vendor.store.keys.list(),
			add: (key) => vendor.store.keys.add(key),
			change: (key, changes) => vendor.store.keys.change(key, changes),
			remove: (key) => vendor.store.keys.remove(key),
		},
		webhooks: {
			list: () => vendor.store.webhooks.list(),
			deliveries: () => vendor.store.webhooks.deliveries,
		},

		addSighting: (id, sighting) => settled().addSighting(id, sighting),
		changeSighting: (id, which, changes) => settled().changeSighting(id, which, changes),
		removeSighting: (id, which) => settled().removeSighting(id, which),
		billedLookups: () => settled().uploads.billedLookups,
	};
}
