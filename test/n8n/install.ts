/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { installN8n } from './install/installN8n';

/** `npx tsx test/n8n/install.ts`: makes sure that n8n is there, without starting it. */
async function main() {
	const { folder } = await installN8n();
	process.stdout.write(`n8n is in ${folder}\n`);
}

void main();
