/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Measured } from './measure';
import { startPages, writeList } from './mirrorPages';

/**
 * `npm run bench:mirror`: a list that AutoGrab already holds is mirrored, against a bare loop over the pages. Both run in a
 * process of their own, one after the other.
 */

const LENGTHS = (process.env.ROWS ?? '100000,1000000').split(',').map(Number);
const ROUNDS = Number(process.env.ROUNDS ?? 2);
/** A million customers must be possible with it. */
const HEAP = '--max-old-space-size=400';
const run = promisify(execFile);

interface NodeMeasured extends Measured {
	readonly plan?: { readonly unchanged: number };
	readonly requests?: number;
	readonly error?: string;
}

async function main(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'recapture-bench-'));
	print(
		'| customers | bare loop | mirror | ratio | requests | added memory | event loop blocked |',
	);
	print('|---|---|---|---|---|---|---|');
	for (const rows of LENGTHS) {
		const path = join(folder, `${rows}.csv`);
		await writeList(path, rows);
		const { server, url } = await startPages(rows);
		const child = async <T>(script: string): Promise<T> => {
			const args = ['--expose-gc', HEAP, '--import', 'tsx', join(__dirname, script), path, url];
			const { stdout } = await run(process.execPath, args, { maxBuffer: 1e8 });
			return JSON.parse(stdout) as T;
		};
		let bare = Infinity;
		let node: NodeMeasured | undefined;
		for (let round = 0; round < ROUNDS; round++) {
			bare = Math.min(bare, (await child<Measured>('mirrorBare.ts')).seconds);
			const measured = await child<NodeMeasured>('mirrorWithNode.ts');
			if (measured.error || measured.plan?.unchanged !== rows) {
				throw new Error(measured.error ?? JSON.stringify(measured.plan));
			}
			if (!node || measured.seconds < node.seconds) node = measured;
		}
		server.close();
		if (!node) continue;
		const cells = [
			rows.toLocaleString('en-US'),
			`${bare.toFixed(1)} s`,
			`${node.seconds.toFixed(1)} s`,
			`**${(node.seconds / bare).toFixed(2)}**`,
			(node.requests ?? 0).toLocaleString('en-US'),
			`${node.addedMb.toFixed(0)} MB`,
			`${node.blockedMs.toFixed(0)} ms`,
		];
		print(`| ${cells.join(' | ')} |`);
	}
	rmSync(folder, { recursive: true, force: true });
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

void main();
