import { failure, success, type Outcome, type Problem } from '../../outcome';
import { ENCODINGS, type Encoding } from '../table';
import { readChunks, type ByteSource } from './chunks';
import { CONTROLS, problemOfBytes, problemOfText } from './fileKind';

/** Enough for the headers and for the rows that show the delimiter. */
const BEGINNING_BYTES = 1024 * 1024;

/** A file as text, without a byte-order mark and without control characters. */
export interface TextFile {
	readonly encoding: Encoding;
	/** The first megabyte. */
	readonly beginning: string;
	readonly beginningHolds: 'the whole file' | 'the first part';
	/** The whole text in parts, from its start. Throws what the source throws. */
	read(): AsyncIterable<string>;
}

/**
 * Finds out in which encoding a file is, and that it is a text at all.
 *
 * A byte-order mark decides; else the file is UTF-8 unless a byte is not UTF-8. If most of what is not ASCII is good
 * UTF-8 all the same, only the bad bytes are read as windows-1252, else the whole file is: so the whole file is read here.
 * UTF-16 without a mark is recognised.
 *
 * @throws what the source throws
 */
export async function openText(
	source: ByteSource,
	chosen: 'auto' | Encoding,
): Promise<Outcome<TextFile>> {
	const examined = await examine(source, chosen);
	if (!examined.ok) return examined;
	const { decoding, encoding, head, beginningHolds } = examined.value;
	let beginning = '';
	for await (const part of decode([head], decoding)) beginning += part;
	const problem = problemOfText(beginning);
	if (problem) return failure(problem);
	return success({
		encoding,
		beginning: withoutControls(beginning),
		beginningHolds,
		async *read() {
			for await (const part of decode(readChunks(source), decoding)) yield withoutControls(part);
		},
	});
}

/** How bytes become text: by an encoding, or as UTF-8 of which some bytes are windows-1252. */
type Decoding = Encoding | 'utf-8 with windows-1252';

type Chunks = AsyncIterable<Buffer> | Iterable<Buffer>;

async function examine(source: ByteSource, chosen: 'auto' | Encoding) {
	const file = readChunks(source);
	try {
		const { value: first = Buffer.alloc(0) } = await file.next();
		const problem = problemOfBytes(first) ?? contradictionOf(chosen, first);
		if (problem) return failure(problem);

		const head = [first];
		let headBytes = first.length;
		let bytes = first.length;
		const chunks = async function* () {
			yield first;
			for await (const chunk of file) {
				if (headBytes < BEGINNING_BYTES) {
					head.push(chunk);
					headBytes += chunk.length;
				}
				bytes += chunk.length;
				yield chunk;
			}
		};
		const decoding = await decideDecoding(chunks(), chosen, first);
		if (!decoding.ok) return decoding;
		const beginningHolds: TextFile['beginningHolds'] =
			headBytes === bytes ? 'the whole file' : 'the first part';
		return success({ ...decoding.value, head: Buffer.concat(head), beginningHolds });
	} finally {
		await file.return(undefined);
	}
}

async function decideDecoding(
	chunks: Chunks,
	chosen: 'auto' | Encoding,
	head: Buffer,
): Promise<Outcome<{ readonly encoding: Encoding; readonly decoding: Decoding }>> {
	const known = chosen === 'auto' ? encodingByBytes(head) : chosen;
	if (known === 'utf-16le' || known === 'utf-16be') {
		const isRight = await isUtf16(chunks, known);
		if (!isRight) return failure(strangeBytes(chosen, known));
		return success({ encoding: known, decoding: known });
	}
	const { good, bad } = await countUtf8(chunks);
	if (chosen === 'utf-8' && bad > 0) return failure(strangeBytes(chosen, chosen));
	const encoding = known ?? (good > bad || bad === 0 ? 'utf-8' : 'windows-1252');
	const isMixed = encoding === 'utf-8' && bad > 0;
	return success({ encoding, decoding: isMixed ? 'utf-8 with windows-1252' : encoding });
}

async function isUtf16(chunks: Chunks, encoding: 'utf-16le' | 'utf-16be'): Promise<boolean> {
	const decoder = new TextDecoder(encoding, { fatal: true });
	for await (const chunk of chunks) {
		if (!canDecode(() => decoder.decode(chunk, { stream: true }))) return false;
	}
	return canDecode(() => decoder.decode());
}

function canDecode(decode: () => string): boolean {
	try {
		decode();
		return true;
	} catch {
		return false;
	}
}

/** Of the bytes beyond ASCII, how many are good UTF-8 and how many are not. */
async function countUtf8(chunks: Chunks): Promise<{ readonly good: number; readonly bad: number }> {
	let good = 0;
	let bad = 0;
	for await (const text of latin1Parts(chunks)) {
		for (const [bytes, characters] of text.matchAll(BEYOND_ASCII)) {
			if (characters) good += bytes.length;
			else bad += bytes.length;
		}
	}
	return { good, bad };
}

async function* decode(chunks: Chunks, decoding: Decoding): AsyncGenerator<string> {
	if (decoding === 'windows-1252') {
		for await (const part of latin1Parts(chunks)) yield fromWindows1252(part);
	} else if (decoding === 'utf-8 with windows-1252') {
		for await (const part of latin1Parts(chunks)) {
			yield part.replace(BEYOND_ASCII, (bytes, characters?: string) =>
				characters ? Buffer.from(bytes, 'latin1').toString() : fromWindows1252(bytes),
			);
		}
	} else {
		// Leaves the byte-order mark out. Bytes that the encoding does not have become U+FFFD.
		const decoder = new TextDecoder(decoding);
		for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
		yield decoder.decode();
	}
}

/** Characters of UTF-8 that take several bytes, or a byte that belongs to none. By RFC 3629, section 4; bytes as latin1. */
const BEYOND_ASCII =
	/((?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+)|[\x80-\xff]/g;

/** The beginning of such a character at the end of a text. It may also be all of it. */
const LAST_CHARACTER = /[\xc2-\xf4][\x80-\xbf]{0,2}$/;

const UTF8_MARK = '\xef\xbb\xbf';

/** Each byte as one character, without the byte-order mark of UTF-8, in parts that cut no character of UTF-8. */
async function* latin1Parts(chunks: Chunks): AsyncGenerator<string> {
	let position: 'start' | 'inside' = 'start';
	let rest = '';
	for await (const chunk of chunks) {
		const text = rest + chunk.toString('latin1');
		rest = LAST_CHARACTER.exec(text.slice(-3))?.[0] ?? '';
		const start = position === 'start' && text.startsWith(UTF8_MARK) ? UTF8_MARK.length : 0;
		position = 'inside';
		yield text.slice(start, Math.max(start, text.length - rest.length));
	}
	yield rest;
}

/** Where windows-1252 differs from ISO 8859-1, by https://encoding.spec.whatwg.org/index-windows-1252.txt */
const WINDOWS_1252_FROM_80 =
	'\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
	'\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/** Not by TextDecoder: Node 20.18.3 to 24 decode windows-1252 as ISO 8859-1 (nodejs/node#56542). */
function fromWindows1252(latin1: string): string {
	return latin1.replace(
		/[\x80-\x9f]/g,
		(character) => WINDOWS_1252_FROM_80[character.charCodeAt(0) - 0x80],
	);
}

/** Nobody can see control characters. Some programs end a file with one (0x1A) or fill it up with them (NUL). */
function withoutControls(text: string): string {
	return text.replace(CONTROLS, '');
}

/** Byte-order marks: what some programs write before a text to show its encoding. */
const MARKS: ReadonlyArray<readonly [Encoding, mark: Buffer]> = [
	['utf-8', Buffer.from(UTF8_MARK, 'latin1')],
	['utf-16le', Buffer.from([0xff, 0xfe])],
	['utf-16be', Buffer.from([0xfe, 0xff])],
];

/** The encoding that the first bytes of a file show by themselves. */
function encodingByBytes(head: Buffer): Encoding | undefined {
	const marked = MARKS.find(([, mark]) => head.subarray(0, mark.length).equals(mark));
	return marked?.[0] ?? utf16ByZeros(head);
}

/** UTF-16 without a mark: in most scripts every second byte of it is zero. */
function utf16ByZeros(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
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

const CHOOSE_AUTOMATIC =
	"Set 'Encoding' to 'Automatic', or save the list again as 'CSV UTF-8' and use that file.";

/** The problem with an encoding that the user chose, if the first bytes of the file show another one. */
function contradictionOf(chosen: 'auto' | Encoding, head: Buffer): Problem | undefined {
	if (chosen === 'auto') return undefined;
	const shown = encodingByBytes(head);
	if (shown === chosen) return undefined;
	// Any byte can be windows-1252. Who chose it for a text that is marked as UTF-8 may know better.
	if (shown && (chosen !== 'windows-1252' || shown !== 'utf-8')) {
		return {
			message: `The file is not in ${ENCODINGS[chosen]}, the encoding chosen for it: it looks like ${ENCODINGS[shown]}`,
			description: CHOOSE_AUTOMATIC,
		};
	}
	const isUtf16Chosen = chosen === 'utf-16le' || chosen === 'utf-16be';
	// A list has digits and line ends, and in UTF-16 each of them has a zero byte.
	return isUtf16Chosen && !head.includes(0) ? strangeBytes(chosen, chosen) : undefined;
}

function strangeBytes(chosen: 'auto' | Encoding, encoding: Encoding): Problem {
	const name = ENCODINGS[encoding];
	return chosen === 'auto'
		? {
				message: `The file begins like a text in ${name}, but holds bytes that ${name} does not have`,
				description: "Save the list again as 'CSV UTF-8' and use that file.",
			}
		: {
				message: `The file is not in ${name}, the encoding chosen for it: it holds bytes that ${name} does not have`,
				description: CHOOSE_AUTOMATIC,
			};
}
