import { damaged, tooLarge, withPassword } from './unreadableFile';

/** A packed file. Workbooks (.xlsx, .ods) are such files. */
export interface ZipFile {
	/** Names of the entries as they are written, with forward slashes. */
	readonly names: readonly string[];
	/** Whether there is such an entry. Upper and lower case are the same, here and below. */
	has(name: string): boolean;
	/** The unpacked size of an entry in bytes; 0 when there is none. */
	sizeOf(name: string): number;
	/**
	 * The unpacked bytes of an entry, some kilobytes at a time.
	 *
	 * @throws UnreadableFile when there is none, or they are damaged, or more than the directory says
	 */
	read(name: string): AsyncIterable<Uint8Array>;
}

interface Entry {
	readonly name: string;
	readonly method: number;
	readonly crc: number;
	readonly packedBytes: number;
	readonly bytes: number;
	/** Where its local header begins. */
	readonly offset: number;
}

/** Far more than a list of customers has: beyond, the file is most likely made to fill the memory. */
const MAX_BYTES = 1024 ** 3;

const LOCAL_HEADER = Buffer.from('PK\x03\x04', 'latin1');
const DIRECTORY_RECORD = Buffer.from('PK\x01\x02', 'latin1');
const END = Buffer.from('PK\x05\x06', 'latin1');

const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

/**
 * Reads the directory at the end of a packed file. Its entries are unpacked when they are read.
 *
 * Layout by https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3 and 4.5.3.
 *
 * @throws UnreadableFile for a file with a password, and for one that is too large unpacked; also, or a RangeError of Node,
 * for a damaged one
 */
export function openZip(file: Buffer): ZipFile {
	const entries = readDirectory(file);
	const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
	if (bytes > MAX_BYTES) throw tooLarge('more than 1 GB when it is unpacked');
	const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
	return {
		names: entries.map(({ name }) => name),
		has: (name) => byName.has(name.toLowerCase()),
		sizeOf: (name) => byName.get(name.toLowerCase())?.bytes ?? 0,
		read(name) {
			const entry = byName.get(name.toLowerCase());
			if (!entry) throw damaged(`it has no part ${name}`);
			return unpack(file, entry);
		},
	};
}

const END_LENGTH = 22;
const MAX_COMMENT_LENGTH = 0xffff;

function readDirectory(file: Buffer): Entry[] {
	const earliest = Math.max(0, file.length - END_LENGTH - MAX_COMMENT_LENGTH);
	const tail = file.subarray(earliest);
	const end = tail.lastIndexOf(END);
	if (end === -1 || end + END_LENGTH > tail.length) throw damaged('its end is missing');
	const count = tail.readUInt16LE(end + 10);
	const entries: Entry[] = [];
	let at = tail.readUInt32LE(end + 16);
	for (let index = 0; index < count; index++) {
		const { entry, next } = readEntry(file, at);
		entries.push(entry);
		at = next;
	}
	return entries;
}

function readEntry(file: Buffer, at: number): { readonly entry: Entry; readonly next: number } {
	if (!file.subarray(at, at + 4).equals(DIRECTORY_RECORD))
		throw damaged('its directory is incomplete');
	const nameEnd = at + 46 + file.readUInt16LE(at + 28);
	const extraEnd = nameEnd + file.readUInt16LE(at + 30);
	// Some programs on Windows write backslashes.
	const name = file.toString('utf8', at + 46, nameEnd).replaceAll('\\', '/');
	if (file.readUInt16LE(at + 8) & ENCRYPTED) throw withPassword();
	const large = largeNumbers(file.subarray(nameEnd, extraEnd));
	const number = (offset: number) => {
		const value = file.readUInt32LE(at + offset);
		return value === 0xffffffff ? large() : value;
	};
	// In this order: the large numbers stand in the order of the fields that they replace.
	const bytes = number(24);
	const packedBytes = number(20);
	const offset = number(42);
	return {
		entry: {
			name,
			method: file.readUInt16LE(at + 10),
			crc: file.readUInt32LE(at + 16),
			packedBytes,
			bytes,
			offset,
		},
		next: extraEnd + file.readUInt16LE(at + 32),
	};
}

/** Programs that do not know the sizes beforehand put them into an extra field, even small ones. */
function largeNumbers(extra: Buffer): () => number {
	let at = 0;
	return () => {
		if (at === 0) {
			while (extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
			at += 4;
		}
		at += 8;
		return Number(extra.readBigUInt64LE(at - 8));
	};
}

async function* unpack(file: Buffer, entry: Entry): AsyncGenerator<Uint8Array> {
	let bytes = 0;
	let crc = 0;
	for await (const chunk of unpackedChunks(file, entry)) {
		bytes += chunk.length;
		if (bytes > entry.bytes) throw damaged(`${entry.name} is larger than it should be`);
		crc = addToCrc(crc, chunk);
		yield chunk;
	}
	if (bytes !== entry.bytes || crc !== entry.crc) throw damaged(`${entry.name} has changed`);
}

async function* unpackedChunks(file: Buffer, entry: Entry): AsyncGenerator<Uint8Array> {
	const { name, method, offset, packedBytes } = entry;
	if (offset + 30 > file.length) throw damaged(`${name} is missing`);
	const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
	if (start + packedBytes > file.length) throw damaged(`the end of ${name} is missing`);
	const packed = slices(file.subarray(start, start + packedBytes));
	if (method === STORED) return yield* packed;
	if (method !== DEFLATED) throw damaged(`${name} is packed in an unknown way`);
	try {
		yield* streamOf(packed).pipeThrough(new DecompressionStream('deflate-raw'));
	} catch {
		throw damaged(`${name} cannot be unpacked`);
	}
}

/** Unpacked, it is ten times as much, which waits in the stream until it is read. */
const SLICE_BYTES = 4 * 1024;

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
	for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
		yield bytes.subarray(start, start + SLICE_BYTES);
	}
}

function streamOf(chunks: Iterator<Uint8Array>): ReadableStream<Uint8Array> {
	return new ReadableStream({
		pull(controller) {
			const { done, value } = chunks.next();
			if (done) controller.close();
			else controller.enqueue(value);
		},
	});
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
	return value;
});

function addToCrc(crc: number, bytes: Uint8Array): number {
	let value = ~crc;
	for (const byte of bytes) value = CRC_TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
	return ~value >>> 0;
}

/** Packs texts into one file, without compression and without checksums. */
export function packStored(texts: Readonly<Record<string, string>>): Uint8Array {
	const entries: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [name, text] of Object.entries(texts)) {
		const body = Buffer.from(text);
		// What a local header and its record in the directory have in common.
		const fields = Buffer.alloc(26 + name.length);
		fields.writeUInt32LE(body.length, 14);
		fields.writeUInt32LE(body.length, 18);
		fields.writeUInt16LE(name.length, 22);
		fields.write(name, 26, 'latin1');
		const place = Buffer.alloc(14);
		place.writeUInt32LE(offset, 10);
		entries.push(LOCAL_HEADER, fields, body);
		const commonFields = fields.subarray(0, 26);
		directory.push(DIRECTORY_RECORD, Buffer.alloc(2), commonFields, place, fields.subarray(26));
		offset += LOCAL_HEADER.length + fields.length + body.length;
	}
	const records = Buffer.concat(directory);
	const end = Buffer.alloc(END_LENGTH);
	END.copy(end);
	end.writeUInt16LE(Object.keys(texts).length, 8);
	end.writeUInt16LE(Object.keys(texts).length, 10);
	end.writeUInt32LE(records.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...entries, records, end]);
}
