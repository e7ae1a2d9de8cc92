import type { ICredentialDataDecryptedObject, INodeType } from 'n8n-workflow';

import { Recapture } from '../../nodes/Recapture/Recapture.node';
import { connect, type Connection } from '../../nodes/Recapture/transport/connection';
import { runNode } from './engine';

/**
 * Does something with a connection as a node has it: inside n8n's engine, through n8n's own request helper.
 *
 * @param timeoutMs when the run must end, as a poll's budget does
 */
export async function withConnection<T>(
	credential: ICredentialDataDecryptedObject,
	action: (connection: Connection) => Promise<T>,
	timeoutMs = 60_000,
): Promise<T> {
	let result: T | undefined;
	const probe: INodeType = {
		description: new Recapture().description,
		async execute() {
			result = await action(connect(this, { deadlineMs: Date.now() + timeoutMs }));
			return [[]];
		},
	};
	const { error } = await runNode({ node: probe, credential, parameters: {} });
	if (error) throw error;
	return result as T;
}
