/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { readAhead } from '../../nodes/Recapture/list/readAhead';

/** A source that tells what it does. */
function source(count: number, log: string[], failAt = Infinity) {
	return (async function* () {
		try {
			for (let value = 1; value <= count; value++) {
				log.push(`make ${value}`);
				await Promise.resolve();
				if (value === failAt) throw new Error(`no ${value}`);
				yield value;
			}
		} finally {
			log.push('rest');
		}
	})();
}

async function use(values: AsyncIterable<number>, log: string[], stopAt = Infinity) {
	for await (const value of values) {
		log.push(`use ${value}`);
		// A request takes its time.
		await new Promise((resolve) => setImmediate(resolve));
		log.push(`used ${value}`);
		if (value === stopAt) break;
	}
}

it('has the next value made while one is worked on, and keeps their order', async () => {
	const log: string[] = [];
	await use(readAhead(source(2, log)), log);
	expect(log).toEqual(['make 1', 'make 2', 'use 1', 'used 1', 'rest', 'use 2', 'used 2']);
});

it('is empty when its source is', async () => {
	const log: string[] = [];
	await use(readAhead(source(0, log)), log);
	expect(log).toEqual(['rest']);
});

it('throws what its source throws, but only after the values before it', async () => {
	const log: string[] = [];
	await expect(use(readAhead(source(3, log, 2)), log)).rejects.toThrow('no 2');
	expect(log).toContain('used 1');
	expect(log).not.toContain('use 2');
});

it('lets its source rest when its reader stops early', async () => {
	const log: string[] = [];
	await use(readAhead(source(5, log)), log, 1);
	expect(log.at(-1)).toBe('rest');
	expect(log).not.toContain('make 3');
});

it('does not throw what its source throws after the reader stopped', async () => {
	const log: string[] = [];
	await use(readAhead(source(5, log, 2)), log, 1);
	expect(log).toContain('used 1');
});
