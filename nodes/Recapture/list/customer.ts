import { ADDITIONAL_FIELDS_COLUMN, type ColumnMapping } from './columnMapping';
import { FIELDS, type FieldKind, type FieldName } from './fields';
import type { Row } from './table';
import { readDate, type DateReading } from '../values/date';
import { readPhone } from '../values/phone';
import { readPlate } from '../values/plate';
import type { Region } from '../values/region';
import { readState } from '../values/state';
import { readText } from '../values/text';
import { readVin } from '../values/vin';

/** Why a row is left out. The first that applies is given. */
export type RejectionReason =
	| 'missing-identity'
	| 'bad-date'
	| 'ambiguous-date'
	| 'already-expired'
	| 'too-many-cells'
	| 'broken-quotes'
	| 'vin-malformed';

/** What the user should know of a row that is sent all the same. */
export type Warning =
	| 'vin-malformed'
	| 'vin-check-digit'
	| 'state-unknown'
	| 'state-missing'
	| 'mobile-damaged';

export interface Rejection {
	readonly reason: RejectionReason;
	/** Index of the column at fault, when it is one. */
	readonly column?: number;
	/** What is wrong, as the rest of a sentence that begins with the row, or with the value and its column. */
	readonly what: string;
}

/** A customer as it is sent: only fields that have a value. */
export type Customer = Partial<Record<FieldName, string>> & {
	additional_fields?: Record<string, unknown>;
};

export interface AcceptedCustomer {
	readonly kind: 'accepted';
	readonly customer: Readonly<Customer>;
	readonly warnings: readonly Warning[];
	/** Whether Recapture would look up the VIN, which costs money. */
	readonly lookup: 'billed' | 'none';
}

export type Verdict =
	| AcceptedCustomer
	| { readonly kind: 'blank' }
	| { readonly kind: 'rejected'; readonly rejection: Rejection };

export interface CheckRules {
	readonly columns: readonly string[];
	readonly mapping: ColumnMapping;
	readonly region: Region;
	/** Today in the workflow's time zone, as YYYY-MM-DD. */
	readonly today: string;
	readonly regoLookups: 'on' | 'off';
	/** How the column of each mapped date field is read. */
	readonly dates: ReadonlyMap<FieldName, DateReading>;
}

/** What one cell gives: a value to send, a warning, or the reason why its row cannot be sent. */
interface CellReading {
	readonly value: string | undefined;
	readonly warning: Warning | undefined;
	/** 'too' when the cell says more than the value: it then goes along as an additional field as well. */
	readonly cell: 'too' | undefined;
	readonly rejection: Omit<Rejection, 'column'> | undefined;
}

/** Makes a customer of a row, or says why that cannot be done. Looks at nothing but the row. */
export function checkCustomer(row: Row, rules: CheckRules): Verdict {
	if (row.broken) return rejected({ reason: row.broken.reason, what: row.broken.what });
	if (row.cells.every(isBlank)) return { kind: 'blank' };

	const customer: Customer = {};
	const warnings: Warning[] = [];
	const keptColumns: number[] = [];
	let rejection: Rejection | undefined;
	for (const [field, column] of rules.mapping.fields) {
		const found = READERS[FIELDS[field].kind](row.cells[column], field, rules);
		if (found.value !== undefined) customer[field] = found.value;
		if (found.warning) warnings.push(found.warning);
		if (found.cell === 'too') keptColumns.push(column);
		if (found.rejection) rejection ??= { ...found.rejection, column };
	}
	rejection = checkIdentity(customer, warnings, rules) ?? rejection;
	if (rejection) return rejected(rejection);

	const lookup = rules.regoLookups === 'on' && customer.vin === undefined ? 'billed' : 'none';
	if (lookup === 'billed' && rules.region === 'au' && customer.state === undefined) {
		warnings.push('state-missing');
	}
	const additional = additionalFields(row, rules, keptColumns);
	if (additional) customer.additional_fields = additional;
	return { kind: 'accepted', customer, warnings, lookup };
}

/** All readings have the same properties in the same order: a long list asks millions of them. */
function reading(
	value?: string,
	warning?: Warning,
	cell?: 'too',
	rejection?: Omit<Rejection, 'column'>,
): CellReading {
	return { value, warning, cell, rejection };
}

const NOTHING = reading();
const MALFORMED_VIN = reading(undefined, 'vin-malformed', 'too');
const DAMAGED_MOBILE = reading(undefined, 'mobile-damaged');
const CELL_ONLY = reading(undefined, undefined, 'too');

const NOT_A_DATE = rejecting('bad-date', 'is not a date');
const TWO_WAY_DATE = rejecting(
	'ambiguous-date',
	"can be read in two ways, and the column has dates of both kinds, day first and month first: choose a 'Date Order'",
);
const EXPIRED = rejecting(
	'already-expired',
	'is today or earlier: Recapture would delete the customer at once',
);

function rejecting(reason: RejectionReason, what: string): CellReading {
	return reading(undefined, undefined, undefined, { reason, what });
}

const READERS: Record<
	FieldKind,
	(cell: unknown, field: FieldName, rules: CheckRules) => CellReading
> = {
	plate: (cell, _field, { region }) => {
		const plate = readPlate(cell, region);
		if (plate.kind === 'blank') return NOTHING;
		return reading(plate.kind === 'plate' ? plate.plate : readText(cell).toUpperCase());
	},
	text: (cell) => readingOfText(readText(cell)),
	state: (cell, _field, { region }) => {
		const { state, known } = readState(cell, region);
		return known === 'unknown' ? reading(state, 'state-unknown') : readingOfText(state);
	},
	vin: (cell) => {
		const vin = readVin(cell);
		if (vin.kind === 'blank') return NOTHING;
		if (vin.kind === 'malformed') return MALFORMED_VIN;
		return reading(vin.vin, vin.checkDigit === 'fails' ? 'vin-check-digit' : undefined);
	},
	phone: (cell, _field, { region }) => {
		const phone = readPhone(cell, region);
		if (phone.kind === 'blank') return NOTHING;
		if (phone.kind === 'damaged') return DAMAGED_MOBILE;
		if (phone.kind === 'unclear') return CELL_ONLY;
		return reading(phone.number, undefined, phone.understood === 'partly' ? 'too' : undefined);
	},
	pastDate: readDateCell,
	futureDate: readDateCell,
};

function readingOfText(text: string): CellReading {
	return text === '' ? NOTHING : reading(text);
}

function readDateCell(cell: unknown, field: FieldName, rules: CheckRules): CellReading {
	const order = rules.dates.get(field);
	if (!order) return NOTHING;
	const date = readDate(cell, order);
	switch (date.kind) {
		case 'blank':
		case 'none':
			return NOTHING;
		case 'unreadable':
			return NOT_A_DATE;
		case 'ambiguous':
			return TWO_WAY_DATE;
		case 'date':
			return field === 'expiry_date' && date.day <= rules.today ? EXPIRED : reading(date.day);
	}
}

/** Recapture finds a car by its number plate or by its VIN: a row needs one that can be used. */
function checkIdentity(
	customer: Customer,
	warnings: readonly Warning[],
	{ mapping }: CheckRules,
): Rejection | undefined {
	if (customer.rego !== undefined || customer.vin !== undefined) return undefined;
	if (!warnings.includes('vin-malformed')) {
		return { reason: 'missing-identity', what: 'there is neither a rego nor a VIN' };
	}
	return {
		reason: 'vin-malformed',
		column: mapping.fields.get('vin'),
		what: 'is not a VIN (17 letters and digits, without I, O and Q), and the row has no rego',
	};
}

function additionalFields(
	row: Row,
	{ columns, mapping }: CheckRules,
	keptColumns: readonly number[],
): Record<string, unknown> | undefined {
	let fields: Record<string, unknown> | undefined;
	for (const column of mapping.additional) {
		const cell = row.cells[column];
		if (isBlank(cell)) continue;
		fields ??= {};
		if (columns[column] === ADDITIONAL_FIELDS_COLUMN && isPlainObject(cell)) {
			for (const [name, value] of Object.entries(cell)) setOwn(fields, name, value);
		} else {
			setOwn(fields, columns[column], cell);
		}
	}
	for (const column of keptColumns) {
		fields ??= {};
		setOwn(fields, columns[column], row.cells[column]);
	}
	return fields;
}

/** A column may be called __proto__: plain assignment would change what the object is made of. */
function setOwn(object: Record<string, unknown>, name: string, value: unknown): void {
	if (name === '__proto__') {
		Object.defineProperty(object, name, { value, enumerable: true, configurable: true });
	} else {
		object[name] = value;
	}
}

function rejected(rejection: Rejection): Verdict {
	return { kind: 'rejected', rejection };
}

function isBlank(cell: unknown): boolean {
	return (
		cell === undefined ||
		cell === null ||
		(typeof cell === 'string' && (cell === '' || cell.trim() === ''))
	);
}

function isPlainObject(cell: unknown): cell is Record<string, unknown> {
	return (
		typeof cell === 'object' && cell !== null && !Array.isArray(cell) && !(cell instanceof Date)
	);
}
