/**
 * The same values in the same order; while one of them is worked on, the next one is being made.
 *
 * What the source throws is thrown where its value would have come. Whoever stops early waits until the source rests.
 */
export async function* readAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
	const values = source[Symbol.asyncIterator]();
	let next = values.next();
	try {
		for (;;) {
			const { done, value } = await next;
			if (done) return;
			next = values.next();
			// Thrown by the await above, when its turn comes; until then it must not count as unhandled.
			next.catch(() => {});
			yield value;
		}
	} finally {
		await next.catch(() => {});
		await values.return?.();
	}
}
