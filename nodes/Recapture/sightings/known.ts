import { KEY_LENGTH, type Content } from './sighting';

/**
 * What a watch remembers of the sightings of one customer, as a text: n8n loads it with every run of the workflow, so it
 * is short. A word for each sighting: the keys of its names, 5 characters each; where changes are watched, a colon, 4
 * characters for title, address and kind of seller, the price (`~` when none was given), and the number of changes so far.
 *
 * `XkQ9aB2c4d` has two names. `XkQ9aB2c4d:ft4K25990*2` cost 25,990 after its second change.
 */
export type KnownText = string;

export interface KnownSighting {
	readonly keys: readonly string[];
	/** Only where changes are watched. */
	readonly last?: Content & { readonly changes: number };
}

/** A link may be another one at each poll: a sighting keeps no more names than that. */
const MAX_KEYS = 6;

const WORD = /^((?:[\w-]{5})+)(?::([0-9a-f][\w-]{3})(~|-?\d[\d.e+-]*)?(?:\*(\d+))?)?$/;

export function parseKnown(text: KnownText): KnownSighting[] {
	return text === '' ? [] : text.split(' ').map(parseWord);
}

export function formatKnown(known: readonly KnownSighting[]): KnownText {
	return known.map(formatWord).join(' ');
}

export function isKnownText(value: unknown): value is KnownText {
	return typeof value === 'string' && value.split(' ').every((word) => WORD.test(word));
}

/** All names of a sighting, those that are known already first. */
export function joinKeys(known: readonly string[], more: readonly string[]): readonly string[] {
	const added = more.filter((key) => !known.includes(key));
	return added.length === 0 ? known : [...known, ...added].slice(0, MAX_KEYS);
}

function parseWord(word: string): KnownSighting {
	const [, joined = '', texts, price, changes = '0'] = WORD.exec(word) ?? [];
	const keys = [];
	for (let at = 0; at < joined.length; at += KEY_LENGTH)
		keys.push(joined.slice(at, at + KEY_LENGTH));
	if (texts === undefined) return { keys };
	return { keys, last: { texts, price: parsePrice(price), changes: Number(changes) } };
}

function parsePrice(text: string | undefined): Content['price'] {
	if (text === undefined) return undefined;
	return text === '~' ? null : Number(text);
}

function formatWord({ keys, last }: KnownSighting): string {
	const names = keys.join('');
	if (!last) return names;
	const price = last.price === null ? '~' : (last.price ?? '');
	return `${names}:${last.texts}${price}${last.changes > 0 ? `*${last.changes}` : ''}`;
}
