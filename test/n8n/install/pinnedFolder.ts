/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { mustRun } from '../process/runCommand';
import { npmEnvironment } from './npmEnvironment';
import { withProgress } from './progress';

export interface PinnedFolder {
	/** Holds package.json and package-lock.json. */
	source: string;
	/** Where to install; everything in it belongs to the installation. */
	target: string;
	/** npm's cache for this; it is the caller's to remove. */
	cache: string;
	/** Said before the download. */
	announcement: string;
	/** What npm does not do: runs after it, in `target`. */
	finish?: () => Promise<void>;
}

const PINS = ['package.json', 'package-lock.json'];
/** Written last: a folder without it is half an installation, and one with another text is outdated. */
const MARKER = 'installed';
/** To be counted up when a finished folder must contain something else, so that everyone's is made anew. */
const RECIPE = 1;
const TIMEOUT_MS = 60 * 60 * 1000;

export async function isComplete({ source, target }: PinnedFolder): Promise<boolean> {
	const marker = await readFile(join(target, MARKER), 'utf8').catch(() => '');
	return marker === (await fingerprint(source));
}

/** Installs exactly what the lock says. Starts from nothing when an earlier attempt was interrupted. */
export async function installPinned(folder: PinnedFolder): Promise<void> {
	const { source, target, cache, announcement, finish } = folder;
	process.stdout.write(`${announcement}\n`);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	await Promise.all(PINS.map((name) => copyFile(join(source, name), join(target, name))));
	const expected = await packagesForThisComputer(target);
	await withProgress(
		async () => {
			const unpacked = expected.filter((path) => existsSync(path)).length;
			return `${await megabytes(cache)} MB downloaded, ${unpacked} of ${expected.length} packages unpacked`;
		},
		async () =>
			await mustRun({
				command: 'npm',
				args: [
					'ci',
					'--ignore-scripts',
					'--no-audit',
					'--no-fund',
					'--loglevel=error',
					'--cache',
					cache,
				],
				cwd: target,
				env: npmEnvironment(),
				timeoutMs: TIMEOUT_MS,
			}),
	);
	await finish?.();
	await writeFile(join(target, MARKER), await fingerprint(source));
}

/** npm says nothing while it downloads, but its cache grows. */
async function megabytes(folder: string): Promise<number> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	const sizes = await Promise.all(
		entries
			.filter((entry) => entry.isFile())
			.map(
				async (entry) => await stat(join(entry.parentPath, entry.name)).catch(() => ({ size: 0 })),
			),
	);
	return Math.round(sizes.reduce((sum, { size }) => sum + size, 0) / 1e6);
}

async function fingerprint(source: string): Promise<string> {
	const hash = createHash('sha256');
	for (const name of PINS) hash.update(await readFile(join(source, name)));
	return [hash.digest('hex'), `recipe ${RECIPE}`, process.platform, process.arch, ''].join('\n');
}

interface LockedPackage {
	os?: string | string[];
	cpu?: string | string[];
	libc?: string | string[];
	inBundle?: boolean;
	optional?: boolean;
	peer?: boolean;
}

/** The file by which one sees that a package has arrived, for each package in the lock that fits. */
async function packagesForThisComputer(target: string): Promise<string[]> {
	const lock = JSON.parse(await readFile(join(target, 'package-lock.json'), 'utf8')) as {
		packages: Record<string, LockedPackage>;
	};
	return Object.entries(lock.packages)
		.filter(([path, entry]) => {
			const fits =
				allows(entry.os, process.platform) &&
				allows(entry.cpu, process.arch) &&
				allows(entry.libc, 'glibc');
			// npm 10 and npm 11 do not agree on whether to install these.
			const isDoubtful = entry.optional === true && entry.peer === true;
			return path !== '' && !entry.inBundle && fits && !isDoubtful;
		})
		.map(([path]) => join(target, path, 'package.json'));
}

/** npm's way to name what fits: `linux`, or anything `!win32`. */
function allows(names: string | string[] | undefined, name: string): boolean {
	const list = [names ?? []].flat();
	const refused = list.filter((entry) => entry.startsWith('!'));
	const wanted = list.filter((entry) => !entry.startsWith('!'));
	return !refused.includes(`!${name}`) && (wanted.length === 0 || wanted.includes(name));
}
