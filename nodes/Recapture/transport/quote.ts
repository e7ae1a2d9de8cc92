/**
 * Makes words that are not ours fit to stand in a sentence of ours: the vendor's, the HTTP client's, an address. This is the
 * one place where the API key is masked; both of them may repeat it.
 */
export type Quote = (words: string) => string;

const MAX_QUOTED_CHARACTERS = 300;
const MASK = '***';

/** @param key the API key; empty when there is none */
export function quoteWithout(key: string): Quote {
	const mask = masking(key);
	return (words) => {
		// Masked before anything is cut, so that no half of the key is left; and again once odd spaces are plain ones.
		const start = mask(words).slice(0, MAX_QUOTED_CHARACTERS * 4);
		const cleaned = mask(clean(start));
		return cleaned.length > MAX_QUOTED_CHARACTERS
			? `${cleaned.slice(0, MAX_QUOTED_CHARACTERS)}…`
			: cleaned;
	};
}

function clean(words: string): string {
	return (
		words
			.replace(/[\p{C}\p{Z}]+/gu, ' ')
			// n8n takes an execution for stopped by the user when a message has this word.
			.replace(/canceled/gi, 'cancelled')
			.trim()
	);
}

/** A function that masks the key as it is, and as it stands in addresses, forms, JSON and HTML. */
function masking(key: string): (words: string) => string {
	const trimmed = key.trim();
	if (trimmed === '') return (words) => words;
	const wellFormed = trimmed.replace(/\p{Cs}/gu, '\ufffd');
	const encoded = encodeURIComponent(wellFormed);
	const forms = new Set([
		trimmed,
		clean(trimmed),
		encoded,
		encoded.replace(/%20/g, '+'),
		encodeURI(wellFormed),
		JSON.stringify(trimmed).slice(1, -1),
		trimmed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
	]);
	// The longest first: a form may stand within another.
	const pattern = [...forms]
		.filter((form) => form !== '')
		.sort((one, other) => other.length - one.length)
		.map((form) => form.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'))
		.join('|');
	const anyForm = new RegExp(pattern, 'gi');
	return (words) => words.replace(anyForm, MASK);
}
