import type { Clock } from '../clock';
import type { Region } from '../records';
import { uuid } from '../rules/chance';
import type { Settings } from '../settings';

/** Events of the vendor's documents. `valuation_change` stands only in older ones. */
export const WEBHOOK_EVENTS = [
	'ping',
	'recapture_new',
	'recapture_price_change',
	'recapture_delist',
	'valuation_change',
	'claim_report_generated',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** What the vendor is asked to send, and where to. */
export interface WebhookOrder {
	name: string;
	format: 'json';
	events: WebhookEvent[];
	endpoint: string;
	headers: Array<{ name: string; value: string }>;
}

export interface WebhookRecord extends WebhookOrder {
	id: string;
	account: string;
	region: Region;
	created_at: string;
}

/** A message to the endpoint of a webhook, and what became of it. */
export interface Delivery {
	webhookId: string;
	event: WebhookEvent;
	/** Status of the answer; undefined while there is none. */
	status?: number;
}

/** The webhooks of all accounts, and what was sent to them. */
export class Webhooks {
	readonly deliveries: Delivery[] = [];
	private readonly byId = new Map<string, WebhookRecord>();
	private made = 0;

	constructor(
		private readonly settings: Readonly<Settings>,
		private readonly clock: Clock,
	) {}

	add(owner: { account: string; region: Region }, order: WebhookOrder): WebhookRecord {
		const id = uuid(this.settings.seed, 'webhook', this.made++);
		const created_at = new Date(this.clock.now()).toISOString();
		const record = { id, ...owner, ...order, created_at };
		this.byId.set(id, record);
		return record;
	}

	find(id: string): WebhookRecord | undefined {
		return this.byId.get(id);
	}

	list(): WebhookRecord[] {
		return [...this.byId.values()];
	}

	remove(id: string): void {
		this.byId.delete(id);
	}
}
