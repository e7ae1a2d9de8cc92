import { failure, success, type Outcome } from '../outcome';

/** Reads one upload ID, several separated by commas or lines, or an array of them. */
export function readUploadIds(value: unknown): Outcome<string[]> {
	const parts = Array.isArray(value) ? value : String(value ?? '').split(/[,\n]/);
	const ids = parts.map((part) => String(part ?? '').trim()).filter((id) => id !== '');
	if (ids.length > 0) return success([...new Set(ids)]);
	return failure({
		message: "No upload is named: 'Upload ID' is empty",
		description:
			"Give the ID that 'Upload Customers' returned, for instance by the expression {{ $json.id }}.",
	});
}
