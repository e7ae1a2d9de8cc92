/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';

import { freePorts } from '../process/freePorts';
import { startGuarded } from '../process/guardedProcess';
import type { GuardedProcess } from '../process/guardedProcess';
import { n8nEnvironment } from './environment';
import type { Ports } from './environment';
import { n8nProgram } from './n8nInstance';
import type { N8nInstance } from './n8nInstance';

export interface N8nServer {
	/** The editor's address, without a slash at the end. */
	url: string;
	port: number;
	/** The group of processes in which it runs. */
	processGroup: number;
	/** Resolves when n8n has ended, by itself or stopped. */
	exited: Promise<number>;
	stop(): Promise<void>;
	/** Ends it as a power cut does. */
	kill(): Promise<void>;
}

const READY = 'Editor is now accessible';
const PORT_TAKEN = /already in use|EADDRINUSE/;
const READY_WITHIN_MS = 120_000;
const GRACE_MS = 8_000;
const TRIES = 3;

/** n8n's own log, of all starts. */
export function logFile(userFolder: string): string {
	return join(userFolder, 'n8n.log');
}

export interface ServerOptions {
	/** Used when it is free. */
	wantedPort?: number;
	/** Hears n8n's log as it comes. */
	onOutput?: (text: string) => void;
}

/** Starts n8n's server and waits until workflows are active and the editor answers. */
export async function startServer(
	instance: N8nInstance,
	{ wantedPort, onOutput }: ServerOptions = {},
): Promise<N8nServer> {
	for (let attempt = 1; ; attempt++) {
		const [editor, broker] = await freePorts(2);
		const ports = { editor: attempt === 1 ? (wantedPort ?? editor) : editor, broker };
		const started = await start(instance, ports, onOutput);
		if (started.ready) return serverOn(ports.editor, started.process);
		// Between our look at the ports and n8n's start somebody else may have taken one.
		if (attempt === TRIES || !PORT_TAKEN.test(started.output)) {
			throw new Error(`n8n did not start:\n${started.output.slice(-4000)}`);
		}
	}
}

function serverOn(port: number, process: GuardedProcess): N8nServer {
	const { group: processGroup, exited, stop, kill } = process;
	return { url: `http://127.0.0.1:${port}`, port, processGroup, exited, stop, kill };
}

interface Start {
	ready: boolean;
	process: GuardedProcess;
	output: string;
}

async function start(
	instance: N8nInstance,
	ports: Ports,
	onOutput: ServerOptions['onOutput'],
): Promise<Start> {
	const log = createWriteStream(logFile(instance.userFolder), { flags: 'a' });
	const { command, args } = n8nProgram(instance);
	let output = '';
	let announceReady = (): void => {};
	const readyLine = new Promise<true>((resolve) => (announceReady = () => resolve(true)));
	const process = startGuarded({
		command,
		args: [...args, 'start'],
		cwd: instance.userFolder,
		env: { ...n8nEnvironment(instance.userFolder, ports), ...instance.settings },
		graceMs: GRACE_MS,
		onOutput(text) {
			log.write(text);
			onOutput?.(text);
			output = (output + text).slice(-20_000);
			if (output.includes(READY)) announceReady();
		},
	});
	void process.exited.finally(() => log.end());

	let timer: NodeJS.Timeout | undefined;
	const tooLate = new Promise<false>((resolve) => {
		timer = setTimeout(() => resolve(false), READY_WITHIN_MS);
	});
	const ended = process.exited.then(() => false);
	const ready = await Promise.race([readyLine, ended, tooLate]).finally(() => clearTimeout(timer));
	if (!ready) await process.stop();
	return { ready, process, output };
}
