import { DATE_FIELDS } from '../records';
import type { AdditionalFields, CustomerField, DateField, TextField } from '../records';
import type { Settings } from '../settings';
import { guessMidnight, isDay, toMidnight } from './calendar';

/** What was sent for a customer, by field name. */
export type Input = Record<string, unknown>;

/** The fields of a customer as they are kept. */
export type CustomerValues = Partial<Record<TextField | DateField, string | null>> & {
	additional_fields?: AdditionalFields;
};

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The accepted fields of an input, converted; others are left out. */
export function readValues(
	input: Input,
	accepted: readonly CustomerField[],
	settings: Readonly<Settings>,
): CustomerValues {
	const values: CustomerValues = {};
	for (const field of accepted) {
		if (!(field in input)) continue;
		if (field === 'additional_fields') {
			values[field] = isObject(input[field]) ? input[field] : {};
		} else if (isDateField(field)) {
			values[field] = readDate(input[field], settings);
		} else {
			values[field] = readText(field, input[field], settings);
		}
	}
	return values;
}

/** Whether a value has a type that no document shows for this field. */
export function hasWrongType(
	field: CustomerField,
	value: unknown,
	{ additionalValues }: Pick<Settings, 'additionalValues'>,
): boolean {
	if (value === null) return false;
	if (field !== 'additional_fields') return typeof value !== 'string';
	if (!isObject(value)) return true;
	return additionalValues === 'texts' && Object.values(value).some((each) => !isText(each));
}

function isText(value: unknown): boolean {
	return value === null || typeof value === 'string';
}

/** Whether a date is in another form than `YYYY-MM-DD`, or no day of the calendar. */
export function isBadDate(value: unknown): boolean {
	return typeof value === 'string' && value !== '' && !isDay(value);
}

function readDate(value: unknown, settings: Readonly<Settings>): string | null {
	if (typeof value !== 'string' || value === '') return null;
	if (isDay(value)) return toMidnight(value);
	return settings.badDates === 'guess' ? guessMidnight(value) : null;
}

/** An empty text is kept as null: documented for PATCH, a guess for an upload. */
function readText(field: TextField, value: unknown, settings: Readonly<Settings>): string | null {
	if (value === null || value === undefined || value === '') return null;
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	const isPlate = field === 'rego' || field === 'vin';
	return isPlate && settings.plates === 'normalised' ? normalisePlate(text) : text;
}

/** A plate or VIN in the one spelling by which two of them are compared. */
export function normalisePlate(text: string): string {
	return text.toUpperCase().replace(/[\s-]/g, '');
}

export function isDateField(field: string): field is DateField {
	return (DATE_FIELDS as readonly string[]).includes(field);
}
