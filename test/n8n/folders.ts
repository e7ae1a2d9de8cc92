/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { join, resolve } from 'node:path';

/** The package that is tested. */
export const PROJECT_FOLDER = resolve(__dirname, '../..');

/** Everything that the harness installs, keeps or throws away is below this one folder, which git ignores. */
export const HARNESS_FOLDER = join(PROJECT_FOLDER, '.n8n');

/** What to install, pinned: one folder with package.json and lock for each n8n, and one for Node 24. */
export const VERSIONS_FOLDER = join(__dirname, 'versions');
