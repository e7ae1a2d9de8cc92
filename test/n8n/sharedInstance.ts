/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import type { N8nInstance } from './instance/n8nInstance';

export const TEST_FOLDER_PREFIX = 'test-';

/** Jest hands nothing from the setup to the tests but the environment. */
const VARIABLE = 'RECAPTURE_TEST_N8N';

export function shareInstance(instance: N8nInstance): void {
	process.env[VARIABLE] = JSON.stringify(instance);
}

/** The n8n with the package inside, for every test file. */
export function sharedInstance(): N8nInstance {
	return JSON.parse(process.env[VARIABLE] ?? '') as N8nInstance;
}
