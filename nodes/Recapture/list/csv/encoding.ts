import type { Encoding } from '../table';

/** Byte-order marks: what some programs write before a text to tell its encoding. */
const MARKS: ReadonlyArray<readonly [Encoding, mark: Buffer]> = [
	['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
	['utf-16le', Buffer.from([0xff, 0xfe])],
	['utf-16be', Buffer.from([0xfe, 0xff])],
];

/** The encoding that a byte-order mark tells, if the file begins with one. */
export function encodingByMark(head: Buffer): Encoding | undefined {
	return findMark(head)?.[0];
}

function findMark(head: Buffer) {
	return MARKS.find(([, mark]) => head.subarray(0, mark.length).equals(mark));
}

/**
 * The kind of UTF-16 that bytes without a mark look like: in most scripts every second byte of it is zero.
 *
 * @returns undefined when the bytes do not look like UTF-16
 */
export function looksLikeUtf16(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
	const zeros = [0, 0];
	head.forEach((byte, at) => {
		if (byte === 0) zeros[at % 2] += 1;
	});
	const [even, odd] = zeros;
	if (Math.max(even, odd) * 4 <= head.length || Math.min(even, odd) * 4 > Math.max(even, odd)) {
		return undefined;
	}
	return odd > even ? 'utf-16le' : 'utf-16be';
}

/**
 * The text in UTF-8, which is what csv-parse works on, and without a byte-order mark.
 *
 * Bytes that are not in the encoding become U+FFFD: to find them is not the task here (see `examine`).
 *
 * @param blocks the file; the first block must be long enough for a mark
 */
export async function* toUtf8(
	blocks: AsyncIterable<Buffer>,
	encoding: Encoding,
): AsyncGenerator<Buffer> {
	const text = withoutMark(blocks);
	if (encoding === 'utf-8') {
		yield* text;
	} else if (encoding === 'windows-1252') {
		for await (const block of text) yield Buffer.from(fromWindows1252(block));
	} else {
		const decoder = new TextDecoder(encoding, { ignoreBOM: true });
		for await (const block of text) yield Buffer.from(decoder.decode(block, { stream: true }));
		yield Buffer.from(decoder.decode());
	}
}

async function* withoutMark(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let start: 'beginning' | 'inside' = 'beginning';
	for await (const block of blocks) {
		yield start === 'inside' ? block : block.subarray(findMark(block)?.[1].length ?? 0);
		start = 'inside';
	}
}

/** Where windows-1252 differs from ISO 8859-1, by https://encoding.spec.whatwg.org/index-windows-1252.txt */
const WINDOWS_1252_FROM_80 =
	'\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
	'\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/** Not by TextDecoder: Node 20.18.3 to 24 decode windows-1252 as ISO 8859-1 (nodejs/node#56542). */
function fromWindows1252(bytes: Buffer): string {
	return bytes
		.toString('latin1')
		.replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252_FROM_80[character.charCodeAt(0) - 0x80]);
}
