/** How far a watch over uploads has come. */
export interface UploadWatch {
	/** IDs as the user gave them, when the last poll ended. */
	readonly listed: readonly string[];
	/** Those that were told. Kept when the user takes one away, so that it does not fire again should it come back. */
	readonly told: readonly string[];
	/** Those that AutoGrab did not know. */
	readonly unknown: readonly string[];
	/** Where in the list the next poll begins: not 0 when there was no time for all. */
	readonly next: number;
}

export const NO_UPLOAD_TOLD: UploadWatch = { listed: [], told: [], unknown: [], next: 0 };

export function readUploadWatch(value: unknown): UploadWatch | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const { listed, told, unknown, next } = value as Record<string, unknown>;
	const isWhole = isTexts(listed) && isTexts(told) && isTexts(unknown) && Number.isInteger(next);
	return isWhole
		? { listed: [...listed], told: [...told], unknown: [...unknown], next: Number(next) }
		: undefined;
}

function isTexts(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((part) => typeof part === 'string');
}
