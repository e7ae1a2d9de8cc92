/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

const WITHIN_MS = 30_000;

/** n8n publishes in the background. When a webhook for `POST` is there, it says so to those who ask with `GET`. */
export async function webhookReady(url: string): Promise<void> {
	for (const startedAt = Date.now(); Date.now() - startedAt < WITHIN_MS; await sleep(100)) {
		const { data } = await axios.get(url, { validateStatus: () => true });
		if (JSON.stringify(data).includes('make a POST request')) return;
	}
	throw new Error(`n8n did not open ${url} within ${WITHIN_MS / 1000} s`);
}
