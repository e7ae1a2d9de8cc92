import type { Message } from './exchange';
import type { Webhooks } from '../store/webhooks';

const WITHIN_MS = 10_000;

/** Sends a message to the endpoint of a webhook and notes the status of the answer. It is sent once. */
export async function deliver(message: Message, { deliveries }: Webhooks): Promise<void> {
	const { webhookId, event, endpoint, headers, body } = message;
	const delivery: (typeof deliveries)[number] = { webhookId, event };
	deliveries.push(delivery);
	const own = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
	const answer = await fetch(endpoint, {
		method: 'POST',
		headers: { ...own, 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
		signal: AbortSignal.timeout(WITHIN_MS),
	}).catch(() => undefined);
	delivery.status = answer?.status;
}
