import { isObject } from '../rules/customerInput';
import { isRefusal } from '../rules/refusals';
import type { RefusalName } from '../rules/refusals';
import { WEBHOOK_EVENTS } from '../store/webhooks';
import type { WebhookEvent, WebhookOrder, WebhookRecord } from '../store/webhooks';
import { succeed } from './answers';
import type { Call } from './call';
import type { Answer } from './exchange';

/** POST /v2/webhooks */
export function createWebhook({ caller, request, store }: Call): Answer | RefusalName {
	const order = readOrder(request.body.value);
	if (order === undefined) return 'invalidWebhook';
	const { account, region } = caller;
	return succeed({ webhook: show(store.webhooks.add({ account, region }, order)) });
}

/** GET /v2/webhooks */
export function listWebhooks({ caller, store }: Call): Answer {
	const { account, region } = caller;
	const mine = store.webhooks
		.list()
		.filter((record) => record.account === account && record.region === region);
	return succeed({ webhooks: mine.map(show) });
}

/** GET /v2/webhooks/:id */
export function getWebhook(call: Call): Answer | RefusalName {
	const record = findWebhook(call);
	return isRefusal(record) ? record : succeed({ webhook: show(record) });
}

/** DELETE /v2/webhooks/:id */
export function deleteWebhook(call: Call): Answer | RefusalName {
	const record = findWebhook(call);
	if (isRefusal(record)) return record;
	call.store.webhooks.remove(record.id);
	return succeed({ webhook: show(record) });
}

/** POST /v2/webhooks/:id/ping: the message is sent after the answer. */
export function pingWebhook(call: Call): Answer | RefusalName {
	const record = findWebhook(call);
	if (isRefusal(record)) return record;
	if (!record.events.includes('ping')) return 'pingNotSubscribed';
	const { id: webhookId, endpoint, headers } = record;
	const event: WebhookEvent = 'ping';
	return {
		...succeed({ webhook: show(record) }),
		message: { webhookId, event, endpoint, headers, body: { event, data: {} } },
	};
}

function findWebhook({ caller, id, store }: Call): WebhookRecord | RefusalName {
	const record = store.webhooks.find(id);
	if (record === undefined) return 'unknownWebhook';
	if (record.account !== caller.account) return 'foreignWebhook';
	return record.region === caller.region ? record : 'webhookInOtherRegion';
}

/** Undefined when the vendor could not make a webhook of it. `headers` may be left out. */
function readOrder(value: unknown): WebhookOrder | undefined {
	if (!isObject(value)) return undefined;
	const { name, format, events, endpoint, headers = [] } = value;
	const isRight =
		typeof name === 'string' &&
		format === 'json' &&
		Array.isArray(events) &&
		events.length > 0 &&
		events.every((event) => WEBHOOK_EVENTS.includes(event)) &&
		typeof endpoint === 'string' &&
		URL.canParse(endpoint) &&
		Array.isArray(headers) &&
		headers.every(isHeader);
	return isRight ? { name, format, events, endpoint, headers } : undefined;
}

function isHeader(value: unknown): value is { name: string; value: string } {
	return isObject(value) && typeof value.name === 'string' && typeof value.value === 'string';
}

function show({ id, name, region, format, events, endpoint, headers, created_at }: WebhookRecord) {
	return { id, name, region, format, events, endpoint, headers, created_at };
}
