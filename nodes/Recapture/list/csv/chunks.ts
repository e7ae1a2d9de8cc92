/** The bytes of a file; opening it again reads it from the start. What it gave out must not be overwritten later. */
export interface ByteSource {
	open(): AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>;
}

const MIN_CHUNK_BYTES = 32 * 1024;
const MAX_CHUNK_BYTES = 64 * 1024;

/** Work that takes longer than this gives the event loop a turn. */
const MAX_TURN_MS = 20;

/**
 * The file in chunks of 32 to 64 kB, however the source cuts it. Only the last chunk may be smaller, so the first one
 * holds whatever stands at the beginning of the file.
 *
 * @throws what the source throws
 */
export async function* readChunks(source: ByteSource): AsyncGenerator<Buffer> {
	const pause = pauses();
	let waiting: Uint8Array[] = [];
	let waitingBytes = 0;
	for await (const bytes of await source.open()) {
		waiting.push(bytes);
		waitingBytes += bytes.length;
		if (waitingBytes < MIN_CHUNK_BYTES) continue;
		for (const chunk of joinAndSlice(waiting)) {
			yield chunk;
			await pause();
		}
		waiting = [];
		waitingBytes = 0;
	}
	yield* joinAndSlice(waiting);
}

function* joinAndSlice(parts: readonly Uint8Array[]): Generator<Buffer> {
	const [first] = parts;
	const bytes =
		parts.length === 1
			? Buffer.from(first.buffer, first.byteOffset, first.byteLength)
			: Buffer.concat(parts);
	for (let start = 0; start < bytes.length; start += MAX_CHUNK_BYTES) {
		yield bytes.subarray(start, start + MAX_CHUNK_BYTES);
	}
}

/** A function to await between steps of long work: it gives the event loop a turn when the last one is 20 ms ago. */
export function pauses(): () => Promise<void> {
	let last = performance.now();
	return async () => {
		if (performance.now() - last < MAX_TURN_MS) return;
		await nextTurn();
		last = performance.now();
	};
}

/**
 * Lets the event loop handle what is waiting. Awaiting a promise would not: settled promises go on before anything else.
 * A message does it without a timer, which n8n refuses in a verified node.
 */
function nextTurn(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.once('message', () => {
			port1.close();
			resolve();
		});
		port2.postMessage(null);
	});
}
