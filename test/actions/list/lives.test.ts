/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- test code, never shipped */
import type { IDataObject } from 'n8n-workflow';

import { chance } from '../../support/chance';
import { recaptureSuite } from '../../support/suite';

/**
 * Lists and accounts that change by chance over many runs. After a run without failures AutoGrab holds the list; no foreign
 * customer is ever touched; no more customers are removed than is allowed.
 *
 * `FULL=1` has many more of them. A life that fails names its seed. `LIFE_SEED=17 npx jest -c test/jest.config.js test/actions/list/lives` begins there.
 */

const LIVES = process.env.FULL === '1' ? 1_000 : 30;
const FIRST_SEED = Number(process.env.LIFE_SEED ?? 1);
const RUNS = 6;
const CARS = 60;
const ORDERS = ['id', 'insertion', 'newestFirst', 'lastUpdated', 'shuffled'] as const;
const REMOVALS = ['keep', 'expire', 'delete'] as const;
const DAY_MS = 86_400_000;

const { vendor, run } = recaptureSuite({ resource: 'list', operation: 'mirror', source: 'items' });

type Car = Record<string, string>;
type Held = ReturnType<typeof vendor.customers.list>[number];

const isOurs = ({ additional_fields: fields }: Held) => fields?.n8n_list === 'CRM';
const plateOf = ({ rego }: { rego?: string | null }) => String(rego);

/** One account and one list, and what happens to them. */
class Life {
	private readonly random: () => number;
	private readonly staticData: IDataObject = {};
	private list = new Map<string, Car>();
	private runs = 0;

	constructor(seed: number) {
		this.random = chance(seed);
		vendor.reset();
		vendor.configure({ order: this.one(ORDERS), pageMax: this.one([3, 10, 100]) });
		for (let count = this.below(6); count > 0; count--) this.addForeign();
		for (let count = this.below(CARS); count > 0; count--) this.addRow();
	}

	async live(): Promise<void> {
		for (let count = 0; count < RUNS; count++) {
			this.change();
			if (this.list.size === 0) this.addRow();
			await this.mirror();
		}
	}

	/** What happens between two runs. */
	private change(): void {
		if (this.happens(0.5)) vendor.advance(this.below(4) * DAY_MS);
		for (let count = this.below(8); count > 0; count--) this.addRow();
		const going = this.happens(0.15) ? this.list.size : this.below(8);
		for (const plate of this.some([...this.list.keys()], going)) this.list.delete(plate);
		for (const plate of this.some([...this.list.keys()], this.below(5))) this.addRow(plate);
		if (this.happens(0.3)) this.addForeign();
		for (const { id } of this.some(vendor.customers.list(), this.happens(0.3) ? 2 : 0)) {
			vendor.customers.remove(id);
		}
	}

	private async mirror(): Promise<void> {
		this.runs += 1;
		const before = vendor.customers.list();
		const marked = before.filter(isOurs);
		const removedCustomers = this.one(REMOVALS);
		const approvedRemovals = this.happens(0.2) ? 20 : 0;
		this.failByChance();
		const { outputs, error } = await run(
			{ listName: 'CRM', removedCustomers, options: { approvedRemovals, maxWaitMinutes: 5 } },
			{
				items: [...this.list.values()].map((json) => ({ json })),
				staticData: this.staticData,
			},
		);
		vendor.clearFaults();
		const after = new Map(vendor.customers.list().map((customer) => [customer.id, customer]));
		this.expectForeignUntouched(before, after);
		this.expectRemovalsAllowed(marked, after, approvedRemovals);
		this.expectNothingTwice(before, [...after.values()]);
		if (error) return;
		const { done, withheldBecause, plan, summary } = outputs[0][0].json as unknown as Result;
		const { rows, rejected, duplicates, blank } = summary;
		const { create, update, unchanged, foreign } = plan;
		expect(create + update + unchanged + foreign + rejected + duplicates + blank).toBe(rows);
		if (done.failed === 0 && withheldBecause === '') {
			this.expectListHeld([...after.values()], removedCustomers);
		}
	}

	private failByChance(): void {
		if (this.happens(0.5)) return;
		const skip = this.below(4);
		const [route, fault] = this.one([
			['GET /v2/recapture/customers', { status: 500 }],
			['GET /v2/recapture/customers', { status: 400 }],
			['GET /v2/recapture/customers', { cut: true }],
			['POST *', { status: 400 }],
			['POST *', { cut: true }],
			['POST *', { cut: true, afterWork: true }],
			['PATCH *', { status: 400 }],
			['PATCH *', { cut: true, afterWork: true }],
			['DELETE *', { status: 400 }],
			['DELETE *', { cut: true, afterWork: true }],
		] as const);
		vendor.failNext(route, { ...fault, skip: route === 'POST *' ? 0 : skip });
	}

	private expectForeignUntouched(before: readonly Held[], after: ReadonlyMap<string, Held>): void {
		const foreign = before.filter((customer) => !isOurs(customer));
		expect(foreign.map(({ id }) => after.get(id))).toEqual(foreign);
	}

	private expectRemovalsAllowed(
		marked: readonly Held[],
		after: ReadonlyMap<string, Held>,
		approved: number,
	): void {
		const isRemoved = ({ id, expiry_date: date }: Held) =>
			!after.has(id) || (date === null && after.get(id)?.expiry_date !== null);
		const removed = marked.filter(isRemoved);
		const allowed = Math.max(10, Math.floor(marked.length / 10), approved);
		expect(removed.length).toBeLessThanOrEqual(allowed);
		expect(removed.filter((customer) => this.list.has(plateOf(customer)))).toEqual([]);
	}

	/** Customers of the list are made by it alone. */
	private expectNothingTwice(before: readonly Held[], after: readonly Held[]): void {
		const ours = after.filter(isOurs).map(plateOf);
		expect(ours.length).toBe(new Set(ours).size);
		const known = new Set(before.map(({ id }) => id));
		const foreign = new Set(before.filter((customer) => !isOurs(customer)).map(plateOf));
		const made = after.filter(({ id }) => !known.has(id)).map(plateOf);
		expect(made.filter((plate) => foreign.has(plate))).toEqual([]);
	}

	private expectListHeld(after: readonly Held[], removedCustomers: string): void {
		const held = new Map(
			after.filter((each) => !isOurs(each)).map((each) => [plateOf(each), each]),
		);
		for (const customer of after.filter(isOurs)) held.set(plateOf(customer), customer);
		expect([...this.list.keys()].filter((plate) => !held.has(plate))).toEqual([]);
		for (const [plate, row] of this.list) {
			const customer = held.get(plate);
			if (!customer || !isOurs(customer)) continue;
			expect({ plate, name: customer.client_name, expiry: customer.expiry_date }).toEqual({
				plate,
				name: row.Name,
				expiry: null,
			});
		}
		const gone = after.filter((each) => isOurs(each) && !this.list.has(plateOf(each)));
		if (removedCustomers === 'delete') expect(gone).toEqual([]);
		if (removedCustomers === 'expire') {
			expect(gone.filter(({ expiry_date: date }) => date === null)).toEqual([]);
		}
	}

	private addRow(plate = `CAR${this.below(CARS)}`): void {
		this.list.set(plate, { Rego: plate, Name: `Name ${this.below(1_000)}` });
	}

	private addForeign(): void {
		const other = this.happens(0.5) ? { additional_fields: { n8n_list: 'Other' } } : {};
		const rego = `CAR${this.below(CARS)}`;
		if (vendor.customers.list().some((customer) => plateOf(customer) === rego)) return;
		vendor.customers.add({ region: 'au', rego, client_name: 'Foreign', ...other });
	}

	private some<T>(values: readonly T[], count: number): T[] {
		return values
			.map((value) => ({ value, rank: this.random() }))
			.sort((one, other) => one.rank - other.rank)
			.slice(0, count)
			.map(({ value }) => value);
	}

	private one<T>(values: readonly T[]): T {
		return values[this.below(values.length)];
	}

	private below(limit: number): number {
		return Math.floor(this.random() * limit);
	}

	private happens(share: number): boolean {
		return this.random() < share;
	}
}

interface Result {
	readonly done: { readonly failed: number };
	readonly withheldBecause: string;
	readonly plan: Record<'create' | 'update' | 'unchanged' | 'foreign', number>;
	readonly summary: Record<'rows' | 'rejected' | 'duplicates' | 'blank', number>;
}

it(
	`survives ${LIVES} lives`,
	async () => {
		for (let seed = FIRST_SEED; seed < FIRST_SEED + LIVES; seed++) {
			try {
				await new Life(seed).live();
			} catch (error) {
				throw new Error(`LIFE_SEED=${seed}: ${(error as Error).message}`);
			}
		}
	},
	LIVES * 20_000,
);
