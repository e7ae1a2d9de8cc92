/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { delimiter, dirname } from 'node:path';

import { mustRun } from '../process/runCommand';
import type { NodeBinary } from './node24';
import { npmEnvironment } from './npmEnvironment';
import { withProgress } from './progress';

const HINT =
	'Compiling needs python3, make and g++. On Debian and Ubuntu: apt-get install python3 make g++';
const TIMEOUT_MS = 30 * 60 * 1000;

/**
 * n8n's database driver is the one part that needs its install script: it fetches a ready-made binary or,
 * where it cannot, compiles one with python3, make and g++.
 */
export async function buildSqlite(folder: string, node: NodeBinary, cache: string): Promise<void> {
	const headers = node.headers === undefined ? [] : [`--nodedir=${node.headers}`];
	await withProgress(
		async () => "building n8n's database driver",
		async () =>
			await mustRun({
				command: 'npm',
				args: ['rebuild', 'sqlite3', '--ignore-scripts=false', '--cache', cache, ...headers],
				cwd: folder,
				env: npmEnvironment({
					PATH: [dirname(node.path), process.env.PATH].join(delimiter),
					JOBS: 'max',
				}),
				timeoutMs: TIMEOUT_MS,
			}).catch((error: Error) => Promise.reject(new Error(`${error.message}\n${HINT}`))),
	);
}
