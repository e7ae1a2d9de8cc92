import { readXml } from 'hucre/xml';

import { pauses } from '../csv/chunks';
import { damaged, tooLarge } from './unreadableFile';
import type { ZipFile } from './zip';

/** For parts that are read at once. Usual are some kilobytes. */
const MAX_PART_BYTES = 32 * 1024 * 1024;

/**
 * How much text is handled at once: a list of nine columns has some 40 rows in it. Four times as much is no faster, and takes
 * 100 MB more, because what is used for a part lives long enough to be taken for lasting.
 */
const PART_LENGTH = 12 * 1024;

/** Excel allows 32,767 characters in a cell and 16,384 cells in a row. No row of a list comes close. */
const MAX_ELEMENT_LENGTH = 8 * 1024 * 1024;

/** More than a closing tag has. */
const TAIL_LENGTH = 64;

/**
 * Reads a small part of a workbook at once.
 *
 * @throws UnreadableFile when there is none, or it is damaged or larger than 32 MB
 */
export async function readPart(zip: ZipFile, name: string): Promise<string> {
	if (zip.sizeOf(name) > MAX_PART_BYTES) throw tooLarge(`more than 32 MB in ${name}`);
	let text = '';
	for await (const piece of decode(zip.read(name))) text += piece;
	return text;
}

/**
 * Reads the children of one element of an XML file as text, some at a time, each of them whole. A workbook has up to a
 * gigabyte in that element, and little around it. The event loop gets a turn in between.
 *
 * The file is read to its end, so that damage behind the element is found as well.
 *
 * @param parent local name of an element that occurs once, such as `sheetData`
 * @param child name of its children, such as `row`; with a prefix if theirs is not the parent's
 * @throws UnreadableFile when an element does not end, and what `bytes` throws
 */
export async function* readElements(
	bytes: AsyncIterable<Uint8Array>,
	parent: string,
	child: string,
): AsyncGenerator<string> {
	const pause = pauses();
	const opening = new RegExp(`<(\\w+:)?${parent}(?=[\\s>/])[^>]*>`);
	let position: 'before' | 'inside' | 'behind' = 'before';
	let prefix = '';
	/** What was not given out yet, how much of it are whole children, and its end. */
	let text = '';
	let wholeLength = 0;
	let tail = '';
	for await (let piece of decode(bytes)) {
		if (position === 'before') {
			text += piece;
			const found = opening.exec(text);
			if (found) {
				position = found[0].endsWith('/>') ? 'behind' : 'inside';
				prefix = found[1] ?? '';
				piece = text.slice(found.index + found[0].length);
				text = '';
			}
		}
		if (position === 'inside') {
			// Only what is new is searched: a child may be megabytes long.
			const fresh = tail + piece;
			const start = text.length - tail.length;
			text += piece;
			tail = fresh.slice(-TAIL_LENGTH);
			const end = fresh.indexOf(`</${prefix}${parent}>`);
			const closing = `</${child.includes(':') ? '' : prefix}${child}>`;
			const lastChild = fresh.lastIndexOf(closing);
			if (lastChild !== -1) wholeLength = start + lastChild + closing.length;
			if (end !== -1) {
				position = 'behind';
				yield text.slice(0, start + end);
			} else if (wholeLength >= PART_LENGTH) {
				yield text.slice(0, wholeLength);
				text = text.slice(wholeLength);
				wholeLength = 0;
			}
		}
		if (position === 'behind') text = '';
		if (text.length - wholeLength > MAX_ELEMENT_LENGTH) throw damaged(`<${child}> has no end`);
		await pause();
	}
	if (position === 'inside') throw damaged(`<${parent}> has no end`);
}

type Attributes = Readonly<Record<string, string | undefined>>;

/**
 * The attributes of all elements of one name, with the names of attributes as they are written.
 *
 * @param name local name of the elements
 * @throws UnreadableFile when it is no XML
 */
export function attributesOf(xml: string, name: string): Attributes[] {
	let data;
	try {
		({ data } = readXml(xml, { rowTag: name, stripNamespaces: true, attrPrefix: '' }));
	} catch {
		throw damaged(`what it says of its <${name}> cannot be read`);
	}
	return data.map((element) => {
		const texts = Object.entries(element).filter(([, value]) => typeof value === 'string');
		return Object.fromEntries(texts) as Attributes;
	});
}

async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
}

/** Whether an attribute of that type, which may be missing, says yes. */
export function isTrue(attribute: string | undefined): boolean {
	return attribute === '1' || attribute === 'true';
}
