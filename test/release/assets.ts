/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Icon, INodeTypeDescription } from 'n8n-workflow';

import { finding, type Finding } from './finding';

/** An icon for light and one for dark backgrounds, of vectors, beside the file that names it. */
export function iconFinding(name: string, icon: Icon | undefined, folder: string): Finding {
	const what = `${name}: icons for light and dark`;
	if (typeof icon !== 'object') return finding(what, ['it does not name one of each']);
	const { light, dark } = icon;
	const wrong = [light, dark].filter((file) => {
		const path = join(folder, file.replace(/^file:/, ''));
		return !file.endsWith('.svg') || !existsSync(path);
	});
	return finding(what, [
		...wrong.map((file) => `${file} is no vector image that is there`),
		...(light === dark ? ['both are the same'] : []),
	]);
}

/** The codex: where n8n's list of nodes shows this one, and by which words it is found. */
export function codexFinding(
	packageName: string,
	{ name }: Pick<INodeTypeDescription, 'name'>,
	path: string,
): Finding {
	const what = `${name}: codex`;
	if (!existsSync(path)) return finding(what, ['there is none']);
	const { node, categories, resources } = JSON.parse(readFileSync(path, 'utf8'));
	return finding(what, [
		...(node === `${packageName}.${name}` ? [] : [`it is of the node ${node}`]),
		...(categories?.length > 0 ? [] : ['it names no categories']),
		...(resources?.primaryDocumentation?.[0]?.url ? [] : ['it links no documentation']),
	]);
}
