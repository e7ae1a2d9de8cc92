/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { chance } from '../support/chance';
import { DURABLE_CURSORS } from './instance/environment';
import { OWNER } from './instance/owner';
import { Session } from './instance/session';
import { startServer } from './instance/startServer';
import type { N8nServer } from './instance/startServer';
import { sharedInstance } from './sharedInstance';
import { credential, inARow, recapture, recaptureTrigger, type Step } from './workflows';

/**
 * n8n loses its power in the middle of an upload, of a wait or of a poll: all its processes are killed at once, and it
 * starts again on the same data. What a run was doing is then as n8n's list of executions says, and docs/partial-uploads.md says
 * how to go on; this test does so.
 */

const CUTS = Number(process.env.POWER_CUTS ?? 1);
const SEED = Number(process.env.POWER_CUT_SEED ?? Date.now() % 1_000_000);
const CUSTOMERS = 1_000;
const CUSTOMERS_PER_UPLOAD = 100;
const WITHIN_MS = 90_000;
const KEY = 'sec_n8n';
const instance = sharedInstance();

let vendor: Simulator;
let n8n: N8nServer;
let session: Session;
const published: string[] = [];

afterEach(async () => {
	for (const workflowId of published.splice(0)) await session.unpublish(workflowId);
	await n8n.stop();
	await vendor.stop();
});

describe.each([
	['by default', {}],
	['with durable cursors', DURABLE_CURSORS],
])('an n8n that polls %s', (engine, settings) => {
	const moments = momentsOf(SEED + Object.keys(settings).length);

	async function start(): Promise<void> {
		n8n = await startServer({ ...instance, settings: { ...instance.settings, ...settings } });
		session = await Session.open(n8n.url, OWNER, instance.installation);
	}

	it(
		`survives power cuts (POWER_CUTS=${CUTS} POWER_CUT_SEED=${SEED})`,
		async () => {
			vendor = await startSimulator({ apiKey: KEY, latencyMs: 40, customersPerSecond: 100 });
			await start();
			const credentialId = await session.createCredential(
				credential({ apiKey: KEY, region: 'au', baseUrl: vendor.url }),
			);
			const uploading = await session.publish(uploadWorkflow(credentialId));
			const watching = await session.publish(watchWorkflow(credentialId));
			published.push(uploading, watching);
			await twoPolls();
			const watched = Array.from({ length: CUTS }, (_, cut) =>
				vendor.customers.add({ rego: `WATCHED${cut}`, region: 'au' }),
			);
			/** Sightings that a poll may have had in its hands when the power went. */
			const inDoubt = new Set<string>();

			for (let cut = 0; cut < CUTS; cut++) {
				const { during, afterMs } = moments();
				const news = `news ${cut}`;
				const tellNews = () => vendor.addSighting(watched[cut].id, { listing_title: news });

				const posts = requestsOf('POST /v2/recapture/upload');
				await upload(cut, 'upload');
				if (during !== 'poll')
					await posts.atLeast(during === 'upload' ? 1 : CUSTOMERS / CUSTOMERS_PER_UPLOAD);
				tellNews();
				if (during === 'poll') await requestsOf('GET /v2/recapture/customers').atLeast(1);
				await sleep(afterMs);
				await n8n.kill();
				await start();

				// What was on its way comes to an end at the vendor's, too.
				vendor.advance(60_000);
				const [run] = (await session.storedRuns(uploading)).slice(-1);
				expect(run.status).toMatch(/^(crashed|success)$/);
				await upload(cut, 'skip');
				await until(async () => {
					vendor.advance(1_000);
					const [last] = (await session.storedRuns(uploading)).slice(-1);
					return last.id !== run.id && last.status === 'success';
				});
				const regos = vendor.customers.list().map(({ rego }) => rego);
				const ofCut = regos.filter((rego) => rego?.startsWith(`C${cut}X`));
				expect(new Set(ofCut).size).toBe(CUSTOMERS);
				expect(ofCut).toHaveLength(CUSTOMERS);

				if (engine === 'by default' && during === 'poll') inDoubt.add(news);
				await until(async () => inDoubt.has(news) || (await heard(watching)).includes(news));
				report(
					cut,
					during,
					afterMs,
					run.status,
					(await heard(watching)).filter((title) => title === news).length,
				);
			}

			const titles = await heard(watching);
			const certain = watched.map((_, cut) => `news ${cut}`).filter((title) => !inDoubt.has(title));
			expect(titles.filter((title) => !inDoubt.has(title)).sort()).toEqual(certain.sort());
		},
		120_000 + CUTS * 2 * WITHIN_MS,
	);
});

type Activity = 'upload' | 'wait' | 'poll';

/** When the power goes: what is going on then, and how long after its beginning. */
function momentsOf(seed: number) {
	const random = chance(seed);
	const longestMs: Record<Activity, number> = { upload: 800, wait: 3_000, poll: 800 };
	return () => {
		const during = (['upload', 'wait', 'poll'] as const)[Math.floor(random() * 3)];
		return { during, afterMs: Math.floor(random() * longestMs[during]) };
	};
}

const WEBHOOK: Step = {
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	webhookId: 'power-cut',
	parameters: { httpMethod: 'POST', path: 'power-cut', responseMode: 'onReceived', options: {} },
};
const BODY = "$('Webhook').first().json.body";

function uploadWorkflow(credentialId: string) {
	const rows: Step = {
		name: 'Rows',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'body.rows', options: {} },
	};
	const options = {
		customersPerUpload: CUSTOMERS_PER_UPLOAD,
		existingCustomers: `={{ ${BODY}.existing }}`,
	};
	return inARow('Power Cut Upload', [
		WEBHOOK,
		rows,
		recapture(
			{ resource: 'upload', operation: 'create', source: 'items', name: 'Cut', options },
			credentialId,
		),
		recapture({ resource: 'status', operation: 'wait' }, credentialId, { name: 'Wait' }),
	]);
}

async function upload(cut: number, existing: 'upload' | 'skip'): Promise<void> {
	const rows = Array.from({ length: CUSTOMERS }, (_, row) => ({ Rego: `C${cut}X${row}` }));
	await axios.post(`${n8n.url}/webhook/power-cut`, { rows, existing });
}

/** Every quarter of a minute. */
const POLLED_AT = [0, 15, 30, 45];

function watchWorkflow(credentialId: string) {
	return inARow('Power Cut Watch', [
		recaptureTrigger({ event: 'customerSighted' }, credentialId, POLLED_AT),
	]);
}

/** After two, the trigger knows what was there before it, in either engine. */
async function twoPolls(): Promise<void> {
	await requestsOf('GET /v2/recapture/customers').atLeast(2);
	await requestsOf('GET /v2/recapture/customers').atLeast(1);
	await sleep(1_000);
}

/** Titles of the sightings that runs were started with, one for each run. */
async function heard(workflowId: string): Promise<string[]> {
	const runs = await session.storedRuns(workflowId);
	return runs.flatMap(({ data }) => [...new Set(data.match(/news \d+(?=")/g))]);
}

/** Counts the requests that come from now on. */
function requestsOf(route: string) {
	let count = 0;
	vendor.onRequest(route, () => {
		count += 1;
	});
	return { atLeast: async (wanted: number) => await until(async () => count >= wanted) };
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
	const begunMs = Date.now();
	while (!(await isTrue())) {
		if (Date.now() - begunMs > WITHIN_MS) throw new Error(`Not so within ${WITHIN_MS / 1_000} s`);
		await sleep(20);
	}
}

function report(
	cut: number,
	during: Activity,
	afterMs: number,
	status: string,
	heard: number,
): void {
	process.stdout.write(
		`cut ${cut + 1}: ${during} +${afterMs} ms; run ${status}; news heard ${heard} time(s)\n`,
	);
}
