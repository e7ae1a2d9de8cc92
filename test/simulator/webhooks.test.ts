/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import { startSimulator } from './index';
import type { Simulator } from './index';

let vendor: Simulator;
const received: Array<{ headers: IncomingHttpHeaders; body: unknown }> = [];
const endpoint = createServer((request, response) => {
	void json(request).then((body) => {
		received.push({ headers: request.headers, body });
		response.writeHead(204).end();
	});
});
let order: Record<string, unknown>;

beforeAll(async () => {
	await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
	vendor = await startSimulator({ regions: ['au', 'nz'] });
	order = {
		region: 'au',
		name: 'n8n',
		format: 'json',
		events: ['ping', 'recapture_new'],
		endpoint: `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/hook`,
		headers: [{ name: 'x-secret', value: 'a long secret' }],
	};
});
afterAll(async () => {
	await vendor.stop();
	endpoint.closeAllConnections();
	await new Promise((resolve) => endpoint.close(resolve));
});
beforeEach(() => vendor.reset());

async function call(method: string, path: string, body?: unknown, query: object = {}) {
	return await axios.request({
		baseURL: vendor.url,
		method,
		url: path,
		data: body,
		params: query,
		headers: { ApiKey: vendor.apiKey },
		validateStatus: () => true,
	});
}

const AU = { region: 'au' };

async function create(changes: object = {}): Promise<string> {
	const { data } = await call('POST', '/v2/webhooks', { ...order, ...changes });
	return data.webhook.id;
}

it('a webhook is made, listed, read and deleted', async () => {
	const { status, data } = await call('POST', '/v2/webhooks', order);
	expect([status, data]).toMatchObject([200, { success: true, webhook: order }]);
	const { id } = data.webhook;

	expect((await call('GET', '/v2/webhooks', undefined, AU)).data.webhooks).toEqual([data.webhook]);
	expect((await call('GET', `/v2/webhooks/${id}`, undefined, AU)).data).toEqual(data);
	expect((await call('DELETE', `/v2/webhooks/${id}`, undefined, AU)).data).toEqual(data);
	expect((await call('GET', `/v2/webhooks/${id}`, undefined, AU)).status).toBe(404);
	expect(vendor.webhooks.list()).toEqual([]);
});

it('headers may be left out', async () => {
	await create({ headers: undefined });
	expect(vendor.webhooks.list()).toMatchObject([{ headers: [] }]);
});

it('a ping reaches the endpoint with the headers of the webhook', async () => {
	const id = await create();

	expect((await call('POST', `/v2/webhooks/${id}/ping`, undefined, AU)).status).toBe(200);

	for (let tries = 0; tries < 100 && !vendor.webhooks.deliveries()[0]?.status; tries++) {
		await sleep(10);
	}
	expect(received).toMatchObject([
		{ headers: { 'x-secret': 'a long secret' }, body: { event: 'ping', data: {} } },
	]);
	expect(vendor.webhooks.deliveries()).toEqual([{ webhookId: id, event: 'ping', status: 204 }]);
});

it.each([
	['an event that does not exist', { events: ['recapture_sold'] }],
	['no event', { events: [] }],
	['another format', { format: 'xml' }],
	['no endpoint', { endpoint: undefined }],
	['headers in another shape', { headers: { 'x-secret': 'a long secret' } }],
	['a region that does not exist', { region: 'us' }],
])('%s is refused', async (_name, changes) => {
	expect((await call('POST', '/v2/webhooks', { ...order, ...changes })).status).toBe(400);
});

it('a webhook is kept for its account and its region', async () => {
	vendor.keys.add({ key: 'other', account: 'other', licences: ['au'] });
	const id = await create();
	const asOther = { headers: { ApiKey: 'other' }, params: AU, validateStatus: () => true };
	const foreign = await axios.get(`${vendor.url}/v2/webhooks/${id}`, asOther);

	expect(foreign.data.message).toBe("You don't have permission to access that webhook");
	const { data } = await call('GET', `/v2/webhooks/${id}`, undefined, { region: 'nz' });
	expect(data.message).toBe('Invalid Region');
	expect((await call('GET', '/v2/webhooks', undefined, { region: 'nz' })).data.webhooks).toEqual(
		[],
	);
});

it('a webhook without ping cannot be pinged', async () => {
	const id = await create({ events: ['recapture_new'] });
	expect((await call('POST', `/v2/webhooks/${id}/ping`, undefined, AU)).status).toBe(400);
});
