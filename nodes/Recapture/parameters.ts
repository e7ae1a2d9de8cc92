import { quoteValue, type Problem } from './outcome';

/**
 * Reads the values of the node's fields. Any of them can come from an expression, so it can be anything, whatever the
 * editor allows. A value that a field does not take is an error before any request, never a guess: casting turns the text
 * "false" into true, and an empty row number into the whole list.
 */

/** Thrown when a field has a value that it does not take. The router and the poll turn it into n8n's error. */
export class ParameterError extends Error {
	readonly description: string;

	constructor({ message, description }: Problem) {
		super(message);
		this.name = 'ParameterError';
		this.description = description;
	}
}

interface Field<T> {
	/** As the editor shows it. */
	readonly label: string;
	/** Used when the field was not added or its expression gives nothing. Without it, nothing is an error. */
	readonly byDefault?: T;
}

interface NumberField extends Field<number> {
	readonly min?: number;
	readonly max?: number;
}

/** A whole number, also as a text of digits. At least 1 unless `min` says otherwise. */
export function readCount(value: unknown, field: NumberField): number {
	const { label, min = 1, max = Number.MAX_SAFE_INTEGER } = field;
	return read(value, field, (given) => {
		const count = numberIn(given, /^\d+$/);
		const fits = Number.isSafeInteger(count) && count >= min && count <= max;
		return fits ? count : mustBe(label, `a whole number${rangeOf(min, field.max)}`, given);
	});
}

/** A number that may have decimals, also as text. At least 0 unless `min` says otherwise. */
export function readNumber(value: unknown, field: NumberField): number {
	const { label, min = 0, max = Number.MAX_VALUE } = field;
	return read(value, field, (given) => {
		const number = numberIn(given, /^-?\d+(\.\d+)?$/);
		const fits = number >= min && number <= max;
		return fits ? number : mustBe(label, `a number${rangeOf(min, field.max)}`, given);
	});
}

/** True or false, also as text. */
export function readBoolean(value: unknown, field: Field<boolean>): boolean {
	return read(value, field, (given) => {
		const text = typeof given === 'string' ? given.trim().toLowerCase() : given;
		if (text === true || text === 'true') return true;
		if (text === false || text === 'false') return false;
		return mustBe(field.label, 'true or false', given);
	});
}

/** One of a few words, exactly as the editor stores them. */
export function readChoice<Choice extends string>(
	value: unknown,
	field: Field<Choice> & { readonly choices: readonly Choice[] },
): Choice {
	return read(value, field, (given) => {
		const choice = field.choices.find((word) => word === given);
		return choice ?? mustBe(field.label, `one of: ${field.choices.join(', ')}`, given);
	});
}

/** A text without spaces around it. A number counts as its digits: a number plate may be one. */
export function readText(value: unknown, field: Field<string>): string {
	return read(value, field, (given) => {
		if (typeof given === 'string') return given.trim();
		if (typeof given === 'number' && Number.isFinite(given)) return String(given);
		if (typeof given === 'bigint') return String(given);
		return mustBe(field.label, 'text', given);
	});
}

/** The fields of a collection or fixed collection such as 'Options'. */
export function readCollection(
	value: unknown,
	{ label }: { readonly label: string },
): Readonly<Record<string, unknown>> {
	return read(value, { label, byDefault: {} }, (given) => {
		const isCollection = typeof given === 'object' && !Array.isArray(given);
		return isCollection ? (given as Record<string, unknown>) : mustBe(label, 'an object', given);
	});
}

function read<T>(
	value: unknown,
	{ label, byDefault }: Field<T>,
	readGiven: (given: unknown) => T,
): T {
	const isNothing =
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
	if (!isNothing) return readGiven(value);
	if (byDefault !== undefined) return byDefault;
	throw new ParameterError({
		message: `'${label}' is empty`,
		description: `Enter a value, or correct the expression in '${label}'. Nothing was sent.`,
	});
}

function numberIn(value: unknown, pattern: RegExp): number {
	if (typeof value === 'number') return value;
	const text = typeof value === 'string' ? value.trim() : '';
	return pattern.test(text) ? Number(text) : NaN;
}

function rangeOf(min: number, max: number | undefined): string {
	return max === undefined ? ` of at least ${min}` : ` from ${min} to ${max}`;
}

function mustBe(label: string, what: string, given: unknown): never {
	throw new ParameterError({
		message: `'${label}' must be ${what}, but it is ${quoteValue(given)}`,
		description: `Correct the value or the expression in '${label}'. Nothing was sent.`,
	});
}
