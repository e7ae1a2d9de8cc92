import { toProgress } from '../../nodes/Recapture/uploads/progress';
import {
	describeNamedStanding,
	describeStanding,
} from '../../nodes/Recapture/uploads/progressSentence';

const upload = (uploaded: unknown, processed: unknown, errors: unknown = 0) => ({
	id: 'u1',
	total_uploaded_customers: uploaded,
	total_processed_customers: processed,
	total_errors: errors,
});
const complete = (...counters: Parameters<typeof upload>) => ({
	progress: toProgress(upload(...counters), 'complete'),
});
const processing = (...counters: Parameters<typeof upload>) => ({
	progress: toProgress(upload(...counters), 'processing'),
});

it.each([
	['Complete: 5 of 5 customers, no errors', complete(5, 5)],
	['Complete: 1,000 of 1,000 customers, 1 error', complete(1_000, 1_000, 1)],
	['Complete: 12 of 12 customers, 3 errors', complete(10, 12, 3)],
	[
		'Complete: 50 of 100 customers, no errors, 50 that were sent are missing at AutoGrab',
		{ ...complete(50, 50), expectedCustomers: 100, missingCustomers: 50 },
	],
	['Complete: 5 of 5 customers', complete('5', 5, 'none')],
	['Not complete: 3 of 20 customers', processing(20, 3)],
	['Not complete: 3 of 20 customers, 2 errors', processing(20, 3, 2)],
	['Not complete: 3 of 40 customers', { ...processing(20, 3), expectedCustomers: 40 }],
	['Not complete after 30 minutes: 0 of 20 customers', { ...processing(20, 0), waitedMinutes: 30 }],
	['Not complete after 1 minute: 0 of 20 customers', { ...processing(20, 0), waitedMinutes: 1 }],
	['Not complete: 3 customers processed', processing('many', 3)],
	[
		'Not complete: AutoGrab does not say how many customers are processed',
		processing(undefined, 'some'),
	],
])('%s', (sentence, standing) => {
	expect(describeStanding(standing)).toBe(sentence);
});

it('one upload among others is named', () => {
	expect(describeNamedStanding('u1', complete(5, 5))).toBe(
		'u1 is complete (5 of 5 customers, no errors)',
	);
	expect(describeNamedStanding('u2', { ...processing(20, 3), waitedMinutes: 2 })).toBe(
		'u2 is not complete after 2 minutes (3 of 20 customers)',
	);
});
