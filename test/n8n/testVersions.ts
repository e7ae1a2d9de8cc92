/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { BEYOND_OLDER_ENGINES, OLDER_VERSIONS } from './abilities';
import { PROJECT_FOLDER } from './folders';
import { runCommand } from './process/runCommand';

/** What users do, in every version. */
const FILES = ['exports', 'commandLine', 'editor', 'httpRequest', 'trigger'].map(
	(name) => `test/n8n/${name}.test.ts`,
);
const CURRENT_VERSION = '2.41.1';
const TIMEOUT_MS = 60 * 60 * 1000;

/** `npm run test:versions`: the package in each version of n8n that the README names. */
async function main(): Promise<void> {
	const results: Array<[what: string, passed: boolean]> = [];
	for (const version of [...OLDER_VERSIONS, CURRENT_VERSION]) {
		const inside = await jest(version, ['test/n8n/jest.config.js', '--runInBand', ...FILES]);
		results.push([`the package in n8n ${version}`, inside]);
		// In the engine of the current version they run with `npm test`.
		if (version === CURRENT_VERSION) continue;
		const others = `^(?!.*(${BEYOND_OLDER_ENGINES.join('|')}))`;
		const engine = ['test/n8n/engine.jest.config.js', '--testNamePattern', others];
		results.push([`every fault in the engine of n8n ${version}`, await jest(version, engine)]);
	}
	for (const [what, passed] of results) {
		process.stdout.write(`${passed ? 'passed' : 'FAILED'}  ${what}\n`);
	}
	if (results.some(([, passed]) => !passed)) process.exitCode = 1;
}

async function jest(version: string, args: string[]): Promise<boolean> {
	const { code } = await runCommand({
		command: 'npx',
		args: ['jest', '-c', ...args],
		cwd: PROJECT_FOLDER,
		env: { ...process.env, RECAPTURE_N8N_VERSION: version },
		timeoutMs: TIMEOUT_MS,
		onOutput: (text) => process.stdout.write(text),
	});
	return code === 0;
}

void main();
