/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian keeps most of PostgreSQL's programs out of the PATH. */
const POSTGRES_VERSIONS = '/usr/lib/postgresql';

/** Where a program is; undefined when this computer has none. */
export function findProgram(name: string): string | undefined {
	const versions = existsSync(POSTGRES_VERSIONS) ? readdirSync(POSTGRES_VERSIONS).sort() : [];
	const ofPostgres = versions.reverse().map((version) => join(POSTGRES_VERSIONS, version, 'bin'));
	return [...(process.env.PATH ?? '').split(delimiter), ...ofPostgres]
		.map((folder) => join(folder, name))
		.find((path) => existsSync(path));
}

export function program(name: string): string {
	const path = findProgram(name);
	if (path === undefined) throw new Error(`${name} is missing. ${ADVICE}`);
	return path;
}

const NEEDED = ['redis-server', 'initdb', 'postgres', 'psql'];
const ADVICE =
	"n8n's queue mode needs Redis and PostgreSQL. On Debian and Ubuntu: apt-get install redis-server postgresql";

/** Throws and names what is missing. */
export function checkPrograms(): void {
	const missing = NEEDED.filter((name) => findProgram(name) === undefined);
	if (missing.length > 0) throw new Error(`Missing: ${missing.join(', ')}. ${ADVICE}`);
}
