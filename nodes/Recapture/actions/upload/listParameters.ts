import type { IExecuteFunctions } from 'n8n-workflow';

import { ADDITIONAL_FIELDS, type ManualMapping, type UnmappedColumns } from '../../list/columns';
import { FIELD_NAMES } from '../../list/fields';
import { ENCODINGS, type Delimiter, type Encoding } from '../../list/table';
import { quoteValue } from '../../outcome';
import type { DateOrder } from '../../values/date';
import {
	ParameterError,
	readBoolean,
	readChoice,
	readCollection,
	readCount,
	readText,
} from '../../parameters';

/** How the user wants a list to be read and sent. */
export interface ListParameters {
	readonly enableRegoLookups: boolean;
	readonly mappings: readonly ManualMapping[];
	readonly unmappedColumns: UnmappedColumns;
	readonly dateOrder: 'auto' | DateOrder;
	readonly delimiter: 'auto' | Delimiter;
	readonly encoding: 'auto' | Encoding;
	/** Name of the sheet of an Excel file; '' when the node chooses. */
	readonly sheet: string;
	readonly invalidRows: 'reject' | 'stop';
	readonly duplicateRows: 'skip' | 'keep';
	readonly existingCustomers: 'upload' | 'skip';
	readonly customersPerUpload: number;
	readonly startAtRow: number;
	readonly maxRejectedRows: number;
}

/**
 * Reads the fields that describe a list. Every option that was not added has its default.
 *
 * @throws ParameterError when a field has a value that it does not take
 */
export function readListParameters(context: IExecuteFunctions, item: number): ListParameters {
	const options = readCollection(context.getNodeParameter('options', item, {}), {
		label: 'Options',
	});
	return {
		enableRegoLookups: readBoolean(context.getNodeParameter('enableRegoLookups', item, false), {
			label: 'Look Up VINs',
			byDefault: false,
		}),
		mappings: readMappings(context.getNodeParameter('columnMapping', item, {})),
		unmappedColumns: readChoice(options.unmappedColumns, {
			label: 'Unmapped Columns',
			choices: ['additionalFields', 'ignore'],
			byDefault: 'additionalFields',
		}),
		dateOrder: readChoice(options.dateOrder, {
			label: 'Date Order',
			choices: ['auto', 'dmy', 'mdy', 'ymd'],
			byDefault: 'auto',
		}),
		delimiter: readDelimiter(options.delimiter),
		encoding: readChoice(options.encoding, {
			label: 'Encoding',
			choices: ['auto', ...(Object.keys(ENCODINGS) as Encoding[])],
			byDefault: 'auto',
		}),
		sheet: readText(options.sheet, { label: 'Sheet', byDefault: '' }),
		invalidRows: readChoice(options.invalidRows, {
			label: 'Invalid Rows',
			choices: ['reject', 'stop'],
			byDefault: 'reject',
		}),
		duplicateRows: readChoice(options.duplicateRows, {
			label: 'Duplicate Rows',
			choices: ['skip', 'keep'],
			byDefault: 'skip',
		}),
		// When it was added and gives nothing, sending everything would be more than the user asked for.
		existingCustomers: readChoice(options.existingCustomers, {
			label: 'Existing Customers',
			choices: ['upload', 'skip'],
			byDefault: Object.hasOwn(options, 'existingCustomers') ? 'skip' : 'upload',
		}),
		customersPerUpload: readCount(options.customersPerUpload, {
			label: 'Customers per Upload',
			byDefault: 10_000,
		}),
		// When it was added and gives nothing, the first row would send what was sent before once more.
		startAtRow: readCount(Object.hasOwn(options, 'startAtRow') ? options.startAtRow : 1, {
			label: 'Start at Row',
		}),
		maxRejectedRows: readCount(options.maxRejectedRows, {
			label: 'Max Rejected Rows',
			min: 0,
			byDefault: 1_000,
		}),
	};
}

function readMappings(value: unknown): ManualMapping[] {
	const { mappings = [] } = readCollection(value, { label: 'Column Mapping' });
	if (!Array.isArray(mappings)) {
		throw new ParameterError({
			message: `'Column Mapping' must have a list of mappings, but it has ${quoteValue(mappings)}`,
			description: "Correct the expression in 'Column Mapping'. Nothing was sent.",
		});
	}
	return mappings.map((entry: unknown) => {
		const { field, column } = readCollection(entry, { label: 'Column Mapping' });
		return {
			field: readChoice(field, {
				label: 'Customer Field',
				choices: [...FIELD_NAMES, ADDITIONAL_FIELDS],
			}),
			column: readText(column, { label: 'Column', byDefault: '' }),
		};
	});
}

/** Not `readChoice`, which takes a tab for an empty value. */
function readDelimiter(value: unknown): ListParameters['delimiter'] {
	if (value === '\t') return value;
	return readChoice(value, {
		label: 'Delimiter',
		choices: ['auto', ',', ';', '\t', '|'],
		byDefault: 'auto',
	});
}
