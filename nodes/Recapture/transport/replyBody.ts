import { within, type Limits } from './timeLimit';

/** Reads the body of a reply with limits, so that a broken or hostile server can neither fill the memory nor hold us up. */

/** A stream as n8n's request helper gives it: the bytes as they come, and a way to end it. */
export interface ReplyStream extends AsyncIterable<Uint8Array> {
	destroy(): void;
}

/** A page of a thousand customers has a few megabytes, some 50,000 values, and five levels. */
const MAX_BYTES = 32_000_000;
const MAX_VALUES = 2_000_000;
const MAX_DEPTH = 100;

/** Thrown when a body is longer or deeper than any body of the vendor's can be. */
export class TooMuchError extends Error {}

/**
 * The JSON value of a body, or its text when it is none.
 *
 * @throws when the body goes beyond a limit, breaks off, or is not complete before the time is over
 */
export async function readReplyBody(
	stream: ReplyStream,
	limits: Omit<Limits, 'end'>,
): Promise<unknown> {
	const end = () => stream.destroy();
	return toJson(await within({ ...limits, end }, readBytes(stream)));
}

async function readBytes(stream: ReplyStream): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of stream) {
		chunks.push(chunk);
		bytes += chunk.length;
		if (bytes > MAX_BYTES) throw new TooMuchError('The answer is too long');
	}
	return Buffer.concat(chunks);
}

function toJson(bytes: Buffer): unknown {
	refuseTooMuch(bytes);
	// Leaves out a byte-order mark, which JSON.parse does not take.
	const text = new TextDecoder().decode(bytes);
	try {
		return JSON.parse(text, PROTOTYPE_KEY.test(text) ? withoutPrototype : undefined);
	} catch {
		return text;
	}
}

/** A key `__proto__`, each letter as it is or escaped; now and then a text that is none. */
const PROTOTYPE_KEY = new RegExp(
	`"${[...'__proto__'].map((letter) => `(?:${letter}|\\\\u00${letter.charCodeAt(0).toString(16)})`).join('')}"`,
	'i',
);

/** A key of this name changes what an object is made of as soon as anyone copies it carelessly. */
function withoutPrototype(key: string, value: unknown): unknown {
	return key === '__proto__' ? undefined : value;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const [OPENING_BRACKET, OPENING_BRACE] = [0x5b, 0x7b];
const [CLOSING_BRACKET, CLOSING_BRACE] = [0x5d, 0x7d];

/**
 * Counts values and levels before anything is made of them: a few kilobytes of gzip become millions of empty objects, and
 * those a gigabyte of memory.
 */
function refuseTooMuch(bytes: Buffer): void {
	let values = 1;
	let depth = 0;
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at];
		if (byte === QUOTE) {
			at = endOfText(bytes, at);
		} else if (byte === COMMA) {
			values += 1;
		} else if (byte === OPENING_BRACE || byte === OPENING_BRACKET) {
			values += 1;
			depth += 1;
		} else if (byte === CLOSING_BRACE || byte === CLOSING_BRACKET) {
			depth -= 1;
		}
		if (values > MAX_VALUES || depth > MAX_DEPTH) {
			throw new TooMuchError('The answer has too many values');
		}
	}
}

/** Where the text ends that begins at `start`. */
function endOfText(bytes: Buffer, start: number): number {
	for (let at = start + 1; ; at++) {
		at = bytes.indexOf(QUOTE, at);
		if (at === -1) return bytes.length;
		let before = at - 1;
		while (bytes[before] === BACKSLASH) before -= 1;
		const isEscaped = (at - before) % 2 === 0;
		if (!isEscaped) return at;
	}
}
