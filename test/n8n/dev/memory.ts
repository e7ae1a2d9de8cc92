/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What one start leaves for the next, so that addresses, sign-in and imported things stay what they were. */
export interface Memory {
	editorPort: number;
	simulatorPort: number;
	/** Has to stay the same, too: n8n ends all sessions when it changes. */
	passwordHash: string | undefined;
	/** Fingerprint of what was imported, by its file or name. */
	imported: Record<string, string>;
}

const FILE = 'memory.json';
const FIRST: Memory = {
	editorPort: 5678,
	simulatorPort: 4010,
	passwordHash: undefined,
	imported: {},
};

export async function readMemory(userFolder: string): Promise<Memory> {
	const text = await readFile(join(userFolder, FILE), 'utf8').catch(() => '{}');
	const memory = { ...FIRST, ...(JSON.parse(text) as Partial<Memory>) };
	const hasDatabase = existsSync(join(userFolder, '.n8n', 'database.sqlite'));
	return hasDatabase ? memory : { ...memory, imported: {} };
}

export async function writeMemory(userFolder: string, memory: Memory): Promise<void> {
	await writeFile(join(userFolder, FILE), JSON.stringify(memory, null, 2));
}
