import { finding, type Finding } from './finding';

/** n8n takes only packages that a GitHub Action has published with a statement of provenance. */
export function publishingFinding(workflow: string): Finding {
	const [head, jobs = ''] = workflow.split(/^jobs:$/m);
	const signing = jobs.split(/^ {2}(?=[\w-]+:$)/m).filter((job) => MAY_SIGN.test(job));
	return finding('publish.yml: publishes with provenance', [
		...(/npm publish .*--provenance/.test(workflow) ? [] : ['it does not ask for provenance']),
		...(/tags:/.test(workflow) ? [] : ['no tag starts it']),
		...(MAY_SIGN.test(head) ? ['all of its jobs may sign'] : []),
		...(signing.length === 1 ? [] : [`${signing.length} jobs may sign, not one`]),
		...signing.flatMap(wrongInSigningJob),
	]);
}

const MAY_SIGN = /id-token: write|write-all/;
/** What a job must not do that may sign: any of it could run code of a dependency. */
const RUNS_OTHER_CODE = /npm (ci|install|run|test|exec)|npx |actions\/checkout/;

function wrongInSigningJob(job: string): string[] {
	return [
		...(/^ {4}environment: \S/m.test(job) ? [] : ['the job that may sign has no environment']),
		...(RUNS_OTHER_CODE.test(job) ? ['the job that may sign runs more than npm publish'] : []),
		...(/npm publish \S+\.tgz /.test(job) ? [] : ['what it publishes was not packed before']),
	];
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
