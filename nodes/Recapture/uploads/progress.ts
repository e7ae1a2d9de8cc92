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
 * Whether the vendor's rule for a complete upload holds: as many processed as uploaded. At the very start, when nothing
 * is counted yet, that says nothing: there is no upload without customers.
 */
export function countersAreEqual(upload: Upload): boolean {
	return (
		upload.total_uploaded_customers > 0 &&
		upload.total_processed_customers === upload.total_uploaded_customers
	);
}

/**
 * @param state decided by the caller, who knows how often it looked
 * @param expectedCustomers how many customers were sent, when that is known
 */
export function toProgress(
	upload: Upload,
	state: 'complete' | 'processing',
	expectedCustomers?: number,
): UploadProgress {
	if (state === 'complete') {
		const status = upload.total_errors > 0 ? 'completeWithErrors' : 'complete';
		return { ...upload, status, percentComplete: 100, remainingCustomers: 0 };
	}
	const total = Math.max(upload.total_uploaded_customers, expectedCustomers ?? 0);
	const share = total === 0 ? 0 : upload.total_processed_customers / total;
	return {
		...upload,
		status: 'processing',
		// Rounded down: 100 % is for what is complete.
		percentComplete: Math.min(Math.floor(share * 1_000) / 10, 99.9),
		remainingCustomers: Math.max(total - upload.total_processed_customers, 0),
	};
}
