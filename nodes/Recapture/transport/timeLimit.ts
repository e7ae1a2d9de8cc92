/**
 * Ends what takes too long, however busy it is. n8n's own timeout is for silence: bytes that drip for ever would not end it.
 *
 * @param end called when the time is over, to let go of what is still under way
 * @throws a `TimeoutError` when the time is over
 */
export async function within<T>(
	timeoutMs: number,
	work: Promise<T>,
	end: () => void = () => {},
): Promise<T> {
	const timeout = AbortSignal.timeout(timeoutMs);
	let giveUp = () => {};
	const tooLate = new Promise<never>((_resolve, reject) => {
		giveUp = () => {
			end();
			reject(timeout.reason);
		};
	});
	timeout.addEventListener('abort', giveUp);
	try {
		return await Promise.race([work, tooLate]);
	} finally {
		// Thousands of requests may come before the time is over: the signal must not keep them in memory.
		timeout.removeEventListener('abort', giveUp);
	}
}
