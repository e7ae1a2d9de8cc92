import type { Clock } from '../clock';
import { DEFAULT_ACCOUNT } from '../records';
import type { Region } from '../records';
import { uuid } from '../rules/chance';
import { planFor, processedAfter, processedAtMs, uploadedAfter } from '../rules/progress';
import type { Plan } from '../rules/progress';
import { SYNTHETIC_UPLOAD_ID } from '../rules/synthetic';
import type { UploadView } from '../rules/views';
import { DEFAULT_SETTINGS, homeRegion } from '../settings';
import type { Settings } from '../settings';
import { FATE } from './queue';

export interface UploadRecord {
	id: string;
	account: string;
	region: Region;
	name: string | null;
	enable_rego_lookups: boolean;
	createdAtMs: number;
	cancelledAtMs: number | undefined;
	plan: Plan;
	/** Counted up as the customers are processed. */
	processed: number;
	errors: number;
	lookups: number;
}

export type NewUpload = Partial<UploadRecord> & {
	/** Number of customers; a new plan is made for it from the settings. */
	size?: number;
};

/** A row of an upload whose turn has come to become a customer. */
export interface Turn {
	index: number;
	atMs: number;
	isLookedUp: boolean;
}

/** The rows of an upload that still has some to process. */
interface Work {
	fates: Uint8Array;
	create: (turn: Turn) => void;
}

/** All uploads, and how far each has come. */
export class Uploads {
	private readonly byId = new Map<string, UploadRecord>();
	/** Only these are looked at again when time has passed. */
	private readonly unfinished = new Map<string, Work>();
	private made = 0;

	constructor(
		private readonly settings: Readonly<Settings>,
		private readonly clock: Clock,
	) {
		const size = settings.syntheticCustomers;
		if (size === 0) return;
		// It was finished long ago, whatever the settings do to uploads from now on.
		const plan = planFor(size, DEFAULT_SETTINGS);
		this.add({ id: SYNTHETIC_UPLOAD_ID, name: 'Synthetic customers', plan, processed: size });
	}

	/** The number of the next upload. */
	get nextNumber(): number {
		return this.made;
	}

	/** Customers that looked-up VINs were billed for. */
	get billedLookups(): number {
		return this.list().reduce((total, upload) => total + upload.lookups, 0);
	}

	find(id: string): UploadRecord | undefined {
		return this.byId.get(id);
	}

	list(): UploadRecord[] {
		return [...this.byId.values()];
	}

	/** An upload without rows of its own: its counters are as given, and only its first one moves. */
	add(given: NewUpload): UploadRecord {
		const { size = 0, ...rest } = given;
		const record: UploadRecord = {
			id: uuid(this.settings.seed, 'upload', String(this.clock.startedAtMs), this.made++),
			account: DEFAULT_ACCOUNT,
			region: homeRegion(this.settings),
			name: null,
			enable_rego_lookups: false,
			createdAtMs: this.clock.now(),
			cancelledAtMs: undefined,
			plan: planFor(size, this.settings),
			processed: 0,
			errors: 0,
			lookups: 0,
			...rest,
		};
		this.byId.set(record.id, record);
		return record;
	}

	/** An upload whose customers are created as time passes. */
	queue(given: NewUpload, work: Work): UploadRecord {
		const record = this.add({ ...given, size: work.fates.length });
		this.unfinished.set(record.id, work);
		return record;
	}

	/** A changed plan holds from the next look on, for all the time since the upload was queued. */
	change(id: string, changes: Partial<UploadRecord>): UploadRecord | undefined {
		const record = this.byId.get(id);
		return record === undefined ? undefined : Object.assign(record, changes, { id });
	}

	/** False when there is no such upload. Its customers stay. */
	remove(id: string): boolean {
		this.unfinished.delete(id);
		return this.byId.delete(id);
	}

	/** No more customers are created. */
	cancel(record: UploadRecord): void {
		record.cancelledAtMs ??= this.clock.now();
		this.unfinished.delete(record.id);
	}

	isComplete(record: UploadRecord): boolean {
		return record.processed === record.plan.size;
	}

	/** What the vendor shows of it now. */
	view(record: UploadRecord): UploadView {
		const elapsedMs = (record.cancelledAtMs ?? this.clock.now()) - record.createdAtMs;
		return this.viewWith(record, uploadedAfter(record.plan, elapsedMs));
	}

	/** What the vendor shows in the answer that queues it: no work has begun. */
	viewWhenQueued(record: UploadRecord): UploadView {
		return this.viewWith(record, uploadedAfter(record.plan, -1));
	}

	/** Does the work of the time that has passed since the last look. */
	processUntilNow(): void {
		for (const [id, work] of this.unfinished) {
			const record = this.byId.get(id);
			if (record === undefined) continue;
			const target = processedAfter(record.plan, this.clock.now() - record.createdAtMs);
			while (record.processed < target) this.processNext(record, work);
			if (this.isComplete(record)) this.unfinished.delete(id);
		}
	}

	private processNext(record: UploadRecord, work: Work): void {
		const index = record.processed++;
		const fate = work.fates[index];
		if (fate === FATE.failed) record.errors++;
		if (fate === FATE.ignored || fate === FATE.failed) return;
		const isLookedUp = fate === FATE.createdAfterLookup;
		if (isLookedUp) record.lookups++;
		const atMs = record.createdAtMs + processedAtMs(record.plan, index);
		work.create({ index, atMs, isLookedUp });
	}

	private viewWith(record: UploadRecord, uploaded: number): UploadView {
		return {
			id: record.id,
			created_at: new Date(record.createdAtMs).toISOString(),
			enable_rego_lookups: record.enable_rego_lookups,
			name: record.name,
			total_uploaded_customers: uploaded,
			total_processed_customers: record.processed,
			total_errors: record.errors,
		};
	}
}
