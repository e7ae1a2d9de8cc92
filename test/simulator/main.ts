/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- test code, never shipped */
import { HELP, settingsFrom } from './commandLine';
import { startSimulator } from './simulator';
import type { Simulator } from './simulator';
import type { Settings } from './settings';

/** The simulator as a process of its own, for a demo or for someone who clicks in an editor. */
async function main(): Promise<void> {
	const changes = settingsFrom(process.argv.slice(2), process.env);
	if (changes === 'help') {
		console.log(HELP);
		return;
	}
	const simulator = await startOnAnyPort(changes);
	console.log(greeting(simulator));
	const stop = () => void simulator.stop();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

/** A taken port is no reason to give up: another one is taken, and said. */
async function startOnAnyPort(changes: Partial<Settings>): Promise<Simulator> {
	try {
		return await startSimulator(changes);
	} catch (error) {
		if ((error as { code?: unknown }).code !== 'EADDRINUSE') return await Promise.reject(error);
		console.log(`Port ${changes.port} is taken.`);
		return await startSimulator({ ...changes, port: 0 });
	}
}

function greeting({ url, apiKey, settings }: Simulator): string {
	const region = settings.regions[0] ?? 'au';
	return `The Recapture simulator listens.

  Base URL   ${url}
  API key    ${apiKey}
  Regions    ${settings.regions.join(', ')}

Upload a customer:
  curl -H 'ApiKey: ${apiKey}' -H 'Content-Type: application/json' \\
    -d '{"name":"Try","customers":[{"rego":"ABC123","state":"VIC","client_name":"Maya"}]}' \\
    '${url}/v2/recapture/upload?region=${region}'
List customers:
  curl -H 'ApiKey: ${apiKey}' '${url}/v2/recapture/customers?region=${region}&limit=5'
A customer's car is listed for sale:
  curl -H 'Content-Type: application/json' -d '{"region":"${region}"}' ${url}/_simulator/sightings
Let the next upload be cut off after the work:
  curl -H 'Content-Type: application/json' \\
    -d '{"route":"POST /v2/recapture/upload","cut":true,"afterWork":true}' ${url}/_simulator/faults
See what happened:
  curl ${url}/_simulator

Ctrl+C stops it; nothing is written to disk.`;
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
