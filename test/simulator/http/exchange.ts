import type { WebhookEvent } from '../store/webhooks';

/** One request as it came in; the HTTP layer has read it to its end. */
export interface ApiRequest {
	method: string;
	path: string;
	query: URLSearchParams;
	/** Names in lower case, as Node gives them. */
	headers: Record<string, string>;
	body: ParsedBody;
}

export interface ParsedBody {
	bytes: number;
	kind: 'none' | 'json' | 'notJson' | 'tooLarge';
	/** The JSON value, or the text when it is none. */
	value: unknown;
}

/** One answer before it becomes bytes. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: unknown;
	/** What the vendor sends to somebody else because of the request. */
	message?: Message;
}

/** What goes to the endpoint of a webhook. */
export interface Message {
	webhookId: string;
	event: WebhookEvent;
	endpoint: string;
	headers: ReadonlyArray<{ name: string; value: string }>;
	body: unknown;
}
