/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { abilitiesOf } from './abilities';
import { DURABLE_CURSORS } from './instance/environment';
import type { WorkflowJson } from './instance/content';
import { OWNER } from './instance/owner';
import { queryDatabase } from './instance/database';
import { jsonOf, outputsOf } from './instance/runData';
import { Session } from './instance/session';
import { startServer } from './instance/startServer';
import type { N8nServer } from './instance/startServer';
import { sharedInstance } from './sharedInstance';
import { RECAPTURE_TRIGGER, credential, inARow, recaptureTrigger } from './workflows';

const KEY = 'sec_n8n';
const OTHER_UPLOAD = '99aa2d8e-348b-4321-beeb-f2fa67bab3eb';
const instance = sharedInstance();
let vendor: Simulator;
let n8n: N8nServer;
let session: Session;
let credentialId: string;

afterEach(async () => {
	await n8n.stop();
	await vendor.stop();
});

interface Engine {
	readonly name: string;
	readonly settings: NodeJS.ProcessEnv;
	/** How many cursors n8n keeps for the trigger, beside the workflow. */
	readonly cursors: 0 | 1;
	/** After so many polls the trigger knows what was there before it. */
	readonly pollsToStart: number;
}

const ENGINES: Engine[] = [
	{ name: 'by default', settings: {}, cursors: 0, pollsToStart: 1 },
	{
		name: 'with durable cursors',
		settings: DURABLE_CURSORS,
		cursors: 1,
		// What the poll at publishing learns is not kept.
		pollsToStart: 2,
	},
];

const { durableCursors } = abilitiesOf(instance.installation);

describe.each(ENGINES.slice(0, durableCursors ? 2 : 1))(
	'in an n8n that polls $name',
	({ settings, cursors, pollsToStart }) => {
		async function start(): Promise<void> {
			n8n = await startServer({ ...instance, settings: { ...instance.settings, ...settings } });
			session = await Session.open(n8n.url, OWNER, instance.installation);
		}

		beforeEach(async () => {
			vendor = await startSimulator({ apiKey: KEY });
			await start();
			credentialId = await session.createCredential(
				credential({ apiKey: KEY, region: 'au', baseUrl: vendor.url }),
			);
		});

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
			const workflowId = await session.publish(customerSighted('Published'));
			await until(() => vendor.requests().length >= pollsToStart * REQUESTS_OF_A_POLL);
			vendor.addSighting(first.id, { listing_title: 'first news' });
			await expectNews(workflowId, ['first news']);

			await n8n.stop();
			vendor.addSighting(second.id, { listing_title: 'second news' });
			await start();
			await expectNews(workflowId, ['first news', 'second news']);
			if (durableCursors) expect(await cursorsOf(workflowId)).toHaveLength(cursors);
			await session.unpublish(workflowId);
		});

		it('published again after another event or filter, it hears of a sighting before the first poll on schedule', async () => {
			const customer = vendor.customers.add({ rego: 'AAA111', region: 'au' });
			vendor.customers.add({ rego: 'BBB222', region: 'au', upload_id: OTHER_UPLOAD });
			vendor.addSighting(customer.id, { listing_title: 'old news' });
			const before = [
				customerSighted('Another event', POLLED_AT, { event: 'sightingChanged' }),
				customerSighted('Another filter', POLLED_AT, { filters: { uploadId: OTHER_UPLOAD } }),
			];
			const ids = await Promise.all(before.map(async (each) => await session.publish(each)));
			await until(() => vendor.requests().length >= 2 * pollsToStart * REQUESTS_OF_A_POLL);

			vendor.clearRequests();
			const later = inSeconds(12, 32, 52);
			for (const [index, id] of ids.entries()) {
				await session.publishAgain(id, withPolls(before[index], later));
			}
			await until(() => vendor.requests().length >= 2 * REQUESTS_OF_A_POLL);
			vendor.addSighting(customer.id, { listing_title: 'news' });

			for (const id of ids) {
				await expectNews(id, ['news']);
				await session.unpublish(id);
			}
		});

		it('published again while a poll is under way, it reads at once with the new key, and hears of a sighting after that', async () => {
			const customer = vendor.customers.add({ rego: 'AAA111', region: 'au' });
			vendor.addSighting(customer.id, { listing_title: 'old news' });
			const before = ['Right key', 'Wrong key'].map((name) => customerSighted(name));
			const [right, wrong] = await Promise.all(
				before.map(async (each) => await session.publish(each)),
			);
			await until(() => vendor.requests().length >= 2 * pollsToStart * REQUESTS_OF_A_POLL);
			const wrongKey = credential({ apiKey: 'sec_wrong', region: 'au', baseUrl: vendor.url });
			const wrongId = await session.createCredential(wrongKey);
			vendor.clearRequests();
			vendor.failNext(CUSTOMERS, { delayMs: 20_000, times: 2 });
			await until(() => vendor.requests().length === 2);

			const later = inSeconds(20, 40);
			await session.publishAgain(right, withPolls(before[0], later));
			// Older versions wait for the first poll, and say that it failed.
			await session.publishAgain(wrong, withPolls(before[1], later, wrongId)).catch(String);
			const asked = 2 + REQUESTS_OF_A_POLL + 1;
			await until(() => vendor.requests().length >= asked);
			vendor.addSighting(customer.id, { listing_title: 'news' });

			const statuses = vendor.requests().map(({ status }) => status);
			expect(statuses.slice(0, 2)).toEqual([undefined, undefined]);
			expect(statuses.slice(2).sort()).toEqual([200, 200, 401]);
			await expectNews(right, ['news']);
			await session.unpublish(right);
			await session.unpublish(wrong);
		});
	},
);

async function cursorsOf(workflowId: string) {
	const rows = `SELECT cursor FROM poller_state WHERE workflowId = '${workflowId}'`;
	return await queryDatabase(instance, rows);
}

/** Every quarter of a minute: n8n takes no schedule that is denser than once a minute, but several of them. */
const POLLED_AT = [0, 15, 30, 45];
/** The page with the customers, and one to see that it was the last. */
const REQUESTS_OF_A_POLL = 2;

const CUSTOMERS = 'GET /v2/recapture/customers';

function customerSighted(
	name: string,
	polledAt: readonly number[] = POLLED_AT,
	parameters: INodeParameters = {},
	credentialsId = credentialId,
) {
	return inARow(name, [
		recaptureTrigger({ event: 'customerSighted', ...parameters }, credentialsId, polledAt),
	]);
}

/** The same trigger, which now hears of all customers' sightings, polled at other seconds of the minute. */
function withPolls(
	{ nodes, ...workflowJson }: WorkflowJson,
	polledAt: readonly number[],
	credentialsId = credentialId,
): WorkflowJson {
	const [{ parameters, credentials }] = customerSighted('', polledAt, {}, credentialsId).nodes;
	return { ...workflowJson, nodes: nodes.map((node) => ({ ...node, parameters, credentials })) };
}

/** The seconds of the minute that come so many seconds from now. */
function inSeconds(...seconds: number[]): number[] {
	const now = new Date().getSeconds();
	return seconds.map((later) => (now + later) % 60);
}

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
	for (const startedAt = Date.now(); Date.now() - startedAt < 40_000 && !isTrue(); )
		await sleep(50);
}
