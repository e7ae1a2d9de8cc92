import { countersAreEqual, toProgress } from '../../nodes/Recapture/uploads/progress';
import { isUpload, type Upload } from '../../nodes/Recapture/uploads/upload';

function upload(uploaded: number, processed: number, errors = 0): Upload {
	return {
		id: 'u1',
		name: 'June',
		total_uploaded_customers: uploaded,
		total_processed_customers: processed,
		total_errors: errors,
	};
}

describe('an upload in progress', () => {
	it.each([
		['the size that AutoGrab counts', upload(1000, 800), undefined, 80, 200],
		['the size that was sent, while AutoGrab still counts', upload(500, 500), 1000, 50, 500],
		['one decimal, never rounded up to the end', upload(3000, 2999), undefined, 99.9, 1],
		['nothing yet', upload(0, 0), undefined, 0, 0],
	])('is measured by %s', (_label, state, expected, percentComplete, remainingCustomers) => {
		expect(toProgress(state, 'processing', expected)).toEqual({
			...state,
			status: 'processing',
			percentComplete,
			remainingCustomers,
		});
	});
});

it.each([
	['complete', upload(3, 3)],
	['completeWithErrors', upload(3, 3, 1)],
])('ends as %s', (status, state) => {
	expect(toProgress(state, 'complete')).toEqual({
		...state,
		status,
		percentComplete: 100,
		remainingCustomers: 0,
	});
});

it.each([
	['no object', 'upload'],
	['nothing', null],
	['a list', ['u1']],
	['no id', { ...upload(1, 1), id: '' }],
	['an id that is no text', { ...upload(1, 1), id: 7 }],
])('%s is not an upload', (_label, value) => {
	expect(isUpload(value)).toBe(false);
});

describe('counters that are no numbers', () => {
	it.each([
		[
			'texts of digits',
			{ total_uploaded_customers: '10', total_processed_customers: ' 4 ' },
			40,
			6,
		],
		['missing', {}, 0, undefined],
		['words', { total_uploaded_customers: 'ten', total_processed_customers: null }, 0, undefined],
		['below zero', { total_uploaded_customers: -1, total_processed_customers: -1 }, 0, undefined],
		['unknown for what is processed', { total_uploaded_customers: 10 }, 0, 10],
	])('%s', (_label, counters, percentComplete, remainingCustomers) => {
		const odd = { id: 'u1', ...counters };
		expect(isUpload(odd)).toBe(true);
		expect(toProgress(odd, 'processing')).toEqual({
			...odd,
			status: 'processing',
			percentComplete,
			...(remainingCustomers !== undefined && { remainingCustomers }),
		});
	});

	it.each([
		{},
		{ total_uploaded_customers: 'all', total_processed_customers: 'all' },
		{ total_uploaded_customers: 5 },
		{ total_processed_customers: 5 },
	])('never make an upload complete: %j', (counters) => {
		expect(countersAreEqual({ id: 'u1', ...counters })).toBe(false);
	});

	it('are compared as numbers when they are texts of digits', () => {
		const texts = { total_uploaded_customers: '9', total_processed_customers: '10' };
		expect(countersAreEqual({ id: 'u1', ...texts })).toBe(true);
	});
});

it('more processed than uploaded is complete', () => {
	expect(countersAreEqual(upload(10, 12))).toBe(true);
});
