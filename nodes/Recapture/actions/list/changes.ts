import type { IDataObject } from 'n8n-workflow';

import type { FieldValues, Leaver, Update } from '../../mirror/comparison';
import type { RemovalResult, UpdateResult } from './changeCustomers';
import type { NewCustomers } from './createMissing';
import type { Source } from './readSource';

/** One item of the third output. */
export interface Change {
	readonly change: 'create' | 'update' | 'remove' | 'withheld' | 'failed';
	/** '' when AutoGrab has not given it yet. */
	readonly id: string;
	/** null when the customer has no row. */
	readonly row: number | null;
	readonly rego: string;
	readonly vin: string;
	readonly before: IDataObject;
	readonly after: IDataObject;
	readonly message: string;
}

/** What was done, as far as it was done. */
export interface Work {
	/** 'planned': by 'Plan'. 'halted': nothing, because an earlier upload is still being processed. */
	readonly kind: 'planned' | 'halted' | 'done';
	readonly updates?: UpdateResult;
	readonly removals?: RemovalResult;
	/** Whether something forbids removals. */
	readonly isWithheld: boolean;
}

/** The changes for output, as many as the user wants. Removals come first: nobody must miss them. */
export function changesOf(source: Source, { shown }: NewCustomers, work: Work): Change[] {
	const { comparison, parameters } = source;
	const { maxChanges } = parameters;
	const changes = comparison.leavers
		.slice(0, maxChanges)
		.map((leaver) => removalOf(leaver, source, work));
	for (const update of comparison.updates.slice(0, maxChanges - changes.length)) {
		changes.push(updateOf(update, work));
	}
	for (const { row, customer } of shown.slice(0, maxChanges - changes.length)) {
		changes.push({
			change: work.kind === 'halted' ? 'withheld' : 'create',
			id: '',
			row,
			...vehicleColumns(customer),
			before: {},
			after: customer as IDataObject,
			message: { planned: 'To be added.', halted: 'Not added.', done: 'Added.' }[work.kind],
		});
	}
	return changes;
}

function removalOf({ id, vehicle, before = {} }: Leaver, { rules }: Source, work: Work): Change {
	const expires = rules.removedCustomers === 'expire';
	const change = removalKind(id, work);
	const done = expires ? `Expires on ${rules.expiryDay}` : 'Deleted';
	const planned = expires ? `To expire on ${rules.expiryDay}` : 'To be deleted';
	const failed = work.removals?.failures.get(id) ?? '';
	const message = {
		remove: `${work.kind === 'planned' ? planned : done}: the vehicle is not in the list.`,
		withheld:
			'The vehicle is not in the list, but the customer is not removed: see "withheldBecause".',
		failed,
	}[change];
	return {
		change,
		id,
		row: null,
		...vehicleColumns(vehicle),
		before: filled(expires ? { expiry_date: before.expiry_date ?? '' } : before),
		after: expires ? { expiry_date: rules.expiryDay } : {},
		message,
	};
}

function removalKind(id: string, { kind, removals, isWithheld }: Work) {
	if (removals?.failures.has(id)) return 'failed';
	if (kind === 'planned') return isWithheld ? 'withheld' : 'remove';
	return removals?.removed.has(id) ? 'remove' : 'withheld';
}

function updateOf({ id, row, vehicle, before = {}, after }: Update, work: Work): Change {
	const failed = work.updates?.failures.get(id);
	const isUndone = work.updates?.notKept.has(id);
	const done = isUndone ? 'AutoGrab did not keep these fields.' : 'Updated.';
	return {
		change: failed === undefined ? (work.kind === 'halted' ? 'withheld' : 'update') : 'failed',
		id,
		row,
		...vehicleColumns(vehicle),
		before: { ...before },
		after: { ...after },
		message: failed ?? { planned: 'To be updated.', halted: 'Not updated.', done }[work.kind],
	};
}

function vehicleColumns({ rego = '', vin = '' }: { rego?: string; vin?: string }) {
	return { rego, vin };
}

function filled(values: FieldValues): IDataObject {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}
