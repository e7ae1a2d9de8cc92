/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface Measured {
	readonly seconds: number;
	/** Highest memory of the process while the work ran, above what it had before, in megabytes. */
	readonly addedMb: number;
	/** Longest time for which the event loop stood still, in milliseconds. */
	readonly blockedMs: number;
}

const SAMPLE_MS = 20;

/** Times some work in this process, and watches its memory and its event loop. Start node with --expose-gc. */
export async function measure(work: () => Promise<void>): Promise<Measured> {
	global.gc?.();
	const idle = process.memoryUsage.rss();
	let peak = idle;
	const sampler = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage.rss());
	}, SAMPLE_MS);
	const delay = monitorEventLoopDelay({ resolution: 5 });
	delay.enable();
	const begun = performance.now();
	await work();
	const seconds = (performance.now() - begun) / 1_000;
	delay.disable();
	clearInterval(sampler);
	peak = Math.max(peak, process.memoryUsage.rss());
	return { seconds, addedMb: (peak - idle) / 1e6, blockedMs: delay.max / 1e6 };
}
