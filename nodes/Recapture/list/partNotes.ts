import type { Part } from './parts';
import type { Upload } from '../uploads/upload';

/**
 * What a run remembers of a part that it sent, so that no further try of the same run sends it again: the vendor has no
 * idempotency key. Plain data, because n8n saves it with the run.
 */
export interface PartNote {
	/** Index of the input item that the list belongs to. */
	readonly item: number;
	readonly firstRow: number;
	readonly lastRow: number;
	readonly customers: number;
	/** Of the customers that were sent. */
	readonly fingerprint: string;
	/** `sending`: noted before the request. Still so at a later try, it was interrupted, and may have arrived. */
	readonly state: 'sending' | 'accepted' | 'refused' | 'unconfirmed';
	/** As the vendor answered, when it accepted. */
	readonly upload?: Upload;
}

export function toNote(
	item: number,
	{ firstRow, lastRow, customers }: Part,
	fingerprint: string,
	state: PartNote['state'],
	upload?: Upload,
): PartNote {
	return {
		item,
		firstRow,
		lastRow,
		customers,
		fingerprint,
		state,
		...(upload && { upload }),
	};
}

/** The notes with one more; it takes the place of an earlier one of the same rows. */
export function withNote(notes: readonly PartNote[], note: PartNote): PartNote[] {
	const others = notes.filter(
		({ item, firstRow }) => item !== note.item || firstRow !== note.firstRow,
	);
	return [...others, note];
}

/** The parts of a list that must not be sent again, in order: accepted ones, and those of which nobody knows. */
export function sentParts(notes: readonly PartNote[], item: number): PartNote[] {
	return notes
		.filter((note) => note.item === item && note.state !== 'refused')
		.sort((one, other) => one.firstRow - other.firstRow);
}

/** The note of the part that these rows were sent as. */
export function noteOf(
	notes: readonly PartNote[],
	item: number,
	part: Pick<Part, 'firstRow' | 'lastRow'>,
): PartNote | undefined {
	return sentParts(notes, item).find(
		({ firstRow, lastRow }) => firstRow <= part.lastRow && part.firstRow <= lastRow,
	);
}

/** SHA-256 of the customers. Made by the platform beside this thread, so that a big part holds nothing up. */
export async function fingerprintOf({ json }: Part): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', json);
	return Buffer.from(digest).toString('base64url');
}
