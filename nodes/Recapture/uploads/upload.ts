/** An upload as the vendor describes it; fields that we do not know stay on it untouched. */
export interface Upload {
	readonly id: string;
	readonly name?: string;
	readonly created_at?: string;
	readonly [field: string]: unknown;
}

/** The ID alone makes an upload: one with odd counters was accepted all the same. */
export function isUpload(value: unknown): value is Upload {
	const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
	return typeof id === 'string' && id.trim() !== '';
}

/** The counters of an upload, as far as they are known: what is no number is unknown. */
export interface Counters {
	/** Customers uploaded so far. On a long list the vendor may still be counting. */
	readonly uploaded?: number;
	/** Customers processed so far, those that ended in an error included. */
	readonly processed?: number;
	readonly errors?: number;
}

export function countersOf(upload: Upload): Counters {
	return {
		uploaded: readCounter(upload.total_uploaded_customers),
		processed: readCounter(upload.total_processed_customers),
		errors: readCounter(upload.total_errors),
	};
}

/** A count, also as a text of digits. */
function readCounter(value: unknown): number | undefined {
	const isDigits = typeof value === 'string' && /^\s*\d{1,15}\s*$/.test(value);
	const count = isDigits ? Number(value) : value;
	return Number.isSafeInteger(count) && (count as number) >= 0 ? (count as number) : undefined;
}
