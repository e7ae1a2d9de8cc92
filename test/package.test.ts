/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { execFileSync } from 'node:child_process';
import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import ts from 'typescript';

/** The package as a user installs it: built, packed, unpacked. */

const ROOT = resolve(__dirname, '..');
const MAX_BYTES = 250_000;

/** Before they are compressed. Each has some room to grow: a new library should be noticed. */
const MAX_BYTES_OF_BUNDLES: Readonly<Record<string, number>> = {
	'dist/nodes/Recapture/Recapture.node.js': 850_000,
	'dist/nodes/Recapture/RecaptureTrigger.node.js': 130_000,
	'dist/credentials/AutoGrabRecaptureApi.credentials.js': 20_000,
};

let folder: string;
let unpacked: string;
let tarballBytes: number;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'recapture-package-'));
	const run = (command: string, ...args: string[]) =>
		execFileSync(command, args, {
			cwd: ROOT,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		});
	run('npm', 'run', 'build');
	const [{ filename }] = JSON.parse(run('npm', 'pack', '--json', '--pack-destination', folder));
	tarballBytes = statSync(join(folder, filename)).size;
	run('tar', 'xzf', join(folder, filename), '-C', folder);
	unpacked = join(folder, 'package');
	// n8n provides n8n-workflow; nothing else is there.
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesOf = (path: string) =>
	readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
		statSync(join(path, name)).isFile(),
	);
const readText = (path: string) => readFileSync(join(unpacked, path), 'utf8');
const requirePackage = (): Record<string, new () => INodeType | ICredentialType> =>
	createRequire(__filename)(unpacked);
const manifest = () => JSON.parse(readText('package.json'));
const scripts = () => filesOf(unpacked).filter((name) => name.endsWith('.js'));

it('holds what users need and nothing else', () => {
	const topLevel = new Set(filesOf(unpacked).map((name) => name.split('/')[0]));
	expect([...topLevel].sort()).toEqual([
		'CHANGELOG.md',
		'LICENSE',
		'README.md',
		'dist',
		'index.js',
		'package.json',
	]);
	expect(
		filesOf(join(unpacked, 'dist')).filter((name) => /test|\.ts$|buildinfo/.test(name)),
	).toEqual([]);
});

it(`is at most ${MAX_BYTES / 1000} kB`, () => {
	expect(tarballBytes).toBeLessThanOrEqual(MAX_BYTES);
});

it.each(Object.entries(MAX_BYTES_OF_BUNDLES))('%s has at most %d bytes', (name, maxBytes) => {
	expect(statSync(join(unpacked, name)).size).toBeLessThanOrEqual(maxBytes);
});

it('has every file that its manifest names', () => {
	const { main, n8n } = manifest();
	const missing = [main, ...n8n.nodes, ...n8n.credentials].filter(
		(path: string) => !existsSync(join(unpacked, path)),
	);
	expect(missing).toEqual([]);
});

it('lists every node and credential that there is', () => {
	const { n8n } = manifest();
	const built = scripts().filter((name) => /\.(node|credentials)\.js$/.test(name));
	expect([...n8n.nodes, ...n8n.credentials].sort()).toEqual(built.sort());
});

it("loads in n8n's own loader, with icons and codex", async () => {
	const loader = new PackageDirectoryLoader(unpacked);
	await loader.loadAll();
	expect(Object.keys(loader.known.nodes)).toEqual(['recapture', 'recaptureTrigger']);
	expect(Object.keys(loader.known.credentials)).toEqual(['autoGrabRecaptureApi']);
	const [credential] = loader.types.credentials;
	for (const described of [...loader.types.nodes, credential]) {
		expect(described.iconUrl).toEqual({
			light: expect.stringMatching(/recapture\.svg$/),
			dark: expect.stringMatching(/recapture\.dark\.svg$/),
		});
	}
	expect(loader.types.nodes[0].codex).toMatchObject({
		categories: expect.arrayContaining(['Sales']),
	});
});

it('gives its classes to whoever requires it', () => {
	expect(Object.keys(requirePackage()).sort()).toEqual([
		'AutoGrabRecaptureApi',
		'Recapture',
		'RecaptureTrigger',
	]);
});

it('is described by plain data, which n8n copies: one function in it would block the installation of others', () => {
	for (const Class of Object.values(requirePackage())) {
		const instance = new Class();
		const described = 'description' in instance ? instance.description : instance.properties;
		expect(structuredClone(described)).toEqual(described);
	}
});

it('requires nothing but n8n-workflow and the one module of Node that n8n allows', () => {
	const required = scripts().flatMap((name) =>
		[...readText(name).matchAll(/require\(["']([^"']+)["']\)/g)].map(([, found]) => found),
	);
	expect([...new Set(required)].filter((name) => !name.startsWith('./'))).toEqual([
		'n8n-workflow',
		'node:crypto',
	]);
});

it.each([
	'setTimeout',
	'clearTimeout',
	'setInterval',
	'clearInterval',
	'setImmediate',
	'clearImmediate',
	'process',
	'globalThis',
	'__dirname',
	'__filename',
])('does not use %s, which n8n forbids', (name) => {
	expect(scripts().filter((script) => namesIn(script).has(name))).toEqual([]);
});

it("is linted by n8n's own rules, unmodified, as its strict mode wants", () => {
	const template =
		'node_modules/@n8n/node-cli/dist/template/templates/shared/default/eslint.config.mjs';
	const plain = (path: string) =>
		readFileSync(join(ROOT, path), 'utf8').replace(/\s+/g, ' ').trim();
	expect(plain('eslint.config.mjs')).toBe(plain(template));
	expect(manifest().n8n.strict).toBe(true);
});

it('depends on nothing at run time, and carries the licence of what it bundles', () => {
	const { dependencies, overrides, peerDependencies, license } = manifest();
	expect({ dependencies, overrides, peerDependencies, license }).toEqual({
		dependencies: undefined,
		overrides: undefined,
		peerDependencies: { 'n8n-workflow': '*' },
		license: 'MIT',
	});
	expect(readText('dist/licenses/csv-parse.txt')).toContain('Permission is hereby granted');
	expect(readText('dist/licenses/hucre.txt')).toContain('Permission is hereby granted');
	const ofPhones = readText('dist/licenses/libphonenumber-js.txt');
	expect(ofPhones).toContain('Permission is hereby granted');
	expect(ofPhones).toContain('Apache License');
});

const namesOfScripts = new Map<string, ReadonlySet<string>>();

/** The names that a script uses, but for those of properties. */
function namesIn(script: string): ReadonlySet<string> {
	const known = namesOfScripts.get(script);
	if (known) return known;
	const names = new Set<string>();
	const visit = (node: ts.Node): void => {
		if (ts.isIdentifier(node) && !isPropertyName(node)) names.add(node.text);
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(script, readText(script), ts.ScriptTarget.ES2022, true));
	namesOfScripts.set(script, names);
	return names;
}

function isPropertyName(identifier: ts.Identifier): boolean {
	const { parent } = identifier;
	if (ts.isPropertyAccessExpression(parent)) return parent.name === identifier;
	if (ts.isBindingElement(parent)) return parent.propertyName === identifier;
	const isMember = ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent);
	return isMember && parent.name === identifier;
}
