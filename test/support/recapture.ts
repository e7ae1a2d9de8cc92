import { Recapture } from '../../nodes/Recapture/Recapture.node';
import { runNode, type NodeResult, type NodeRun } from './engine';

export { inlineFile, storeFile } from './engine';

const recapture = new Recapture();

export type RecaptureRun = Omit<NodeRun, 'node'>;

/** Runs the action node, made from the source. */
export async function runRecapture(run: RecaptureRun): Promise<NodeResult> {
	return await runNode({ ...run, node: recapture });
}
