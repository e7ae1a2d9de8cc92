import { FIELDS, type FieldKind, type FieldName } from './fields';
import { CellError } from './table';
import { readDate, type ColumnOrder } from '../values/date';
import { readPhone } from '../values/phone';
import { readPlate } from '../values/plate';
import type { Region } from '../values/region';
import { readState } from '../values/state';
import { readText } from '../values/text';
import { readVin } from '../values/vin';

/** Why a row is not sent. */
export type RejectionReason =
	| 'broken-quotes'
	| 'too-many-cells'
	| 'repeated-headers'
	| 'missing-identity'
	| 'rego-malformed'
	| 'vin-malformed'
	| 'bad-date'
	| 'ambiguous-date'
	| 'already-expired';

/** What the user should know of a row that is sent all the same. */
export type WarningKind =
	| 'rego-malformed'
	| 'vin-malformed'
	| 'vin-check-digit'
	| 'state-unknown'
	| 'state-missing'
	| 'name-garbled'
	| 'mobile-damaged'
	| 'mobile-unclear'
	| 'no-date'
	| 'cell-error';

export interface Fault {
	readonly reason: RejectionReason;
	/** Index of the column at fault, when it is one. */
	readonly column?: number;
	/** What is wrong, as the rest of a sentence that begins with the row, or with the value and its column. */
	readonly what: string;
}

/** What the reading of a cell depends on beside the cell. */
export interface CellRules {
	readonly region: Region;
	/** The workflow's time zone. */
	readonly timeZone: string;
	/** Today in that time zone, as YYYY-MM-DD. */
	readonly today: string;
	/** How the dates of each date column are written. */
	readonly dateOrders: ReadonlyMap<number, ColumnOrder>;
	/** The row whose date contradicts the other dates, by date column. */
	readonly provenByRow: ReadonlyMap<number, number>;
	/** What a row is called in messages. */
	readonly rowName: 'Row' | 'Item';
}

/** What one cell gives: a value to send, a warning, or the fault for which its row cannot be sent. */
interface CellReading {
	readonly value: string | undefined;
	readonly warning: WarningKind | undefined;
	/** 'too' when the cell has more than the value: it is then sent as an additional field as well. */
	readonly cell: 'too' | undefined;
	readonly fault: Omit<Fault, 'column'> | undefined;
}

/** All readings have the same properties in the same order: a long list has millions of them. */
function reading(
	value?: string,
	warning?: WarningKind,
	cell?: 'too',
	fault?: Omit<Fault, 'column'>,
): CellReading {
	return { value, warning, cell, fault };
}

/** The cell holds nothing for the field. */
export const NOTHING = reading();
const MALFORMED_REGO = reading(undefined, 'rego-malformed', 'too');
const MALFORMED_VIN = reading(undefined, 'vin-malformed', 'too');
const DAMAGED_MOBILE = reading(undefined, 'mobile-damaged', 'too');
const UNCLEAR_MOBILE = reading(undefined, 'mobile-unclear', 'too');
const NO_DATE = reading(undefined, 'no-date');
const NOT_A_DATE = reading(undefined, undefined, undefined, {
	reason: 'bad-date',
	what: 'is not a date',
});
const EXPIRED = reading(undefined, undefined, undefined, {
	reason: 'already-expired',
	what: 'is today or earlier, and AutoGrab would delete the customer at once',
});

interface Place {
	readonly field: FieldName;
	readonly column: number;
	readonly rules: CellRules;
}

/** Reads the cell of a column for a customer field. */
export function readCell(cell: unknown, place: Place): CellReading {
	if (cell instanceof CellError) return place.field === 'rego' ? MALFORMED_REGO : NOTHING;
	return READERS[FIELDS[place.field].kind](cell, place);
}

const READERS: Record<FieldKind, (cell: unknown, place: Place) => CellReading> = {
	plate: (cell, { rules }) => {
		const plate = readPlate(cell, rules.region);
		if (plate.kind === 'blank') return NOTHING;
		return plate.kind === 'malformed' ? MALFORMED_REGO : reading(plate.plate);
	},
	text: (cell, { field }) => {
		const text = readText(cell);
		if (text === '') return NOTHING;
		const isGarbled = field === 'client_name' && text.includes(REPLACEMENT_CHARACTER);
		return isGarbled ? reading(text, 'name-garbled') : reading(text);
	},
	state: (cell, { rules }) => {
		const { state, known } = readState(cell, rules.region);
		if (state === '') return NOTHING;
		return known === 'unknown' ? reading(state, 'state-unknown') : reading(state);
	},
	vin: (cell) => {
		const vin = readVin(cell);
		if (vin.kind === 'blank') return NOTHING;
		if (vin.kind === 'malformed') return MALFORMED_VIN;
		return reading(vin.vin, vin.checkDigit === 'fails' ? 'vin-check-digit' : undefined);
	},
	phone: (cell, { rules }) => {
		const phone = readPhone(cell, rules.region);
		switch (phone.kind) {
			case 'blank':
				return NOTHING;
			case 'damaged':
				return DAMAGED_MOBILE;
			case 'unclear':
				return UNCLEAR_MOBILE;
			case 'phone':
				return reading(phone.number, undefined, phone.understood === 'partly' ? 'too' : undefined);
		}
	},
	pastDate: readDateCell,
	futureDate: readDateCell,
};

/** Stands for characters that were lost before the list was read. */
const REPLACEMENT_CHARACTER = '\uFFFD';

function readDateCell(cell: unknown, { field, column, rules }: Place): CellReading {
	const order = rules.dateOrders.get(column);
	if (!order) return NOTHING;
	const century = FIELDS[field].kind === 'pastDate' ? 'past' : 'future';
	const date = readDate(cell, { order, century, timeZone: rules.timeZone });
	switch (date.kind) {
		case 'blank':
			return NOTHING;
		case 'none':
			return NO_DATE;
		case 'unreadable':
			return NOT_A_DATE;
		case 'ambiguous':
			return ambiguousDate(rules.provenByRow.get(column), rules);
		case 'date':
			return field === 'expiry_date' && date.day <= rules.today ? EXPIRED : reading(date.day);
	}
}

function ambiguousDate(provenByRow: number | undefined, { rowName }: CellRules): CellReading {
	const contradiction =
		provenByRow === undefined
			? "the list's other date columns are not all written in the same order"
			: `the date in ${rowName.toLowerCase()} ${provenByRow} is written in another order`;
	return reading(undefined, undefined, undefined, {
		reason: 'ambiguous-date',
		what: `can be read in two ways, and ${contradiction}: choose a 'Date Order'`,
	});
}
