/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { N8nInstallation } from '../install/installN8n';
import { filesFolder, temporaryFolder } from './environment';

/** One n8n with data of its own: an installed version and a folder for all that it writes. */
export interface N8nInstance {
	installation: N8nInstallation;
	userFolder: string;
	/** Further settings of n8n. */
	settings: NodeJS.ProcessEnv;
}

/** Creates the folders that n8n expects to find. */
export async function createInstance(
	installation: N8nInstallation,
	userFolder: string,
	settings: NodeJS.ProcessEnv = {},
): Promise<N8nInstance> {
	for (const folder of [temporaryFolder(userFolder), filesFolder(userFolder)]) {
		await mkdir(folder, { recursive: true });
	}
	return { installation, userFolder, settings };
}

/** What to start, before the command of n8n's that is wanted. */
export function n8nProgram({ installation }: N8nInstance): { command: string; args: string[] } {
	return {
		command: installation.node,
		args: [join(installation.folder, 'node_modules', 'n8n', 'bin', 'n8n')],
	};
}
