/** An upload as the vendor describes it; fields that we do not know stay on it untouched. */
export interface Upload {
	readonly id: string;
	readonly name?: string;
	readonly created_at?: string;
	readonly enable_rego_lookups?: boolean;
	/** Customers uploaded so far. On a long list the vendor may still be counting. */
	readonly total_uploaded_customers: number;
	/** Customers processed so far, those that ended in an error included. */
	readonly total_processed_customers: number;
	readonly total_errors: number;
	readonly [field: string]: unknown;
}

export function isUpload(value: unknown): value is Upload {
	if (typeof value !== 'object' || value === null) return false;
	const upload = value as Record<string, unknown>;
	return (
		typeof upload.id === 'string' &&
		upload.id !== '' &&
		isCount(upload.total_uploaded_customers) &&
		isCount(upload.total_processed_customers) &&
		isCount(upload.total_errors)
	);
}

function isCount(value: unknown): boolean {
	return Number.isSafeInteger(value) && (value as number) >= 0;
}
