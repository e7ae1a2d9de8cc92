/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { sharedInstance } from './sharedInstance';
import { PACKAGE } from './workflows';

const { installation, userFolder } = sharedInstance();

it('everything that the package takes from n8n-workflow is there in this n8n, also what it seldom uses', async () => {
	const requireFromN8n = createRequire(join(installation.folder, 'node_modules', 'n8n', 'bin'));
	const offered = requireFromN8n('n8n-workflow') as Record<string, unknown>;

	const built = join(userFolder, '.n8n', 'nodes', 'node_modules', PACKAGE, 'dist');
	const files = (await readdir(built, { recursive: true })).filter((name) => name.endsWith('.js'));
	const texts = await Promise.all(files.map((name) => readFile(join(built, name), 'utf8')));
	const taken = texts.flatMap((text) => [...text.matchAll(/\bimport_n8n_workflow\d*\.(\w+)/g)]);
	const names = [...new Set(taken.map(([, name]) => name))];

	expect(names).toContain('NodeApiError');
	expect(names.filter((name) => offered[name] === undefined)).toEqual([]);
});
