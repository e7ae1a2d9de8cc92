import { readAhead } from '../readAhead';

/** The bytes of a file; opening it again reads it from the start. What it gave out must not be overwritten later. */
export interface ByteSource {
	open(): AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>;
}

const LEAST_BYTES = 32 * 1024;
const MOST_BYTES = 64 * 1024;
const BYTES_PER_TURN = 1024 * 1024;

/**
 * The file in blocks of a handy size, however it was cut before: a reader need not care about chunks of one byte or
 * of a hundred megabytes. The first block is only short if the file is. Now and then other work gets its turn.
 *
 * @throws what the source throws
 */
export async function* readBlocks(source: ByteSource): AsyncGenerator<Buffer> {
	let waiting: Uint8Array[] = [];
	let waitingBytes = 0;
	let bytesInTurn = 0;
	for await (const chunk of readAhead(await source.open())) {
		waiting.push(chunk);
		waitingBytes += chunk.length;
		if (waitingBytes < LEAST_BYTES) continue;
		for (const block of joinAndSlice(waiting)) {
			yield block;
			bytesInTurn += block.length;
			if (bytesInTurn < BYTES_PER_TURN) continue;
			await nextTurn();
			bytesInTurn = 0;
		}
		waiting = [];
		waitingBytes = 0;
	}
	yield* joinAndSlice(waiting);
}

function* joinAndSlice(chunks: readonly Uint8Array[]): Generator<Buffer> {
	const [first] = chunks;
	const bytes =
		chunks.length === 1
			? Buffer.from(first.buffer, first.byteOffset, first.byteLength)
			: Buffer.concat(chunks);
	for (let start = 0; start < bytes.length; start += MOST_BYTES) {
		yield bytes.subarray(start, start + MOST_BYTES);
	}
}

/**
 * Lets the event loop go round once. Awaiting a promise would not: promises that are settled already go on before
 * anything else gets its turn. A message does it without a timer, which n8n refuses in a verified node.
 */
export function nextTurn(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.once('message', () => {
			port1.close();
			resolve();
		});
		port2.postMessage(null);
	});
}
