/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { mkdir, rm } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import { HARNESS_FOLDER } from '../n8n/folders';
import { installN8n } from '../n8n/install/installN8n';
import type { N8nInstallation } from '../n8n/install/installN8n';
import { importCredentials, importWorkflows, publishWorkflow } from '../n8n/instance/commandLine';
import { filesFolder } from '../n8n/instance/environment';
import { createInstance } from '../n8n/instance/n8nInstance';
import { OWNER, hashPassword, ownerSettings } from '../n8n/instance/owner';
import { installPackage } from '../n8n/instance/packageTarball';
import { startServer } from '../n8n/instance/startServer';
import { groupUsage } from '../n8n/process/groupUsage';
import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { writeCustomerFile, type FileFormat } from './customerFile';
import { chainWorkflow, nodeWorkflow, WEBHOOK_PATH } from './n8nWorkflows';

/**
 * `npm run bench:n8n`: a list in a real n8n, through this node and through the chain of n8n's own nodes that people build
 * without it. Each run has an n8n of its own, just started.
 */

const WORKFLOWS = { node: nodeWorkflow, chain: chainWorkflow };
const LENGTHS = (process.env.ROWS ?? '100000,500000').split(',').map(Number);
const FORMATS = (process.env.FORMATS ?? 'csv,xlsx').split(',') as FileFormat[];
const GIVE_UP_MS = 600_000;
const SAMPLE_MS = 100;

interface Run {
	readonly seconds: number;
	readonly addedMb: number;
	readonly end: 'done' | string;
}

async function main(): Promise<void> {
	const installation = await installN8n();
	const vendor = await startSimulator({ keepUploads: 'counts', customersPerSecond: 'instant' });
	print(`${cpus().length} cores, n8n ${installation.version}\n`);
	print('| rows | file | through | time | added memory | end |');
	print('|---|---|---|---|---|---|');
	for (const [rows, format] of LENGTHS.flatMap((rows) =>
		FORMATS.map((each) => [rows, each] as const),
	)) {
		for (const way of ['chain', 'node'] as const) {
			const { seconds, addedMb, end } = await runIn(installation, vendor, way, rows, format);
			const cells = [rows.toLocaleString('en-US'), format, way, `${seconds.toFixed(1)} s`];
			print(`| ${[...cells, `${addedMb.toFixed(0)} MB`, end].join(' | ')} |`);
		}
	}
	await vendor.stop();
}

async function runIn(
	installation: N8nInstallation,
	vendor: Simulator,
	way: keyof typeof WORKFLOWS,
	rows: number,
	format: FileFormat,
): Promise<Run> {
	const userFolder = join(HARNESS_FOLDER, `bench-${process.pid}`);
	await rm(userFolder, { recursive: true, force: true });
	await mkdir(userFolder, { recursive: true });
	await installPackage(userFolder);
	const instance = await createInstance(installation, userFolder, {
		...ownerSettings(OWNER, hashPassword(installation, OWNER.password)),
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
	});
	await writeCustomerFile(join(filesFolder(userFolder), `customers.${format}`), rows, format);
	const { credentials, workflow } = WORKFLOWS[way](vendor, format);
	await importCredentials(instance, credentials);
	await importWorkflows(instance, [workflow]);
	await publishWorkflow(instance, workflow.id);
	const server = await startServer(instance);
	vendor.reset();

	// What n8n does after its start is over.
	await sleep(5_000);
	const idle = (await groupUsage(server.processGroup)).megabytes;
	let peak = idle;
	const sampler = setInterval(async () => {
		peak = Math.max(peak, (await groupUsage(server.processGroup)).megabytes);
	}, SAMPLE_MS);
	const begun = performance.now();
	const answered = axios
		.post(`${server.url}/webhook/${WEBHOOK_PATH}`, {}, { timeout: GIVE_UP_MS })
		.then(
			() => 'answered',
			(error: Error) => error.message,
		);
	const died = server.exited.then((code) => `n8n died with code ${code}`);
	const outcome = await Promise.race([answered, died]);
	const seconds = (performance.now() - begun) / 1_000;
	clearInterval(sampler);
	const sent = vendor.uploads.list().reduce((sum, { processed }) => sum + processed, 0);
	await server.stop();
	await rm(userFolder, { recursive: true, force: true });
	const end = sent === rows ? 'done' : `${outcome}; ${sent.toLocaleString('en-US')} rows sent`;
	return { seconds, addedMb: peak - idle, end };
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

void main();
