import type { Customer } from './customer';

type Vehicle = Readonly<Pick<Customer, 'vin' | 'rego' | 'state'>>;

/** A table that grows holds up everything else, and stands in memory twice: small ones do that in turn. */
const TABLES = 64;

/**
 * Remembers vehicles by VIN, and by plate and state, to tell whether one was met before.
 *
 * A list may have a million rows, so not the vehicles are kept but a 64-bit hash of each key, in typed arrays: at most
 * 16 bytes a key, and so 32 bytes a vehicle. Among two million keys the odds that any two different ones share a hash
 * are about one in ten million.
 */
export class VehicleSet {
	private readonly tables = Array.from({ length: TABLES }, () => new HashTable());
	private readonly vin = new KeyHash(VIN_SEED);
	private readonly plate = new KeyHash(PLATE_SEED);

	/** What it takes in memory. */
	get byteLength(): number {
		return this.tables.reduce((sum, { byteLength }) => sum + byteLength, 0);
	}

	/** Whether a vehicle with the same VIN, or with the same plate and state, was added. */
	has(vehicle: Vehicle): boolean {
		return this.keysOf(vehicle).some((key) => this.tableOf(key).has(key));
	}

	/** Adds all keys of the vehicle. */
	add(vehicle: Vehicle): void {
		for (const key of this.keysOf(vehicle)) this.tableOf(key).add(key);
	}

	/** Adds the vehicle unless it is known, and says which. */
	addIfNew(vehicle: Vehicle): 'new' | 'known' {
		const keys = this.keysOf(vehicle);
		if (keys.some((key) => this.tableOf(key).has(key))) return 'known';
		for (const key of keys) this.tableOf(key).add(key);
		return 'new';
	}

	/** The keys of one vehicle; the next call writes over them. */
	private keysOf({ vin, rego, state = '' }: Vehicle): KeyHash[] {
		const keys: KeyHash[] = [];
		if (vin !== undefined) keys.push(this.vin.of(vin));
		if (rego !== undefined) keys.push(this.plate.of(`${rego} ${state.toUpperCase()}`));
		return keys;
	}

	private tableOf({ high }: KeyHash): HashTable {
		return this.tables[(high >>> 0) % TABLES];
	}
}

const VIN_SEED = 0x9747b28c;
const PLATE_SEED = 0x3c6ef372;

/** The hash of a key in two halves of 32 bits. The high one is never 0, which marks a free slot. */
class KeyHash {
	high = 1;
	low = 0;

	/** @param seed lets keys of two kinds have the same text */
	constructor(private readonly seed: number) {}

	/**
	 * Both halves rotate and multiply as MurmurHash3 does, with constants of their own, so that no two keys are
	 * unlucky twice.
	 */
	of(key: string): this {
		let high = this.seed;
		let low = ~this.seed;
		for (let index = 0; index < key.length; index++) {
			const code = key.charCodeAt(index);
			high ^= Math.imul(code, 0xcc9e2d51);
			high = Math.imul((high << 13) | (high >>> 19), 0x1b873593);
			low ^= Math.imul(code, 0x9e3779b1);
			low = Math.imul((low << 17) | (low >>> 15), 0x2545f491);
		}
		this.high = mix(high) || 1;
		this.low = mix(low);
		return this;
	}
}

function mix(value: number): number {
	let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return mixed ^ (mixed >>> 16);
}

const INITIAL_PAIRS = 16;
/** Fuller than that, a hash table gets slow; growing by less than half keeps it fuller than half. */
const MAX_LOAD = 0.75;
const GROWTH = 1.45;

/** An open hash table: a key stands in the slot that its low half says, or in the next free one. */
class HashTable {
	private slots = new Int32Array(INITIAL_PAIRS * 2);
	private size = 0;

	get byteLength(): number {
		return this.slots.byteLength;
	}

	has({ high, low }: KeyHash): boolean {
		return this.slots[this.find(high, low)] !== 0;
	}

	add({ high, low }: KeyHash): void {
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
		let at = ((low >>> 0) % (slots.length / 2)) * 2;
		while (slots[at] !== 0 && (slots[at] !== high || slots[at + 1] !== low)) {
			at = at + 2 === slots.length ? 0 : at + 2;
		}
		return at;
	}

	private grow(): void {
		const old = this.slots;
		this.slots = new Int32Array(Math.ceil((old.length / 2) * GROWTH) * 2);
		for (let from = 0; from < old.length; from += 2) {
			if (old[from] === 0) continue;
			const at = this.find(old[from], old[from + 1]);
			this.slots[at] = old[from];
			this.slots[at + 1] = old[from + 1];
		}
	}
}
