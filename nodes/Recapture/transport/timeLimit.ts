/** What ends work before it is done by itself. */
export interface Limits {
	readonly timeoutMs: number;
	/** Aborted when nobody waits for the work any more. */
	readonly signal?: AbortSignal;
	/** Lets go of what is still under way. */
	readonly end?: () => void;
}

/**
 * Ends what takes too long, however busy it is. n8n's own timeout is for silence: bytes that drip for ever would not end it.
 *
 * @throws a `TimeoutError` when the time is over, an `AbortError` when the signal is aborted
 */
export async function within<T>({ timeoutMs, signal, end }: Limits, work: Promise<T>): Promise<T> {
	const signals = [AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])];
	let giveUp = () => {};
	const tooLate = new Promise<never>((_resolve, reject) => {
		giveUp = () => {
			end?.();
			reject(signals.find(({ aborted }) => aborted)?.reason);
		};
	});
	for (const each of signals) each.addEventListener('abort', giveUp);
	if (signal?.aborted) giveUp();
	try {
		return await Promise.race([work, tooLate]);
	} finally {
		// Thousands of requests may come before the time is over: the signals must not keep them in memory.
		for (const each of signals) each.removeEventListener('abort', giveUp);
	}
}
