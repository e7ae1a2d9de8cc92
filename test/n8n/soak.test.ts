/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { queryDatabase } from './instance/database';
import { OWNER } from './instance/owner';
import { Session } from './instance/session';
import { startServer } from './instance/startServer';
import type { N8nServer } from './instance/startServer';
import { groupUsage, type Usage } from './process/groupUsage';
import { sharedInstance } from './sharedInstance';
import { credential, inARow, recapture, recaptureTrigger, type Step } from './workflows';

/**
 * One n8n that works for a long time: lists are uploaded and followed, sightings come and go, the trigger polls. It must
 * not grow. In less than some minutes n8n is still warming up.
 */

const MINUTES = Number(process.env.SOAK_MINUTES);
const CUSTOMERS = 500;
const KEY = 'sec_n8n';
const instance = sharedInstance();
let vendor: Simulator;
let n8n: N8nServer;
let session: Session;

beforeAll(async () => {
	vendor = await startSimulator({ apiKey: KEY, customersPerSecond: 'instant' });
	n8n = await startServer({
		...instance,
		// As n8n advises for busy workflows: what went well is not kept. Else its own list would grow.
		settings: { ...instance.settings, EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none' },
	});
	session = await Session.open(n8n.url, OWNER, instance.installation);
});
afterAll(async () => {
	await n8n.stop();
	await vendor.stop();
});

it(
	`does not grow within ${MINUTES} minutes (SOAK_MINUTES)`,
	async () => {
		const credentialId = await session.createCredential(
			credential({ apiKey: KEY, region: 'au', baseUrl: vendor.url }),
		);
		const watched = Array.from({ length: CUSTOMERS }, (_, index) =>
			vendor.customers.add({ rego: `W${index}`, region: 'au' }),
		);
		const uploading = await session.publish(uploadWorkflow(credentialId));
		const watching = await session.publish(watchWorkflow(credentialId));

		const samples: Array<Usage & { memoryOfTrigger: number; lists: number }> = [];
		const endMs = Date.now() + MINUTES * 60_000;
		for (let list = 0; Date.now() < endMs; list++) {
			await axios.post(`${n8n.url}/webhook/soak`, { rows: rowsOf(list) });
			const { id } = watched[list % CUSTOMERS];
			vendor.addSighting(id);
			// A customer of whom there is news every now and then, and an account that stays as big as it is.
			while ((vendor.customers.find(id)?.sightings.length ?? 0) > 1) vendor.removeSighting(id, 0);
			for (const { id: uploaded, rego } of vendor.customers.list()) {
				if (rego?.startsWith('L')) vendor.customers.remove(uploaded);
			}
			samples.push({
				...(await groupUsage(n8n.processGroup)),
				memoryOfTrigger: await staticDataBytes(watching),
				lists: list + 1,
			});
			await sleep(500);
		}
		await session.unpublish(uploading);
		await session.unpublish(watching);

		const third = Math.floor(samples.length / 3);
		const [early, late] = [samples.slice(third, 2 * third), samples.slice(2 * third)].map(middle);
		process.stdout.write(`${samples.length} lists; ${tell(early)} -> ${tell(late)}\n`);
		expect(late.megabytes).toBeLessThan(early.megabytes * 1.2);
		expect(late.handles).toBeLessThan(early.handles + 10);
		// As many customers have sightings as there were lists, until all of them have.
		expect(samples.at(-1)?.memoryOfTrigger).toBeLessThan(2_000 + CUSTOMERS * 50);
	},
	MINUTES * 60_000 + 120_000,
);

function rowsOf(list: number) {
	return Array.from({ length: CUSTOMERS }, (_, row) => ({ Rego: `L${list}X${row}` }));
}

const WEBHOOK: Step = {
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	webhookId: 'soak',
	parameters: { httpMethod: 'POST', path: 'soak', responseMode: 'lastNode', options: {} },
};

function uploadWorkflow(credentialId: string) {
	const rows: Step = {
		name: 'Rows',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'body.rows', options: {} },
	};
	return inARow('Soak Upload', [
		WEBHOOK,
		rows,
		recapture({ resource: 'upload', operation: 'create', source: 'items' }, credentialId),
		recapture({ resource: 'status', operation: 'wait' }, credentialId, { name: 'Wait' }),
	]);
}

function watchWorkflow(credentialId: string) {
	const parameters = { event: 'customerSighted' };
	return inARow('Soak Watch', [recaptureTrigger(parameters, credentialId, [0, 15, 30, 45])]);
}

async function staticDataBytes(workflowId: string): Promise<number> {
	const [{ bytes }] = await queryDatabase(
		instance,
		`SELECT length(staticData) AS bytes FROM workflow_entity WHERE id = '${workflowId}'`,
	);
	return Number(bytes ?? 0);
}

/** The middle of each value: a sample may come just before a garbage collection. */
function middle(samples: readonly Usage[]): Usage {
	const ofSorted = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1];
	return {
		megabytes: ofSorted(samples.map(({ megabytes }) => megabytes)),
		handles: ofSorted(samples.map(({ handles }) => handles)),
	};
}

function tell({ megabytes, handles }: Usage): string {
	return `${megabytes.toFixed(0)} MB, ${handles} handles`;
}
