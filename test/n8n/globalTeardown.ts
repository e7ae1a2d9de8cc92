/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { rm } from 'node:fs/promises';

import { sharedInstance } from './sharedInstance';

export default async function globalTeardown(): Promise<void> {
	await rm(sharedInstance().userFolder, { recursive: true, force: true, maxRetries: 3 });
}
