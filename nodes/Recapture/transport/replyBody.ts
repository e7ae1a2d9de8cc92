import { within } from './timeLimit';

/** Reads the body of a reply with limits, so that a broken or hostile server can neither fill the memory nor hold us up. */

/** A stream as n8n's request helper gives it: the bytes as they come, and a way to end it. */
export interface ReplyStream extends AsyncIterable<Uint8Array> {
	destroy(): void;
}

/** A page of a thousand customers has a few megabytes. */
const MAX_BYTES = 32_000_000;

/**
 * The JSON value of a body, or its text when it is none.
 *
 * @throws when the body is longer than 32 MB, breaks off, or is not complete before `timeoutMs` are over
 */
export async function readReplyBody(stream: ReplyStream, timeoutMs: number): Promise<unknown> {
	const text = await within(timeoutMs, readText(stream), () => stream.destroy());
	return toJson(text);
}

async function readText(stream: ReplyStream): Promise<string> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of stream) {
		chunks.push(chunk);
		bytes += chunk.length;
		if (bytes > MAX_BYTES) throw new RangeError('The answer is too long');
	}
	return Buffer.concat(chunks).toString();
}

function toJson(text: string): unknown {
	try {
		return JSON.parse(text, text.includes('__proto__') ? withoutPrototype : undefined);
	} catch {
		return text;
	}
}

/** A key of this name changes what an object is made of as soon as anyone copies it carelessly. */
function withoutPrototype(key: string, value: unknown): unknown {
	return key === '__proto__' ? undefined : value;
}
