/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { copyFile, readFile, readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';

import { PROJECT_FOLDER } from '../folders';
import type { WorkflowJson } from '../instance/content';
import { filesFolder } from '../instance/environment';

export const EXAMPLES_FOLDER = join(PROJECT_FOLDER, 'examples');

/** The workflows that come with the package, by file name. */
export async function readExampleWorkflows(): Promise<Array<[string, WorkflowJson]>> {
	const names = await examplesEndingWith('.json');
	return await Promise.all(
		names.map(async (name) => [name, await readExample(name)] as const),
	).then((examples) => examples.map(([name, example]) => [name, example]));
}

/** Puts the example lists where n8n's file nodes may read them. */
export async function copyExampleFiles(userFolder: string): Promise<string[]> {
	const names = await examplesEndingWith('.csv');
	for (const name of names) {
		await copyFile(join(EXAMPLES_FOLDER, name), join(filesFolder(userFolder), name));
	}
	return names;
}

async function readExample(name: string): Promise<WorkflowJson> {
	const example = JSON.parse(await readFile(join(EXAMPLES_FOLDER, name), 'utf8')) as WorkflowJson;
	// Files exported from n8n may come without an id; importing twice must not make two workflows.
	return { ...example, id: example.id ?? parse(name).name.replace(/\W/g, '').slice(0, 21) };
}

async function examplesEndingWith(extension: string): Promise<string[]> {
	const names = await readdir(EXAMPLES_FOLDER).catch(() => []);
	return names.filter((name) => name.endsWith(extension)).sort();
}
