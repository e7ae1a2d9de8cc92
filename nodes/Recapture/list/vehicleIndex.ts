import type { Vehicle } from './checkRow';

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
	/** Of the vehicles that have a VIN, by rego and state: a plate that moved may stand there for several. */
	private readonly withVin = new Map<string, number | number[]>();
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
			vin === undefined ? firstOf(this.withVin.get(plate)) : Infinity,
		);
		return row === Infinity ? undefined : { row, by: 'rego' };
	}

	/** The numbers of all vehicles that are the same, one with the same VIN first. */
	findAll(vehicle: Vehicle): number[] {
		const { vin } = vehicle;
		const plate = plateKey(vehicle);
		const sameVin = vin === undefined ? undefined : this.byVin.get(vin);
		const samePlate = plate === undefined ? undefined : this.withoutVin.get(plate);
		const others = plate === undefined || vin !== undefined ? [] : (this.withVin.get(plate) ?? []);
		return [sameVin ?? [], samePlate ?? [], others].flat();
	}

	/** @param row number of its row, for messages; of several same ones the first is kept */
	add(vehicle: Vehicle, row: number): void {
		const { vin } = vehicle;
		if (vin !== undefined) addFirst(this.byVin, flat(vin), row);
		const plate = plateKey(vehicle);
		if (plate === undefined) return;
		if (vin === undefined) addFirst(this.withoutVin, flat(plate), row);
		else addOne(this.withVin, flat(plate), row);
	}
}

function plateKey({ rego, state = '' }: Vehicle): string | undefined {
	return rego === undefined ? undefined : `${rego} ${state.toUpperCase()}`;
}

function addFirst(rows: Map<string, number>, key: string, row: number): void {
	if (!rows.has(key)) rows.set(key, row);
}

function addOne(rows: Map<string, number | number[]>, key: string, row: number): void {
	const before = rows.get(key);
	if (before === undefined) rows.set(key, row);
	else if (typeof before === 'number') rows.set(key, [before, row]);
	else before.push(row);
}

function firstOf(rows: number | number[] = Infinity): number {
	return typeof rows === 'number' ? rows : rows[0];
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
