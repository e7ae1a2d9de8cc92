import type { INodeTypeDescription } from 'n8n-workflow';

import { finding, type Finding } from './finding';

interface Workflow {
	readonly name?: string;
	readonly nodes?: ReadonlyArray<{
		readonly name: string;
		readonly type: string;
		readonly parameters?: Readonly<Record<string, unknown>>;
	}>;
	readonly connections?: Readonly<
		Record<string, Readonly<Record<string, ReadonlyArray<ReadonlyArray<{ node: string }> | null>>>>
	>;
}

export interface KnownNodes {
	readonly packageName: string;
	/** Our own nodes. */
	readonly own: readonly INodeTypeDescription[];
	/** Names of n8n's own nodes; undefined when no n8n is installed here. */
	readonly base: ReadonlySet<string> | undefined;
}

/** An example workflow that a user can import: it parses, and names only nodes and parameters that exist. */
export function exampleFinding(file: string, text: string, known: KnownNodes): Finding {
	const what = `${file}: can be imported`;
	let workflow: Workflow;
	try {
		workflow = JSON.parse(text) as Workflow;
	} catch (error) {
		return finding(what, [String(error)]);
	}
	const { nodes = [], connections = {}, name } = workflow;
	const names = new Set(nodes.map((node) => node.name));
	const connected = Object.entries(connections).flatMap(([from, outputs]) => [
		from,
		...Object.values(outputs)
			.flat()
			.flatMap((targets) => (targets ?? []).map(({ node }) => node)),
	]);
	return finding(what, [
		...(name ? [] : ['it has no name']),
		...(nodes.length > 0 ? [] : ['it has no nodes']),
		...nodes.flatMap(({ type, parameters = {} }) => wrongNode(type, parameters, known)),
		...connected.filter((node) => !names.has(node)).map((node) => `there is no node "${node}"`),
	]);
}

function wrongNode(
	type: string,
	parameters: Readonly<Record<string, unknown>>,
	{ packageName, own, base }: KnownNodes,
): string[] {
	const [source, name] = [
		type.slice(0, type.lastIndexOf('.')),
		type.slice(type.lastIndexOf('.') + 1),
	];
	if (source === packageName) {
		const described = own.find((description) => description.name === name);
		if (!described) return [`there is no node ${type}`];
		const fields = new Set(described.properties.map((property) => property.name));
		// n8n itself adds the times to nodes that poll.
		if (described.polling) fields.add('pollTimes');
		const unknown = Object.keys(parameters).filter((parameter) => !fields.has(parameter));
		return unknown.map((parameter) => `${type} has no parameter ${parameter}`);
	}
	if (source !== 'n8n-nodes-base') return [`${type} comes with neither n8n nor this package`];
	return base && !base.has(name) ? [`n8n has no node ${type}`] : [];
}
