import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { sampleEvent } from './sample';
import { pollOnce } from './watch';

/** Triggers that are polling right now. n8n starts a poll although the last one is still going on. */
const polling = new Set<string>();

/** @returns null when there is nothing new */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return [[await sampleEvent(context)]];
	const trigger = `${context.getWorkflow().id}:${context.getNode().id}`;
	if (polling.has(trigger)) {
		context.logger.debug('The last poll is still going on, so this one does nothing.');
		return null;
	}
	polling.add(trigger);
	try {
		const items = await pollOnce(context);
		return items && [items];
	} finally {
		polling.delete(trigger);
	}
}
