import { CHANGEABLE_FIELDS, type ChangeableField } from '../customers/customerChanges';
import { vehicleOf, type HeldCustomer } from '../customers/heldCustomer';
import type { Customer, Vehicle } from '../list/checkRow';
import { VehicleIndex } from '../list/vehicleIndex';
import type { Region } from '../values/region';
import { heldDay, heldValue, holds, listOf } from './heldFields';

export interface ComparisonRules {
	readonly listName: string;
	readonly region: Region;
	/** The fields that the list has a column for. */
	readonly fields: ReadonlySet<string>;
	readonly changedCustomers: 'update' | 'leave';
	readonly emptyFields: 'clear' | 'leave';
	readonly removedCustomers: 'keep' | 'expire' | 'delete';
	/** The day on which a customer who leaves today expires, as YYYY-MM-DD. */
	readonly expiryDay: string;
	/** Of so many changes the old values are kept, for output. */
	readonly maxShown: number;
}

/** What becomes of an accepted row. */
export type RowPlan = 'create' | 'update' | 'unchanged' | 'foreign';

export type FieldValues = Readonly<Partial<Record<ChangeableField, string>>>;

/** A customer of this list whose fields differ from its row. */
export interface Update {
	readonly row: number;
	readonly id: string;
	readonly vehicle: Vehicle;
	/** Only what differs; an empty text clears the field. */
	readonly after: FieldValues;
	/** Absent when there are more changes than are put out. */
	readonly before?: FieldValues;
}

/** A customer of this list whose vehicle is no longer in it. */
export interface Leaver {
	readonly id: string;
	readonly vehicle: Vehicle;
	/** Absent when there are more changes than are put out. */
	readonly before?: FieldValues;
}

/**
 * Compares a list with the customers that AutoGrab holds. The rows come first, then the customers one by one: of a million
 * customers only those that have to be changed are kept.
 */
export class Comparison {
	readonly updates: Update[] = [];
	/** Customers to remove. With 'keep' they are only counted. */
	readonly leavers: Leaver[] = [];
	readonly counts: Record<RowPlan, number> = { create: 0, update: 0, unchanged: 0, foreign: 0 };
	/** Whether any customer was compared yet. */
	hasSeenHeld = false;
	/** Customers with the mark of this list. */
	marked = 0;
	/** Those of them that are not in the list and stay, because the user wants to keep them. */
	left = 0;
	/** Those of them that are not in the list and expire within days, because an earlier run said so. */
	expiring = 0;
	/** How many customers have the mark of another list, by its name. */
	readonly otherLists = new Map<string, number>();

	/** The vehicles of accepted rows, by the number of the row. Filled by who reads the list. */
	readonly vehicles = new VehicleIndex();
	/** The vehicles of all other rows: they keep their customers. */
	private readonly others = new VehicleIndex();
	/** By the number of the row; rows that were not accepted are missing. */
	private readonly plans: RowPlan[] = [];
	private readonly values: string[] = [];
	private readonly compared: readonly ChangeableField[];

	constructor(private readonly rules: ComparisonRules) {
		this.compared = CHANGEABLE_FIELDS.filter((field) => rules.fields.has(field));
	}

	/** @param unread fields whose cells are filled, but could not be read: they are not compared */
	addRow(row: number, customer: Readonly<Customer>, unread: ReadonlySet<string>): void {
		this.plan(row, 'create');
		const values = this.compared.map((field) =>
			unread.has(field) ? null : (customer[field] ?? ''),
		);
		// As one text: a million small objects would take more memory.
		this.values[row] = JSON.stringify(values);
	}

	/** A row that is not sent still says that its vehicle is in the list. */
	addOtherRow(vehicle: Vehicle): void {
		this.others.add(vehicle, 0);
	}

	addHeld(customer: HeldCustomer): void {
		this.hasSeenHeld = true;
		const vehicle = vehicleOf(customer, this.rules.region);
		const rows = this.vehicles.findAll(vehicle);
		const list = listOf(customer);
		if (list !== this.rules.listName) {
			if (list !== undefined) this.otherLists.set(list, (this.otherLists.get(list) ?? 0) + 1);
			for (const row of rows) if (this.plans[row] === 'create') this.plan(row, 'foreign');
			return;
		}
		this.marked += 1;
		if (rows.length > 0) this.match(customer, vehicle, rows);
		else if (!this.others.find(vehicle)) this.leave(customer, vehicle);
	}

	/** What becomes of a row; undefined when it was not accepted. */
	planOf(row: number): RowPlan | undefined {
		return this.plans[row];
	}

	/**
	 * A customer of this list that is in it. It is compared with one row, the first that has no customer yet; where
	 * AutoGrab holds a vehicle twice, the second one is neither changed nor removed.
	 */
	private match(customer: HeldCustomer, vehicle: Vehicle, rows: readonly number[]): void {
		const [row, ...others] = rows.filter((each) => isOpen(this.plans[each]));
		if (row === undefined) return;
		for (const other of others) this.plan(other, 'unchanged');
		const after = this.differences(customer, JSON.parse(this.values[row]) as RowValues);
		if (Object.keys(after).length === 0) {
			this.plan(row, 'unchanged');
			return;
		}
		this.plan(row, 'update');
		const isShown = this.updates.length < this.rules.maxShown;
		const before = isShown && this.before(customer, Object.keys(after) as ChangeableField[]);
		this.updates.push({ row, id: customer.id, vehicle, after, ...(before && { before }) });
	}

	private differences(customer: HeldCustomer, values: RowValues): FieldValues {
		const { changedCustomers, emptyFields, region } = this.rules;
		const after: Partial<Record<ChangeableField, string>> = {};
		this.compared.forEach((field, index) => {
			const value = values[index];
			const isLeft = value === null || (value === '' && emptyFields === 'leave');
			if (changedCustomers === 'leave' || isLeft || holds(customer, field, value, region)) return;
			after[field] = value;
		});
		const ownExpiry = values[this.compared.indexOf('expiry_date')] ?? '';
		if (this.isExpiring(customer) && !holds(customer, 'expiry_date', ownExpiry, region)) {
			after.expiry_date = ownExpiry;
		}
		return after;
	}

	/** Whether it has the date of a customer who left, or an earlier one. */
	private isExpiring({ expiry_date: date }: HeldCustomer): boolean {
		const day = heldDay(date);
		return day !== '' && day <= this.rules.expiryDay;
	}

	private leave(customer: HeldCustomer, vehicle: Vehicle): void {
		const { removedCustomers, maxShown } = this.rules;
		if (removedCustomers === 'keep') {
			this.left += 1;
		} else if (removedCustomers === 'expire' && this.isExpiring(customer)) {
			this.expiring += 1;
		} else {
			const isShown = this.leavers.length < maxShown;
			const before = isShown && this.before(customer, CHANGEABLE_FIELDS);
			this.leavers.push({ id: customer.id, vehicle, ...(before && { before }) });
		}
	}

	private before(customer: HeldCustomer, fields: readonly ChangeableField[]): FieldValues {
		const values = fields.map((field) => [field, heldValue(field, customer)] as const);
		return Object.fromEntries(values);
	}

	private plan(row: number, plan: RowPlan): void {
		const before = this.plans[row];
		if (before !== undefined) this.counts[before] -= 1;
		this.plans[row] = plan;
		this.counts[plan] += 1;
	}
}

/** In the order of the compared fields; null: not to be compared. */
type RowValues = ReadonlyArray<string | null>;

function isOpen(plan: RowPlan): boolean {
	return plan === 'create' || plan === 'foreign';
}
