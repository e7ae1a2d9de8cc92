/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { startGuarded } from './guardedProcess';
import type { Command } from './guardedProcess';

export interface CommandResult {
	code: number;
	stdout: string;
	/** Both streams in the order in which they came. */
	output: string;
}

export interface TimedCommand extends Omit<Command, 'onOutput'> {
	timeoutMs: number;
	onOutput?: Command['onOutput'];
}

/** Runs a command to its end. Rejects when it takes too long; any exit code is a result. */
export async function runCommand(command: TimedCommand): Promise<CommandResult> {
	const texts = { stdout: [] as string[], output: [] as string[] };
	const running = startGuarded({
		...command,
		onOutput(text, stream) {
			texts.output.push(text);
			if (stream === 'stdout') texts.stdout.push(text);
			command.onOutput?.(text, stream);
		},
	});
	let tooLate = false;
	const timer = setTimeout(() => {
		tooLate = true;
		void running.stop();
	}, command.timeoutMs);
	const code = await running.exited.finally(() => clearTimeout(timer));
	const result = { code, stdout: texts.stdout.join(''), output: texts.output.join('') };
	if (tooLate) throw failure(command, `did not end within ${command.timeoutMs / 1000} s`, result);
	return result;
}

/** The same for a command that must end well: rejects with the end of its output otherwise. */
export async function mustRun(command: TimedCommand): Promise<CommandResult> {
	const result = await runCommand(command);
	if (result.code !== 0) throw failure(command, `ended with code ${result.code}`, result);
	return result;
}

function failure({ command, args }: TimedCommand, what: string, { output }: CommandResult): Error {
	return new Error(`${[command, ...args].join(' ')} ${what}:\n${output.slice(-4000)}`);
}
