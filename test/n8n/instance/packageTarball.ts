/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

import { PROJECT_FOLDER } from '../folders';
import { npmEnvironment } from '../install/npmEnvironment';
import { mustRun } from '../process/runCommand';
import { temporaryFolder } from './environment';

const TIMEOUT_MS = 120_000;
/** n8n takes these out, so that it need not install them. */
const IGNORED_BY_N8N = ['devDependencies', 'peerDependencies', 'optionalDependencies'];

export interface PackageManifest {
	name: string;
	version: string;
	[field: string]: unknown;
}

/**
 * Builds the package, packs it as for publishing, and puts the tarball's content where n8n's own installer
 * would, in the state in which it would leave it. What is missing from the tarball is missing in n8n.
 * @param userFolder the n8n that gets it
 */
export async function installPackage(
	userFolder: string,
	project = PROJECT_FOLDER,
): Promise<PackageManifest> {
	await run('npm', ['run', 'build', '--silent'], project);
	await mkdir(temporaryFolder(userFolder), { recursive: true });
	const scratch = await mkdtemp(join(temporaryFolder(userFolder), 'pack-'));
	return await unpack(userFolder, await pack(project, scratch)).finally(
		async () => await rm(scratch, { recursive: true, force: true }),
	);
}

async function pack(project: string, scratch: string): Promise<string> {
	await run(
		'npm',
		['pack', '--ignore-scripts', '--silent', '--pack-destination', scratch],
		project,
	);
	const [tarball] = (await readdir(scratch)).filter((name) => name.endsWith('.tgz'));
	await run('tar', ['-xzf', tarball], scratch);
	return join(scratch, 'package');
}

async function unpack(userFolder: string, unpacked: string): Promise<PackageManifest> {
	const manifest = JSON.parse(
		await readFile(join(unpacked, 'package.json'), 'utf8'),
	) as PackageManifest;
	for (const field of IGNORED_BY_N8N) delete manifest[field];
	await writeJson(join(unpacked, 'package.json'), manifest);

	const nodes = join(userFolder, '.n8n', 'nodes');
	const target = join(nodes, 'node_modules', manifest.name);
	await mkdir(target, { recursive: true });
	await replaceContent(unpacked, target);
	await writeJson(join(nodes, 'package.json'), {
		name: 'installed-nodes',
		private: true,
		dependencies: { [manifest.name]: manifest.version },
	});
	return manifest;
}

/** File by file and only what changed: an n8n that watches the folder must never find it empty. */
async function replaceContent(source: string, target: string): Promise<void> {
	const [fresh, old] = await Promise.all([source, target].map(filesBelow));
	await Promise.all(
		old.filter((path) => !fresh.includes(path)).map(async (path) => await rm(join(target, path))),
	);
	for (const path of fresh) {
		const content = await readFile(join(source, path));
		const before = await readFile(join(target, path)).catch(() => undefined);
		if (before?.equals(content)) continue;
		await mkdir(dirname(join(target, path)), { recursive: true });
		await writeFile(join(target, path), content);
	}
}

async function filesBelow(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

async function run(command: string, args: string[], cwd: string): Promise<void> {
	await mustRun({ command, args, cwd, env: npmEnvironment(), timeoutMs: TIMEOUT_MS });
}

async function writeJson(path: string, value: unknown): Promise<void> {
	await writeFile(path, JSON.stringify(value, null, 2));
}
