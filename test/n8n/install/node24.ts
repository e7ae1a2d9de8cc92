/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { HARNESS_FOLDER, VERSIONS_FOLDER } from '../folders';
import type { PinnedFolder } from './pinnedFolder';

export interface NodeBinary {
	/** The program itself. */
	path: string;
	/** What npm calls `nodedir`: headers to compile with. Undefined: npm has to find some. */
	headers: string | undefined;
}

/** A Node from npm, in a folder of its own. Headers are in it, so nothing else needs to be downloaded to compile. */
export function pinnedNode(cache: string): PinnedFolder {
	return {
		source: join(VERSIONS_FOLDER, 'node24'),
		target: join(HARNESS_FOLDER, 'node24'),
		cache,
		announcement: 'Downloading Node 24 from npm, for n8n alone (53 MB, 190 MB on disk).',
	};
}

/**
 * n8n needs Node 24 or newer, and its ready-made binaries are for Node 24: with that on this computer
 * nothing needs to be downloaded. Undefined: take the pinned one.
 */
export function nodeOfThisComputer(): NodeBinary | undefined {
	const major = Number(process.versions.node.split('.')[0]);
	if (major === 24 || (major > 24 && !isPinnedFor(process.platform, process.arch))) {
		return { path: process.execPath, headers: headersBeside(process.execPath) };
	}
	if (isPinnedFor(process.platform, process.arch)) return undefined;
	throw new Error(
		`n8n needs Node 24 or newer, and npm has none for ${process.platform} on ${process.arch}. Run this with Node 24.`,
	);
}

export function nodeInside(folder: string): NodeBinary {
	const root = join(folder, 'node_modules', `node-${process.platform}-${process.arch}`);
	return { path: join(root, 'bin', 'node'), headers: root };
}

function isPinnedFor(platform: string, arch: string): boolean {
	return platform === 'linux' && ['x64', 'arm64'].includes(arch);
}

function headersBeside(program: string): string | undefined {
	const prefix = dirname(dirname(program));
	return existsSync(join(prefix, 'include', 'node', 'node.h')) ? prefix : undefined;
}
