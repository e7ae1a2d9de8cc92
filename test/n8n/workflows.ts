import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';

import type { CredentialJson, WorkflowJson } from './instance/content';

export const PACKAGE = 'n8n-nodes-autograb-recapture';
/** What the node is called in the workflows below. */
export const RECAPTURE = 'AutoGrab Recapture';
export const RECAPTURE_TRIGGER = 'AutoGrab Recapture Trigger';
export const CREDENTIAL_TYPE = 'autoGrabRecaptureApi';

/** A node before it has a place in a workflow. */
export type Step = Pick<INode, 'name' | 'type' | 'typeVersion' | 'parameters'> & Partial<INode>;

export function credential(data: Record<string, string>, id = 'recaptureTest'): CredentialJson {
	return { id, name: 'AutoGrab Recapture (test)', type: CREDENTIAL_TYPE, data };
}

/** Nodes in a row behind a manual trigger, each connected to the next by its first output. */
export function workflow(name: string, steps: Step[]): WorkflowJson {
	return inARow(name, [manualTrigger(), ...steps]);
}

/** Nodes in a row, the first of which is a trigger. */
export function inARow(name: string, steps: Step[]): WorkflowJson {
	const nodes = steps.map(
		// Where two triggers of an n8n share an id, its durable engine polls none of them.
		(step, index): INode => ({ id: randomUUID(), position: [index * 220, 0], ...step }),
	);
	const connections = nodes
		.slice(1)
		.map(({ name: next }, index) => [
			nodes[index].name,
			{ main: [[{ node: next, type: 'main' as const, index: 0 }]] },
		]);
	return {
		id: name.replace(/\W/g, '').slice(0, 21),
		name,
		nodes,
		connections: Object.fromEntries(connections) as WorkflowJson['connections'],
		active: false,
		settings: { executionOrder: 'v1' },
	};
}

function manualTrigger(): Step {
	return { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
}

/** One item for each object. */
export function items(objects: object[]): Step[] {
	return [
		{
			name: 'List',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ list: objects }), options: {} },
		},
		{
			name: 'Items',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'list', options: {} },
		},
	];
}

/** One item with the file of that name from n8n's folder for files. */
export function file(name: string): Step {
	return {
		name: 'Read File',
		type: 'n8n-nodes-base.readWriteFile',
		typeVersion: 1.1,
		parameters: { operation: 'read', fileSelector: `.n8n-files/${name}`, options: {} },
	};
}

export function recapture(
	parameters: INodeParameters,
	credentialId: string,
	more: Partial<INode> = {},
): Step {
	return {
		name: RECAPTURE,
		type: `${PACKAGE}.recapture`,
		typeVersion: 1,
		parameters,
		credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: 'AutoGrab Recapture (test)' } },
		...more,
	};
}

/** @param polledAt seconds of every minute; n8n also polls when it publishes a workflow */
export function recaptureTrigger(
	parameters: INodeParameters,
	credentialId: string,
	polledAt: readonly number[],
): Step {
	const pollTimes = {
		item: polledAt.map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })),
	};
	return {
		name: RECAPTURE_TRIGGER,
		type: `${PACKAGE}.recaptureTrigger`,
		typeVersion: 1,
		parameters: { ...parameters, pollTimes },
		credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: 'AutoGrab Recapture (test)' } },
	};
}
