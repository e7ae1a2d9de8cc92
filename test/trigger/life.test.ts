/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import type { IDataObject } from 'n8n-workflow';

import { RecaptureTrigger } from '../../nodes/Recapture/RecaptureTrigger.node';
import { chance } from '../support/chance';
import { LifeVendor, ORDERS, type LifeCustomer, type LifeSighting } from '../support/lifeVendor';
import { whileNapping } from '../support/naps';
import { PublishedTrigger, type EngineKind } from '../support/poll';

/**
 * Many lives of a published trigger: polls, faults, restarts; customers that come and go while it reads, sightings
 * that come, go, come back and change. In the end nothing was lost and nothing reported twice, but for what the documents say.
 *
 * `FULL=1` has many more of them. A life that fails names its seed. `LIFE_SEED=17 npx jest -c test/jest.config.js test/trigger/life` lives that one again.
 */
const LIVES = process.env.FULL === '1' ? 400 : 30;
const seeds = process.env.LIFE_SEED
	? [Number(process.env.LIFE_SEED)]
	: Array.from({ length: LIVES }, (_none, index) => index + 1);

let nowMs = 0;
const realNow = Date.now;
beforeAll(() => {
	Date.now = () => nowMs;
	whileNapping((ms) => {
		nowMs += ms;
	});
});
afterAll(() => {
	Date.now = realNow;
});

it.each(['default', 'durable'] as const)(
	'a new sighting is reported once (%s engine)',
	async (engine) => {
		for (const seed of seeds) await new SightedLife(seed, engine).live();
	},
	120_000,
);

it.each(['default', 'durable'] as const)(
	'a change is reported once (%s engine)',
	async (engine) => {
		for (const seed of seeds) await new ChangedLife(seed, engine).live();
	},
	120_000,
);

/** What a test knows of a sighting that the trigger does not. */
interface Fate {
	readonly customer: LifeCustomer;
	readonly sighting: LifeSighting;
	/** It was there before the trigger was published. */
	wasThere: boolean;
	/** The documents say that it may stay silent. */
	maySilent: boolean;
	reported: IDataObject[];
	/** Not in what n8n had saved when it was started again. */
	isForgotten: boolean;
	isSaved: boolean;
	/** The trigger had all the time to read it. */
	isRead: boolean;
}

abstract class Life {
	protected readonly random: () => number;
	protected readonly vendor: LifeVendor;
	protected readonly trigger: PublishedTrigger;
	protected readonly fates = new Map<string, Fate>();
	private readonly eventIds = new Set<string>();
	private readonly startFrom: string;
	private msPerRequest: number;
	private leads = 0;
	private trouble = 0;
	private isBegun = false;
	private isPublished = false;
	private isPublishing = false;
	/** After three of them over a day a customer is gone, as far as anyone can see. */
	private badPolls = 0;
	protected isCalm = false;

	constructor(
		protected readonly seed: number,
		private readonly engine: EngineKind,
		event: string,
	) {
		nowMs = Date.parse('2026-06-01T00:00:00.000Z');
		this.random = chance(seed);
		this.vendor = new LifeVendor(this.random);
		this.vendor.order = this.pick(ORDERS);
		this.vendor.pageMax = this.pick([3, 7, 1_000]);
		this.startFrom = this.pick(['now', 'now', 'existing']);
		this.vendor.onRequest = () => this.meanwhile();
		const maxEventsPerPoll = this.pick([1, 3, 100]);
		const pageSize = this.pick([1, 2, 5, 20]);
		this.trigger = new PublishedTrigger({
			node: new RecaptureTrigger(),
			engine,
			parameters: { event, options: { maxEventsPerPoll, pageSize, startFrom: this.startFrom } },
			credential: { apiKey: 'key', region: 'au', baseUrl: 'https://api.autograb.com.au' },
			request: async (options) => await this.vendor.answer(options),
			budgetMs: this.pick([1, 1_000, 36_000]),
		});
		// So slow that a poll ends after some pages, or not.
		this.msPerRequest = this.pick([10, 1_000, 7_000]);
	}

	async live(): Promise<void> {
		const customers = this.pick([3, 8, 20]);
		for (let count = 0; count < customers; count++) this.vendor.add();
		for (let count = 0; count < customers / 3; count++) this.addSighting();
		this.isBegun = true;
		await this.publish();
		for (let step = 0; step < 15; step++) await this.stepOn();
		await this.settle();
		await this.afterLife();
	}

	/** What happens after the last change, when nothing fails any more. */
	protected async settle(): Promise<void> {
		const { msPerRequest } = this;
		this.isCalm = true;
		this.msPerRequest = 0;
		for (let quiet = 0; quiet < 4; ) quiet = (await this.poll()) === 0 ? quiet + 1 : 0;
		for (const fate of this.fates.values()) fate.isRead = true;
		this.msPerRequest = msPerRequest;
		this.isCalm = false;
	}

	protected abstract afterLife(): Promise<void> | void;

	private async publish(): Promise<void> {
		for (let tries = 0; !this.isPublished; tries++) {
			if (tries > 20) throw new Error(`Seed ${this.seed}: it cannot be published`);
			this.publishedMs = nowMs;
			this.isPublishing = true;
			try {
				this.hear(await this.trigger.activate());
				this.isPublished = true;
				this.noteSilence();
			} catch {
				nowMs += 60_000;
			}
			this.isPublishing = false;
		}
	}

	protected async stepOn(): Promise<void> {
		nowMs += this.pick([60_000, 60_000, 9 * 3_600_000]);
		this.trouble = this.random() < 0.25 ? this.random() * 0.9 : 0;
		for (let acts = Math.floor(this.random() * 3); acts > 0; acts--) this.act();
		if (this.random() < 0.08) {
			for (const fate of this.fates.values()) fate.isForgotten ||= !fate.isSaved;
			// What n8n had saved may stand before the end of the first sweep.
			if (this.isFirstSweep(this.trigger.memory)) this.allowSilence();
			this.isPublishing = this.trigger.memory.watch === undefined;
			const { items } = await this.trigger.restart();
			this.isPublishing = false;
			this.hear(items);
			this.noteSilence();
			for (let tries = 0; !this.trigger.isActive && tries < 50; tries++) {
				this.hear((await this.trigger.restart()).items);
			}
			this.noteSilence();
			if (this.trigger.isActive) this.noteSaved();
		}
		// Before it knows what is there, the trigger cannot know that this replica is bad.
		const isKnown = !this.isFirstSweep(this.trigger.current);
		const isBad = isKnown && this.badPolls < 2 && this.random() < 0.2;
		if (isBad) this.badPolls += 1;
		this.vendor.replica = isBad ? 'bad' : 'good';
		await this.poll();
		this.vendor.replica = 'good';
	}

	protected async poll(): Promise<number> {
		const { items } = await this.trigger.poll();
		this.hear(items);
		if (items.length > 0) this.noteSaved();
		this.noteSilence();
		return items.length;
	}

	private hear(items: readonly IDataObject[]): void {
		for (const item of items) {
			const id = String(item.eventId);
			if (this.eventIds.has(id)) throw new Error(`Seed ${this.seed}: ${id} was reported twice`);
			this.eventIds.add(id);
			const fate = this.fates.get(String((item.sighting as IDataObject).mark));
			fate?.reported.push(item);
			if (fate) this.hearOf(fate);
		}
	}

	protected abstract hearOf(fate: Fate): void;

	private noteSaved(): void {
		for (const fate of this.fates.values()) fate.isSaved ||= fate.isRead;
	}

	/** While the first sweep is not finished, what has no date, or an old one, counts as there already. */
	protected noteSilence(): void {
		if (this.isFirstSweep(this.trigger.current)) this.allowSilence();
	}

	private allowSilence(): void {
		for (const fate of this.fates.values()) {
			const atMs = Date.parse(fate.sighting.at ?? '');
			if (!(atMs > this.publishedMs)) fate.maySilent = true;
		}
	}

	private publishedMs = Infinity;

	private isFirstSweep(memory: IDataObject): boolean {
		const { watch } = memory as { watch?: { state?: { first?: object } } };
		return watch === undefined || watch.state?.first !== undefined;
	}

	/** Between two requests. */
	private meanwhile(): ReturnType<LifeVendor['onRequest']> {
		nowMs += this.msPerRequest;
		if (this.isCalm) return undefined;
		if (this.random() < 0.15) this.act();
		if (this.random() >= this.trouble) return undefined;
		const kind = this.random();
		if (kind < 0.2) return 'cut';
		if (kind < 0.3) return 'html';
		if (kind < 0.6) return { status: 503 };
		if (kind < 0.7) return { status: 429, headers: { 'retry-after': '400' } };
		return { status: 429, headers: { 'retry-after': '2' } };
	}

	private act(): void {
		const kind = this.random();
		if (kind < 0.35) this.addSighting();
		else if (kind < 0.5) this.changePrice();
		else if (kind < 0.6) this.hideSighting();
		else if (kind < 0.7) this.bringBack();
		else if (kind < 0.78) this.fillIn();
		else if (kind < 0.88) this.vendor.add();
		else this.removeCustomer();
		this.noteSilence();
	}

	private addSighting(): void {
		const customer = this.pick(this.vendor.customers);
		if (!customer) return;
		this.leads += 1;
		const mark = `lead-${this.leads}`;
		const names = this.pick(['both', 'lead_id', 'listing_url']);
		const lead_id = names === 'listing_url' ? null : mark;
		const listing_url = names === 'lead_id' ? null : `https://example.com/${mark}`;
		const kind = this.random();
		const at = kind < 0.15 ? null : new Date(kind < 0.25 ? nowMs - 9e8 : nowMs).toISOString();
		const sighting: LifeSighting = { mark, lead_id, listing_url, at, listing_price: 20_000 };
		customer.sightings.push(sighting);
		this.vendor.touch(customer);
		this.fates.set(mark, {
			customer,
			sighting,
			wasThere: !this.isBegun,
			// What the poll at publishing reads was there already.
			maySilent: (!this.isBegun || this.isPublishing) && this.startFrom === 'now',
			reported: [],
			isForgotten: false,
			isSaved: false,
			isRead: false,
		});
		if (this.random() < 0.1) customer.sightings.reverse();
	}

	/** A name that was missing is there from now on. */
	private fillIn(): void {
		const { sighting } = this.pick([...this.fates.values()]) ?? {};
		if (!sighting) return;
		sighting.lead_id ??= sighting.mark;
		sighting.listing_url ??= `https://example.com/${sighting.mark}`;
	}

	private changePrice(): void {
		const sighting = this.pick(this.pick(this.vendor.customers)?.sightings ?? []);
		if (sighting) sighting.listing_price = 20_000 + Math.floor(this.random() * 4) * 1_000;
	}

	private readonly hidden: Fate[] = [];

	private hideSighting(): void {
		const fate = this.pick([...this.fates.values()]);
		if (!fate || !this.isThere(fate)) return;
		fate.customer.sightings = fate.customer.sightings.filter((other) => other !== fate.sighting);
		this.hidden.push(fate);
		// What is away while the first sweep reads was not there, as far as anyone can see.
		fate.wasThere = false;
	}

	private bringBack(): void {
		const fate = this.hidden.pop();
		fate?.customer.sightings.push(fate.sighting);
	}

	private removeCustomer(): void {
		const { customers } = this.vendor;
		if (customers.length > 1) customers.splice(Math.floor(this.random() * customers.length), 1);
	}

	protected isThere({ customer, sighting }: Fate): boolean {
		return this.vendor.customers.includes(customer) && customer.sightings.includes(sighting);
	}

	protected pick<T>(list: readonly T[]): T {
		return list[Math.floor(this.random() * list.length)];
	}

	protected fail(what: string, fate: Fate): never {
		throw new Error(
			`Seed ${this.seed} (${this.engine}, ${this.vendor.order}, ${this.startFrom}): ${what}: ${fate.sighting.mark} of ${fate.customer.id}`,
		);
	}

	protected get reportsWhatIsThere(): boolean {
		return this.startFrom === 'existing';
	}
}

class SightedLife extends Life {
	constructor(seed: number, engine: EngineKind) {
		super(seed, engine, 'customerSighted');
	}

	protected hearOf(fate: Fate): void {
		if (fate.reported.length > 1) this.fail('it was reported twice', fate);
	}

	protected afterLife(): void {
		for (const fate of this.fates.values()) {
			if (!this.reportsWhatIsThere && fate.wasThere) {
				const isDated = fate.sighting.at !== null;
				if (isDated && fate.reported.length > 0)
					this.fail('it was reported although it was there', fate);
			}
			if (this.isThere(fate) && fate.reported.length === 0 && !fate.maySilent) {
				this.fail('it was never reported', fate);
			}
		}
	}
}

class ChangedLife extends Life {
	constructor(seed: number, engine: EngineKind) {
		super(seed, engine, 'sightingChanged');
	}

	/** One sighting may change many times. */
	protected hearOf(): void {}

	protected async afterLife(): Promise<void> {
		// Everything is known now. From here on each difference must be reported.
		const prices = new Map(
			[...this.fates].map(([id, { sighting }]) => [id, sighting.listing_price]),
		);
		await this.changeOn(prices);
	}

	private async changeOn(prices: ReadonlyMap<string, number>): Promise<void> {
		for (const fate of this.fates.values()) fate.reported = [];
		await this.again();
		for (const [id, fate] of this.fates) {
			const before = prices.get(id);
			const { listing_price: price } = fate.sighting;
			if (before === undefined || before === price || !this.isThere(fate)) continue;
			if (fate.isForgotten) continue;
			const last = fate.reported.at(-1)?.sighting as IDataObject | undefined;
			if (last?.listing_price !== price) this.fail('its last price was not reported', fate);
		}
	}

	private async again(): Promise<void> {
		for (let step = 0; step < 6; step++) await this.stepOn();
		await this.settle();
	}
}
