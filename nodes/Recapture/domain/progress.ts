import type { Upload } from './upload';

export type UploadStatus = 'processing' | 'complete' | 'completeWithErrors';

/** An upload with what its counters mean. */
export type UploadProgress = Upload & {
	readonly status: UploadStatus;
	/** 0 to 100, one decimal. */
	readonly percentComplete: number;
	readonly remainingCustomers: number;
};

/**
 * Whether the vendor's rule for a complete upload holds: as many processed as uploaded. That alone does not prove
 * it, because both counters may still be growing; neither does it when fewer than the expected customers are there.
 */
export function countersAreEqual(upload: Upload): boolean {
	return upload.total_processed_customers === upload.total_uploaded_customers;
}

/** Whether two readings, some time apart, show that an upload with equal counters no longer grows. */
export function standsStill(earlier: Upload, later: Upload): boolean {
	return (
		countersAreEqual(earlier) &&
		countersAreEqual(later) &&
		earlier.total_uploaded_customers === later.total_uploaded_customers
	);
}

/**
 * @param completeness decided by the caller, who knows how many customers were sent or how often it looked
 * @param expectedCustomers how many customers were sent, when that is known
 */
export function toProgress(
	upload: Upload,
	completeness: 'complete' | 'processing',
	expectedCustomers?: number,
): UploadProgress {
	const total = Math.max(upload.total_uploaded_customers, expectedCustomers ?? 0);
	const remaining = Math.max(total - upload.total_processed_customers, 0);
	const percent = total === 0 ? 0 : (upload.total_processed_customers / total) * 100;
	if (completeness === 'complete') {
		return {
			...upload,
			status: upload.total_errors > 0 ? 'completeWithErrors' : 'complete',
			percentComplete: 100,
			remainingCustomers: 0,
		};
	}
	return {
		...upload,
		status: 'processing',
		// Rounded down: 100 % is for what is complete.
		percentComplete: Math.min(Math.floor(percent * 10) / 10, 99.9),
		remainingCustomers: remaining,
	};
}
