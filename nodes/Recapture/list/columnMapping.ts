import { FIELD_NAMES, FIELDS, type FieldName } from './fields';
import { failure, success, type Outcome } from '../outcome';

/** A mapping that the user made by hand. */
export interface ManualMapping {
	readonly field: FieldName;
	/** Header of the column, or name of the item field. */
	readonly column: string;
}

export interface ColumnMapping {
	/** Index of each mapped field's column, in the order of the fields. */
	readonly fields: ReadonlyMap<FieldName, number>;
	/** Indexes of the columns that become `additional_fields`. */
	readonly additional: readonly number[];
}

export type UnmappedColumns = 'additionalFields' | 'ignore';

/** Items may carry an object under this name: its entries are merged into the customer's additional fields. */
export const ADDITIONAL_FIELDS_COLUMN = 'additional_fields';

const MAP_BY_HAND = "add the one that you mean under 'Column Mapping'";

/**
 * Decides which column feeds which customer field. A mapping by hand wins for its field; all others are found
 * by their header. A problem names the columns, so that the user can see what the list really has.
 */
export function mapColumns(
	columns: readonly string[],
	manual: readonly ManualMapping[],
	unmapped: UnmappedColumns,
): Outcome<ColumnMapping> {
	const byHand = new Map<FieldName, number>();
	for (const { field, column } of manual) {
		const index = findColumn(columns, column);
		if (index === -1) return missingColumn(column, columns);
		const other = byHand.get(field);
		if (other !== undefined) return twoColumns(field, [columns[other], columns[index]]);
		byHand.set(field, index);
	}
	const takenByHand = new Set(byHand.values());
	const fields = new Map<FieldName, number>();
	for (const field of FIELD_NAMES) {
		const chosen = byHand.get(field);
		const matches =
			chosen !== undefined
				? [chosen]
				: bestMatches(columns, field).filter((index) => !takenByHand.has(index));
		if (matches.length > 1) {
			return twoColumns(
				field,
				matches.map((index) => columns[index]),
			);
		}
		if (matches.length === 1) fields.set(field, matches[0]);
	}
	if (!fields.has('rego') && !fields.has('vin')) return noVehicle(columns);
	const taken = new Set(fields.values());
	const rest = columns.map((_, index) => index).filter((index) => !taken.has(index));
	return success({ fields, additional: unmapped === 'ignore' ? [] : rest });
}

/** The header exactly as given, else the one that differs only in case, spaces or punctuation. */
function findColumn(columns: readonly string[], wanted: string): number {
	const exact = columns.indexOf(wanted);
	if (exact !== -1) return exact;
	const plain = plainHeader(wanted);
	return plain === '' ? -1 : columns.findIndex((column) => plainHeader(column) === plain);
}

function bestMatches(columns: readonly string[], field: FieldName): number[] {
	for (const group of FIELDS[field].headers) {
		const wanted = new Set<string>(group.map(plainHeader));
		const found = columns.flatMap((column, index) =>
			wanted.has(plainHeader(column)) ? [index] : [],
		);
		if (found.length > 0) return found;
	}
	return [];
}

function plainHeader(header: string): string {
	return header.toLowerCase().replace(/[\s_.-]+/g, '');
}

function missingColumn(column: string, columns: readonly string[]): Outcome<never> {
	return failure({
		message: column.trim()
			? `The list has no column "${column}", which 'Column Mapping' names`
			: "A line of 'Column Mapping' names no column",
		description: `Correct the line under 'Column Mapping'. ${listColumns(columns)}`,
	});
}

function twoColumns(field: FieldName, columns: readonly string[]): Outcome<never> {
	const named = columns.map((column) => `"${column}"`).join(' and ');
	return failure({
		message: `The columns ${named} both fit the customer field "${field}"`,
		description: `Decide which of them to use: ${MAP_BY_HAND}. The other one then goes along as an additional field.`,
	});
}

function noVehicle(columns: readonly string[]): Outcome<never> {
	return failure({
		message: 'No column of the list names a vehicle: there is neither a rego nor a VIN',
		description: `If a column holds the number plate or the VIN under another name, ${MAP_BY_HAND}. ${listColumns(columns)}`,
	});
}

function listColumns(columns: readonly string[]): string {
	const MOST = 40;
	const shown = columns
		.slice(0, MOST)
		.map((column) => `"${column}"`)
		.join(', ');
	return columns.length > MOST
		? `The list has ${columns.length} columns, among them: ${shown}.`
		: `The list has these columns: ${shown}.`;
}
