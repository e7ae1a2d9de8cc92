/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { HARNESS_FOLDER } from './folders';
import { installN8n } from './install/installN8n';
import { createInstance } from './instance/n8nInstance';
import { OWNER, hashPassword, ownerSettings } from './instance/owner';
import { installPackage } from './instance/packageTarball';
import { isRunning } from './process/isRunning';
import { TEST_FOLDER_PREFIX, shareInstance } from './sharedInstance';

/** Before the first test: n8n is installed, and the package is in the fresh instance that all tests share. */
export default async function globalSetup(): Promise<void> {
	const installation = await installN8n();
	await removeLeftovers();
	const userFolder = join(HARNESS_FOLDER, `${TEST_FOLDER_PREFIX}${process.pid}`);
	await mkdir(userFolder, { recursive: true });
	await installPackage(userFolder);
	const settings = ownerSettings(OWNER, hashPassword(installation, OWNER.password));
	shareInstance(await createInstance(installation, userFolder, settings));
}

/** Of test runs that were interrupted and could not clean up. */
async function removeLeftovers(): Promise<void> {
	const names = await readdir(HARNESS_FOLDER);
	const leftovers = names.filter(
		(name) =>
			name.startsWith(TEST_FOLDER_PREFIX) &&
			!isRunning(Number(name.slice(TEST_FOLDER_PREFIX.length))),
	);
	for (const name of leftovers) {
		await rm(join(HARNESS_FOLDER, name), { recursive: true, force: true });
	}
}
