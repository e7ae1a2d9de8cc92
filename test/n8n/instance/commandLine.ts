/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INodeTypeDescription, IRun } from 'n8n-workflow';

import { freePorts } from '../process/freePorts';
import { mustRun, runCommand } from '../process/runCommand';
import type { CommandResult, TimedCommand } from '../process/runCommand';
import type { CredentialJson, WorkflowJson } from './content';
import { n8nEnvironment, temporaryFolder } from './environment';
import { n8nProgram } from './n8nInstance';
import type { N8nInstance } from './n8nInstance';

const TIMEOUT_MS = 120_000;

/** Adds credentials, or replaces those with the same id. n8n encrypts their data. */
export async function importCredentials(
	instance: N8nInstance,
	credentials: CredentialJson[],
): Promise<void> {
	await importJson(instance, 'import:credentials', credentials);
}

/** Adds workflows, not published, or replaces those with the same id. */
export async function importWorkflows(
	instance: N8nInstance,
	workflows: WorkflowJson[],
): Promise<void> {
	await importJson(instance, 'import:workflow', workflows);
}

/** All node types that n8n knows. */
export async function exportNodeTypes(instance: N8nInstance): Promise<INodeTypeDescription[]> {
	return await withScratchFile(instance, async (file) => {
		await mustRun(await command(instance, ['export:nodes', `--output=${file}`]));
		return JSON.parse(await readFile(file, 'utf8')) as INodeTypeDescription[];
	});
}

/** A workflow with a trigger becomes active when n8n starts the next time. */
export async function publishWorkflow(instance: N8nInstance, id: string): Promise<void> {
	await mustRun(await command(instance, ['publish:workflow', `--id=${id}`]));
}

/** Runs a workflow from its manual trigger to its end. A failed one is a result, too. */
export async function executeWorkflow(instance: N8nInstance, id: string): Promise<IRun> {
	const result = await runCommand(
		await command(instance, ['execute', `--id=${id}`, '--rawOutput']),
	);
	return findRun(result);
}

async function importJson(
	instance: N8nInstance,
	name: string,
	content: CredentialJson[] | WorkflowJson[],
): Promise<void> {
	await withScratchFile(instance, async (file) => {
		await writeFile(file, JSON.stringify(content));
		await mustRun(await command(instance, [name, `--input=${file}`]));
	});
}

async function command(instance: N8nInstance, words: string[]): Promise<TimedCommand> {
	const [editor, broker] = await freePorts(2);
	const { command: program, args } = n8nProgram(instance);
	return {
		command: program,
		args: [...args, ...words],
		cwd: instance.userFolder,
		env: { ...n8nEnvironment(instance.userFolder, { editor, broker }), ...instance.settings },
		timeoutMs: TIMEOUT_MS,
	};
}

/** n8n prints log lines before the result, which is the first object that starts a line. */
function findRun({ stdout, output, code }: CommandResult): IRun {
	const json = /^\{[^]*^\}/m.exec(stdout)?.[0];
	if (json === undefined) throw new Error(`n8n ended with code ${code} and no result:\n${output}`);
	return JSON.parse(json) as IRun;
}

async function withScratchFile<T>(
	{ userFolder }: N8nInstance,
	use: (file: string) => Promise<T>,
): Promise<T> {
	const folder = await mkdtemp(join(temporaryFolder(userFolder), 'exchange-'));
	return await use(join(folder, 'content.json')).finally(
		async () => await rm(folder, { recursive: true, force: true }),
	);
}
