/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { createInstance } from '../instance/n8nInstance';
import type { N8nInstance } from '../instance/n8nInstance';
import { installPackage } from '../instance/packageTarball';
import { startServer } from '../instance/startServer';
import type { N8nServer } from '../instance/startServer';
import { startServices } from './services';
import type { Services } from './services';
import { startWorker } from './worker';
import type { Worker } from './worker';

/** n8n in queue mode: a main process and two workers, each with a disk of its own, as on three machines. */
export interface Cluster {
	readonly main: N8nServer;
	readonly workers: readonly Worker[];
	readonly services: Services;
	stop(): Promise<void>;
}

/** By default n8n notices only after minutes that a worker is gone. */
const SOON_MISSED = {
	QUEUE_WORKER_LOCK_DURATION: '6000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
};

/** Each process gets a folder of its own in the user folder of the given n8n. */
export async function startCluster({ installation, userFolder }: N8nInstance): Promise<Cluster> {
	const services = await startServices();
	const settings = {
		...services.settings,
		...SOON_MISSED,
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: 'the same for all of them',
	};
	const machine = async (name: string) => {
		const folder = join(userFolder, name);
		await mkdir(folder, { recursive: true });
		await installPackage(folder);
		return await createInstance(installation, folder, settings);
	};
	const running: Array<{ stop(): Promise<void> }> = [];
	const stop = async () => {
		await Promise.all(running.map(async (one) => await one.stop()));
		await services.stop();
	};
	const start = async (): Promise<Cluster> => {
		const main = await startServer(await machine('main'));
		running.push(main);
		const machines = [await machine('worker1'), await machine('worker2')];
		const workers = await Promise.all(machines.map(startWorker));
		running.push(...workers);
		return { main, workers, services, stop };
	};
	return await start().catch(async (error: Error) => {
		await stop();
		return await Promise.reject(error);
	});
}
