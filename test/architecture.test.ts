/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * Which folder may import which, as docs/architecture.md shows. Checked here and not by the linter, because n8n
 * requires its lint configuration to stay unchanged.
 */

const ROOT = resolve(__dirname, '..');
const NODE = 'nodes/Recapture';

interface SourceFile {
	/** From the root, with forward slashes. */
	readonly path: string;
	readonly text: string;
	/** What it imports: paths from the root, or names of packages. */
	readonly imports: readonly string[];
}

function sourceFiles(folder: string): SourceFile[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => {
			const path = join(folder, name);
			const text = readFileSync(join(ROOT, path), 'utf8');
			const specifiers = [...text.matchAll(/(?:from|import) '([^']+)'/g)].map(([, found]) => found);
			const toPath = (specifier: string) =>
				specifier.startsWith('.')
					? relative(ROOT, resolve(ROOT, dirname(path), specifier))
					: specifier;
			return { path, text, imports: specifiers.map(toPath) };
		});
}

const product = [...sourceFiles('nodes'), ...sourceFiles('credentials')];

/** The pure folders: no n8n, no clock, no network. */
const PURE = /^nodes\/Recapture\/(outcome$|(values|list|customers|uploads|sightings|mirror)\/)/;
const TRANSPORT = /^nodes\/Recapture\/transport\//;
const BORDER = /^nodes\/Recapture\/(toNodeError|parameters)$/;
const N8N = /^n8n-workflow$/;

/** What each folder may import. A file belongs to the first folder whose path it begins with. */
const FOLDERS: ReadonlyArray<readonly [folder: string, mayImport: readonly RegExp[]]> = [
	[`${NODE}/values/`, [/^nodes\/Recapture\/(outcome$|values\/)/, /^libphonenumber-js\/core$/]],
	[`${NODE}/list/`, [PURE, /^csv-parse\/sync$/, /^hucre/, /^node:crypto$/]],
	[`${NODE}/sightings/`, [PURE, /^node:crypto$/]],
	[`${NODE}/customers/`, [PURE]],
	[`${NODE}/uploads/`, [PURE]],
	[`${NODE}/mirror/`, [PURE]],
	[`${NODE}/outcome.ts`, []],
	[`${NODE}/transport/`, [PURE, TRANSPORT, N8N]],
	[`${NODE}/actions/`, [PURE, TRANSPORT, BORDER, /^nodes\/Recapture\/actions\//, N8N]],
	[`${NODE}/trigger/`, [PURE, TRANSPORT, BORDER, /^nodes\/Recapture\/trigger\//, N8N]],
	[`${NODE}/toNodeError.ts`, [PURE, N8N]],
	[`${NODE}/parameters.ts`, [PURE, N8N]],
	[`${NODE}/`, [/actions\/(router|operations)$/, /\.resource$/, /Recapture\/trigger\//, N8N]],
	['credentials/', [/^credentials\//, /^nodes\/Recapture\/values\/region$/, N8N]],
];

it.each(product.map((file) => [file.path, file] as const))(
	'%s imports only what its folder may',
	(path, file) => {
		const [, mayImport] = FOLDERS.find(([folder]) => path.startsWith(folder)) ?? ['', []];
		const wrong = file.imports.filter((name) => !mayImport.some((allowed) => allowed.test(name)));
		expect(wrong).toEqual([]);
	},
);

/** A mirror is an upload and a wait, and more. */
const MADE_OF: Readonly<Record<string, readonly string[]>> = {
	'actions/list/': ['actions/upload/', 'actions/status/'],
};

it('a resource does not reach into another one', () => {
	const wrong = product.flatMap(({ path, imports }) => {
		const [resource] = /actions\/[a-z]+\//.exec(path) ?? [];
		const others = imports.filter((name) => /actions\/[a-z]+\//.test(name));
		const allowed = resource ? [resource, ...(MADE_OF[resource] ?? [])] : [];
		return resource ? others.filter((name) => !allowed.some((each) => name.includes(each))) : [];
	});
	expect(wrong).toEqual([]);
});

it('nothing imports in a circle', () => {
	const importsOf = new Map(
		product.map(({ path, imports }) => [path.replace(/\.ts$/, ''), imports]),
	);
	const finished = new Set<string>();
	const circles: string[] = [];
	const visit = (file: string, trail: readonly string[]) => {
		if (trail.includes(file)) circles.push([...trail, file].join(' → '));
		if (finished.has(file) || trail.includes(file)) return;
		for (const next of importsOf.get(file) ?? []) visit(next, [...trail, file]);
		finished.add(file);
	};
	for (const file of importsOf.keys()) visit(file, []);
	expect(circles).toEqual([]);
});

it('every function, constant and class that is exported is used by another file of the package', () => {
	const isEntry = ({ path }: SourceFile) =>
		/\.(node|credentials|operation|resource)\.ts$/.test(path);
	const used = new Set(
		product.flatMap(({ path, text }) =>
			[...text.matchAll(/(?:import|export) \{([^}]*)\} from '([^']+)'/g)].flatMap(
				([, names, from]) => {
					const file = relative(ROOT, resolve(ROOT, dirname(path), from));
					return names.split(',').map((name) => `${file}: ${name.trim().replace(/ as .*/, '')}`);
				},
			),
		),
	);
	const unused = product
		.filter((file) => !isEntry(file))
		.flatMap(({ path, text }) =>
			[...text.matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)].map(
				([, name]) => `${path.replace(/\.ts$/, '')}: ${name}`,
			),
		)
		.filter((name) => !used.has(name));
	expect(unused).toEqual([]);
});

it.each([
	['one door leads to the network', /httpRequest/, [`${NODE}/transport/request.ts`]],
	[
		'one place keeps the memory of the trigger, and one that of the mirror',
		/getWorkflowStaticData/,
		[`${NODE}/trigger/memory.ts`, `${NODE}/actions/list/mirrorMemory.ts`],
	],
	[
		"the vendor's messages stand in one table",
		/Invalid Customer ID|Incorrect Region/,
		[`${NODE}/transport/failures.ts`],
	],
])('%s', (_label, pattern, expected) => {
	expect(product.filter(({ text }) => pattern.test(text)).map(({ path }) => path)).toEqual(
		expected,
	);
});

it('the simulator is an independent witness: it shares no code with the package', () => {
	const wrong = sourceFiles('test/simulator').flatMap(({ path, imports }) =>
		imports.filter((name) => /^(nodes|credentials)\//.test(name)).map((name) => `${path}: ${name}`),
	);
	expect(wrong).toEqual([]);
});
