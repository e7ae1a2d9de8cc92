import { failure, success, type Outcome, type Problem } from '../outcome';
import { FIELD_NAMES, type FieldName, type NAME_PARTS } from './fields';
import { meaningOf, plainHeader, resembles, type HeaderMeaning } from './headers';
import type { Table } from './table';
import { beginningOf } from '../values/text';

/** Items may have an object under this name: its entries become the customer's additional fields. */
export const ADDITIONAL_FIELDS = 'additional_fields';

/** A mapping that the user made by hand. */
export interface ManualMapping {
	/** `additional_fields`: the column feeds no field, whatever its header means. */
	readonly field: FieldName | typeof ADDITIONAL_FIELDS;
	/** Header of the column, or name of the item field. */
	readonly column: string;
}

/** Indexes of the columns that give a field its value: one, or those whose texts are joined. */
export type Source = readonly number[];

export interface ColumnMapping {
	/** The sources of each field, best first, in the order of the fields. The next one is used where the better is blank. */
	readonly fields: ReadonlyMap<FieldName, readonly Source[]>;
	/** Indexes of the columns that feed the rego or the VIN. */
	readonly vehicleColumns: readonly number[];
	/** Indexes of the columns that go to `additional_fields` in every row, ascending. */
	readonly additional: readonly number[];
	readonly unmapped: UnmappedColumns;
	/** Indexes of the columns that seem to hold a customer field by their header, but feed none. */
	readonly lookalikes: readonly number[];
	/** Those of them that seem to name the vehicle. */
	readonly vehicleLookalikes: readonly number[];
}

export type UnmappedColumns = 'additionalFields' | 'ignore';

type Columns = Pick<Table, 'columns' | 'headers' | 'suspicion'>;

/** More than any list has; every row costs time for every column. */
const MAX_COLUMNS = 10_000;

/**
 * Decides which columns feed which customer field. A mapping by hand wins for its field; all others are found by their
 * header. A problem names the columns, so that the user can see what the list really has.
 */
export function mapColumns(
	table: Columns,
	manual: readonly ManualMapping[],
	unmapped: UnmappedColumns,
): Outcome<ColumnMapping> {
	const { columns, headers } = table;
	if (columns.length > MAX_COLUMNS) return failure(tooManyColumns(columns.length));
	const chosen = readManual(table, manual);
	if (!chosen.ok) return chosen;
	const { byHand, setAside } = chosen.value;

	const taken = new Set([...byHand.values(), ...setAside]);
	const meanings = meaningsOf(headers, taken);
	const fields = new Map<FieldName, readonly Source[]>();
	for (const field of FIELD_NAMES) {
		const column = byHand.get(field);
		if (column !== undefined) {
			fields.set(field, [[column]]);
			continue;
		}
		const sources = sourcesOf(field, meanings, table);
		if (!sources.ok) return sources;
		if (sources.value.length > 0) fields.set(field, sources.value);
	}
	if (!fields.has('rego') && !fields.has('vin'))
		return failure(table.suspicion ?? noVehicle(table));

	const feeding = new Set([...fields.values()].flat(2));
	const rest = columns.map((_, index) => index).filter((index) => !feeding.has(index));
	const unknown = rest.filter((index) => !meanings.has(index) && !setAside.has(index));
	const lookalikes = unknown.filter((index) => resembles(headers[index]));
	return success({
		fields,
		vehicleColumns: [...(fields.get('rego') ?? []), ...(fields.get('vin') ?? [])].flat(),
		additional: unmapped === 'ignore' ? rest.filter((index) => setAside.has(index)) : rest,
		unmapped,
		lookalikes,
		vehicleLookalikes: lookalikes.filter((index) => resembles(headers[index]) === 'vehicle'),
	});
}

/**
 * Whether a record of a file can be the one with the headers: a cell names a vehicle, or the cells have all names that were
 * mapped by hand.
 */
export function namesVehicle(
	cells: readonly string[],
	manual: readonly ManualMapping[] = [],
): boolean {
	const named = manual.map(({ column }) => findColumns({ columns: cells, headers: cells }, column));
	if (manual.length > 0 && named.every((found) => found.length > 0)) return true;
	const taken = new Set(named.flat());
	return cells.some((cell, index) => {
		const field = taken.has(index) ? undefined : meaningOf(cell)?.field;
		return field === 'rego' || field === 'vin';
	});
}

/** The columns that the user mapped by hand, and those that are to feed no field. */
function readManual(
	table: Columns,
	manual: readonly ManualMapping[],
): Outcome<{
	readonly byHand: ReadonlyMap<FieldName, number>;
	readonly setAside: ReadonlySet<number>;
}> {
	const byHand = new Map<FieldName, number>();
	const setAside = new Set<number>();
	for (const { field, column } of manual) {
		const found = findColumns(table, column);
		if (found.length === 0) return failure(table.suspicion ?? missingColumn(column, table));
		if (field === ADDITIONAL_FIELDS) {
			for (const index of found) setAside.add(index);
			continue;
		}
		if (found.length > 1) return failure(whichColumn(column, found, table));
		const other = byHand.get(field);
		if (other !== undefined && other !== found[0]) {
			return failure(mappedTwice(field, [other, found[0]], table));
		}
		byHand.set(field, found[0]);
	}
	return success({ byHand, setAside });
}

/**
 * The columns that a name stands for: a header exactly as given, else the unique name of a column, else headers that
 * differ only in case, spaces or punctuation. `Notes (1)` is the first one of two columns `Notes`.
 */
function findColumns({ columns, headers }: Columns, name: string): number[] {
	const wanted = name.trim();
	if (wanted === '') return [];
	const written = indexesWhere(headers, (header) => header === wanted);
	if (written.length > 0) return written;
	const unique = indexesWhere(columns, (column) => column.trim() === wanted);
	if (unique.length > 0) return unique;
	const [, first] = /^(.+) \(1\)$/.exec(wanted) ?? [];
	if (first !== undefined && headers.includes(first)) return [headers.indexOf(first)];
	const plain = plainHeader(wanted);
	return plain === '' ? [] : indexesWhere(headers, (header) => plainHeader(header) === plain);
}

function indexesWhere<T>(values: readonly T[], matches: (value: T) => boolean): number[] {
	return values.flatMap((value, index) => (matches(value) ? [index] : []));
}

function meaningsOf(
	headers: readonly string[],
	taken: ReadonlySet<number>,
): Map<number, HeaderMeaning> {
	const plain = new Set(headers.map(plainHeader));
	const meanings = new Map<number, HeaderMeaning>();
	headers.forEach((header, index) => {
		if (taken.has(index)) return;
		const meaning = meaningOf(header) ?? meaningOfRepetition(header, plain);
		if (meaning) meanings.set(index, meaning);
	});
	return meanings;
}

/** n8n calls the second column `Rego` of a file `Rego_1`, other programs call it `Rego (2)` or `Rego.1`. */
function meaningOfRepetition(
	header: string,
	plainHeaders: ReadonlySet<string>,
): HeaderMeaning | undefined {
	const [, base] = REPETITION.exec(header) ?? [];
	return base !== undefined && plainHeaders.has(plainHeader(base)) ? meaningOf(base) : undefined;
}

const REPETITION = /^(.*\S)(?:\s*\(\d+\)|[_.]\d+)$/;

/** The columns that feed a field, best first. */
function sourcesOf(
	field: FieldName,
	meanings: ReadonlyMap<number, HeaderMeaning>,
	table: Columns,
): Outcome<readonly Source[]> {
	const found = [...meanings].filter(([, meaning]) => meaning.field === field);
	const ranks = [...new Set(found.map(([, { rank }]) => rank))].sort((one, other) => one - other);
	const sources: Source[] = [];
	for (const rank of ranks) {
		const source: number[] = [];
		for (const part of RANK_PARTS) {
			const columns = found
				.filter(([, meaning]) => meaning.rank === rank && meaning.part === part)
				.map(([index]) => index);
			if (columns.length > 1) return failure(equalColumns(field, columns, table));
			source.push(...columns);
		}
		sources.push(source);
	}
	return success(sources);
}

/** A name is the first part, then the last one; every other column stands for itself. */
const RANK_PARTS: ReadonlyArray<keyof typeof NAME_PARTS | undefined> = [undefined, 'first', 'last'];

function tooManyColumns(count: number): Problem {
	return {
		message: `The list has ${count.toLocaleString('en-US')} columns, but at most ${MAX_COLUMNS.toLocaleString('en-US')} can be read`,
		description:
			'Check whether the file is really a list with one customer per row, and remove the columns that you do not need.',
	};
}

function missingColumn(column: string, table: Columns): Problem {
	return {
		message: column.trim()
			? `The list has no column "${column}", which 'Column Mapping' names`
			: "A mapping under 'Column Mapping' names no column",
		description: `Enter the name of the column as text under 'Column Mapping', not an expression that gives a cell's value. ${listColumns(table)}`,
	};
}

function whichColumn(name: string, found: readonly number[], table: Columns): Problem {
	return {
		message: `The list has ${found.length} columns called "${name}", and 'Column Mapping' does not say which one to use`,
		description: `Enter ${found.map((index) => nameToChoose(index, table)).join(' or ')} under 'Column Mapping', or rename one of the columns in the list.`,
	};
}

function mappedTwice(field: FieldName, found: readonly number[], table: Columns): Problem {
	return {
		message: `'Column Mapping' maps two columns to the customer field "${field}": ${found.map((index) => `"${table.columns[index]}"`).join(' and ')}`,
		description:
			'Remove one of the two mappings. The other column is then sent as an additional field.',
	};
}

function equalColumns(field: FieldName, found: readonly number[], table: Columns): Problem {
	const names = found.map((index) => nameToChoose(index, table));
	return {
		message: `The columns ${names.join(' and ')} both fit the customer field "${field}"`,
		description: `Add the column to use under 'Column Mapping'. The other one is then sent as an additional field.`,
	};
}

/** A name by which one column can be mapped by hand, also when its header stands twice. */
function nameToChoose(index: number, { columns, headers }: Columns): string {
	const header = headers[index];
	const isFirstOfMany = headers.indexOf(header) === index && headers.lastIndexOf(header) !== index;
	return isFirstOfMany ? `"${header} (1)"` : `"${columns[index]}"`;
}

function noVehicle(table: Columns): Problem {
	return {
		message: 'No column of the list names a vehicle: there is neither a rego nor a VIN',
		description: `If a column has the number plate or the VIN under another name, add it under 'Column Mapping'. ${listColumns(table)}`,
	};
}

function listColumns({ columns }: Columns): string {
	const MOST = 40;
	const MOST_CHARACTERS = 60;
	const shown = columns
		.slice(0, MOST)
		.map((column) => `"${beginningOf(column, MOST_CHARACTERS)}"`)
		.join(', ');
	return columns.length > MOST
		? `The list has ${columns.length} columns, among them: ${shown}.`
		: `The list has these columns: ${shown}.`;
}
