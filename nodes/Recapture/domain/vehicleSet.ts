import type { Customer } from './customer';

type Vehicle = Readonly<Pick<Customer, 'vin' | 'rego' | 'state'>>;

const INITIAL_PAIRS = 1024;
/** Fuller than that, a hash table gets slow; growing by less than half keeps it fuller than half. */
const MAX_LOAD = 0.75;
const GROWTH = 1.45;

/**
 * Remembers vehicles by VIN, and by plate and state, to tell whether one was met before.
 *
 * A list may have a million rows, so not the vehicles are kept but a 64-bit hash of each key, in one typed array:
 * at most 16 bytes a key, and so 32 bytes a vehicle. Among two million keys the odds that any two different ones
 * share a hash are about one in ten million.
 */
export class VehicleSet {
	private slots = new Uint32Array(INITIAL_PAIRS * 2);
	private size = 0;

	/** What it takes in memory. */
	get byteLength(): number {
		return this.slots.byteLength;
	}

	/** Whether a vehicle with the same VIN, or with the same plate and state, was added. */
	has(vehicle: Vehicle): boolean {
		return this.hasAny(hashesOf(vehicle));
	}

	/** Adds all keys of the vehicle. */
	add(vehicle: Vehicle): void {
		this.insertAll(hashesOf(vehicle));
	}

	/** Adds the vehicle unless it is known, and says which. */
	addIfNew(vehicle: Vehicle): 'new' | 'known' {
		const hashes = hashesOf(vehicle);
		if (this.hasAny(hashes)) return 'known';
		this.insertAll(hashes);
		return 'new';
	}

	private insertAll(hashes: readonly number[]): void {
		for (let at = 0; at < hashes.length; at += 2) this.insert(hashes[at], hashes[at + 1]);
	}

	private hasAny(hashes: readonly number[]): boolean {
		for (let at = 0; at < hashes.length; at += 2) {
			if (this.slots[this.find(hashes[at], hashes[at + 1])] !== 0) return true;
		}
		return false;
	}

	private insert(high: number, low: number): void {
		const at = this.find(high, low);
		if (this.slots[at] !== 0) return;
		this.slots[at] = high;
		this.slots[at + 1] = low;
		this.size += 1;
		if (this.size > (this.slots.length / 2) * MAX_LOAD) this.grow();
	}

	/** Index of the pair, or of the free slot where it would go. */
	private find(high: number, low: number): number {
		const { slots } = this;
		let at = (low % (slots.length / 2)) * 2;
		while (slots[at] !== 0 && (slots[at] !== high || slots[at + 1] !== low)) {
			at = at + 2 === slots.length ? 0 : at + 2;
		}
		return at;
	}

	private grow(): void {
		const old = this.slots;
		this.slots = new Uint32Array(Math.ceil((old.length / 2) * GROWTH) * 2);
		this.size = 0;
		for (let at = 0; at < old.length; at += 2) {
			if (old[at] !== 0) this.insert(old[at], old[at + 1]);
		}
	}
}

/** Two numbers for each of the vehicle's keys. */
function hashesOf({ vin, rego, state = '' }: Vehicle): number[] {
	const hashes: number[] = [];
	if (vin !== undefined) hash(`v${vin}`, hashes);
	if (rego !== undefined) hash(`r${rego} ${state.toUpperCase()}`, hashes);
	return hashes;
}

/**
 * Appends both halves of a key's hash: each rotates and multiplies as MurmurHash3 does, with constants of its own, so
 * that no two keys are unlucky twice. The first half is never 0, which marks a free slot.
 */
function hash(key: string, into: number[]): void {
	let high = 0x9747b28c;
	let low = 0x3c6ef372;
	for (let index = 0; index < key.length; index++) {
		const code = key.charCodeAt(index);
		high ^= Math.imul(code, 0xcc9e2d51);
		high = Math.imul((high << 13) | (high >>> 19), 0x1b873593);
		low ^= Math.imul(code, 0x9e3779b1);
		low = Math.imul((low << 17) | (low >>> 15), 0x2545f491);
	}
	into.push(mix(high) || 1, mix(low));
}

function mix(value: number): number {
	let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}
