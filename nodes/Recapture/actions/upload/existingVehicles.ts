import { vehicleOf } from '../../customers/heldCustomer';
import { success, type Outcome } from '../../outcome';
import type { Region } from '../../values/region';
import { VehicleSet } from '../../list/vehicleSet';
import type { Connection } from '../../transport/connection';
import { readCustomers } from '../../transport/customerReader';
import { SkippedRows } from '../customerList';

const PAGE_SIZE = 100;

/** The vehicles that Recapture holds, read when they are first asked for, and once for all lists of a run. */
export type ExistingVehicles = (region: Region) => Promise<Outcome<VehicleSet>>;

export function existingVehicles(connection: Connection): ExistingVehicles {
	let read: Promise<Outcome<VehicleSet>> | undefined;
	return async (region) => await (read ??= readAll(connection, region));
}

/** Keeps 32 bytes of each vehicle, so that a million of them fit. */
async function readAll(connection: Connection, region: Region): Promise<Outcome<VehicleSet>> {
	const vehicles = new VehicleSet();
	const skipped = new SkippedRows();
	for await (const page of readCustomers(connection, { limit: PAGE_SIZE })) {
		if (!page.ok) return page;
		skipped.add(page.value);
		for (const customer of page.value.customers) vehicles.add(vehicleOf(customer, region));
	}
	const sentence = skipped.sentence();
	if (sentence) connection.context.logger.warn(sentence);
	return success(vehicles);
}
