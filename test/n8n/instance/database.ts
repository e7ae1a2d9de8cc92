/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { N8nInstance } from './n8nInstance';

const run = promisify(execFile);

/** Read by the Node that runs n8n: it is newer than ours may be, and brings SQLite. */
const SCRIPT = `
const { DatabaseSync } = require('node:sqlite');
const [file, sql] = process.argv.slice(1);
const rows = new DatabaseSync(file, { readOnly: true }).prepare(sql).all();
process.stdout.write(JSON.stringify(rows));
`;

/** Rows of n8n's own database, for what n8n tells nobody. */
export async function queryDatabase(
	{ installation, userFolder }: N8nInstance,
	sql: string,
): Promise<Array<Record<string, unknown>>> {
	const file = join(userFolder, '.n8n', 'database.sqlite');
	const { stdout } = await run(installation.node, ['-e', SCRIPT, file, sql]);
	return JSON.parse(stdout) as Array<Record<string, unknown>>;
}
