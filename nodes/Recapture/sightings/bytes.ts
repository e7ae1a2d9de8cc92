/** Writes numbers and texts one after the other into bytes that grow. */
export class ByteWriter {
	private bytes = Buffer.alloc(1024);
	private length = 0;

	/** A whole number of `size` bytes, big end first. */
	uint(value: number, size: number): void {
		this.length = this.reserve(size).writeUIntBE(value, this.length, size);
	}

	/** A whole number from 0 on: seven bits a byte, so that small ones are short. */
	varint(value: number): void {
		let rest = value;
		for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.uint((rest % 0x80) + 0x80, 1);
		this.uint(rest, 1);
	}

	raw(part: Buffer): void {
		part.copy(this.reserve(part.length), this.length);
		this.length += part.length;
	}

	/** Its length, then its bytes. */
	text(text: string): void {
		const part = Buffer.from(text);
		this.varint(part.length);
		this.raw(part);
	}

	finish(): Buffer {
		return this.bytes.subarray(0, this.length);
	}

	private reserve(size: number): Buffer {
		if (this.length + size > this.bytes.length) {
			const grown = Buffer.alloc(Math.max(this.bytes.length * 2, this.length + size));
			this.bytes.copy(grown);
			this.bytes = grown;
		}
		return this.bytes;
	}
}

/** Reads back what a ByteWriter wrote. Throws a RangeError where bytes are missing. */
export class ByteReader {
	private at = 0;

	constructor(private readonly bytes: Buffer) {}

	get isAtEnd(): boolean {
		return this.at === this.bytes.length;
	}

	uint(size: number): number {
		return this.raw(size).readUIntBE(0, size);
	}

	varint(): number {
		let value = 0;
		for (let unit = 1; ; unit *= 0x80) {
			const byte = this.uint(1);
			value += (byte % 0x80) * unit;
			if (byte < 0x80) return value;
			if (unit > Number.MAX_SAFE_INTEGER) throw new RangeError('The number has no end');
		}
	}

	raw(size: number): Buffer {
		if (this.at + size > this.bytes.length) throw new RangeError('Bytes are missing');
		this.at += size;
		return this.bytes.subarray(this.at - size, this.at);
	}

	text(): string {
		return this.raw(this.varint()).toString();
	}
}
