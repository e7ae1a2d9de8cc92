import { finding, type Finding } from './finding';

/** The sections of n8n's own template, in its order. Others may stand between them. */
const SECTIONS = [
	'Installation',
	'Operations',
	'Credentials',
	'Compatibility',
	'Usage',
	'Resources',
	'Version history',
];

export function readmeFindings(readme: string): Finding[] {
	const headings = [...readme.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading.trim());
	const missing = SECTIONS.filter((section) => !headings.includes(section));
	const present = headings.filter((heading) => SECTIONS.includes(heading));
	const inOrder = SECTIONS.filter((section) => headings.includes(section));
	const disorder =
		present.join() === inOrder.join() ? [] : [`their order is ${present.join(', ')}`];
	const examples = /\]\((examples|docs)\/[^)]*(json|examples)[^)]*\)/.test(readme);
	return [
		finding("README: the sections of n8n's template", [
			...missing.map((section) => `"${section}" is missing`),
			...disorder,
		]),
		finding('README: links an example workflow', examples ? [] : ['there is no link to one']),
	];
}

/** Links to files and headings of the project that are not there. `exists` gets a path from the document's folder. */
export function linkFinding(
	name: string,
	text: string,
	exists: (path: string) => boolean,
): Finding {
	const links = new Set([...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target));
	const headings = new Set(
		[...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => toAnchor(heading)),
	);
	const isThere = (target: string) =>
		target.startsWith('#') ? headings.has(target) : exists(target.replace(/#.*/, ''));
	const broken = [...links].filter((target) => !/^[a-z]+:/i.test(target) && !isThere(target));
	return finding(
		`${name}: its links lead somewhere`,
		broken.map((target) => `${target} is not there`),
	);
}

/** As GitHub makes it of a heading. */
function toAnchor(heading: string): string {
	return `#${heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.replace(/ /g, '-')}`;
}

export function changelogFinding(changelog: string, version: string): Finding {
	const what = `CHANGELOG: version ${version}`;
	const headings = [...changelog.matchAll(/^## \[?([^\]\s]+)\]?/gm)].map(([, heading]) => heading);
	if (headings.includes(version)) return finding(what, []);
	return headings.includes('Unreleased')
		? { what, state: 'later', note: 'its changes stand under "Unreleased"' }
		: finding(what, ['it is not named']);
}
