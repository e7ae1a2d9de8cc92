import { CellError, MissingFormulaValue } from './table';

/** Whether a cell holds nothing: no value, or spaces alone. */
export function isBlank(cell: unknown): boolean {
	if (typeof cell === 'string') return cell === '' || cell.trim() === '';
	if (typeof cell !== 'object') return cell === undefined;
	return cell === null || cell instanceof MissingFormulaValue;
}

/**
 * The value of a cell for a customer field: a list of one stands for its element, and an object with a `name`, `text` or
 * `value` for that, as many CRM nodes give them. Anything else is given back as it is.
 */
export function valueOf(cell: unknown): unknown {
	return typeof cell === 'object' && cell !== null ? unwrap(cell, MAX_DEPTH) : cell;
}

const MAX_DEPTH = 4;

function unwrap(cell: object, depth: number): unknown {
	const inner = innerValue(cell);
	if (typeof inner !== 'object' || inner === null || inner === cell || depth === 0) return inner;
	return unwrap(inner, depth - 1);
}

function innerValue(cell: object): unknown {
	if (Array.isArray(cell)) return cell.length > 1 ? cell : (cell[0] as unknown);
	if (!isPlainObject(cell)) return cell;
	const name = ['name', 'text', 'value'].find((key) => Object.hasOwn(cell, key));
	return name === undefined ? cell : cell[name];
}

/** Whether a cell is a structure that no customer field can take. */
export function isStructure(cell: unknown): boolean {
	const value = valueOf(cell);
	return Array.isArray(value) || isPlainObject(value);
}

/** An object that only groups values. Dates of JavaScript and of Luxon are values. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	return (
		!(value instanceof CellError) && !('toJSON' in value && typeof value.toJSON === 'function')
	);
}

/** A cell as it is put out and sent along: an error cell as the text that the workbook shows. */
export function writtenCell(cell: unknown): unknown {
	if (cell instanceof CellError) return cell.text;
	return cell instanceof MissingFormulaValue ? undefined : cell;
}
