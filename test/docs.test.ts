/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { DEFAULT_SETTINGS } from './simulator';

/** docs/vendor.md names settings of the simulator and tests. It says what is so only as long as they are there. */

const ROOT = resolve(__dirname, '..');
const lines = readFileSync(join(ROOT, 'docs/vendor.md'), 'utf8').split('\n');

interface Line {
	readonly open: string;
	readonly settings: readonly string[];
	readonly tests: ReadonlyArray<{ readonly file: string; readonly title: string }>;
}

function toLine(row: string): Line {
	const [, open, , settings, tests] = row.split('|').map((cell) => cell.trim());
	return {
		open,
		settings: [...settings.matchAll(/`(\w+)`/g)].map(([, name]) => name),
		tests: tests.split('<br>').map((entry) => {
			const [, file = '', title = ''] = /^`([^`]+)`: (.+)$/.exec(entry) ?? [];
			return { file: `test/${file}.test.ts`, title };
		}),
	};
}

const table: readonly Line[] = lines
	.filter((line) => line.startsWith('|') && !/^\|(-|\s*What is open)/.test(line))
	.map(toLine);

/** The source of a test file, with "…" where a title has a place for a value. */
function sourceOf(file: string): string {
	const path = join(ROOT, file);
	return existsSync(path) ? readFileSync(path, 'utf8').replace(/%(\d+\$)?[sdj]/g, '…') : '';
}

it('has lines to look at', () => {
	expect(table.length).toBeGreaterThan(20);
});

describe.each(table.map((line) => [line.open, line] as const))('%s', (_open, line) => {
	it.each(line.tests.map(({ file, title }) => [file, title] as const))(
		'%s has the test: %s',
		(file, title) => {
			const source = sourceOf(file);
			const written = [`'${title}'`, `"${title}"`, `\`${title}\``];
			expect(written.filter((literal) => source.includes(literal))).toHaveLength(1);
		},
	);

	it('its settings are settings of the simulator, and the tests turn them', () => {
		const sources = line.tests.map(({ file }) => sourceOf(file)).join('\n');
		const unknown = line.settings.filter((name) => !(name in DEFAULT_SETTINGS));
		const unused = line.settings.filter((name) => !new RegExp(`\\b${name}\\b`).test(sources));
		expect({ unknown, unused }).toEqual({ unknown: [], unused: [] });
	});
});

it('leaves out no guess of the simulator', () => {
	const ownSettings =
		/^(port|clock|startAt|seed|keepUploads|log\w+|apiKey|regions|customers|synthetic\w+|latencyMs)$/;
	const guesses = Object.keys(DEFAULT_SETTINGS).filter((name) => !ownSettings.test(name));
	const named = new Set(table.flatMap(({ settings }) => settings));
	expect(guesses.filter((name) => !named.has(name))).toEqual([]);
});
