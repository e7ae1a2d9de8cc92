/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The package that is tested. */
export const PROJECT_FOLDER = resolve(__dirname, '../..');

const HARNESS_LINK = join(PROJECT_FOLDER, '.n8n');

/**
 * Everything that the harness installs, keeps or throws away is below this one folder, which git ignores. It may be a link
 * to that of another working copy; n8n reads no files through a link.
 */
export const HARNESS_FOLDER = existsSync(HARNESS_LINK) ? realpathSync(HARNESS_LINK) : HARNESS_LINK;

/** What to install, pinned: one folder with package.json and lock for each n8n, and one for Node 24. */
export const VERSIONS_FOLDER = join(__dirname, 'versions');
