/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { existsSync, readdirSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';

const QUIET_MS = 300;

/**
 * Calls `onChange` when files below one of the folders have changed and then stayed quiet for a moment; never
 * twice at a time, and once more when something changed meanwhile.
 * @returns a function that ends the watch
 */
export function watchSource(roots: string[], onChange: () => Promise<void>): () => void {
	let timer: NodeJS.Timeout | undefined;
	let running = Promise.resolve();
	let watchers = watchFolders(roots, noticed);

	function noticed(): void {
		clearTimeout(timer);
		timer = setTimeout(() => {
			// There may be new folders.
			close(watchers);
			watchers = watchFolders(roots, noticed);
			running = running.then(onChange);
		}, QUIET_MS);
	}
	return () => {
		clearTimeout(timer);
		close(watchers);
	};
}

/**
 * One watcher for each folder. Node's recursive watch loses files on Linux that an editor saves by replacing
 * them.
 */
function watchFolders(roots: string[], onEvent: () => void): FSWatcher[] {
	const folders = roots.filter((root) => existsSync(root)).flatMap(withSubfolders);
	return folders.map((folder) => watch(folder, onEvent).on('error', onEvent));
}

function withSubfolders(root: string): string[] {
	const below = readdirSync(root, { recursive: true, withFileTypes: true });
	const folders = below.filter((entry) => entry.isDirectory());
	return [root, ...folders.map(({ parentPath, name }) => join(parentPath, name))];
}

function close(watchers: FSWatcher[]): void {
	for (const watcher of watchers) watcher.close();
}
