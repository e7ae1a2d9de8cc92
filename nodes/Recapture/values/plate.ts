import type { Region } from './region';
import { readState } from './state';
import { readIdentifier, readText, SEPARATORS } from './text';

type PlateResult =
	| { readonly kind: 'blank' }
	| {
			readonly kind: 'plate';
			/** Letters A to Z and digits, without separators. */
			readonly plate: string;
	  }
	| { readonly kind: 'malformed' };

/**
 * A number plate in upper case, without separators and without what exports put around it: quotes, stars, #, the .0 of
 * a number column, a state in brackets behind. Ø is how New Zealand prints a zero. Any letters and digits may be a
 * plate, because personalised ones follow no pattern. Malformed is what no plate can be: other signs, too many groups
 * or characters, a date, a number that a spreadsheet wrote with an exponent, only zeros, a word for "none" or "total".
 */
export function readPlate(value: unknown, region: Region): PlateResult {
	switch (typeof value) {
		case 'string':
			return readWrittenPlate(value, region);
		case 'object':
			// A date is what a spreadsheet made of 1MAR12; a list or an object is no plate either.
			return value === null ? BLANK : MALFORMED;
		case 'number':
			if (!Number.isFinite(value)) return BLANK;
			return Number.isSafeInteger(value) && value > 0
				? plateOf([String(value)], region)
				: MALFORMED;
		default:
			return readWrittenPlate(readText(value), region);
	}
}

const BLANK: PlateResult = { kind: 'blank' };
const MALFORMED: PlateResult = { kind: 'malformed' };

/** Malaysia has plates that are a word and a number: PUTRAJAYA 1234. */
const MAX_CHARACTERS: Record<Region, number> = { au: 10, nz: 10, uk: 10, my: 13 };
const MAX_GROUPS = 3;

const LETTERS_AND_DIGITS = /^[A-Z0-9]+$/;
const ERROR_CELL = /^#{2,}$/;
const FRACTION_OF_A_WHOLE = /^(\d+)\.0{1,2}$/;
/** 1.00E+05, 1.5E5 and 1E-05, but not 1E5, which may be a plate. */
const EXPONENT_FORM = /^(?:\d+[.,]\d+E[+-]?|\dE[+-])\d+$/;
const MONTH = '(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)';
/** Dates whose signs could also separate the groups of a plate. */
const DATE = new RegExp(
	`^(?:(?:19|20)\\d\\d([-. ])\\d\\d?\\1\\d\\d?|\\d\\d?([-. ])(?:\\d\\d?\\2(?:19|20)\\d\\d|${MONTH}\\2(?:\\d\\d)?\\d\\d))$`,
);
const NEW_ZEALAND_ZERO = /[Øø]/g;
const ZEROS_OR_X = /^(?:0+|X{4,})$/;

/** Words for "none", "to come" and "total", and answers to "registered?", that stand alone. A plate may well contain them: TBA 123, NEW 1234. */
const NO_PLATES = new Set(
	`NA NAN NIL NONE NULL BLANK EMPTY MISSING UNDEFINED UNK UNKN NOTKNOWN NOTAVAILABLE NOTAPPLICABLE NOTPROVIDED
	NOTSUPPLIED NOTGIVEN NOTREG NOTREGD NOTYET NOTYETREG SEENOTES SEEFILE ONORDER NOPLATE NOPLATES NOREG NOREGD NOREGO NEW NEWCAR NEWVEHICLE UNREGO UNREGD TIADA BELUM BELUMDAFTAR
	TBA TBC TBD TBN TOBEADVISED TOBECONFIRMED TOFOLLOW TOCOME APPLIEDFOR
	YES NO TRUE FALSE SUM GRANDTOTAL END EOF ENDOFLIST ENDOFFILE ENDOFDATA`.split(/\s+/),
);
/** Words that make anything malformed of which they are a group: Pending Rego, Grand Total, Total 12, Page 1. */
const NO_PLATE_GROUPS = new Set(
	`REGO REGISTERED REGISTRATION UNREG UNREGISTERED PLATE PLATES UNKNOWN PENDING AWAITING AWAITED
	TOTAL TOTALS SUBTOTAL SUBTOTALS JUMLAH COUNT PAGE ROWS RECORDS VEHICLES REPORT`.split(/\s+/),
);

function readWrittenPlate(text: string, region: Region): PlateResult {
	if (LETTERS_AND_DIGITS.test(text)) return plateOf([text], region);
	const identifier = readIdentifier(text);
	if (identifier === '') return ERROR_CELL.test(text.trim()) ? MALFORMED : BLANK;
	const bare = withoutState(identifier)
		.replace(FRACTION_OF_A_WHOLE, '$1')
		.replace(NEW_ZEALAND_ZERO, '0');
	const groups = bare.split(SEPARATORS);
	return groups.length > 1 && isNumberOrDate(bare) ? MALFORMED : plateOf(groups, region);
}

function isNumberOrDate(text: string): boolean {
	return EXPONENT_FORM.test(text) || DATE.test(text);
}

function withoutState(text: string): string {
	if (!text.endsWith(')') && !text.endsWith(']')) return text;
	const bracket = Math.max(text.lastIndexOf('('), text.lastIndexOf('['));
	const isState = readState(text.slice(bracket + 1, -1), 'au').known !== 'unknown';
	return isState ? readIdentifier(text.slice(0, bracket)) : text;
}

function plateOf(groups: readonly string[], region: Region): PlateResult {
	const plate = groups.join('');
	const isPlate =
		groups.length <= MAX_GROUPS &&
		plate.length <= MAX_CHARACTERS[region] &&
		LETTERS_AND_DIGITS.test(plate) &&
		!(plate.length > MAX_CHARACTERS.au && groups.filter(isWholePlate).length > 1) &&
		!ZEROS_OR_X.test(plate) &&
		!NO_PLATES.has(plate) &&
		!NO_PLATE_GROUPS.has(plate) &&
		!groups.some((group) => NO_PLATE_GROUPS.has(group));
	return isPlate ? { kind: 'plate', plate } : MALFORMED;
}

/** Two plates in a cell are short enough for one of Malaysia's long plates. */
function isWholePlate(group: string): boolean {
	return /[A-Z]/.test(group) && /\d/.test(group);
}
