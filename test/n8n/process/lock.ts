/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';

import { isRunning } from './isRunning';

const SIGN_OF_LIFE_EVERY_MS = 5_000;
/** An owner that was silent for so long is gone, even if another process has its id by now. */
const GONE_AFTER_MS = 30_000;

/**
 * Makes sure that only one process on this computer does a thing.
 * @param file there as long as somebody has the lock; one left behind by a killed process does not count
 * @returns a function that gives the lock back, or undefined: somebody else has it
 */
export function takeLock(file: string): (() => void) | undefined {
	if (!create(file)) {
		if (isHeld(file)) return undefined;
		rmSync(file, { force: true });
		if (!create(file)) return undefined;
	}
	const timer = setInterval(() => utimesSync(file, new Date(), new Date()), SIGN_OF_LIFE_EVERY_MS);
	// No reason to stay alive.
	timer.unref();
	return () => {
		clearInterval(timer);
		rmSync(file, { force: true });
	};
}

function create(file: string): boolean {
	try {
		writeFileSync(file, String(process.pid), { flag: 'wx' });
		return true;
	} catch {
		return false;
	}
}

function isHeld(file: string): boolean {
	try {
		const silentMs = Date.now() - statSync(file).mtimeMs;
		// Empty: its owner is about to write into it.
		const owner = readFileSync(file, 'utf8');
		return silentMs < GONE_AFTER_MS && (owner === '' || isRunning(Number(owner)));
	} catch {
		return false;
	}
}
