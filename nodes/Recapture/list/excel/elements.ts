import { damaged } from './unreadableFile';
import { pauses } from '../csv/chunks';

/** How much text is handled at once: a list of nine columns has some 150 rows in it. */
const PART_LENGTH = 48 * 1024;

/** Excel allows 32,767 characters in a cell and 16,384 cells in a row; no row of a list comes close. */
const MAX_ELEMENT_LENGTH = 16 * 1024 * 1024;

/**
 * Reads the children of one element of an XML file as text, some at a time, each of them whole. Excel's files are small
 * around that element and have up to a gigabyte in it. The event loop gets a turn in between.
 *
 * The file is read to its end, so that damage behind the element is found as well.
 *
 * @param parent local name of an element that occurs once, such as `sheetData`
 * @param child local name of its children, such as `row`
 * @throws UnreadableFile when the element does not end, and what `bytes` throws
 */
export async function* readElements(
	bytes: AsyncIterable<Uint8Array>,
	parent: string,
	child: string,
): AsyncGenerator<string> {
	const pause = pauses();
	const decoder = new TextDecoder();
	const opening = new RegExp(`<(\\w+:)?${parent}(?=[\\s>/])[^>]*>`);
	let position: 'before' | 'inside' | 'behind' = 'before';
	let prefix = '';
	let text = '';
	for await (const chunk of bytes) {
		if (position === 'behind') continue;
		text += decoder.decode(chunk, { stream: true });
		if (text.length > MAX_ELEMENT_LENGTH) throw damaged(`<${child}> in it has no end`);
		if (position === 'before') {
			const found = opening.exec(text);
			if (!found) continue;
			position = found[0].endsWith('/>') ? 'behind' : 'inside';
			prefix = found[1] ?? '';
			text = text.slice(found.index + found[0].length);
		}
		const end = text.indexOf(`</${prefix}${parent}>`);
		if (end !== -1) {
			position = 'behind';
			yield text.slice(0, end);
		} else if (text.length >= PART_LENGTH) {
			const closing = `</${prefix}${child}>`;
			const whole = text.lastIndexOf(closing) + closing.length;
			if (whole < closing.length) continue;
			yield text.slice(0, whole);
			text = text.slice(whole);
		}
		await pause();
	}
	if (position === 'inside') throw damaged(`<${child}> in it has no end`);
}
