import { failure, quoteValue, success, type Outcome, type Problem } from '../outcome';

const LINK = /^[a-z][a-z\d+.-]*:\/\//i;
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

/**
 * Reads upload IDs: one, several separated by commas, semicolons, blanks or lines, a JSON list, or an array of them. A link
 * stands for the ID in it. The same ID twice is one.
 */
export function readUploadIds(value: unknown): Outcome<string[]> {
	const entries = entriesOf(value);
	// Brackets are left of a list that is none, or of an object that was made a text.
	if (!entries || entries.some((entry) => /[[\]{}]/.test(entry))) return failure(notIds(value));
	const ids: string[] = [];
	for (const entry of entries) {
		const id = readId(entry);
		if (!id.ok) return id;
		const isNew = !ids.some((known) => known.toLowerCase() === id.value.toLowerCase());
		if (isNew) ids.push(id.value);
	}
	return ids.length > 0 ? success(ids) : failure(EMPTY);
}

/** The IDs one by one, none of them empty; undefined when there is something that is no text. */
function entriesOf(value: unknown): string[] | undefined {
	const list = Array.isArray(value) ? value : [value ?? ''];
	const texts = list.map((entry) => (Number.isFinite(entry) ? String(entry) : (entry ?? '')));
	if (!texts.every((text) => typeof text === 'string')) return undefined;
	const entries: string[] = [];
	for (const text of texts) {
		if (/^\s*\[/.test(text)) {
			const parsed = parseList(text);
			const nested = parsed && entriesOf(parsed);
			if (!nested) return undefined;
			entries.push(...nested);
		} else {
			entries.push(...text.split(/[\s,;]+/).map(withoutQuotes));
		}
	}
	return entries.filter((entry) => entry !== '');
}

/** A JSON list, none of whose elements is a list. */
function parseList(text: string): unknown[] | undefined {
	try {
		const parsed: unknown = JSON.parse(text);
		return Array.isArray(parsed) && !parsed.some(Array.isArray) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

function withoutQuotes(text: string): string {
	return text.replace(/^["']+|["']+$/g, '');
}

function readId(entry: string): Outcome<string> {
	if (!LINK.test(entry)) return success(entry);
	const found = new Set(entry.match(UUID)?.map((id) => id.toLowerCase()));
	const [id] = found;
	if (found.size === 1) return success(id);
	return failure({
		message:
			found.size === 0
				? "The link in 'Upload ID' holds no upload ID"
				: "The link in 'Upload ID' holds more than one ID",
		description: 'Enter the ID of the upload.',
	});
}

const EMPTY = {
	message: "'Upload ID' is empty",
	description:
		"Enter the ID that 'Upload Customers' returned, for example with the expression {{ $json.id }}.",
};

function notIds(value: unknown): Problem {
	return {
		message: `'Upload ID' must be an ID, or a list of IDs, but it is ${quoteValue(value)}`,
		description:
			"Enter the ID that 'Upload Customers' returned, for example with the expression {{ $json.id }}. Separate several IDs with commas, or enter a JSON list.",
	};
}
