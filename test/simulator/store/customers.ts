import { DATE_FIELDS, DEFAULT_ACCOUNT } from '../records';
import type { CustomerRecord, NewCustomer, Region } from '../records';
import type { Clock } from '../clock';
import { isDay, toMidnight } from '../rules/calendar';
import { hash, uuidStartingWith } from '../rules/chance';
import type { Sequence } from '../rules/sequence';
import { homeRegion } from '../settings';
import type { Settings } from '../settings';
import { ExpiryBook } from './expiry';
import { arrange, sortStored } from './ordering';
import { SyntheticCustomers } from './syntheticCustomers';

/** Whose customers, where, and from which upload. */
export interface Scope {
	account: string;
	region: Region;
	uploadId?: string;
}

/** All customers. "Missing" is `undefined` here; who may see what is decided elsewhere. */
export class Customers {
	private readonly stored = new Map<string, CustomerRecord>();
	private readonly expiry: ExpiryBook;
	private readonly synthetic: SyntheticCustomers;
	/** Sorted lists of stored customers by scope, until the next change. */
	private sorted = new Map<string, CustomerRecord[]>();
	private made = 0;

	constructor(
		private readonly settings: Readonly<Settings>,
		private readonly clock: Clock,
	) {
		this.expiry = new ExpiryBook(settings);
		this.synthetic = new SyntheticCustomers(settings);
	}

	get count(): number {
		return this.stored.size + this.synthetic.count;
	}

	find(id: string): CustomerRecord | undefined {
		return this.stored.get(id) ?? this.synthetic.find(id);
	}

	/** Stored customers, and synthetic ones that were changed. */
	list(): CustomerRecord[] {
		return [...this.stored.values(), ...this.synthetic.changedRecords()];
	}

	/** @param drawn number of the request, for an order that is another each time */
	sequence(scope: Scope, drawn: number): Sequence<CustomerRecord> {
		const synthetic = this.synthetic.partOf(scope);
		return arrange(synthetic, this.sortedStored(scope), this.settings, drawn);
	}

	add(given: NewCustomer): CustomerRecord {
		const record: CustomerRecord = {
			id: given.id ?? this.nextId(),
			account: DEFAULT_ACCOUNT,
			region: homeRegion(this.settings),
			upload_id: null,
			last_updated: new Date(this.clock.now()).toISOString(),
			rego: null,
			state: null,
			vin: null,
			client_name: null,
			mobile_number: null,
			external_id: null,
			sale_date: null,
			expiry_date: null,
			monitor_start_date: null,
			monitor_end_date: null,
			vehicle_title: null,
			sightings: [],
			additional_fields: {},
			...withMidnights(given),
		};
		this.store(record, null);
		return record;
	}

	/** `last_updated` moves only when it is among the changes. */
	change(id: string, changes: NewCustomer): CustomerRecord | undefined {
		const before = this.find(id);
		if (before === undefined) return undefined;
		const record: CustomerRecord = { ...before, ...withMidnights(changes), id };
		this.store(record, before.expiry_date);
		return record;
	}

	remove(id: string): CustomerRecord | undefined {
		const record = this.find(id);
		if (record === undefined) return undefined;
		if (!this.synthetic.remove(id)) this.stored.delete(id);
		this.expiry.move(id, record.expiry_date, null);
		this.sorted = new Map();
		return record;
	}

	/** The automatic deletion on `expiry_date`, up to now. */
	removeExpired(): void {
		for (const id of this.expiry.takeDue(this.clock.now())) this.remove(id);
	}

	/** Forgets what was worked out from settings that have changed. */
	reconsider(): void {
		this.sorted = new Map();
		this.expiry.reconsider();
	}

	private store(record: CustomerRecord, expiredBefore: string | null): void {
		if (!this.synthetic.keep(record)) this.stored.set(record.id, record);
		this.expiry.move(record.id, expiredBefore, record.expiry_date);
		this.sorted = new Map();
	}

	private sortedStored(scope: Scope): CustomerRecord[] {
		const name = JSON.stringify([scope.account, scope.region, scope.uploadId]);
		const known = this.sorted.get(name);
		if (known !== undefined) return known;
		const mine = [...this.stored.values()].filter(
			(record) =>
				record.account === scope.account &&
				record.region === scope.region &&
				(scope.uploadId === undefined || record.upload_id === scope.uploadId),
		);
		const sorted = sortStored(mine, this.settings);
		this.sorted.set(name, sorted);
		return sorted;
	}

	/** Ids begin with 8 to f: a synthetic customer's never does. */
	private nextId(): string {
		const nth = this.made++;
		const run = hash(this.settings.seed, 'customer', String(this.clock.startedAtMs));
		const first = (hash(run, nth) | 0x8000_0000) >>> 0;
		return uuidStartingWith(first, run, nth);
	}
}

/** Dates may be given as plain days; they are kept as they are answered. What is undefined is not given. */
function withMidnights(given: NewCustomer): NewCustomer {
	const isGiven = ([, value]: [string, unknown]) => value !== undefined;
	const converted: NewCustomer = Object.fromEntries(Object.entries(given).filter(isGiven));
	for (const field of DATE_FIELDS) {
		const value = given[field];
		if (typeof value === 'string' && isDay(value)) converted[field] = toMidnight(value);
	}
	return converted;
}
