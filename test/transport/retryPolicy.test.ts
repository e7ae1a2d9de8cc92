import type { Failure, FailureKind } from '../../nodes/Recapture/transport/failures';
import { nextWaitMs, type Repetition } from '../../nodes/Recapture/transport/retryPolicy';

const failed = (kind: FailureKind, more: Partial<Failure> = {}): Failure => ({
	kind,
	message: 'It failed',
	description: 'Try again.',
	...more,
});

/** The waits before each further try, until there is none; chance is in the middle. */
function waits(failure: Failure, repetition: Repetition = 'repeatable', random = 0.5): number[] {
	const waited: number[] = [];
	for (let count = 1; count < 1_000; count++) {
		const waitedMs = waited.reduce((sum, ms) => sum + ms, 0);
		const next = nextWaitMs(failure, repetition, { count, waitedMs }, random);
		if (next === undefined) break;
		waited.push(next);
	}
	return waited;
}

const FOUR_PAUSES = [500, 1_000, 2_000, 4_000];

describe.each([
	['a read or a repeatable write', 'repeatable'],
	['queueing an upload', 'once'],
] as const)('%s', (_label, repetition) => {
	it.each([
		['refused', []],
		['unauthorized', []],
		['misconfigured', []],
		['stopped', []],
		['unreachable', FOUR_PAUSES],
		['unanswered', repetition === 'repeatable' ? FOUR_PAUSES : []],
		['unavailable', repetition === 'repeatable' ? FOUR_PAUSES : []],
	] as Array<[FailureKind, number[]]>)('waits, when it is %s, %j', (kind, expected) => {
		expect(waits(failed(kind), repetition)).toEqual(expected);
	});

	it('waits out a 429 for as long as the server asks', () => {
		const asked = waits(failed('rateLimited', { retryAfterMs: 100_000 }), repetition);
		expect(asked).toEqual(Array.from({ length: 9 }, () => 100_000));
	});

	it('waits out a 429 without a word with growing pauses, for a quarter of an hour at most', () => {
		const pauses = waits(failed('rateLimited'), repetition);
		expect(pauses.slice(0, 8)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
		const sum = pauses.reduce((total, ms) => total + ms, 0);
		expect(sum).toBeLessThanOrEqual(15 * 60_000);
		expect(sum).toBeGreaterThan(13 * 60_000);
	});
});

it('queueing is tried again after a 503 only when it says when', () => {
	expect(waits(failed('unavailable', { status: 503 }), 'once')).toEqual([]);
	expect(waits(failed('unavailable', { status: 503, retryAfterMs: 300_000 }), 'once')).toEqual([
		300_000, 300_000, 300_000,
	]);
	expect(waits(failed('unavailable', { status: 500, retryAfterMs: 1_000 }), 'once')).toEqual([]);
});

it('does not wait longer than five minutes at a time', () => {
	expect(waits(failed('rateLimited', { retryAfterMs: 300_001 }))).toEqual([]);
});

it.each([
	[0, 375],
	[1, 625],
])('with chance at %d, pauses a quarter less or more', (random, first) => {
	expect(waits(failed('unanswered'), 'repeatable', random)[0]).toBe(first);
});

it('takes the word of the server as it is, without chance', () => {
	expect(waits(failed('rateLimited', { retryAfterMs: 7_000 }), 'repeatable', 0)[0]).toBe(7_000);
});

describe('a wait that the server asks for', () => {
	it.each([0, 1, 400])(
		'is never shorter than our own growing pause, also when it is %d ms',
		(ms) => {
			expect(waits(failed('unavailable', { status: 503, retryAfterMs: ms }), 'once')).toEqual([
				500, 1_000, 2_000, 4_000,
			]);
			expect(waits(failed('unavailable', { status: 500, retryAfterMs: ms }))).toEqual(FOUR_PAUSES);
			expect(waits(failed('rateLimited', { retryAfterMs: ms }))).toEqual(
				waits(failed('rateLimited')),
			);
		},
	);

	it('buys no more tries, but for a 429', () => {
		const asked = { status: 503, retryAfterMs: 7_000 };
		expect(waits(failed('unavailable', asked))).toEqual([7_000, 7_000, 7_000, 7_000]);
	});
});

it('a certificate is not looked at twice', () => {
	expect(waits(failed('unreachable', { isLasting: true }))).toEqual([]);
});

it('a request that took too long to arrive is sent again, unless it queues an upload', () => {
	expect(waits(failed('refused', { status: 408 }))).toEqual(FOUR_PAUSES);
	expect(waits(failed('refused', { status: 408 }), 'once')).toEqual([]);
});
