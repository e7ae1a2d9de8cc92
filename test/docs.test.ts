/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { DEFAULT_SETTINGS } from './simulator';
import { headerTable } from './support/headerTable';
import { DOCUMENTS } from './texts/documents';

/** The documents against the code. docs/vendor.md names settings of the simulator and tests: they must exist. */

const ROOT = resolve(__dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const lines = read('docs/vendor.md').split('\n');

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

it('docs/columns.md has the table of headers', () => {
	expect(read('docs/columns.md')).toContain(headerTable());
});

describe('docs/rejected-rows.md', () => {
	const source = read('nodes/Recapture/list/fieldCell.ts');
	const namesOf = (type: string) => {
		const [, names = ''] = new RegExp(`type ${type} =([^;]+);`).exec(source) ?? [];
		return [...names.matchAll(/'([a-z-]+)'/g)].map(([, name]) => name);
	};
	const [reasons, warnings] = read('docs/rejected-rows.md')
		.split('\n## ')
		.filter((section) => /^(Reasons|Warnings)\n/.test(section))
		.map((section) => [...section.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name));

	it('has every reason', () => {
		expect([...reasons].sort()).toEqual([...namesOf('RejectionReason'), 'duplicate'].sort());
	});

	it('has every warning', () => {
		expect([...warnings].sort()).toEqual(namesOf('WarningKind').sort());
	});
});

describe.each(DOCUMENTS)('the links of %s', (path) => {
	const links = [...read(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
	const local = links.filter((link) => !/^[a-z]+:/i.test(link));

	it('lead to files and headings that exist', () => {
		const broken = local.filter((link) => {
			const [file, heading] = link.split('#');
			const target = file === '' ? join(ROOT, path) : resolve(ROOT, dirname(path), file);
			return !existsSync(target) || (heading !== undefined && !headingsOf(target).has(heading));
		});
		expect(broken).toEqual([]);
	});
});

/** Anchors as GitHub makes them. */
function headingsOf(path: string): ReadonlySet<string> {
	const headings = [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)];
	return new Set(
		headings.map(([, heading]) =>
			heading
				.toLowerCase()
				.replace(/[^\p{L}\p{N}\s_-]/gu, '')
				.replace(/ /g, '-'),
		),
	);
}
