import { isBlank, isPlainObject, valueOf, writtenCell } from './cell';
import { ADDITIONAL_FIELDS, type ColumnMapping, type Source } from './columns';
import { NOTHING, readCell, type CellRules, type Fault, type WarningKind } from './fieldCell';
import type { FieldName } from './fields';
import { meaningOf, plainHeader } from './headers';
import { CellError, type Row } from './table';
import { readText } from '../values/text';

export interface Warning {
	readonly kind: WarningKind;
	readonly column?: number;
}

/** A customer as it is sent: only fields that have a value. */
export type Customer = Partial<Record<FieldName, string>> & {
	additional_fields?: Record<string, unknown>;
};

export interface AcceptedCustomer {
	readonly kind: 'accepted';
	readonly customer: Readonly<Customer>;
	readonly warnings: readonly Warning[];
	/** Whether AutoGrab would look up the VIN, which costs money. */
	readonly lookup: 'billed' | 'none';
	/** Columns that gave a field its value, of the fields that more than one column can feed. */
	readonly fedBy: readonly number[];
}

export type Verdict =
	| AcceptedCustomer
	| { readonly kind: 'blank' }
	| {
			readonly kind: 'rejected';
			/** All that is wrong with the row; never empty. */
			readonly faults: readonly Fault[];
			/** The vehicle that the row names all the same. */
			readonly vehicle?: Vehicle;
	  };

/** What a vehicle is known by. */
export type Vehicle = Readonly<Pick<Customer, 'vin' | 'rego' | 'state'>>;

export interface CheckRules extends CellRules {
	readonly columns: readonly string[];
	readonly headers: readonly string[];
	readonly mapping: ColumnMapping;
	readonly regoLookups: 'on' | 'off';
}

/** Makes a customer of a row, or says why that is not possible. Depends on nothing but the row and the rules. */
export function checkRow(row: Row, rules: CheckRules): Verdict {
	if (row.broken) return { kind: 'rejected', faults: [row.broken] };
	if (row.cells.every(isBlank)) return { kind: 'blank' };
	if (repeatsHeaders(row, rules)) return { kind: 'rejected', faults: [REPEATED_HEADERS] };
	const check = new RowCheck(row, rules);
	for (const [field, sources] of rules.mapping.fields) check.readField(field, sources);
	return check.verdict();
}

/** Collects what the fields of one row give. */
class RowCheck {
	private readonly customer: Customer = {};
	private readonly warnings: Warning[] = [];
	private readonly faults: Fault[] = [];
	private readonly fedBy: number[] = [];
	/** Columns that can feed a field, whose cells are sent as additional fields of this row. */
	private readonly kept: number[] = [];

	constructor(
		private readonly row: Row,
		private readonly rules: CheckRules,
	) {}

	/** The best source that is filled feeds the field; the cells of the others are sent as additional fields. */
	readField(field: FieldName, sources: readonly Source[]): void {
		let isFed = false;
		for (const source of sources) {
			if (!isFed && this.readSource(field, source)) {
				isFed = true;
				if (sources.length > 1) this.fedBy.push(...source);
			} else if (sources.length > 1 && this.rules.mapping.unmapped === 'additionalFields') {
				this.kept.push(...source);
			}
		}
	}

	verdict(): Verdict {
		const { customer, warnings, rules } = this;
		this.checkIdentity();
		if (this.faults.length > 0) {
			const isNamed = customer.rego !== undefined || customer.vin !== undefined;
			return { kind: 'rejected', faults: this.faults, ...(isNamed && { vehicle: customer }) };
		}
		const isBilled = rules.regoLookups === 'on' && customer.vin === undefined;
		if (isBilled && rules.region === 'au' && customer.state === undefined) {
			warnings.push({ kind: 'state-missing' });
		}
		const additional = this.additionalFields();
		if (additional) customer.additional_fields = additional;
		const lookup = isBilled ? 'billed' : 'none';
		return { kind: 'accepted', customer, warnings, lookup, fedBy: this.fedBy };
	}

	/** Whether the source is filled. */
	private readSource(field: FieldName, source: Source): boolean {
		const { row, rules } = this;
		const cell = cellOf(row, source);
		const [column] = source;
		if (field !== 'rego') this.warnOfErrors(source);
		const found = readCell(cell, { field, column, rules });
		if (found === NOTHING) return false;
		if (found.value !== undefined) this.customer[field] = found.value;
		if (found.warning) this.warnings.push({ kind: found.warning, column });
		if (found.cell === 'too') this.kept.push(...source);
		if (found.fault) this.faults.push({ ...found.fault, column });
		return true;
	}

	private warnOfErrors(source: Source): void {
		for (const column of source) {
			if (this.row.cells[column] instanceof CellError) {
				this.warnings.push({ kind: 'cell-error', column });
			}
		}
	}

	/** AutoGrab finds a car by its number plate or by its VIN: a row needs one that can be used. */
	private checkIdentity(): void {
		const { customer, warnings } = this;
		if (customer.rego !== undefined || customer.vin !== undefined) return;
		const malformed = warnings.flatMap(({ kind, column }) =>
			kind === 'rego-malformed' || kind === 'vin-malformed' ? [{ reason: kind, column }] : [],
		);
		const faults = malformed.map(({ reason, column }): Fault => {
			const also = malformed.length === 1 ? `, and the row has no ${OTHER_IDENTITY[reason]}` : '';
			return { reason, column, what: `${NOT_AN_IDENTITY[reason]}${also}` };
		});
		this.faults.unshift(...(faults.length > 0 ? faults : [this.missingIdentity()]));
	}

	private missingIdentity(): Fault {
		const { row, rules } = this;
		const filled = rules.mapping.vehicleLookalikes.find((column) => !isBlank(row.cells[column]));
		const hint =
			filled === undefined
				? ''
				: `. The column "${rules.columns[filled]}" is filled: if it has the rego or the VIN, add it under 'Column Mapping'`;
		return { reason: 'missing-identity', what: `there is neither a rego nor a VIN${hint}` };
	}

	private additionalFields(): Record<string, unknown> | undefined {
		const { cells } = this.row;
		const { columns, mapping } = this.rules;
		let fields: Record<string, unknown> | undefined;
		for (const column of mapping.additional) {
			// A short row of a very wide list ends long before its columns do.
			if (column >= cells.length) break;
			if (isBlank(cells[column])) continue;
			fields ??= {};
			addField(fields, columns[column], cells[column]);
		}
		for (const column of this.kept) {
			if (isBlank(cells[column])) continue;
			fields ??= {};
			setOwn(fields, columns[column], writtenCell(cells[column]));
		}
		return fields;
	}
}

const REPEATED_HEADERS: Fault = {
	reason: 'repeated-headers',
	what: 'the row repeats the headers of the list',
};

const NOT_AN_IDENTITY = {
	'rego-malformed': 'is not a number plate',
	'vin-malformed': 'is not a VIN (17 letters and digits, without I, O and Q)',
} as const;
const OTHER_IDENTITY = { 'rego-malformed': 'VIN', 'vin-malformed': 'rego' } as const;

/**
 * Whether a row repeats the headers, as in a list made of several ones: the cell for the vehicle is a header for it, and most
 * of the filled cells are headers. A plate that is such a word is not enough.
 */
function repeatsHeaders(row: Row, { headers, mapping }: CheckRules): boolean {
	const isHeader = (column: number) => isHeaderCell(row.cells[column], headers[column]);
	if (!mapping.vehicleColumns.some(isHeader)) return false;
	const filled = row.cells.flatMap((cell, column) => (isBlank(cell) ? [] : [column]));
	return filled.filter(isHeader).length * 2 > filled.length;
}

function isHeaderCell(cell: unknown, header: string): boolean {
	// Nearly every plate and VIN has a digit, and nearly no header: that spares the comparison.
	if (typeof cell !== 'string' || cell === '') return false;
	if (HAS_DIGIT.test(cell)) return cell.trim() === header;
	const plain = plainHeader(cell);
	return plain !== '' && (plain === plainHeader(header) || meaningOf(cell.trim()) !== undefined);
}

const HAS_DIGIT = /\d/;

/** The value of one column, or the texts of several joined. */
function cellOf({ cells }: Row, source: Source): unknown {
	if (source.length === 1) return valueOf(cells[source[0]]);
	const values = source.map((column) => valueOf(cells[column]));
	const texts = values.map((value) => (value instanceof CellError ? '' : readText(value)));
	return texts.filter((text) => text !== '').join(' ');
}

function addField(fields: Record<string, unknown>, name: string, cell: unknown): void {
	if (name === ADDITIONAL_FIELDS && isPlainObject(cell)) {
		for (const [key, value] of Object.entries(cell)) setOwn(fields, key, value);
	} else {
		setOwn(fields, name, writtenCell(cell));
	}
}

/** A column may be called __proto__: plain assignment would change what the object is made of. */
function setOwn(object: Record<string, unknown>, name: string, value: unknown): void {
	if (name === '__proto__') {
		Object.defineProperty(object, name, { value, enumerable: true, configurable: true });
	} else {
		object[name] = value;
	}
}
