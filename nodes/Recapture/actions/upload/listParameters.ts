import type { IExecuteFunctions } from 'n8n-workflow';

import type { ManualMapping, UnmappedColumns } from '../../list/columnMapping';
import type { CsvSettings } from '../../list/csv/openCsv';
import type { DateOrder } from '../../values/date';

/** How the user wants a list to be read and sent. */
export interface ListParameters extends CsvSettings {
	readonly enableRegoLookups: boolean;
	readonly mappings: readonly ManualMapping[];
	readonly unmappedColumns: UnmappedColumns;
	readonly dateOrder: 'auto' | DateOrder;
	readonly invalidRows: 'reject' | 'stop';
	readonly duplicateRows: 'skip' | 'keep';
	readonly existingCustomers: 'upload' | 'skip';
	readonly customersPerUpload: number;
	readonly startAtRow: number;
	readonly maxRejectedRows: number;
}

/** What holds when an option was not added. */
const DEFAULTS: Omit<ListParameters, 'enableRegoLookups' | 'mappings'> = {
	delimiter: 'auto',
	encoding: 'auto',
	unmappedColumns: 'additionalFields',
	dateOrder: 'auto',
	invalidRows: 'reject',
	duplicateRows: 'skip',
	existingCustomers: 'upload',
	customersPerUpload: 10_000,
	startAtRow: 1,
	maxRejectedRows: 1_000,
};

export function readListParameters(context: IExecuteFunctions, item: number): ListParameters {
	const { mappings = [] } = context.getNodeParameter('columnMapping', item, {}) as {
		mappings?: ManualMapping[];
	};
	return {
		...DEFAULTS,
		...(context.getNodeParameter('options', item, {}) as Partial<ListParameters>),
		enableRegoLookups: context.getNodeParameter('enableRegoLookups', item) as boolean,
		mappings,
	};
}
