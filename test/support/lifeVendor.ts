import type { IHttpRequestOptions } from 'n8n-workflow';

/** A customer list that lives: small enough that hundreds of its lives pass in seconds, without a network. */

export interface LifeSighting {
	/** For the test; the trigger does not know this field. */
	readonly mark: string;
	lead_id: string | null;
	listing_url: string | null;
	at: string | null;
	listing_price: number;
}

export interface LifeCustomer {
	readonly id: string;
	/** What the list is sorted by where it is sorted by the last change. */
	updated: number;
	/** What it is sorted by where no order can be made out. */
	readonly place: number;
	sightings: LifeSighting[];
}

export const ORDERS = ['added', 'newestFirst', 'id', 'scattered', 'lastChangedFirst'] as const;
export type LifeOrder = (typeof ORDERS)[number];

export class LifeVendor {
	customers: LifeCustomer[] = [];
	order: LifeOrder = 'added';
	/** More than that is not granted. */
	pageMax = 1_000;
	/** A bad replica knows no customer at all. */
	replica: 'good' | 'bad' = 'good';
	/** Called before each answer. Gives what goes wrong instead, if anything does. */
	onRequest: () =>
		| { status: number; headers?: Record<string, string> }
		| 'cut'
		| 'html'
		| undefined = () => undefined;
	private born = 0;

	constructor(private readonly random: () => number) {}

	add(): LifeCustomer {
		const id = `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-8${this.hex(3)}-${this.hex(12)}`;
		this.born += 1;
		const customer = { id, updated: this.born, place: this.random(), sightings: [] };
		this.customers.push(customer);
		return customer;
	}

	touch(customer: LifeCustomer): void {
		this.born += 1;
		customer.updated = this.born;
	}

	/** Stands in for n8n's request helper. */
	async answer({ url, qs }: IHttpRequestOptions): Promise<unknown> {
		const fault = this.onRequest();
		if (fault === 'cut') {
			throw Object.assign(new Error('cut'), { cause: { code: 'ECONNRESET', isAxiosError: true } });
		}
		if (fault === 'html') return reply(200, '<html>sign in</html>');
		if (fault) return reply(fault.status, '{"error":true,"message":"no"}', fault.headers);
		const id = /customers\/(.+)$/.exec(url)?.[1];
		if (id === undefined) {
			const { offset, limit } = qs as { offset: number; limit: number };
			const rows = this.known().slice(offset, offset + Math.min(limit, this.pageMax));
			return reply(200, JSON.stringify({ success: true, customers: rows.map(show) }));
		}
		const customer = this.known().find((candidate) => candidate.id === id);
		return customer
			? reply(200, JSON.stringify({ success: true, customer: show(customer) }))
			: reply(404, '{"error":true,"message":"Invalid Customer ID"}');
	}

	private known(): LifeCustomer[] {
		return this.replica === 'good' ? this.sorted() : [];
	}

	private sorted(): LifeCustomer[] {
		const all = [...this.customers];
		switch (this.order) {
			case 'added':
				return all;
			case 'newestFirst':
				return all.reverse();
			case 'id':
				return all.sort((a, b) => (a.id < b.id ? -1 : 1));
			case 'scattered':
				return all.sort((a, b) => a.place - b.place);
			case 'lastChangedFirst':
				return all.sort((a, b) => b.updated - a.updated);
		}
	}

	private hex(digits: number): string {
		return Array.from({ length: digits }, () => Math.floor(this.random() * 16).toString(16)).join(
			'',
		);
	}
}

function show({ id, sightings }: LifeCustomer): object {
	return { id, last_updated: '2026-01-01T00:00:00.000Z', sightings };
}

/** As n8n's request helper gives it: the body as a stream of bytes. */
function reply(statusCode: number, text: string, headers: Record<string, string> = {}): object {
	const body = {
		async *[Symbol.asyncIterator]() {
			yield Buffer.from(text);
		},
		destroy() {},
	};
	return { statusCode, headers, body };
}
