import { finding, type Finding } from './finding';

/** What n8n asks of the package.json of a verified node. */

export interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly description?: string;
	readonly license?: string;
	readonly homepage?: string;
	readonly repository?: { readonly url?: string };
	readonly author?: { readonly name?: string; readonly email?: string };
	readonly keywords?: readonly string[];
	readonly files?: readonly string[];
	readonly n8n?: {
		readonly n8nNodesApiVersion?: number;
		readonly strict?: boolean;
		readonly nodes?: readonly string[];
		readonly credentials?: readonly string[];
	};
	readonly scripts?: Readonly<Record<string, string>>;
	readonly peerDependencies?: Readonly<Record<string, string>>;
	readonly [field: string]: unknown;
}

/** npm runs these by itself when it installs or packs. */
const FORBIDDEN_SCRIPTS = [
	'prepare',
	'preinstall',
	'install',
	'postinstall',
	'prepublish',
	'preprepare',
	'postprepare',
];
const FORBIDDEN_FIELDS = [
	'dependencies',
	'optionalDependencies',
	'bundledDependencies',
	'overrides',
	'resolutions',
];
const VERSION = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

export function manifestFindings(manifest: Manifest): Finding[] {
	return [
		finding('package.json: name, version, licence, keywords', wrongIdentity(manifest)),
		finding('package.json: the n8n block', wrongBlock(manifest)),
		finding('package.json: nothing that n8n forbids', forbidden(manifest)),
		author(manifest),
		repository(manifest),
	];
}

function wrongIdentity({
	name,
	version,
	description,
	license,
	keywords = [],
	files = [],
}: Manifest) {
	return [
		...(/^(@[\w-]+\/)?n8n-nodes-.+/.test(name)
			? []
			: [`the name ${name} does not begin with n8n-nodes-`]),
		...(VERSION.test(version) ? [] : [`${version} is no version`]),
		...(description ? [] : ['there is no description']),
		...(license === 'MIT' ? [] : ['the licence is not MIT']),
		...(keywords.includes('n8n-community-node-package')
			? []
			: ['the keyword n8n-community-node-package is missing']),
		...(files.includes('dist') ? [] : ['dist is not among the files']),
	];
}

function wrongBlock({ n8n = {} }: Manifest) {
	const { n8nNodesApiVersion, strict, nodes = [], credentials = [] } = n8n;
	const elsewhere = [...nodes, ...credentials].filter((path) => !path.startsWith('dist/'));
	return [
		...(n8nNodesApiVersion === 1 ? [] : ['n8nNodesApiVersion is not 1']),
		...(strict === true ? [] : ['strict is not on']),
		...(nodes.length > 0 ? [] : ['it names no nodes']),
		...elsewhere.map((path) => `${path} is not in dist`),
	];
}

function forbidden(manifest: Manifest) {
	const { scripts = {}, peerDependencies = {} } = manifest;
	const isFilled = (field: string) => Object.keys((manifest[field] as object) ?? {}).length > 0;
	const peers = JSON.stringify(peerDependencies);
	return [
		...FORBIDDEN_FIELDS.filter(isFilled).map((field) => `it has ${field}`),
		...FORBIDDEN_SCRIPTS.filter((name) => name in scripts).map(
			(name) => `it has the script ${name}`,
		),
		...(peers === '{"n8n-workflow":"*"}' ? [] : [`its peers are ${peers}`]),
	];
}

function author({ author: { name = '', email = '' } = {} }: Manifest): Finding {
	const what = 'package.json: author';
	if (!name || !email) return finding(what, ['a name and an e-mail address are needed']);
	return email.endsWith('.invalid') ? { what, state: 'later', note: email } : finding(what, []);
}

/** n8n compares the repository with the one that the provenance names. */
function repository({ name, repository: { url = '' } = {}, homepage = '' }: Manifest): Finding {
	const what = 'package.json: repository, homepage';
	const [, owner] = /^https:\/\/github\.com\/([^/]+)\/[^/]+\.git$/.exec(url) ?? [];
	if (!owner) return finding(what, [`${url || 'nothing'} is no repository at GitHub`]);
	if (!/^https:\/\/./.test(homepage)) return finding(what, ['there is no homepage']);
	const isPlaceholder = owner === name.replace(/^@.*\//, '');
	return isPlaceholder ? { what, state: 'later', note: url } : finding(what, []);
}
