import type { Encoding } from '../table';

/** What the next bytes of a file are: text in the encoding, bytes that the encoding does not have, or no text at all. */
export type Finding = 'text' | 'other encoding' | 'no text';

/** Looks through a file block by block for what does not belong into a text of one encoding. */
export interface EncodingCheck {
	add(block: Buffer): Finding;
	/** To be asked when the file has ended: a character may be unfinished. */
	end(): Finding;
}

export function checkEncoding(encoding: Encoding): EncodingCheck {
	switch (encoding) {
		case 'utf-8':
			return checkUtf8();
		case 'utf-16le':
		case 'utf-16be':
			return checkUtf16(encoding);
		case 'windows-1252':
			return { add: textUnlessZero, end: () => 'text' };
	}
}

/**
 * Decodes only whole characters at a time and keeps the rest for the next block: in Node that is several times faster
 * than the decoder's own streaming.
 */
function checkUtf8(): EncodingCheck {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let unfinished = Buffer.alloc(0);
	const check = (bytes: Buffer) =>
		findingOf(() => {
			decoder.decode(bytes);
			return bytes;
		});
	return {
		add(block) {
			const bytes = unfinished.length > 0 ? Buffer.concat([unfinished, block]) : block;
			const end = startOfLastCharacter(bytes);
			unfinished = Buffer.from(bytes.subarray(end));
			return check(bytes.subarray(0, end));
		},
		end: () => check(unfinished),
	};
}

/** Where the last character begins, if it is one of several bytes, else the end. */
function startOfLastCharacter(bytes: Buffer): number {
	const MOST_BYTES = 4;
	const first = Math.max(0, bytes.length - MOST_BYTES);
	for (let at = bytes.length - 1; at >= first && bytes[at] >= 0x80; at--) {
		if (bytes[at] >= 0xc0) return at;
	}
	return bytes.length;
}

function checkUtf16(encoding: 'utf-16le' | 'utf-16be'): EncodingCheck {
	const decoder = new TextDecoder(encoding, { fatal: true });
	return {
		add: (block) => findingOf(() => decoder.decode(block, { stream: true })),
		end: () => findingOf(() => decoder.decode()),
	};
}

/** @param decode gives something to look through for zeros; it throws what a fatal decoder throws */
function findingOf(decode: () => Buffer | string): Finding {
	try {
		return textUnlessZero(decode());
	} catch {
		return 'other encoding';
	}
}

function textUnlessZero(content: Buffer | string): Finding {
	const holdsZero = typeof content === 'string' ? content.includes('\0') : content.includes(0);
	return holdsZero ? 'no text' : 'text';
}
