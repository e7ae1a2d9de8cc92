import type {
	CustomerRecord,
	KeyRecord,
	NewCustomer,
	Region,
	Sighting,
	SightingChanges,
} from './records';
import type { Fault, Faults, Repetition } from './http/faults';
import type { LoggedRequest, RequestFilter } from './http/requestLog';
import type { Watcher } from './http/watchers';
import type { UploadView } from './rules/views';
import type { Settings } from './settings';
import type { NewUpload, UploadRecord } from './store/uploads';
import type { Delivery, WebhookRecord } from './store/webhooks';

/** What a test, or a person over HTTP, can do behind the vendor's back. */
export interface Controls {
	/** As they are now; to change them: `configure`. */
	readonly settings: Readonly<Settings>;
	/** Changes settings from the next request on. Throws for those that count only at the start. */
	configure(changes: Partial<Settings>): void;
	/** Everything as it was at the start: data, clock, settings, log, faults. */
	reset(): void;

	/** The simulator's time, in milliseconds since 1970. */
	now(): number;
	advance(ms: number): void;

	/** Requests in order; see `http/pattern.ts` for the patterns. */
	requests(filter?: RequestFilter): LoggedRequest[];
	/** Number of requests by route, also of those that the log no longer holds. */
	counts(): Record<string, number>;
	clearRequests(): void;

	/** Every matching request fails from now on. Returns a function that takes the fault back. */
	fail(route: string, fault: Fault): () => void;
	/** The next `times` (1) matching requests fail, after `skip` (0) others. */
	failNext(route: string, fault: Fault & Repetition): () => void;
	clearFaults(): void;
	/** The faults that are still to come. */
	faults(): ReturnType<Faults['list']>;

	/** Calls the function whenever a matching request arrives, before it is answered. Returns the way to stop. */
	onRequest(route: string, act: Watcher): () => void;

	readonly customers: CustomerControls;
	readonly uploads: UploadControls;
	readonly keys: KeyControls;
	readonly webhooks: WebhookControls;

	/** Undefined when there is no such customer; what is not given is invented. */
	addSighting(customerId: string, sighting?: SightingChanges): Sighting | undefined;
	/** The sighting is named by its `lead_id` or by its place. */
	changeSighting(
		customerId: string,
		which: string | number,
		changes: SightingChanges,
	): Sighting | undefined;
	removeSighting(customerId: string, which: string | number): Sighting | undefined;
	/** VIN lookups that the vendor would have billed. */
	billedLookups(): number;
}

export interface CustomerControls {
	/** Stored customers, and synthetic ones that were changed. */
	list(): CustomerRecord[];
	find(id: string): CustomerRecord | undefined;
	/** Dates may be plain days. */
	add(customer?: NewCustomer): CustomerRecord;
	/** `last_updated` moves only when it is among the changes. */
	change(id: string, changes: NewCustomer): CustomerRecord | undefined;
	remove(id: string): CustomerRecord | undefined;
	/** Different customers by chance, synthetic ones too. */
	pick(count: number, region?: Region): CustomerRecord[];
	/** All of them, synthetic ones too. */
	count(): number;
}

export interface UploadControls {
	list(): UploadRecord[];
	find(id: string): UploadRecord | undefined;
	/** What the vendor would show of it now. */
	view(id: string): UploadView | undefined;
	/** An upload with counters as given and no rows behind them. */
	add(upload?: NewUpload): UploadRecord;
	change(id: string, changes: Partial<UploadRecord>): UploadRecord | undefined;
	remove(id: string): boolean;
}

export interface KeyControls {
	list(): KeyRecord[];
	/** Without `licences` the key has none; without `account` it opens the default account. */
	add(key: Pick<KeyRecord, 'key'> & Partial<KeyRecord>): KeyRecord;
	change(key: string, changes: Partial<Omit<KeyRecord, 'key'>>): KeyRecord | undefined;
	remove(key: string): boolean;
}

export interface WebhookControls {
	list(): WebhookRecord[];
	/** What was sent to webhooks, in order. */
	deliveries(): readonly Delivery[];
}
