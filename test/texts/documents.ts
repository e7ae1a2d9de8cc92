/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** Every page for people, by its path from the root. */
export const DOCUMENTS: readonly string[] = [
	...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'],
	...['bench', 'n8n', 'simulator'].map((folder) => `test/${folder}/README.md`),
	...readdirSync(join(ROOT, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name}`),
];

/** A page without its blocks of code. */
export function readDocument(path: string): string {
	return readFileSync(join(ROOT, path), 'utf8').replace(/^```.*?^```/gms, '');
}
