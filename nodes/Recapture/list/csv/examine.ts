import { failure, success, type Outcome, type Problem } from '../../outcome';
import type { Encoding } from '../table';
import { readBlocks, type ByteSource } from './blocks';
import { encodingByMark, looksLikeUtf16, toUtf8 } from './encoding';
import { checkEncoding, type EncodingCheck, type Finding } from './encodingCheck';
import { NOT_TEXT, problemOfKind } from './fileKind';

/** Enough for the headers and for the rows that tell the delimiter. */
const HEAD_BYTES = 1024 * 1024;

/** What one reading of the whole file tells. */
export interface Examined {
	readonly encoding: Encoding;
	/** The beginning of the text, in UTF-8. */
	readonly head: Buffer;
	readonly headHolds: 'the whole file' | 'its beginning';
}

/**
 * Reads a file from end to end to learn its encoding, and that it is a text at all.
 *
 * A byte-order mark decides; else the file is UTF-8 unless a byte is not UTF-8, and then windows-1252, wherever that
 * byte stands. So all bytes must be seen before the first row can be handed out. UTF-16 without a mark is understood
 * where it is plain to see.
 *
 * @throws what the source throws
 */
export async function examine(
	source: ByteSource,
	chosen: 'auto' | Encoding,
): Promise<Outcome<Examined>> {
	const examination = new Examination(chosen);
	for await (const block of readBlocks(source)) {
		const problem = examination.add(block);
		if (problem) return failure(problem);
	}
	const problem = examination.end();
	return problem ? failure(problem) : success(await examination.result());
}

class Examination {
	private readonly head: Buffer[] = [];
	private length = 0;
	/** The encodings that are still possible, the likeliest first. */
	private encodings: Encoding[] = ['utf-8'];
	private check: EncodingCheck = checkEncoding('utf-8');

	constructor(private readonly chosen: 'auto' | Encoding) {}

	add(block: Buffer): Problem | undefined {
		if (this.length === 0) {
			const problem = problemOfKind(block) ?? contradictionOf(this.chosen, block);
			if (problem) return problem;
			this.encodings = possibleEncodings(this.chosen, block);
			this.check = checkEncoding(this.encodings[0]);
		}
		if (this.length < HEAD_BYTES) this.head.push(block);
		this.length += block.length;
		return this.narrowDown(() => this.check.add(block));
	}

	end(): Problem | undefined {
		return this.narrowDown(() => this.check.end());
	}

	async result(): Promise<Examined> {
		const [encoding] = this.encodings;
		const bytes = Buffer.concat(this.head);
		const text: Buffer[] = [];
		for await (const part of toUtf8(single(bytes), encoding)) text.push(part);
		return {
			encoding,
			head: Buffer.concat(text),
			headHolds: bytes.length === this.length ? 'the whole file' : 'its beginning',
		};
	}

	private narrowDown(look: () => Finding): Problem | undefined {
		for (;;) {
			const finding = look();
			if (finding === 'text') return undefined;
			if (finding === 'no text') return NOT_TEXT;
			const [refuted, next] = this.encodings;
			if (next === undefined) return strangeBytes(this.chosen, refuted);
			this.encodings = [next];
			this.check = checkEncoding(next);
		}
	}
}

async function* single(block: Buffer): AsyncGenerator<Buffer> {
	yield block;
}

function possibleEncodings(chosen: 'auto' | Encoding, head: Buffer): Encoding[] {
	if (chosen !== 'auto') return [chosen];
	const told = encodingByMark(head) ?? looksLikeUtf16(head);
	return told ? [told] : ['utf-8', 'windows-1252'];
}

const NAMES: Readonly<Record<Encoding, string>> = {
	'utf-8': 'UTF-8',
	'utf-16le': 'UTF-16 LE',
	'utf-16be': 'UTF-16 BE',
	'windows-1252': 'Windows-1252',
};

const CHOOSE_AUTOMATIC =
	"Set 'Encoding' to 'Automatic', or save the list again as 'CSV UTF-8' and use that file.";

/** The problem with an encoding that the user chose, if the first bytes of the file tell another one. */
function contradictionOf(chosen: 'auto' | Encoding, head: Buffer): Problem | undefined {
	if (chosen === 'auto') return undefined;
	const told = encodingByMark(head) ?? looksLikeUtf16(head);
	if (told === chosen) return undefined;
	// Any byte can be windows-1252. Who chose it for a text that is marked as UTF-8 may know better.
	if (told && (chosen !== 'windows-1252' || told !== 'utf-8')) {
		return {
			message: `The file is not in ${NAMES[chosen]}, the encoding chosen for it: it looks like ${NAMES[told]}`,
			description: CHOOSE_AUTOMATIC,
		};
	}
	const isUtf16Chosen = chosen === 'utf-16le' || chosen === 'utf-16be';
	// A list has digits and line ends, and in UTF-16 each of them has a zero byte.
	return isUtf16Chosen && !head.includes(0) ? strangeBytes(chosen, chosen) : undefined;
}

function strangeBytes(chosen: 'auto' | Encoding, encoding: Encoding): Problem {
	const name = NAMES[encoding];
	if (chosen !== 'auto') {
		return {
			message: `The file is not in ${name}, the encoding chosen for it: it holds bytes that ${name} does not have`,
			description: CHOOSE_AUTOMATIC,
		};
	}
	return {
		message: `The file begins like a text in ${name}, but holds bytes that ${name} does not have`,
		description:
			`Save the list again as 'CSV UTF-8' and use that file. ${READ_ANYWAY[encoding] ?? ''}`.trim(),
	};
}

const READ_ANYWAY: Partial<Record<Encoding, string>> = {
	'utf-8':
		"To read it all the same, set 'Encoding' to 'Windows-1252': letters with accents may then come out wrong.",
};
