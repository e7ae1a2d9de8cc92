/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
	readonly name: string;
	readonly content: string | Buffer;
	/** What the directory says instead of the truth. */
	readonly claims?: Partial<Record<'bytes' | 'packedBytes' | 'crc' | 'flags' | 'method', number>>;
	/** Sizes in an extra field, as programs write them that do not know them beforehand. */
	readonly sizes?: 'zip64';
}

/** Packs files as .xlsx files are packed. Shares no code with the package. */
export function zipFile(entries: readonly ZipEntry[], comment = ''): Buffer {
	const locals: Buffer[] = [];
	const records: Buffer[] = [];
	let offset = 0;
	for (const { name, content, claims = {}, sizes } of entries) {
		const bytes = Buffer.from(content);
		const packed = claims.method === 0 ? bytes : deflateRawSync(bytes);
		const { flags = 0, method = 8, crc = crc32(bytes) } = claims;
		const packedBytes = claims.packedBytes ?? packed.length;
		const unpackedBytes = claims.bytes ?? bytes.length;
		const nameBytes = Buffer.from(name);
		const extra = sizes === 'zip64' ? Buffer.alloc(4 + 24) : Buffer.alloc(0);
		if (sizes === 'zip64') {
			extra.writeUInt16LE(1, 0);
			extra.writeUInt16LE(24, 2);
			[unpackedBytes, packedBytes, offset].forEach((value, index) =>
				extra.writeBigUInt64LE(BigInt(value), 4 + index * 8),
			);
		}
		const large = sizes === 'zip64' ? 0xffffffff : undefined;

		const local = Buffer.alloc(30);
		local.writeUInt32LE(0x04034b50, 0);
		local.writeUInt16LE(flags, 6);
		local.writeUInt16LE(method, 8);
		local.writeUInt16LE(nameBytes.length, 26);
		const record = Buffer.alloc(46);
		record.writeUInt32LE(0x02014b50, 0);
		record.writeUInt16LE(flags, 8);
		record.writeUInt16LE(method, 10);
		record.writeUInt32LE(crc, 16);
		record.writeUInt32LE(large ?? packedBytes, 20);
		record.writeUInt32LE(large ?? unpackedBytes, 24);
		record.writeUInt16LE(nameBytes.length, 28);
		record.writeUInt16LE(extra.length, 30);
		record.writeUInt32LE(large ?? offset, 42);
		records.push(record, nameBytes, extra);
		locals.push(local, nameBytes, packed);
		offset += local.length + nameBytes.length + packed.length;
	}
	const directory = Buffer.concat(records);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(entries.length, 8);
	end.writeUInt16LE(entries.length, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(offset, 16);
	end.writeUInt16LE(comment.length, 20);
	return Buffer.concat([...locals, directory, end, Buffer.from(comment)]);
}
