/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import { pinnedFinding, publishingFinding } from './automation';
import { changelogFinding, linkFinding, readmeFindings } from './documents';
import { exampleFinding } from './examples';
import { whenPublishing, type Finding } from './finding';
import { manifestFindings, type Manifest } from './manifest';

const bad = (findings: readonly Finding[]) =>
	findings.filter(({ state }) => state === 'bad').map(({ note }) => note);

describe('package.json', () => {
	const GOOD: Manifest = {
		name: 'n8n-nodes-thing',
		version: '1.2.3',
		description: 'A thing',
		license: 'MIT',
		homepage: 'https://github.com/someone/n8n-nodes-thing',
		repository: { url: 'https://github.com/someone/n8n-nodes-thing.git' },
		author: { name: 'Someone', email: 'someone@example.com' },
		keywords: ['n8n-community-node-package'],
		files: ['dist'],
		n8n: { n8nNodesApiVersion: 1, strict: true, nodes: ['dist/nodes/Thing.node.js'] },
		peerDependencies: { 'n8n-workflow': '*' },
	};

	it('has nothing to mend when it is as n8n asks', () => {
		expect(manifestFindings(GOOD).every(({ state }) => state === 'good')).toBe(true);
	});

	it.each([
		['another name', { name: 'thing' }, 'does not begin with n8n-nodes-'],
		['a version that is none', { version: '1.2' }, '1.2 is no version'],
		['another licence', { license: 'ISC' }, 'the licence is not MIT'],
		['no keyword', { keywords: [] }, 'the keyword n8n-community-node-package is missing'],
		['a dependency', { dependencies: { x: '1' } }, 'it has dependencies'],
		['an override', { overrides: { x: '1' } }, 'it has overrides'],
		['a script that runs at installation', { scripts: { postinstall: 'x' } }, 'postinstall'],
		['another peer', { peerDependencies: { 'n8n-workflow': '2' } }, 'its peers are'],
		['nodes elsewhere', { n8n: { ...GOOD.n8n, nodes: ['src/x.js'] } }, 'src/x.js is not in dist'],
		['no author', { author: { name: '', email: '' } }, 'a name and an e-mail address'],
		['no repository', { repository: {} }, 'is no repository at GitHub'],
	])('with %s has something to mend', (_label, change, note) => {
		expect(bad(manifestFindings({ ...GOOD, ...change }))).toEqual([expect.stringContaining(note)]);
	});

	it('may have placeholders, but not when it is published', () => {
		const placeholders = manifestFindings({
			...GOOD,
			author: { name: 'x', email: 'x@thing.invalid' },
			repository: { url: 'https://github.com/n8n-nodes-thing/n8n-nodes-thing.git' },
		});
		expect(bad(placeholders)).toEqual([]);
		expect(bad(placeholders.map(whenPublishing))).toHaveLength(2);
	});
});

describe('the README', () => {
	const sections = (names: string[]) => names.map((name) => `## ${name}\ntext\n`).join('\n');
	const ALL = [
		'Installation',
		'Operations',
		'Credentials',
		'Compatibility',
		'Usage',
		'Resources',
		'Version history',
	];
	const LINK = '\n[An example](examples/upload-csv.json)';

	it('may have sections of its own between those of the template', () => {
		const readme = sections(['Try it', ...ALL.slice(0, 5), 'Limits', ...ALL.slice(5)]) + LINK;
		expect(bad(readmeFindings(readme))).toEqual([]);
	});

	it.each([
		['a section', sections(ALL.slice(1)) + LINK, '"Installation" is missing'],
		['the order', sections([...ALL].reverse()) + LINK, 'their order is Version history'],
		['an example workflow', sections(ALL), 'there is no link to one'],
	])('may not lack %s', (_label, readme, note) => {
		expect(bad(readmeFindings(readme))).toEqual([expect.stringContaining(note)]);
	});

	it('links only what is there', () => {
		const text =
			'# What is below\n[a](docs/a.md) [b](b.md#part) [c](https://example.com) [d](#what-is-below) [e](#above)';
		const found = linkFinding('README.md', text, (path) => path === 'docs/a.md');
		expect(found.note).toBe('b.md#part is not there; #above is not there');
	});
});

it.each([
	['## [1.2.3] - 2026-01-01', 'good'],
	['## 1.2.3', 'good'],
	['## Unreleased', 'later'],
	['## 1.2.2', 'bad'],
])('a CHANGELOG with "%s" is %s for version 1.2.3', (heading, state) => {
	expect(changelogFinding(`# Changelog\n\n${heading}\n`, '1.2.3').state).toBe(state);
});

describe('an example workflow', () => {
	const known = {
		packageName: 'n8n-nodes-thing',
		own: [{ name: 'thing', properties: [{ name: 'colour' }] }] as INodeTypeDescription[],
		base: new Set(['set']),
	};
	const GOOD = {
		name: 'Example',
		nodes: [
			{ name: 'A', type: 'n8n-nodes-thing.thing', parameters: { colour: 'red' } },
			{ name: 'B', type: 'n8n-nodes-base.set' },
		],
		connections: { A: { main: [[{ node: 'B' }]] } },
	};
	const look = (workflow: object) => exampleFinding('x', JSON.stringify(workflow), known);

	it('is good when everything that it names exists', () => {
		expect(look(GOOD).state).toBe('good');
	});

	it.each([
		['a node of ours', [{ name: 'A', type: 'n8n-nodes-thing.other' }], 'there is no node n8n-'],
		['a node of n8n', [{ name: 'A', type: 'n8n-nodes-base.other' }], 'n8n has no node'],
		['another package', [{ name: 'A', type: 'n8n-nodes-x.x' }], 'comes with neither'],
		[
			'a parameter',
			[{ name: 'A', type: 'n8n-nodes-thing.thing', parameters: { size: 1 } }],
			'has no parameter size',
		],
		['a connection', [{ name: 'C', type: 'n8n-nodes-base.set' }], 'there is no node "A"'],
	])('may not name %s that does not exist', (_label, nodes, note) => {
		expect(look({ ...GOOD, nodes }).note).toContain(note);
	});

	it.each([
		['may have times when its node polls', true, 'good'],
		['may have no times otherwise', false, 'bad'],
	])('%s', (_label, polling, state) => {
		const own = [{ name: 'thing', properties: [], polling }] as unknown as INodeTypeDescription[];
		const nodes = [{ name: 'A', type: 'n8n-nodes-thing.thing', parameters: { pollTimes: {} } }];
		const text = JSON.stringify({ name: 'Example', nodes });
		expect(exampleFinding('x', text, { ...known, own }).state).toBe(state);
	});

	it('must be JSON', () => {
		expect(exampleFinding('x', '{', known).state).toBe('bad');
	});
});

describe('the workflows at GitHub', () => {
	it('name actions by their commit', () => {
		const pinned = `uses: a/b@${'0'.repeat(40)} # v1\nuses: ./.github/workflows/ci.yml`;
		expect(pinnedFinding('x', pinned).state).toBe('good');
		expect(pinnedFinding('x', `${pinned}\nuses: a/b@v4`).note).toBe('a/b@v4 is not');
	});

	const GOOD = readFileSync(join(__dirname, '../../.github/workflows/publish.yml'), 'utf8');

	it('publish by a tag, with provenance, what another job has packed', () => {
		expect(publishingFinding(GOOD)).toMatchObject({ state: 'good' });
	});

	it.each([
		['no tag starts it', (text: string) => text.replace('tags:', 'branches:')],
		['it does not ask for provenance', (text: string) => text.replace(' --provenance', '')],
		[
			'all of its jobs may sign',
			(text: string) => text.replace('contents: read', 'contents: read\n  id-token: write'),
		],
		['0 jobs may sign', (text: string) => text.replace('id-token: write', 'contents: read')],
		[
			'2 jobs may sign',
			(text: string) => text.replace('  pack:\n', '  pack:\n    permissions: {id-token: write}\n'),
		],
		['has no environment', (text: string) => text.replace('environment: npm', '')],
		[
			'runs more than npm publish',
			(text: string) => text.replace('npm publish', 'npm ci\n          npm publish'),
		],
		['was not packed before', (text: string) => text.replace('./*.tgz ', '')],
	])('may not publish otherwise: %s', (note, change) => {
		expect(publishingFinding(change(GOOD)).note).toContain(note);
	});
});
