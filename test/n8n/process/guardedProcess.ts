/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test code, never shipped */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Command {
	command: string;
	args: string[];
	cwd: string;
	env: NodeJS.ProcessEnv;
	/** So long a process that is stopped may take to end by itself. Default: none. */
	graceMs?: number;
	onOutput(text: string, stream: 'stdout' | 'stderr'): void;
}

export interface GuardedProcess {
	/** Of the group in which the command and all its children run. */
	readonly group: number;
	/** The exit code. */
	readonly exited: Promise<number>;
	/** Ends the process and all its children; resolves when they are gone. */
	stop(): Promise<void>;
	/** The same at once, as when the power goes. */
	kill(): Promise<void>;
}

/** Starts a command that ends with us, however we end: see guard.js. */
export function startGuarded({
	command,
	args,
	cwd,
	env,
	graceMs = 0,
	onOutput,
}: Command): GuardedProcess {
	const guard = spawn(
		process.execPath,
		[join(__dirname, 'guard.js'), String(graceMs), command, ...args],
		{ cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] },
	);
	guard.stdout.setEncoding('utf8').on('data', (text: string) => onOutput(text, 'stdout'));
	guard.stderr.setEncoding('utf8').on('data', (text: string) => onOutput(text, 'stderr'));
	guard.stdin.on('error', ignore);

	const exited = new Promise<number>((resolve, reject) => {
		guard.on('error', reject);
		guard.on('exit', () => killGroup(guard.pid));
		guard.on('close', (code) => resolve(code ?? 137));
	});
	// Whoever starts a process may look at its end later, or never.
	exited.catch(ignore);
	return {
		// A process that could not be started has none; then `exited` rejects.
		group: guard.pid ?? 0,
		exited,
		stop: async () => {
			guard.stdin.destroy();
			await exited;
		},
		kill: async () => {
			killGroup(guard.pid);
			await exited;
		},
	};
}

/** A child of the command that ignored its end. */
function killGroup(leader: number | undefined): void {
	if (leader === undefined) return;
	try {
		process.kill(-leader, 'SIGKILL');
	} catch {
		// All gone, as it should be.
	}
}

function ignore(): void {}
