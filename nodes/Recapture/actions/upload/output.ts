import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ListReport } from '../../domain/list';
import type { AcceptedPart } from '../../domain/sentParts';
import type { ListSummary } from '../../domain/summary';
import { tellSummary } from '../../domain/summarySentence';

/** One item for each upload of a list, paired with the items that its customers came from. */
export function toUploadItems(
	accepted: readonly AcceptedPart[],
	parts: number,
	summary: ListSummary,
): INodeExecutionData[] {
	return accepted.map(({ upload, part, firstRow, lastRow, customers, items }) => {
		const json: IDataObject = { ...upload, part, parts, firstRow, lastRow, customers, summary };
		// n8n would take an item with this key for a failure, run the node again, and so upload the list again.
		delete json.error;
		return {
			json,
			pairedItem: items.map((item) => ({ item })),
		};
	});
}

export function toRejectedItems({ rejected }: ListReport): INodeExecutionData[] {
	return rejected.map(({ item, rejected: row }) => ({
		json: { ...row } as unknown as IDataObject,
		pairedItem: { item },
	}));
}

/** Tells the totals of a list in n8n's output panel. */
export function showTotals(
	context: IExecuteFunctions,
	fileName: string | undefined,
	summary: ListSummary,
	uploads: number,
): void {
	const list = fileName === undefined ? '' : `${fileName}: `;
	context.addExecutionHints({
		message: `${list}${tellSummary(summary, uploads)}`,
		type: summary.rejected > 0 ? 'warning' : 'info',
		location: 'outputPane',
	});
}
