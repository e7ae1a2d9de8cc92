/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';

import { DEV_FOLDER, startDev } from './dev/startDev';
import type { Dev } from './dev/startDev';
import { HARNESS_FOLDER, PROJECT_FOLDER } from './folders';
import { elapsed } from './install/progress';
import { OWNER } from './instance/owner';
import { logFile } from './instance/startServer';
import { takeLock } from './process/lock';

/** `npm run dev`: a real n8n with the package inside, until Ctrl-C. */
async function main(): Promise<void> {
	const startedAt = Date.now();
	mkdirSync(HARNESS_FOLDER, { recursive: true });
	const release = takeLock(join(HARNESS_FOLDER, 'dev-running'));
	if (release === undefined) throw new Error('`npm run dev` is already running in this project.');
	process.once('exit', release);

	const dev = await startDev();
	process.stdout.write(greeting(dev, elapsed(startedAt)));
	const n8nEnded = dev.server.exited.then(() => 'n8n ended by itself' as const);
	const reason = await Promise.race([stopSignal(), n8nEnded]);
	process.stdout.write(`\n${reason}; stopping.\n`);
	await dev.stop();
	if (reason !== 'Ctrl-C') {
		throw new Error(`What n8n said at last is in ${relative(PROJECT_FOLDER, logFile(DEV_FOLDER))}`);
	}
}

/** Before the greeting, Ctrl-C ends this process at once; what it started notices and ends as well. */
async function stopSignal(): Promise<'Ctrl-C'> {
	return await new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			// Not once: npm and the terminal may each deliver the same Ctrl-C.
			process.on(signal, () => resolve('Ctrl-C'));
		}
	});
}

function greeting({ version, server, simulator, examples, files }: Dev, took: string): string {
	const workflows = examples.map(({ id, name }) => `${server.url}/workflow/${id}  ${name}`);
	const lists = files.map((name) => `.n8n-files/${name}`).join(', ') || 'none yet';
	return `
n8n ${version} with AutoGrab Recapture is ready (${took}).

  Editor      ${server.url}
  E-mail      ${OWNER.email}
  Password    ${OWNER.password}

  Examples    ${workflows.join('\n              ') || 'none yet'}
  Lists       ${lists} (from examples/, as n8n's file nodes see them)

  Simulator   ${simulator.url}, API key ${simulator.apiKey}
              It stands in for AutoGrab; the credential "AutoGrab Recapture (simulator)" points to it.
              What was asked: curl ${simulator.url}/_simulator
              A customer's car is listed for sale:
              curl -H 'Content-Type: application/json' -d '{"region":"au"}' ${simulator.url}/_simulator/sightings

What you change in nodes/, credentials/ and examples/ is built and loaded at once.
n8n's log is ${relative(PROJECT_FOLDER, logFile(DEV_FOLDER))}. Ctrl-C stops everything.
`;
}

main().then(
	() => process.exit(),
	(error: Error) => {
		process.stderr.write(`${error.message}\n`);
		process.exit(1);
	},
);
