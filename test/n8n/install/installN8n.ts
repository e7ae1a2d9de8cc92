/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { HARNESS_FOLDER, VERSIONS_FOLDER } from '../folders';
import { takeLock } from '../process/lock';
import { buildSqlite } from './buildSqlite';
import { nodeInside, nodeOfThisComputer, pinnedNode } from './node24';
import { installPinned, isComplete } from './pinnedFolder';
import type { PinnedFolder } from './pinnedFolder';
import { elapsed } from './progress';

/** Each version that can be installed is a folder in `versions/`; this one is taken unless another is asked for. */
const CURRENT_VERSION = '2.41.1';

export interface N8nInstallation {
	version: string;
	/** Holds n8n's node_modules. */
	folder: string;
	/** The Node program that runs it. */
	node: string;
}

/** A complete installation: the one that is there, or a new one, which takes minutes and says so. */
export async function installN8n(
	version = process.env.RECAPTURE_N8N_VERSION ?? CURRENT_VERSION,
): Promise<N8nInstallation> {
	if (!existsSync(join(VERSIONS_FOLDER, version))) {
		throw new Error(`There is no pinned n8n ${version}; see test/n8n/README.md for how to add it.`);
	}
	await mkdir(HARNESS_FOLDER, { recursive: true });
	const release = await waitForLock(join(HARNESS_FOLDER, 'installing'));
	return await completeInstallation(version).finally(release);
}

/** Two terminals may both find that n8n is missing. */
async function waitForLock(file: string): Promise<() => void> {
	for (let waitedS = 0; ; waitedS++) {
		const release = takeLock(file);
		if (release !== undefined) return release;
		if (waitedS === 2) process.stdout.write('Another process installs n8n; waiting for it.\n');
		await sleep(1000);
	}
}

async function completeInstallation(version: string): Promise<N8nInstallation> {
	const startedAt = Date.now();
	// A cache of its own: nothing outside the harness's folder is touched, and what an interrupted start has
	// downloaded is still there for the next one.
	const cache = join(HARNESS_FOLDER, 'npm-cache');
	const nodeFolder = pinnedNode(cache);
	const node = nodeOfThisComputer() ?? nodeInside(nodeFolder.target);
	const n8n: PinnedFolder = {
		source: join(VERSIONS_FOLDER, version),
		target: join(HARNESS_FOLDER, version),
		cache,
		announcement: `Downloading n8n ${version} from npm (some 800 MB, 2.8 GB on disk). This takes a few minutes, once.`,
		finish: async () => await buildSqlite(n8n.target, node, cache),
	};
	const needed = nodeOfThisComputer() === undefined ? [nodeFolder, n8n] : [n8n];
	let installed = 0;
	for (const folder of needed) {
		if (await isComplete(folder)) continue;
		await installPinned(folder);
		installed++;
	}
	if (installed > 0) {
		await rm(cache, { recursive: true, force: true });
		process.stdout.write(`n8n ${version} is installed (${elapsed(startedAt)}).\n`);
	}
	return { version, folder: n8n.target, node: node.path };
}
