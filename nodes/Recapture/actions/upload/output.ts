import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ListReport } from '../../list/list';
import type { AcceptedPart } from '../../list/sentParts';
import type { ListSummary } from '../../list/summary';
import { toSuccessItem } from '../successItem';
import { tellSummary } from '../../list/summarySentence';

/** One item for each upload of a list, paired with the items that its customers came from. */
export function toUploadItems(
	accepted: readonly AcceptedPart[],
	parts: number,
	summary: ListSummary,
): INodeExecutionData[] {
	return accepted.map(({ upload, part, firstRow, lastRow, customers, items }) => {
		const json = { ...upload, part, parts, firstRow, lastRow, customers, summary };
		const pairedItem = items.map((item) => ({ item }));
		return toSuccessItem(json, pairedItem);
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
