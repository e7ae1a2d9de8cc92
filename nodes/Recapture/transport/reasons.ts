import type { Quote } from './quote';

/** The vendor's own words for what went wrong, whatever field of the reply they stand in. */

const MAX_REASONS = 10;
const MAX_DEPTH = 4;

/** All of them as they are: texts, or objects with texts in the same fields, alone or in lists. */
export function reasonsIn(body: unknown): string[] {
	if (typeof body !== 'object' || body === null) return [];
	const { message, error, detail, errors } = body as Record<string, unknown>;
	// Frameworks put the name of the status under `error` when there is a message.
	const messages = textsOf(message);
	const texts = [
		...(messages.length > 0 ? messages : textsOf(error)),
		...textsOf(detail),
		...textsOf(errors),
	];
	return [...new Set(texts)].slice(0, MAX_REASONS);
}

/** In one sentence, as it may be shown. */
export function quotedReason(body: unknown, quote: Quote): string | undefined {
	return quote(reasonsIn(body).join('; ')) || undefined;
}

/**
 * What the vendor has to say beside something that it accepted. A message alone is no complaint, unless the status says that
 * only some of it was accepted.
 */
export function quotedWarning(status: number, body: unknown, quote: Quote): string | undefined {
	const complaints = { ...(body as object), ...(status !== 207 && { message: undefined }) };
	return quotedReason(complaints, quote);
}

function textsOf(value: unknown, depth = 0): string[] {
	if (typeof value === 'string') return value.trim() === '' ? [] : [value];
	if (typeof value !== 'object' || value === null || depth === MAX_DEPTH) return [];
	const parts = Array.isArray(value)
		? value.slice(0, MAX_REASONS)
		: FIELDS.map((field) => (value as Record<string, unknown>)[field]);
	return parts.flatMap((part) => textsOf(part, depth + 1)).slice(0, MAX_REASONS);
}

const FIELDS = ['message', 'error', 'detail', 'errors'];
