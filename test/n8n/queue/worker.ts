/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { createWriteStream } from 'node:fs';

import { n8nEnvironment } from '../instance/environment';
import { n8nProgram } from '../instance/n8nInstance';
import type { N8nInstance } from '../instance/n8nInstance';
import { logFile } from '../instance/startServer';
import { freePorts } from '../process/freePorts';
import { startGuarded } from '../process/guardedProcess';

/** One of the processes to which the main one hands its executions. */
export interface Worker {
	/** Ids of the executions that it took on. */
	readonly started: string[];
	stop(): Promise<void>;
	/** As a power cut does. */
	kill(): Promise<void>;
}

const READY = 'n8n worker is now ready';
const STARTED = /Worker started execution (\d+)/;
const READY_WITHIN_MS = 120_000;
const GRACE_MS = 8_000;

export async function startWorker(instance: N8nInstance): Promise<Worker> {
	const [editor, broker] = await freePorts(2);
	const { command, args } = n8nProgram(instance);
	const log = createWriteStream(logFile(instance.userFolder), { flags: 'a' });
	const started: string[] = [];
	let output = '';
	let announce = (): void => {};
	const isReady = new Promise<'ready'>((resolve) => (announce = () => resolve('ready')));
	const worker = startGuarded({
		command,
		args: [...args, 'worker'],
		cwd: instance.userFolder,
		env: { ...n8nEnvironment(instance.userFolder, { editor, broker }), ...instance.settings },
		graceMs: GRACE_MS,
		onOutput(text) {
			log.write(text);
			output += text;
			if (output.includes(READY)) announce();
			const lines = output.split('\n');
			output = lines.pop() ?? '';
			for (const line of lines) {
				const [, id] = STARTED.exec(line) ?? [];
				if (id !== undefined) started.push(id);
			}
		},
	});
	void worker.exited.finally(() => log.end());

	let timer: NodeJS.Timeout | undefined;
	const tooLate = new Promise<'too late'>((resolve) => {
		timer = setTimeout(() => resolve('too late'), READY_WITHIN_MS);
	});
	const ended = worker.exited.then(() => 'ended' as const);
	const outcome = await Promise.race([isReady, tooLate, ended]).finally(() => clearTimeout(timer));
	if (outcome !== 'ready') {
		await worker.stop();
		throw new Error(`A worker did not start: see ${logFile(instance.userFolder)}`);
	}
	return { started, stop: worker.stop, kill: worker.kill };
}
