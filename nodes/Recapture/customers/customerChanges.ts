import { FIELDS } from '../list/fields';
import { failure, quoteValue, success, type Outcome } from '../outcome';
import { readDate } from '../values/date';
import { readPhone } from '../values/phone';
import type { Region } from '../values/region';
import { readText } from '../values/text';

/** Fields of a customer that the vendor lets one change. Rego, state and VIN are not among them. */
const CHANGEABLE = {
	client_name: 'Client Name',
	mobile_number: 'Mobile Number',
	sale_date: 'Sale Date',
	expiry_date: 'Expiry Date',
	external_id: 'External ID',
	monitor_start_date: 'Monitor Start Date',
	monitor_end_date: 'Monitor End Date',
} as const;

export type ChangeableField = keyof typeof CHANGEABLE;

export const CHANGEABLE_FIELDS = Object.keys(CHANGEABLE) as ChangeableField[];

interface ChangeRules {
	/** What an empty value means: clear the field at the vendor, or leave it as it is. */
	readonly emptyFields: 'clear' | 'leave';
	readonly region: Region;
	readonly timeZone: string;
	/** Today in the workflow's time zone, as YYYY-MM-DD. */
	readonly today: string;
}

/**
 * Reads the fields that the user added as the vendor wants them: only these are sent, a date as the day that the user
 * sees, an empty text to clear.
 */
export function readCustomerChanges(
	fields: Readonly<Record<string, unknown>>,
	rules: ChangeRules,
): Outcome<Readonly<Record<string, string>>> {
	const changes: Record<string, string> = {};
	for (const field of CHANGEABLE_FIELDS) {
		if (!(field in fields)) continue;
		const read = readField(field, fields[field], rules);
		if (!read.ok) return read;
		if (read.value !== '' || rules.emptyFields === 'clear') changes[field] = read.value;
	}
	return success(changes);
}

function readField(field: ChangeableField, value: unknown, rules: ChangeRules): Outcome<string> {
	switch (FIELDS[field].kind) {
		case 'phone':
			return readChangedPhone(value, rules);
		case 'pastDate':
		case 'futureDate':
			return readChangedDate(field, value, rules);
		default:
			return success(readText(value));
	}
}

function readChangedPhone(value: unknown, { region }: ChangeRules): Outcome<string> {
	const phone = readPhone(value, region);
	if (phone.kind === 'phone') return success(phone.number);
	if (phone.kind === 'blank' && isNothing(value)) return success('');
	return failure({
		message: `${quoteValue(value)} under 'Mobile Number' is not a phone number`,
		description: 'Enter one number with all its digits, such as 0412 555 010. Nothing was changed.',
	});
}

function readChangedDate(
	field: ChangeableField,
	value: unknown,
	{ timeZone, today }: ChangeRules,
): Outcome<string> {
	const century = FIELDS[field].kind === 'pastDate' ? 'past' : 'future';
	// All regions of the vendor write the day first.
	const date = readDate(value, { order: 'dmy', century, timeZone });
	const isNone = date.kind === 'blank' || date.kind === 'none';
	if (isNone && isNothing(value)) return success('');
	if (date.kind !== 'date') {
		return failure({
			message: `${quoteValue(value)} under '${CHANGEABLE[field]}' is not a date`,
			description: 'Enter a date such as 2026-03-31. Nothing was changed.',
		});
	}
	if (field === 'expiry_date' && date.day <= today) {
		return failure({
			message: `The expiry date ${date.day} is today or earlier: AutoGrab would delete the customer at once`,
			description: "Enter a later date, or use the operation 'Delete'. Nothing was changed.",
		});
	}
	return success(date.day);
}

/** Not what is left of a failed calculation, NaN for instance: that must not clear a field. */
function isNothing(value: unknown): boolean {
	return value === undefined || value === null || typeof value === 'string';
}
