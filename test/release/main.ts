/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- test code, never shipped */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import type { ICredentialType, INodeType } from 'n8n-workflow';

import { codexFinding, iconFinding } from './assets';
import { pinnedFinding, publishingFinding } from './automation';
import { changelogFinding, linkFinding, readmeFindings } from './documents';
import { exampleFinding, type KnownNodes } from './examples';
import { finding, whenPublishing, type Finding } from './finding';
import { manifestFindings, type Manifest } from './manifest';

/**
 * `npm run release:check [-- --publish] [-- --tag 1.2.3]`: everything that n8n's reviewers look at. Placeholders are named,
 * and are a failure only with `--publish`. Ends with 1 on a failure.
 */

const ROOT = resolve(__dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const filesIn = (folder: string, end: string) =>
	existsSync(join(ROOT, folder))
		? readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(end))
		: [];

const { values: flags } = parseArgs({
	options: { publish: { type: 'boolean', default: false }, tag: { type: 'string' } },
});
const manifest = JSON.parse(read('package.json')) as Manifest;
/** As built: what n8n gets to see. */
const built: Record<string, new () => INodeType & ICredentialType> =
	createRequire(__filename)(ROOT);
const nodes = [new built.Recapture().description, new built.RecaptureTrigger().description];

function main(): void {
	const findings = [...readFindings(), ...toolFindings()].map((found) =>
		flags.publish ? whenPublishing(found) : found,
	);
	console.log();
	for (const { what, state, note } of findings) {
		console.log(`${MARKS[state].padEnd(8)} ${what}${note ? `: ${note}` : ''}`);
	}
	const count = (state: Finding['state']) =>
		findings.filter((found) => found.state === state).length;
	console.log(
		`\n${count('good')} good, ${count('bad')} to mend, ${count('later')} to be set before publishing`,
	);
	if (count('bad') > 0) process.exitCode = 1;
}

const MARKS = { good: 'ok', later: 'set', bad: 'MEND' };

/** What can be told from the files alone. */
function readFindings(): Finding[] {
	const known: KnownNodes = { packageName: manifest.name, own: nodes, base: baseNodes() };
	const documents = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md'].concat(
		filesIn('docs', '.md').map((name) => `docs/${name}`),
	);
	return [
		...manifestFindings(manifest),
		...(flags.tag === undefined ? [] : [tagFinding(flags.tag)]),
		...nodes.flatMap((node) => [
			iconFinding(node.name, node.icon as never, join(ROOT, 'nodes/Recapture')),
			codexFinding(manifest.name, node, join(ROOT, codexPath(node.name))),
		]),
		iconFinding('credential', new built.AutoGrabRecaptureApi().icon, join(ROOT, 'credentials')),
		...readmeFindings(read('README.md')),
		...documents.map((name) =>
			linkFinding(name, existsSync(join(ROOT, name)) ? read(name) : '', (path) =>
				existsSync(join(ROOT, dirname(name), path)),
			),
		),
		changelogFinding(read('CHANGELOG.md'), manifest.version),
		...filesIn('examples', '.json').map((name) =>
			exampleFinding(`examples/${name}`, read(`examples/${name}`), known),
		),
		publishingFinding(read('.github/workflows/publish.yml')),
		...filesIn('.github/workflows', '.yml').map((name) =>
			pinnedFinding(name, read(`.github/workflows/${name}`)),
		),
	];
}

function tagFinding(tag: string): Finding {
	const { version } = manifest;
	return finding('the tag is the version', tag === version ? [] : [`${tag} is not ${version}`]);
}

/** The codex stands beside the source of its node. */
function codexPath(nodeName: string): string {
	const path = manifest.n8n?.nodes?.find((candidate) =>
		candidate.toLowerCase().endsWith(`/${nodeName.toLowerCase()}.node.js`),
	);
	return (path ?? '').replace(/^dist\//, '').replace(/\.js$/, '.json');
}

/** n8n's own nodes, by name, from the n8n that the tests have installed, if they have. */
function baseNodes(): ReadonlySet<string> | undefined {
	for (const version of readdirSync(join(ROOT, 'test/n8n/versions'))) {
		const list = join(ROOT, '.n8n', version, 'node_modules/n8n-nodes-base/dist/known/nodes.json');
		if (existsSync(list)) return new Set(Object.keys(JSON.parse(readFileSync(list, 'utf8'))));
	}
	return undefined;
}

/** What other tools say, which know more than can be written here. */
function toolFindings(): Finding[] {
	return [
		tool("lint: n8n's strict rules", 'npm', ['run', '--silent', 'lint']),
		tool("scanner: n8n's own, on source and tarball", 'npm', ['run', '--silent', 'scan']),
		tool('tarball: what it holds, and that n8n loads it', 'npx', [
			'jest',
			'--config=test/jest.config.js',
			'--silent',
			'test/package.test.ts',
		]),
	];
}

function tool(what: string, command: string, args: readonly string[]): Finding {
	console.log(`${what} …`);
	const { status, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
	if (status === 0) return finding(what, []);
	console.log(stdout, stderr);
	return finding(what, ['see above']);
}

main();
