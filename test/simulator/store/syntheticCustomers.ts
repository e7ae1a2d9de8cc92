import { DEFAULT_ACCOUNT } from '../records';
import type { CustomerRecord } from '../records';
import { syntheticCustomer, syntheticIndex, SYNTHETIC_UPLOAD_ID } from '../rules/synthetic';
import { homeRegion } from '../settings';
import type { Settings } from '../settings';
import type { SyntheticPart } from './ordering';
import type { Scope } from './customers';

/** Customers that are not stored but for what was changed in them. */
export class SyntheticCustomers {
	private readonly changed = new Map<number, CustomerRecord>();
	private readonly gone = new Set<number>();

	constructor(private readonly settings: Readonly<Settings>) {}

	get count(): number {
		return this.settings.syntheticCustomers - this.gone.size;
	}

	find(id: string): CustomerRecord | undefined {
		const index = syntheticIndex(id, this.settings);
		return index === undefined || this.gone.has(index) ? undefined : this.at(index);
	}

	/** From now on the customer is what this record says. False when it is no synthetic customer's. */
	keep(record: CustomerRecord): boolean {
		const index = syntheticIndex(record.id, this.settings);
		if (index === undefined || this.gone.has(index)) return false;
		this.changed.set(index, record);
		return true;
	}

	/** False when it is no synthetic customer's id. */
	remove(id: string): boolean {
		const index = syntheticIndex(id, this.settings);
		if (index === undefined || this.gone.has(index)) return false;
		this.changed.delete(index);
		this.gone.add(index);
		return true;
	}

	changedRecords(): CustomerRecord[] {
		return [...this.changed.values()];
	}

	/** The part that they have in a list of this scope. */
	partOf(scope: Scope): SyntheticPart {
		const { settings } = this;
		const isIn =
			scope.account === DEFAULT_ACCOUNT &&
			scope.region === homeRegion(settings) &&
			(scope.uploadId === undefined || scope.uploadId === SYNTHETIC_UPLOAD_ID);
		return {
			count: isIn ? settings.syntheticCustomers : 0,
			gone: isIn ? [...this.gone] : [],
			changed: isIn ? [...this.changed.keys()] : [],
			at: (index) => this.at(index),
		};
	}

	private at(index: number): CustomerRecord {
		return this.changed.get(index) ?? syntheticCustomer(index, this.settings);
	}
}
