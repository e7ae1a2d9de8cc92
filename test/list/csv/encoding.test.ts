import {
	encodingByMark,
	looksLikeUtf16,
	toUtf8,
} from '../../../nodes/Recapture/list/csv/encoding';
import type { Encoding } from '../../../nodes/Recapture/list/table';
import { encode, MARK } from './csvFile';

const ENCODINGS: Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];
const MARKED: Encoding[] = ['utf-8', 'utf-16le', 'utf-16be'];

async function decode(bytes: Buffer, encoding: Encoding, blockBytes: number): Promise<string> {
	const blocks = async function* () {
		for (let start = 0; start < bytes.length; start += blockBytes) {
			yield bytes.subarray(start, start + blockBytes);
		}
	};
	const parts: Buffer[] = [];
	for await (const part of toUtf8(blocks(), encoding)) parts.push(part);
	return Buffer.concat(parts).toString();
}

it.each(MARKED)('a byte-order mark tells %s', (encoding) => {
	expect(encodingByMark(encode(`${MARK}Rego`, encoding))).toBe(encoding);
	expect(encodingByMark(encode('Rego', encoding))).toBeUndefined();
});

it.each<[string, Encoding | undefined, Buffer]>([
	['UTF-16 LE', 'utf-16le', encode('Rego,VIN\n', 'utf-16le')],
	['UTF-16 BE', 'utf-16be', encode('Rego,VIN\n', 'utf-16be')],
	['UTF-16 LE with other letters', 'utf-16le', encode('Rego,Ā,ā,車\nABC123,Ā', 'utf-16le')],
	['ASCII', undefined, Buffer.from('Rego,VIN\n')],
	['a text with a zero byte', undefined, Buffer.from('Rego,VIN\0\n')],
	['zeros', undefined, Buffer.alloc(100)],
	['numbers of four bytes', undefined, Buffer.from([1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0])],
])('%s without a mark looks like %s', (_label, encoding, bytes) => {
	expect(looksLikeUtf16(bytes)).toBe(encoding);
});

describe.each(ENCODINGS)('%s', (encoding) => {
	const text = encoding === 'windows-1252' ? 'Renée O’Brien — 5 €' : 'Renée O’Brien — 5 € 車 🚗';

	it.each([4, 5, 7, 1000])('becomes UTF-8, in blocks of %i bytes', async (blockBytes) => {
		expect(await decode(encode(text, encoding), encoding, blockBytes)).toBe(text);
	});

	it('a mark at the beginning goes, one inside stays', async () => {
		if (encoding === 'windows-1252') return;
		const marked = encode(`${MARK}Rego${MARK}`, encoding);
		expect(await decode(marked, encoding, 1000)).toBe(`Rego${MARK}`);
	});
});

it('windows-1252 has every byte', async () => {
	const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
	const text = await decode(bytes, 'windows-1252', 1000);
	expect(text).toHaveLength(256);
	expect(text.slice(0x80, 0xa0)).toBe('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ');
	expect(text.slice(0xa0)).toBe(bytes.toString('latin1', 0xa0));
	expect(encode(text, 'windows-1252').equals(bytes)).toBe(true);
});

it('the mark of UTF-8 is also left away where windows-1252 was chosen', async () => {
	const bytes = Buffer.concat([Buffer.from(MARK), encode('Renée', 'windows-1252')]);
	expect(await decode(bytes, 'windows-1252', 1000)).toBe('Renée');
});
