/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { startSimulator } from '../simulator';
import { writeCustomerFile, type FileFormat } from './customerFile';
import type { Measured } from './measure';

/**
 * `npm run bench`: a long list through the node in n8n's engine; a CSV file against a bare script that only parses,
 * stringifies and posts. Both run in a process of their own, one after the other, against the simulator in this one.
 */

const LISTS: ReadonlyArray<readonly [rows: number, format: FileFormat]> = [
	[100_000, 'csv'],

	[100_000, 'xlsx'],
];
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const run = promisify(execFile);

interface NodeMeasured extends Measured {
	readonly outputBytes: number;
	readonly error?: string;
	readonly summary?: { readonly accepted: number };
}

async function main(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'recapture-bench-'));
	const vendor = await startSimulator({ keepUploads: 'counts', customersPerSecond: 'instant' });
	const child = async <T>(script: string, path: string): Promise<T> => {
		const args = [
			'--expose-gc',
			'--import',
			'tsx',
			join(__dirname, script),
			path,
			vendor.url,
			vendor.apiKey,
		];
		const { stdout } = await run(process.execPath, args, { maxBuffer: 1e8 });
		return JSON.parse(stdout) as T;
	};
	print(`${cpus().length} cores, Node ${process.version}; the better of ${ROUNDS} rounds\n`);
	print(
		'| rows | file | bare script | node | ratio | added memory | event loop blocked | output |',
	);
	print('|---|---|---|---|---|---|---|---|');
	for (const [rows, format] of LISTS) {
		const path = join(folder, `${rows}.${format}`);
		await writeCustomerFile(path, rows, format);
		let bare = Infinity;
		let node: NodeMeasured | undefined;
		for (let round = 0; round < ROUNDS; round++) {
			if (format === 'csv') {
				bare = Math.min(bare, (await child<Measured>('uploadBare.ts', path)).seconds);
			}
			const measured = await child<NodeMeasured>('uploadWithNode.ts', path);
			if (measured.error || measured.summary?.accepted !== rows) {
				throw new Error(measured.error ?? `${measured.summary?.accepted} rows were accepted`);
			}
			if (!node || measured.seconds < node.seconds) node = measured;
		}
		if (!node) continue;
		const cells = [
			rows.toLocaleString('en-US'),
			`${format}, ${(statSync(path).size / 1e6).toFixed(0)} MB`,
			format === 'csv' ? `${bare.toFixed(1)} s` : '',
			`${node.seconds.toFixed(1)} s`,
			format === 'csv' ? `**${(node.seconds / bare).toFixed(2)}**` : '',
			`${node.addedMb.toFixed(0)} MB`,
			`${node.blockedMs.toFixed(0)} ms`,
			`${(node.outputBytes / 1e3).toFixed(0)} kB`,
		];
		print(`| ${cells.join(' | ')} |`);
	}
	await vendor.stop();
	rmSync(folder, { recursive: true, force: true });
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

void main();
