import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { AcceptedPart } from '../../list/sentParts';
import type { ListSummary } from '../../list/summary';
import { toSuccessItem } from '../successItem';
import type { List } from './lists';
import type { ListTotals } from './preparedList';

/**
 * One item for each upload of a list, paired with the items that its customers came from. What people look for comes
 * first: n8n's table shows the first keys as its first columns.
 */
export function toUploadItems(
	accepted: readonly AcceptedPart[],
	parts: number,
	summary: ListSummary,
): INodeExecutionData[] {
	return accepted.map(({ upload, part, firstRow, lastRow, customers, items }) => {
		const { id, name, ...others } = upload;
		const counters = Object.entries(others).filter(([key]) => COUNTERS.has(key));
		const json = {
			...(name !== undefined && { name }),
			customers,
			id,
			part,
			parts,
			firstRow,
			lastRow,
			...Object.fromEntries(counters),
		};
		// The keys keep their places; what the vendor sends under one of them gives way.
		const pairedItem = items.map((item) => ({ item }));
		return toSuccessItem({ ...json, ...without(others, json), summary }, pairedItem);
	});
}

const COUNTERS = new Set(['total_uploaded_customers', 'total_processed_customers', 'total_errors']);

function without(
	object: Readonly<Record<string, unknown>>,
	keys: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	return Object.fromEntries(Object.entries(object).filter(([key]) => !Object.hasOwn(keys, key)));
}

export function toRejectedItems({ report }: ListTotals): INodeExecutionData[] {
	return report.rejected.map(({ item, rejected }) => ({
		json: { ...rejected } as unknown as IDataObject,
		pairedItem: { item },
	}));
}

/** Shows the result of a list in n8n's output panel. */
export function showHint(
	context: IExecuteFunctions,
	{ fileName }: List,
	{ summary, hint }: ListTotals,
): void {
	context.addExecutionHints({
		message: fileName === undefined ? hint : `${fileName}: ${hint}`,
		type: summary.rejected > 0 ? 'warning' : 'info',
		location: 'outputPane',
	});
}
