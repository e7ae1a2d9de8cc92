/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { PROJECT_FOLDER } from './folders';
import { OWNER } from './instance/owner';
import { errorOf, jsonOf, outputsOf } from './instance/runData';
import { Session } from './instance/session';
import { startServer } from './instance/startServer';
import type { N8nServer } from './instance/startServer';
import { webhookReady } from './instance/webhook';
import { sharedInstance } from './sharedInstance';
import { CREDENTIAL_TYPE, credential, inARow, workflow } from './workflows';
import type { Step } from './workflows';

/** What docs/webhooks.md says, with the nodes that it names and the body that stands there. */

const instance = sharedInstance();
const KEY = 'sec_n8n';
const SECRET = { name: 'X-Recapture-Secret', value: 'a long random secret' };
const WEBHOOK = 'Webhook';
const HTTP_REQUEST = 'HTTP Request';
let vendor: Simulator;
let n8n: N8nServer;
let session: Session;
let credentialId: string;
let secretId: string;

beforeAll(async () => {
	vendor = await startSimulator({ apiKey: KEY });
	n8n = await startServer(instance);
	session = await Session.open(n8n.url, OWNER, instance.installation);
	credentialId = await session.createCredential(
		credential({ apiKey: KEY, region: 'au', baseUrl: vendor.url }),
	);
	secretId = await session.createCredential({
		id: 'secret',
		name: 'Secret',
		type: 'httpHeaderAuth',
		data: SECRET,
	});
});
afterAll(async () => {
	await n8n.stop();
	await vendor.stop();
});

const endpoint = () => `${n8n.url}/webhook/recapture`;

function receiver(): Step {
	return {
		name: WEBHOOK,
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: 'recapture',
		parameters: {
			httpMethod: 'POST',
			path: 'recapture',
			authentication: 'headerAuth',
			responseMode: 'onReceived',
			options: {},
		},
		credentials: { httpHeaderAuth: { id: secretId, name: 'Secret' } },
	};
}

/** The body in the document, with the address and the secret of this test. */
async function documentedBody(): Promise<string> {
	const text = await readFile(join(PROJECT_FOLDER, 'docs', 'webhooks.md'), 'utf8');
	const [, body = ''] = /```json\n(.*?)```/s.exec(text) ?? [];
	return body
		.replace('https://n8n.example.com/webhook/your-path', endpoint())
		.replace('your secret', SECRET.value);
}

/** Asks AutoGrab with the HTTP Request node and our credential. */
async function ask(method: string, path: string, more: INodeParameters = {}): Promise<IDataObject> {
	const node: Step = {
		name: HTTP_REQUEST,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method,
			url: `${vendor.url}${path}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: CREDENTIAL_TYPE,
			options: {},
			...more,
		},
		credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: 'AutoGrab Recapture (test)' } },
	};
	const run = await session.run(workflow(`${method} webhooks`, [node]));
	expect(errorOf(run)).toBeUndefined();
	return outputsOf(run, HTTP_REQUEST).flatMap(jsonOf)[0];
}

it('a webhook is created, pinged, received with the secret, and deleted', async () => {
	const receiving = await session.publish(inARow('Receive', [receiver()]));
	await webhookReady(endpoint());
	const jsonBody = await documentedBody();

	const created = await ask('POST', '/v2/webhooks', {
		sendBody: true,
		specifyBody: 'json',
		jsonBody,
	});
	const { id } = created.webhook as { id: string };
	expect(vendor.webhooks.list()).toMatchObject([{ id, ...JSON.parse(jsonBody) }]);
	expect((await ask('GET', '/v2/webhooks')).webhooks).toMatchObject([{ id }]);

	const stranger = await axios.post(endpoint(), { event: 'ping' }, { validateStatus: () => true });
	expect(stranger.status).toBe(403);
	await ask('POST', `/v2/webhooks/${id}/ping`);
	await until(() => vendor.webhooks.deliveries()[0]?.status !== undefined);
	expect(vendor.webhooks.deliveries()).toEqual([{ webhookId: id, event: 'ping', status: 200 }]);
	const runs = await session.finishedRuns(receiving);
	expect(runs.map((run) => outputsOf(run, WEBHOOK).flatMap(jsonOf))).toMatchObject([
		[{ body: { event: 'ping', data: {} } }],
	]);

	await ask('DELETE', `/v2/webhooks/${id}`);
	expect(vendor.webhooks.list()).toEqual([]);
	await session.unpublish(receiving);
});

async function until(isTrue: () => boolean): Promise<void> {
	for (const startedAt = Date.now(); Date.now() - startedAt < 20_000 && !isTrue(); )
		await sleep(50);
}
