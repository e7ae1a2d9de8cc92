/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { createHash } from 'node:crypto';

import { importCredentials, importWorkflows } from '../instance/commandLine';
import type { CredentialJson } from '../instance/content';
import type { N8nInstance } from '../instance/n8nInstance';
import { readExampleWorkflows } from './examples';
import type { Memory } from './memory';

/**
 * Imports the credential and the examples that n8n does not have yet, or has in another version. What did not
 * change is left alone, so that what a person did to it in the editor stays.
 * @returns the memory with what is imported now
 */
export async function importContent(
	instance: N8nInstance,
	credential: CredentialJson,
	memory: Memory,
): Promise<Memory> {
	const imported = { ...memory.imported };
	const isNew = (name: string, content: unknown) => {
		const before = imported[name];
		imported[name] = createHash('sha256').update(JSON.stringify(content)).digest('hex');
		return imported[name] !== before;
	};
	if (isNew(credential.name, credential)) {
		process.stdout.write(`Importing the credential "${credential.name}".\n`);
		await importCredentials(instance, [credential]);
	}
	const examples = await readExampleWorkflows();
	const fresh = examples.filter(([file, workflow]) => isNew(file, workflow));
	if (fresh.length > 0) {
		process.stdout.write(`Importing ${fresh.map(([file]) => `examples/${file}`).join(', ')}.\n`);
		await importWorkflows(
			instance,
			fresh.map(([, workflow]) => workflow),
		);
	}
	return { ...memory, imported };
}
