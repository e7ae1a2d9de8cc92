/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { N8nInstallation } from '../install/installN8n';

/** A library that n8n brings, in the version that it works with. */
export function n8nLibrary<T>({ folder }: N8nInstallation, name: string): T {
	return createRequire(join(folder, 'node_modules', 'n8n', 'package.json'))(name) as T;
}
