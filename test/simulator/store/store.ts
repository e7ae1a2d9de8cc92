import type { Clock } from '../clock';
import { DEFAULT_ACCOUNT } from '../records';
import type { CustomerField, CustomerRecord, Region, Sighting, SightingChanges } from '../records';
import { isObject, readValues } from '../rules/customerInput';
import type { CustomerValues } from '../rules/customerInput';
import { fraction } from '../rules/chance';
import { FIELDS } from '../rules/fields';
import { permutation } from '../rules/permutation';
import { identitiesOf } from '../rules/rowFate';
import { isRefusal } from '../rules/refusals';
import type { RefusalName } from '../rules/refusals';
import { inventSighting, placeOfSighting } from '../rules/sightings';
import { inventVin } from '../rules/vehicles';
import type { Settings } from '../settings';
import { Customers } from './customers';
import { Keys } from './keys';
import { decideFates } from './queue';
import { Uploads } from './uploads';
import type { Turn, UploadRecord } from './uploads';
import { Webhooks } from './webhooks';

/** An upload as it was asked for. */
export interface UploadOrder {
	account: string;
	region: Region;
	name: string | null;
	enableRegoLookups: boolean;
	/** For customers without their own. */
	defaults: CustomerValues;
	rows: readonly unknown[];
}

/** New sightings have listing numbers from here on, above those of synthetic customers, … */
const FIRST_NEW_LISTING = 1_000_000_000;

/** A function of its own: one written in place would hold on to the rows that are to be forgotten. */
function createNothing(): void {}

/** Everything that the simulated vendor knows. Call `settle` before reading or changing anything. */
export class Store {
	readonly keys: Keys;
	readonly customers: Customers;
	readonly uploads: Uploads;
	readonly webhooks: Webhooks;
	private listings = 0;
	private picks = 0;

	constructor(
		private readonly settings: Readonly<Settings>,
		private readonly clock: Clock,
	) {
		this.keys = new Keys(settings);
		this.customers = new Customers(settings, clock);
		this.uploads = new Uploads(settings, clock);
		this.webhooks = new Webhooks(settings, clock);
		for (const customer of settings.customers) this.customers.add(customer);
	}

	/** Catches up with the clock: customers that were created or have expired since the last look. */
	settle(): void {
		this.uploads.processUntilNow();
		this.customers.removeExpired();
	}

	queueUpload(order: UploadOrder): UploadRecord | RefusalName {
		const { rows, region, enableRegoLookups } = order;
		const number = this.uploads.nextNumber;
		const seen = this.vehiclesSeenBefore(order);
		const fates = decideFates({ rows, region, enableRegoLookups, seen, number }, this.settings);
		if (isRefusal(fates)) return fates;
		const { account, name } = order;
		const given = { account, region, name, enable_rego_lookups: enableRegoLookups };
		if (this.settings.keepUploads === 'counts') {
			return this.uploads.queue(given, { fates, create: createNothing });
		}
		const record: UploadRecord = this.uploads.queue(given, {
			fates,
			create: (turn) => this.create(order, record.id, turn),
		});
		return record;
	}

	/** So many different customers of the default account in a region, synthetic ones too, by chance. */
	pickCustomers(count: number, region: Region): CustomerRecord[] {
		const all = this.customers.sequence({ account: DEFAULT_ACCOUNT, region }, 0);
		const { at } = permutation(all.length, this.settings.seed, 'pick', this.picks++);
		const wanted = Math.min(count, all.length);
		return Array.from({ length: wanted }, (_none, place) => all.at(at(place)));
	}

	/** A sighting that the customer did not have; what is not given is invented. */
	addSighting(customerId: string, given: SightingChanges = {}): Sighting | undefined {
		const customer = this.customers.find(customerId);
		if (customer === undefined) return undefined;
		const at = new Date(this.clock.now()).toISOString();
		// … and those of the simulator that ran before: a watcher that remembers those must find new ones new.
		const startedAtS = Math.floor(this.clock.startedAtMs / 1000);
		const number = FIRST_NEW_LISTING + startedAtS * 1_000 + this.listings++;
		const invented = inventSighting(customer.region, number, at, this.settings);
		const sighting = { ...invented, ...given } as Sighting;
		this.putSightings(customerId, [...customer.sightings, sighting]);
		return sighting;
	}

	/** @param which the sighting's `lead_id`, or its place in the list */
	changeSighting(
		customerId: string,
		which: string | number,
		changes: SightingChanges,
	): Sighting | undefined {
		const sightings = this.customers.find(customerId)?.sightings ?? [];
		const place = placeOfSighting(sightings, which);
		if (place === -1) return undefined;
		const changed = { ...sightings[place], ...changes } as Sighting;
		this.putSightings(
			customerId,
			sightings.map((old, at) => (at === place ? changed : old)),
		);
		return changed;
	}

	/** @param which the sighting's `lead_id`, or its place in the list */
	removeSighting(customerId: string, which: string | number): Sighting | undefined {
		const sightings = this.customers.find(customerId)?.sightings ?? [];
		const place = placeOfSighting(sightings, which);
		if (place === -1) return undefined;
		this.putSightings(
			customerId,
			sightings.filter((_old, at) => at !== place),
		);
		return sightings[place];
	}

	private putSightings(customerId: string, sightings: Sighting[]): void {
		const last_updated = new Date(this.clock.now()).toISOString();
		const moved = this.settings.sightingMovesLastUpdated ? { last_updated } : {};
		this.customers.change(customerId, { sightings, ...moved });
	}

	private create(order: UploadOrder, uploadId: string, turn: Turn): void {
		const row = order.rows[turn.index];
		const { settings } = this;
		const accepted: readonly CustomerField[] = FIELDS[settings.fields].customer;
		const own = readValues(isObject(row) ? row : {}, accepted, settings);
		const isFound =
			turn.isLookedUp &&
			fraction(settings.seed, 'lookup', uploadId, turn.index) < settings.regoLookupFoundShare;
		this.customers.add({
			...order.defaults,
			...own,
			...(isFound ? { vin: inventVin(settings.seed, 'vin', own.rego ?? '') } : {}),
			account: order.account,
			region: order.region,
			upload_id: uploadId,
			last_updated: new Date(turn.atMs).toISOString(),
		});
	}

	private vehiclesSeenBefore(order: UploadOrder): Set<string> {
		const { duplicateRows, duplicateScope } = this.settings;
		if (duplicateRows === 'accept' || duplicateScope === 'upload') return new Set();
		const mine = this.customers
			.list()
			.filter(({ account, region }) => account === order.account && region === order.region);
		return new Set(mine.flatMap((customer) => identitiesOf(customer)));
	}
}
