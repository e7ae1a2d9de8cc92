import type { Customer } from './checkRow';

type Vehicle = Readonly<Pick<Customer, 'vin' | 'rego' | 'state'>>;

/** How a vehicle was recognised, and the number that the earlier one was added with. */
export interface SameVehicle {
	readonly row: number;
	readonly by: 'vin' | 'rego';
}

/**
 * Remembers vehicles. Two are the same when they have the same VIN, or, unless both have a VIN, the same rego and state: a
 * number plate moves from one car to another, a VIN does not.
 */
export class VehicleIndex {
	private readonly byVin = new Map<string, number>();
	/** Of the vehicles that have a VIN, by rego and state. */
	private readonly withVin = new Map<string, number>();
	/** Of those that have none. */
	private readonly withoutVin = new Map<string, number>();

	/** The first vehicle added that is the same. */
	find(vehicle: Vehicle): SameVehicle | undefined {
		const { vin } = vehicle;
		const sameVin = vin === undefined ? undefined : this.byVin.get(vin);
		if (sameVin !== undefined) return { row: sameVin, by: 'vin' };
		const plate = plateKey(vehicle);
		if (plate === undefined) return undefined;
		const row = Math.min(
			this.withoutVin.get(plate) ?? Infinity,
			vin === undefined ? (this.withVin.get(plate) ?? Infinity) : Infinity,
		);
		return row === Infinity ? undefined : { row, by: 'rego' };
	}

	/** @param row number of its row, for messages; of several same ones the first is kept */
	add(vehicle: Vehicle, row: number): void {
		const { vin } = vehicle;
		if (vin !== undefined) addFirst(this.byVin, flat(vin), row);
		const plate = plateKey(vehicle);
		if (plate === undefined) return;
		addFirst(vin === undefined ? this.withoutVin : this.withVin, flat(plate), row);
	}
}

function plateKey({ rego, state = '' }: Vehicle): string | undefined {
	return rego === undefined ? undefined : `${rego} ${state.toUpperCase()}`;
}

function addFirst(rows: Map<string, number>, key: string, row: number): void {
	if (!rows.has(key)) rows.set(key, row);
}

/**
 * A copy of a text with memory of its own. V8 keeps a longer piece of a text as a pointer into the whole: a million VINs
 * would keep the whole file in memory.
 */
function flat(text: string): string {
	return text.length < SHORTEST_PIECE ? text : Buffer.from(text).toString();
}

/** Shorter pieces are copies already (`SlicedString::kMinLength` in V8). */
const SHORTEST_PIECE = 13;
