import { toProgress } from '../../nodes/Recapture/uploads/progress';
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
	['no id', { ...upload(1, 1), id: '' }],
	['an id that is no text', { ...upload(1, 1), id: 7 }],
	['a counter that is no number', { ...upload(1, 1), total_errors: '0' }],
	['a counter below zero', upload(-1, 0)],
	['a missing counter', { id: 'u1', total_uploaded_customers: 1, total_errors: 0 }],
])('%s is not an upload', (_label, value) => {
	expect(isUpload(value)).toBe(false);
});
