/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Simulator } from '../../simulator';
import { HARNESS_FOLDER, PROJECT_FOLDER } from '../folders';
import { installN8n } from '../install/installN8n';
import type { WorkflowJson } from '../instance/content';
import { temporaryFolder } from '../instance/environment';
import { createInstance } from '../instance/n8nInstance';
import type { N8nInstance } from '../instance/n8nInstance';
import { OWNER, hashPassword, ownerSettings } from '../instance/owner';
import { installPackage } from '../instance/packageTarball';
import { startServer } from '../instance/startServer';
import type { N8nServer } from '../instance/startServer';
import { freePortNear } from '../process/freePorts';
import { EXAMPLES_FOLDER, copyExampleFiles, readExampleWorkflows } from './examples';
import { importContent } from './importContent';
import { readMemory, writeMemory } from './memory';
import type { Memory } from './memory';
import { credentialFor, startVendor } from './simulator';
import { watchSource } from './watchSource';

/** Everything of a person's n8n is in here and stays from start to start. */
export const DEV_FOLDER = join(HARNESS_FOLDER, 'dev');

export interface Dev {
	version: string;
	server: N8nServer;
	simulator: Simulator;
	/** The example workflows. */
	examples: WorkflowJson[];
	/** Names of the example lists that n8n can read. */
	files: string[];
	stop(): Promise<void>;
}

/** Starts the simulator and an n8n with the package, and keeps n8n's copy of the package up to date. */
export async function startDev(): Promise<Dev> {
	const installation = await installN8n();
	await mkdir(DEV_FOLDER, { recursive: true });
	// Left behind by a start that was cut short.
	await rm(temporaryFolder(DEV_FOLDER), { recursive: true, force: true });
	const remembered = await readMemory(DEV_FOLDER);
	const passwordHash = remembered.passwordHash ?? hashPassword(installation, OWNER.password);
	const instance = await createInstance(installation, DEV_FOLDER, {
		...ownerSettings(OWNER, passwordHash),
		GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
		// n8n watches the package and tells open editors when it has changed.
		N8N_DEV_RELOAD: 'true',
	});
	process.stdout.write('Building the package and starting n8n.\n');
	const [simulator] = await Promise.all([
		startVendor(remembered.simulatorPort),
		installPackage(DEV_FOLDER),
	]);
	const files = await copyExampleFiles(DEV_FOLDER);
	const memory: Memory = await importContent(instance, credentialFor(simulator), remembered);
	const server = await startServer(instance, {
		wantedPort: await freePortNear(memory.editorPort),
		onOutput: reportReloads,
	});
	const ports = { editorPort: server.port, simulatorPort: simulator.port };
	const started: Memory = { ...memory, ...ports, passwordHash };
	await writeMemory(DEV_FOLDER, started);
	const unwatch = watchEverything(instance, simulator, started);
	return {
		version: installation.version,
		server,
		simulator,
		examples: (await readExampleWorkflows()).map(([, workflow]) => workflow),
		files,
		stop: async () => {
			unwatch();
			await Promise.all([server.stop(), simulator.stop()]);
		},
	};
}

function watchEverything(instance: N8nInstance, simulator: Simulator, atStart: Memory): () => void {
	const source = ['nodes', 'credentials'].map((name) => join(PROJECT_FOLDER, name));
	let memory = atStart;
	const ends = [
		watchSource(source, async () => {
			await reportFailure(installPackage(DEV_FOLDER));
		}),
		watchSource([EXAMPLES_FOLDER], async () => {
			await reportFailure(copyExampleFiles(DEV_FOLDER));
			const imported = importContent(instance, credentialFor(simulator), memory);
			memory = (await reportFailure(imported)) ?? memory;
			await writeMemory(DEV_FOLDER, memory);
		}),
	];
	return () => ends.forEach((end) => end());
}

/** A mistake in the source must not end the session: the last good build keeps running. */
async function reportFailure<T>(work: Promise<T>): Promise<T | undefined> {
	return await work.catch((error: Error) => {
		process.stdout.write(`${error.message}\nn8n keeps what it had.\n`);
		return undefined;
	});
}

function reportReloads(text: string): void {
	if (/Hot reload failed/.test(text)) process.stdout.write(text);
	else if (/Hot reload triggered/.test(text)) {
		process.stdout.write('n8n has the new version; if the editor shows the old one, refresh it.\n');
	}
}
