/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { readdir, readFile } from 'node:fs/promises';

const PAGE_BYTES = 4096;

/** Resident memory of all processes of a group, in megabytes. Linux only. */
export async function memoryOfGroup(leader: number): Promise<number> {
	const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
	const sizes = await Promise.all(ids.map(async (id) => await residentBytes(id, leader)));
	return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}

async function residentBytes(id: string, group: number): Promise<number> {
	try {
		// The name, which may hold spaces, stands in brackets; what follows are numbers.
		const stat = (await readFile(`/proc/${id}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
		const [, , processGroup] = stat;
		return Number(processGroup) === group ? Number(stat[21]) * PAGE_BYTES : 0;
	} catch {
		return 0; // It has ended.
	}
}
