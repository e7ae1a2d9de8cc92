import { updateDisplayOptions, type INodeExecutionData, type INodeProperties } from 'n8n-workflow';

import type { Run } from '../operation';
import { mirrorFields } from './mirrorFields';
import { mirrorLists } from './mirrorLists';

export const runs = 'once';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['list'], operation: ['plan'] } },
	mirrorFields,
);

/** Says what a mirror of every list would do, and writes nothing. */
export async function execute(run: Run): Promise<INodeExecutionData[][]> {
	return await mirrorLists(run, 'plan');
}
