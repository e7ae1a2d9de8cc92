/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { BareSweep, TriggerSweep } from './triggerSweepWorker';

/**
 * `npx tsx test/bench/triggerSweep.ts`: the trigger reads 1,000,000 customers, of which 2 % have sightings, against a bare
 * loop over the same pages with the same request helper. Both run in processes of their own, in turns; so does the
 * simulator.
 */

const ROUNDS = Number(process.env.ROUNDS ?? 2);
const PAGES = 10_000;
const POLL_MS = 36_000;
const run = promisify(execFile);

async function main(): Promise<void> {
	print(`${cpus().length} cores, Node ${process.version}; the better of ${ROUNDS} rounds\n`);
	const peaks = async (url: string) => ({
		grown: (await work<TriggerSweep>('sweep', url)).peakMb,
		needed: (await work<TriggerSweep>('memory', url)).peakMb,
		bare: (await work<BareSweep>('bare', url)).peakMb,
	});
	const small = await withVendor(100_000, peaks);
	const big = await withVendor(1_000_000, peaks);
	const large = await withVendor(1_000_000, async (url) => {
		let sweep: TriggerSweep | undefined;
		let bare: BareSweep | undefined;
		for (let round = 0; round < ROUNDS; round++) {
			const nextBare = await work<BareSweep>('bare', url);
			const nextSweep = await work<TriggerSweep>('sweep', url);
			if (!bare || nextBare.seconds < bare.seconds) bare = nextBare;
			if (!sweep || nextSweep.idleSeconds < sweep.idleSeconds) sweep = nextSweep;
		}
		if (!sweep || !bare) throw new Error('Nothing was measured');
		return { sweep, bare };
	});
	const { sweep, bare } = large;
	print('| 1,000,000 customers | seconds | ratio | requests |\n|---|---|---|---|');
	print(`| bare loop | ${bare.seconds.toFixed(1)} | 1 | ${bare.requests} |`);
	const row = (label: string, seconds: number, requests: number) =>
		print(
			`| ${label} | ${seconds.toFixed(1)} | ${(seconds / bare.seconds).toFixed(2)} | ${requests} |`,
		);
	row('first sweep', sweep.firstSeconds, sweep.firstRequests);
	row('idle sweep', sweep.idleSeconds, sweep.idleRequests);
	print(
		'\n| memory of the process | 100,000 customers | 1,000,000 customers | more |\n|---|---|---|---|',
	);
	const memory = (label: string, before: number, after: number) =>
		print(
			`| ${label} | ${before.toFixed(0)} MB | ${after.toFixed(0)} MB | ${((after / before - 1) * 100).toFixed(0)} % |`,
		);
	memory('needed: rubbish taken away every 250 ms', small.needed, big.needed);
	memory('as Node lets it grow', small.grown, big.grown);
	memory('the bare loop, as Node lets it grow', small.bare, big.bare);
	print('');
	print(`Kept by n8n: ${(sweep.stateBytes / 1e6).toFixed(3)} MB for ${sweep.sightings} sightings`);
	print(`(${(sweep.stateBytes / sweep.sightings).toFixed(1)} bytes each); with prices, for`);
	print(`'Sighting Changed': ${(sweep.changedStateBytes / 1e6).toFixed(3)} MB.`);
	print(`An idle sweep leaves it ${sweep.isSameAfterIdle ? 'as it was' : 'CHANGED'}.\n`);
	print('| latency | pages in a poll of 36 s | polls for a sweep |\n|---|---|---|');
	const pagesAtOnce = Math.floor((PAGES / sweep.idleSeconds) * (POLL_MS / 1_000));
	print(`| 0 ms | ${pagesAtOnce} (from the idle sweep) | ${Math.ceil(PAGES / pagesAtOnce)} |`);
	for (const latencyMs of [50, 150]) {
		const { pages } = await withVendor(
			1_000_000,
			async (url) => await work<{ pages: number }>('poll', url),
			latencyMs,
		);
		print(`| ${latencyMs} ms | ${pages} (measured) | ${Math.ceil(PAGES / pages)} |`);
	}
}

/** Runs one measurement in a process of its own. */
async function work<T>(kind: string, url: string): Promise<T> {
	const script = join(__dirname, 'triggerSweepWorker.ts');
	const args = ['--expose-gc', '--import', 'tsx', script, kind, url];
	const { stdout } = await run(process.execPath, args, { maxBuffer: 1e8 });
	return JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1)) as T;
}

/** The vendor, in a process of its own. */
async function withVendor<T>(
	customers: number,
	act: (url: string) => Promise<T>,
	latencyMs = 0,
): Promise<T> {
	const main = join(__dirname, '../simulator/main.ts');
	const flags = ['--port', '0', '--customers', String(customers), '--sighted', '0.02'];
	const rest = ['--set', `latencyMs=${latencyMs}`];
	const vendor = spawn(process.execPath, ['--import', 'tsx', main, ...flags, ...rest]);
	try {
		return await act(await urlOf(vendor));
	} finally {
		vendor.kill('SIGTERM');
	}
}

async function urlOf(vendor: ChildProcess): Promise<string> {
	for (let text = ''; ; ) {
		if (!vendor.stdout) throw new Error('The simulator is silent');
		const [chunk] = (await once(vendor.stdout, 'data')) as [Buffer];
		text += chunk.toString();
		const [, url] = /Base URL\s+(\S+)\s/.exec(text) ?? [];
		if (url) return url;
	}
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

main().catch((error: Error) => {
	process.stderr.write(`${error.stack ?? error.message}\n`);
	process.exitCode = 1;
});
