import { failure, quoteValue, success, type Outcome } from '../outcome';

/** With borders, so that a part of a longer text is not taken for an id. */
const UUID = /(?<![\w-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-])/gi;

/** What an id may look like. The documents show UUIDs only. */
const PLAIN_ID = /^[\w.:-]{1,100}$/;
const ONLY_DOTS = /^\.+$/;
const LINK = /[/?]/;

const ADVICE =
	"Enter the ID that 'Get Many' or the trigger returns, for example with the expression {{ $json.customer.id }}. Nothing was sent.";

/**
 * Reads the field 'Customer ID': an id, or a link that contains one. Whatever is not clearly one id is a problem, because
 * the wrong customer could be changed or deleted.
 */
export function readCustomerId(value: unknown): Outcome<string> {
	const text = typeof value === 'string' ? value.trim() : value;
	if (text === undefined || text === null || text === '') return refuse('is empty');
	if (typeof text !== 'string') return refuse(`must be text, but it is ${quoteValue(value)}`);
	if (LINK.test(text)) return idInLink(text);
	if (PLAIN_ID.test(text) && !ONLY_DOTS.test(text)) return success(text);
	return refuse(`is not an ID: ${quoteValue(value)}`);
}

function idInLink(link: string): Outcome<string> {
	const [id, ...others] = link.match(UUID) ?? [];
	if (id === undefined) return refuse(`is a link without a customer ID: ${quoteValue(link)}`);
	const isOne = others.every((other) => other.toLowerCase() === id.toLowerCase());
	return isOne ? success(id) : refuse(`is a link with more than one ID: ${quoteValue(link)}`);
}

function refuse(what: string): Outcome<never> {
	return failure({ message: `'Customer ID' ${what}`, description: ADVICE });
}
