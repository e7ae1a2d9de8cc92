/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { readdir, readFile } from 'node:fs/promises';

/** What all processes of a group hold together. */
export interface Usage {
	/** Resident memory. */
	readonly megabytes: number;
	/** Open files and connections. */
	readonly handles: number;
}

const PAGE_BYTES = 4096;
const NOTHING: Usage = { megabytes: 0, handles: 0 };

/** Linux only. */
export async function groupUsage(leader: number): Promise<Usage> {
	const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
	const usages = await Promise.all(ids.map(async (id) => await usageOf(id, leader)));
	return usages.reduce((sum, { megabytes, handles }) => ({
		megabytes: sum.megabytes + megabytes,
		handles: sum.handles + handles,
	}));
}

async function usageOf(id: string, group: number): Promise<Usage> {
	try {
		// The name, which may hold spaces, stands in brackets; what follows are numbers.
		const stat = (await readFile(`/proc/${id}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
		const [, , processGroup] = stat;
		if (Number(processGroup) !== group) return NOTHING;
		const files = await readdir(`/proc/${id}/fd`);
		return { megabytes: (Number(stat[21]) * PAGE_BYTES) / 1e6, handles: files.length };
	} catch {
		return NOTHING; // It has ended.
	}
}
