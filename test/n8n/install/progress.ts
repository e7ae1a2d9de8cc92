/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
/** To the start of the line, and clears it. */
const REWIND = '\r\x1b[K';
const TERMINAL_EVERY_MS = 1000;
const LOG_EVERY_MS = 20_000;

/**
 * Prints what is going on while a long piece of work runs: one moving line in a terminal, a plain line now
 * and then in a log.
 * @param describe what to say now; the elapsed time is added
 */
export async function withProgress<T>(
	describe: () => Promise<string>,
	work: () => Promise<T>,
): Promise<T> {
	const startedAt = Date.now();
	const isTerminal = process.stdout.isTTY;
	let running = true;
	let looking = false;
	const show = async () => {
		if (looking) return;
		looking = true;
		const line = `  ${await describe()}, ${elapsed(startedAt)}`;
		looking = false;
		if (!running) return;
		if (isTerminal) process.stdout.write(REWIND + line.slice(0, process.stdout.columns - 1));
		else process.stdout.write(`${line}\n`);
	};
	const timer = setInterval(() => void show(), isTerminal ? TERMINAL_EVERY_MS : LOG_EVERY_MS);
	return await work().finally(() => {
		running = false;
		clearInterval(timer);
		if (isTerminal) process.stdout.write(REWIND);
	});
}

export function elapsed(sinceMs: number): string {
	const seconds = Math.round((Date.now() - sinceMs) / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
