import { vehicleOf } from '../../customers/heldCustomer';
import { SkippedRows } from '../../customers/skippedRows';
import { success, type Outcome } from '../../outcome';
import type { Region } from '../../values/region';
import { VehicleIndex } from '../../list/vehicleIndex';
import type { Connection } from '../../transport/connection';
import { readCustomers } from '../../transport/customerReader';

const PAGE_SIZE = 100;

/** The vehicles that AutoGrab holds, read when they are first asked for, and once for all lists of a run. */
export type ExistingVehicles = (region: Region) => Promise<Outcome<VehicleIndex>>;

export function existingVehicles(connection: Connection): ExistingVehicles {
	let read: Promise<Outcome<VehicleIndex>> | undefined;
	return async (region) => await (read ??= readAll(connection, region));
}

async function readAll(connection: Connection, region: Region): Promise<Outcome<VehicleIndex>> {
	const vehicles = new VehicleIndex();
	const skipped = new SkippedRows();
	for await (const page of readCustomers(connection, { limit: PAGE_SIZE })) {
		if (!page.ok) return page;
		skipped.add(page.value.skipped);
		for (const customer of page.value.customers) vehicles.add(vehicleOf(customer, region), 0);
	}
	const sentence = skipped.sentence();
	if (sentence) connection.context.logger.warn(sentence);
	return success(vehicles);
}
