import type { Clock } from '../clock';
import type { RefusalName } from '../rules/refusals';
import type { Settings } from '../settings';

interface Use {
	windowEndsMs: number;
	inWindow: number;
	month: string;
	inMonth: number;
}

/** How much of its rate limit and monthly quota each key has used. */
export class Limits {
	private readonly useByKey = new Map<string, Use>();

	constructor(
		private readonly settings: Readonly<Settings>,
		private readonly clock: Clock,
	) {}

	/** Counts a request; says why it is refused, if it is. A refused request counts towards no quota. */
	count(key: string): RefusalName | undefined {
		const { rateLimit, monthlyQuota } = this.settings;
		const use = this.useOf(key);
		if (rateLimit !== undefined && use.inWindow >= rateLimit.requests) return 'rateLimited';
		use.inWindow++;
		use.inMonth++;
		const isBeyond = monthlyQuota !== undefined && use.inMonth > monthlyQuota.max;
		return isBeyond && monthlyQuota.beyondMax === 'refuse' ? 'quotaUsedUp' : undefined;
	}

	/** The headers about limits for an answer to this key. */
	headers(key: string, refused: RefusalName | undefined): Record<string, string> {
		return { ...this.rateHeaders(key, refused), ...this.quotaHeaders(key) };
	}

	private rateHeaders(key: string, refused: RefusalName | undefined): Record<string, string> {
		const { rateLimit, rateLimitHeaders } = this.settings;
		if (rateLimit === undefined) return {};
		const use = this.useOf(key);
		const isLimited = refused === 'rateLimited';
		const retryAfter = isLimited ? this.retryAfter(use.windowEndsMs) : {};
		const isShown = rateLimitHeaders === 'always' || (isLimited && rateLimitHeaders !== 'never');
		if (!isShown) return retryAfter;
		return {
			...retryAfter,
			'Rate-Limit-Remaining': String(Math.max(0, rateLimit.requests - use.inWindow)),
			'Rate-Limit-Total': String(rateLimit.requests),
			'Rate-Limit-Reset': String(Math.ceil(use.windowEndsMs / 1000)),
		};
	}

	private retryAfter(windowEndsMs: number): Record<string, string> {
		const { rateLimitRetryAfter } = this.settings;
		if (rateLimitRetryAfter === 'absent') return {};
		const seconds = Math.ceil((windowEndsMs - this.clock.now()) / 1000);
		// A date has whole seconds only: rounded up, so that nobody comes too early.
		const date = new Date(Math.ceil(windowEndsMs / 1000) * 1000).toUTCString();
		return { 'Retry-After': rateLimitRetryAfter === 'date' ? date : String(seconds) };
	}

	private quotaHeaders(key: string): Record<string, string> {
		const { monthlyQuota } = this.settings;
		if (monthlyQuota === undefined) return {};
		return {
			'Monthly-Base-Request-Quota': String(monthlyQuota.base),
			'Monthly-Max-Request-Quota': String(monthlyQuota.max),
			'Monthly-Request-Total': String(this.useOf(key).inMonth),
		};
	}

	private useOf(key: string): Use {
		const now = this.clock.now();
		const month = new Date(now).toISOString().slice(0, 7);
		const use = this.useByKey.get(key) ?? { windowEndsMs: 0, inWindow: 0, month, inMonth: 0 };
		this.useByKey.set(key, use);
		if (use.windowEndsMs <= now) {
			use.windowEndsMs = now + (this.settings.rateLimit?.windowMs ?? 0);
			use.inWindow = 0;
		}
		if (use.month !== month) {
			use.month = month;
			use.inMonth = 0;
		}
		return use;
	}
}
