/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { OWNER } from './instance/owner';
import { jsonOf, outputsOf } from './instance/runData';
import { Session } from './instance/session';
import { startServer } from './instance/startServer';
import type { N8nServer } from './instance/startServer';
import { sharedInstance } from './sharedInstance';
import { RECAPTURE_TRIGGER, credential, inARow, recaptureTrigger } from './workflows';

const KEY = 'sec_n8n';
const instance = sharedInstance();
let vendor: Simulator;
let n8n: N8nServer;
let session: Session;
let credentialId: string;

beforeAll(async () => {
	vendor = await startSimulator({ apiKey: KEY });
	await start();
	credentialId = await session.createCredential(
		credential({ apiKey: KEY, region: 'au', baseUrl: vendor.url }),
	);
});
afterAll(async () => {
	await vendor.stop();
	await n8n.stop();
});
beforeEach(() => vendor.reset());

async function start(): Promise<void> {
	n8n = await startServer(instance);
	session = await Session.open(n8n.url, OWNER, instance.installation);
}

function customerSighted(name: string, polledAt = 0) {
	return inARow(name, [recaptureTrigger({ event: 'customerSighted' }, credentialId, polledAt)]);
}

it('*Fetch Test Event* shows the newest real sighting', async () => {
	const customer = vendor.customers.add({ rego: 'ABC123', region: 'au' });
	const sighting = vendor.addSighting(customer.id);

	const run = await session.run(customerSighted('Test Event'));

	expect(outputsOf(run, RECAPTURE_TRIGGER).map(jsonOf)).toMatchObject([
		[{ event: 'customerSighted', customer: { id: customer.id, rego: 'ABC123' }, sighting }],
	]);
});

it('a published workflow hears of each new sighting once, also when n8n was restarted in between', async () => {
	const [first, second] = ['AAA111', 'BBB222'].map((rego) => {
		const customer = vendor.customers.add({ rego, region: 'au' });
		vendor.addSighting(customer.id, { listing_title: 'old news' });
		return customer;
	});
	const workflowId = await session.publish(customerSighted('Published', secondsFromNow(8)));
	// n8n publishes in the background. What is there when its first poll reads is old.
	await until(() => vendor.requests().length >= 2);
	vendor.addSighting(first.id, { listing_title: 'first news' });
	await expectNews(workflowId, ['first news']);

	await n8n.stop();
	vendor.addSighting(second.id, { listing_title: 'second news' });
	await start();
	await expectNews(workflowId, ['first news', 'second news']);
});

/** Waits until as many events have come as are expected, and then for a moment for more that should not. */
async function expectNews(workflowId: string, titles: string[]): Promise<void> {
	let events: IDataObject[] = [];
	for (const startedAt = Date.now(); Date.now() - startedAt < 75_000; await sleep(500)) {
		const runs = await session.finishedRuns(workflowId);
		events = runs
			.flatMap((run) => outputsOf(run, RECAPTURE_TRIGGER).flat())
			.map(({ json }) => json);
		if (events.length >= titles.length) break;
	}
	expect(events).toMatchObject(titles.map((title) => ({ sighting: { listing_title: title } })));
	expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(titles.length);
}

async function until(isTrue: () => boolean): Promise<void> {
	for (const startedAt = Date.now(); Date.now() - startedAt < 20_000 && !isTrue(); )
		await sleep(50);
}

/** As a second of the minute. */
function secondsFromNow(seconds: number): number {
	return (new Date().getSeconds() + seconds) % 60;
}
