/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePorts } from '../process/freePorts';
import { startGuarded } from '../process/guardedProcess';
import type { GuardedProcess } from '../process/guardedProcess';
import { mustRun } from '../process/runCommand';
import { program } from './programs';

/** What n8n's queue mode stands on: Redis for the queue, PostgreSQL for the data. */
export interface Services {
	/** What each n8n has to know of them. */
	readonly settings: NodeJS.ProcessEnv;
	/** The first row's values, separated by `|`. */
	query(sql: string): Promise<string>;
	stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; its Debian package brings this account. */
const UNPRIVILEGED = 'postgres';
const DATABASE_USER = 'n8n';
const READY_WITHIN_MS = 60_000;
const GRACE_MS = 5_000;

/** Both with data in a folder that goes again, and reachable from this computer only. */
export async function startServices(): Promise<Services> {
	const folder = await mkdtemp(join(tmpdir(), 'recapture-queue-'));
	await handOver(folder);
	const [redisPort, postgresPort] = await freePorts(2);
	const run = inFolder(folder);
	await run('initdb', ['-D', 'data', '-A', 'trust', '-U', DATABASE_USER, '--no-sync']);
	const started = await Promise.all([
		startRedis(folder, redisPort),
		startPostgres(folder, postgresPort),
	]);
	return {
		settings: {
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redisPort),
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgresPort),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: DATABASE_USER,
		},
		async query(sql) {
			const where = ['-h', '127.0.0.1', '-p', String(postgresPort), '-U', DATABASE_USER];
			return (await run('psql', [...where, '-d', 'postgres', '-Atc', sql])).trim();
		},
		async stop() {
			await Promise.all(started.map(async (service) => await service.stop()));
			await rm(folder, { recursive: true, force: true, maxRetries: 3 });
		},
	};
}

async function startRedis(folder: string, port: number): Promise<GuardedProcess> {
	const inMemory = ['--save', '', '--appendonly', 'no'];
	const where = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder];
	return await startService(
		folder,
		'redis-server',
		[...where, ...inMemory],
		'Ready to accept connections',
	);
}

async function startPostgres(folder: string, port: number): Promise<GuardedProcess> {
	const settings = [
		'listen_addresses=127.0.0.1',
		`port=${port}`,
		'fsync=off',
		'max_connections=200',
	];
	return await startService(
		folder,
		'postgres',
		['-D', 'data', '-k', folder, ...settings.flatMap((setting) => ['-c', setting])],
		'ready to accept connections',
	);
}

async function startService(
	folder: string,
	name: string,
	args: string[],
	ready: string,
): Promise<GuardedProcess> {
	let output = '';
	let service: GuardedProcess | undefined;
	const isReady = new Promise<void>((resolve, reject) => {
		const tooLate = setTimeout(
			() => reject(new Error(`${name} did not start:\n${output}`)),
			READY_WITHIN_MS,
		);
		service = startGuarded({
			...asUnprivileged(name, args),
			cwd: folder,
			env: { PATH: process.env.PATH, LC_ALL: 'C' },
			graceMs: GRACE_MS,
			onOutput(text) {
				output = (output + text).slice(-4000);
				if (!output.includes(ready)) return;
				clearTimeout(tooLate);
				resolve();
			},
		});
	});
	await isReady;
	return service as unknown as GuardedProcess;
}

function inFolder(folder: string) {
	return async (name: string, args: string[]): Promise<string> => {
		const { stdout } = await mustRun({
			...asUnprivileged(name, args),
			cwd: folder,
			env: { PATH: process.env.PATH, LC_ALL: 'C' },
			timeoutMs: READY_WITHIN_MS,
		});
		return stdout;
	};
}

function isRoot(): boolean {
	return process.getuid?.() === 0;
}

function asUnprivileged(name: string, args: string[]): { command: string; args: string[] } {
	return isRoot()
		? { command: 'runuser', args: ['-u', UNPRIVILEGED, '--', program(name), ...args] }
		: { command: program(name), args };
}

async function handOver(folder: string): Promise<void> {
	if (!isRoot()) return;
	const ids = await Promise.all(
		['-u', '-g'].map(async (which) => {
			const { stdout } = await mustRun({
				command: 'id',
				args: [which, UNPRIVILEGED],
				cwd: folder,
				env: { PATH: process.env.PATH },
				timeoutMs: READY_WITHIN_MS,
			});
			return Number(stdout);
		}),
	);
	await chown(folder, ids[0], ids[1]);
}
