import { createHash } from 'node:crypto';

import { ByteReader, ByteWriter } from './bytes';
import type { Known, KnownContent, Memory } from './memory';

/**
 * The memory of a watch as one text: n8n keeps it as JSON in a single field of its database, and loads it whenever the
 * workflow runs. A customer takes 17 bytes and a sighting 6, or about 14 where changes are watched; base64 makes four
 * characters of three bytes. The last four bytes are a checksum of the others.
 */
const FORMAT = 1;
const CHECKSUM_BYTES = 4;
const KEY_BYTES = 6;
const CONTENT_BYTES = 4;
const UUID_BYTES = 16;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Prices are numbers almost always, and then small ones. */
const NO_PRICE = 0;
const TEXT_PRICE = 1;
const NUMBER_PRICE = 2;
const FIRST_WHOLE_PRICE = 3;

export function packMemory(memory: Memory): string {
	const writer = new ByteWriter();
	writer.uint(FORMAT, 1);
	for (const [id, known] of memory) writeCustomer(writer, id, known);
	const bytes = writer.finish();
	return Buffer.concat([bytes, checksumOf(bytes)]).toString('base64');
}

/** @returns undefined when the text is not what `packMemory` wrote, whole and unchanged */
export function unpackMemory(text: string): Memory | undefined {
	const all = Buffer.from(text, 'base64');
	if (all.length <= CHECKSUM_BYTES) return undefined;
	const bytes = all.subarray(0, -CHECKSUM_BYTES);
	if (!checksumOf(bytes).equals(all.subarray(-CHECKSUM_BYTES))) return undefined;
	try {
		return readCustomers(new ByteReader(bytes));
	} catch {
		return undefined;
	}
}

function readCustomers(reader: ByteReader): Memory | undefined {
	if (reader.uint(1) !== FORMAT) return undefined;
	const memory: Memory = new Map();
	while (!reader.isAtEnd) {
		const header = reader.varint();
		const id = header % 2 === 0 ? uuidOf(reader.raw(UUID_BYTES)) : reader.text();
		const known: Array<Known[number]> = [];
		for (let left = Math.floor(header / 2); left > 0; left--) known.push(readSighting(reader));
		memory.set(id, known);
	}
	return memory;
}

function writeCustomer(writer: ByteWriter, id: string, known: Known): void {
	const isUuid = UUID.test(id);
	writer.varint(known.length * 2 + (isUuid ? 0 : 1));
	if (isUuid) writer.raw(Buffer.from(id.replace(/-/g, ''), 'hex'));
	else writer.text(id);
	for (const { key, last } of known) {
		// Keys are even: the lowest bit says whether content follows.
		writer.uint(key + (last ? 1 : 0), KEY_BYTES);
		if (last) writeContent(writer, last);
	}
}

function readSighting(reader: ByteReader): Known[number] {
	const packed = reader.uint(KEY_BYTES);
	const key = packed - (packed % 2);
	return packed % 2 === 0 ? { key } : { key, last: readContent(reader) };
}

function writeContent(writer: ByteWriter, { content, price, changes }: KnownContent): void {
	writer.uint(content, CONTENT_BYTES);
	writer.varint(changes);
	if (price === undefined) {
		writer.varint(NO_PRICE);
	} else if (typeof price === 'string') {
		writer.varint(TEXT_PRICE);
		writer.text(price);
	} else if (Number.isInteger(price) && price >= 0 && price <= MAX_WHOLE_PRICE) {
		writer.varint(FIRST_WHOLE_PRICE + price);
	} else {
		writer.varint(NUMBER_PRICE);
		writer.text(String(price));
	}
}

const MAX_WHOLE_PRICE = 1e12;

function readContent(reader: ByteReader): KnownContent {
	const content = reader.uint(CONTENT_BYTES);
	const changes = reader.varint();
	const price = readPrice(reader);
	return { content, changes, ...(price !== undefined && { price }) };
}

function readPrice(reader: ByteReader): number | string | undefined {
	const kind = reader.varint();
	switch (kind) {
		case NO_PRICE:
			return undefined;
		case TEXT_PRICE:
			return reader.text();
		case NUMBER_PRICE:
			return Number(reader.text());
		default:
			return kind - FIRST_WHOLE_PRICE;
	}
}

function uuidOf(bytes: Buffer): string {
	const hex = bytes.toString('hex');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		hex.slice(12, 16),
		hex.slice(16, 20),
		hex.slice(20),
	].join('-');
}

function checksumOf(bytes: Buffer): Buffer {
	return createHash('sha256').update(bytes).digest().subarray(0, CHECKSUM_BYTES);
}
