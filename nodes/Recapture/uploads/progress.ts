import { countersOf, type Upload } from './upload';

type UploadStatus = 'processing' | 'complete' | 'completeWithErrors';

/** An upload with what its counters mean. */
export type UploadProgress = Upload & {
	readonly status: UploadStatus;
	/** 0 to 100, one decimal. */
	readonly percentComplete: number;
	/** Absent when it is not known how many there are. */
	readonly remainingCustomers?: number;
};

/**
 * Whether the vendor's rule for a complete upload holds: as many processed as uploaded, or more. At the very start, when
 * nothing is counted yet, that says nothing: there is no upload without customers. Unknown counters say nothing either.
 */
export function countersAreEqual(upload: Upload): boolean {
	const { uploaded, processed } = countersOf(upload);
	if (uploaded === undefined || processed === undefined) return false;
	return uploaded > 0 && processed >= uploaded;
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
	const { errors = 0, processed = 0 } = countersOf(upload);
	if (state === 'complete') {
		const status = errors > 0 ? 'completeWithErrors' : 'complete';
		return { ...upload, status, percentComplete: 100, remainingCustomers: 0 };
	}
	const total = totalOf(upload, expectedCustomers);
	const share = total ? processed / total : 0;
	return {
		...upload,
		status: 'processing',
		// Rounded down: 100 % is for what is complete.
		percentComplete: Math.min(Math.floor(share * 1_000) / 10, 99.9),
		...(total !== undefined && { remainingCustomers: Math.max(total - processed, 0) }),
	};
}

/** How many customers the upload has, as far as anyone knows. */
export function totalOf(upload: Upload, expectedCustomers: number | undefined): number | undefined {
	const { uploaded } = countersOf(upload);
	if (uploaded === undefined) return expectedCustomers;
	return Math.max(uploaded, expectedCustomers ?? 0);
}
