import { finding, type Finding } from './finding';

/** n8n takes only packages that a GitHub Action has published with a statement of provenance. */
export function publishingFinding(workflow: string): Finding {
	return finding('publish.yml: publishes with provenance', [
		...(/npm publish .*--provenance/.test(workflow) ? [] : ['it does not ask for provenance']),
		...(/id-token: write/.test(workflow) ? [] : ['it may not sign']),
		...(/tags:/.test(workflow) ? [] : ['no tag starts it']),
	]);
}

/** An action that is named by a tag can become another one overnight. */
export function pinnedFinding(name: string, workflow: string): Finding {
	const used = [...workflow.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
	const loose = used.filter((action) => !/^\.\/|@[0-9a-f]{40}$/.test(action));
	return finding(
		`${name}: actions are pinned`,
		loose.map((action) => `${action} is not`),
	);
}
