import { judge, NOTHING_SEEN, watch } from '../../nodes/Recapture/uploads/completion';

/** Reads counters one after the other, each `everyMs` after the one before, and gives what they say at each. */
function verdicts(
	readings: ReadonlyArray<readonly [uploaded: number, processed: number]>,
	expectedCustomers?: number,
	everyMs = 2_000,
) {
	let seen = NOTHING_SEEN;
	return readings.map(([uploaded, processed], index) => {
		const upload = {
			id: 'u1',
			total_uploaded_customers: uploaded,
			total_processed_customers: processed,
			total_errors: 0,
		};
		seen = watch(seen, upload, index * everyMs);
		const { kind, ...missing } = judge(seen, expectedCustomers, index * everyMs);
		return 'missingCustomers' in missing ? missing.missingCustomers : kind;
	});
}

describe('when the number of customers sent is known', () => {
	it('an upload is complete as soon as all of them are processed', () => {
		expect(
			verdicts(
				[
					[10, 9],
					[10, 10],
				],
				10,
			),
		).toEqual(['processing', 'complete']);
	});

	it('equal counters below it do not count while they grow', () => {
		expect(
			verdicts(
				[
					[5, 5],
					[8, 8],
					[10, 10],
				],
				10,
			),
		).toEqual(['processing', 'processing', 'complete']);
	});

	it('the rest is given up after five readings and two minutes of standing still, and counted', () => {
		const five = Array.from({ length: 5 }, () => [8, 8] as const);
		expect(verdicts(five, 10, 30_000)).toEqual([...Array(4).fill('processing'), 2]);
		expect(verdicts(five, 10, 29_000)).toEqual(Array(5).fill('processing'));
		expect(verdicts(five.slice(1), 10, 60_000)).toEqual(Array(4).fill('processing'));
	});

	it('a counter that moves starts the patience anew', () => {
		const moved = [
			[7, 7],
			[8, 8],
			[8, 8],
			[8, 8],
			[8, 8],
		] as const;
		expect(verdicts(moved, 10, 60_000).at(-1)).toBe('processing');
	});
});

describe('when it is not known', () => {
	it('an upload is complete when two readings, two seconds apart, find the counters equal and unmoved', () => {
		expect(
			verdicts([
				[5, 5],
				[5, 5],
			]),
		).toEqual(['processing', 'complete']);
		expect(
			verdicts(
				[
					[5, 5],
					[5, 5],
				],
				undefined,
				1_000,
			),
		).toEqual(['processing', 'processing']);
		expect(
			verdicts([
				[5, 5],
				[9, 9],
				[9, 9],
			]),
		).toEqual(['processing', 'processing', 'complete']);
	});
});

it('counters at zero say nothing: no upload is empty', () => {
	expect(
		verdicts([
			[0, 0],
			[0, 0],
			[0, 0],
		]),
	).toEqual(Array(3).fill('processing'));
});

describe('more processed than uploaded', () => {
	it('is complete when it stands still', () => {
		expect(
			verdicts([
				[10, 12],
				[10, 12],
			]),
		).toEqual(['processing', 'complete']);
		expect(
			verdicts([
				[10, 12],
				[10, 13],
			]),
		).toEqual(['processing', 'processing']);
	});

	it('is complete when all that were sent are processed', () => {
		expect(verdicts([[8, 10]], 10)).toEqual(['complete']);
	});
});
