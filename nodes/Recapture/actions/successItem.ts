import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/**
 * An output item. Without the key `error`, whatever the vendor sent: n8n takes an item that has it for a failure, and
 * 'Retry On Fail' would then run the node, and so an upload, again.
 */
export function toSuccessItem(
	json: Readonly<Record<string, unknown>>,
	pairedItem: INodeExecutionData['pairedItem'],
): INodeExecutionData {
	const success = { ...json } as IDataObject;
	delete success.error;
	return { json: success, pairedItem };
}
