import type { CustomerRecord, Sighting } from '../records';
import { SIGHTING_FIELDS } from '../settings';
import type { Settings } from '../settings';
import { hash } from './chance';
import { FIELDS } from './fields';

/** What the vendor shows of an upload: exactly these fields. */
export interface UploadView {
	id: string;
	created_at: string;
	enable_rego_lookups: boolean;
	name: string | null;
	total_uploaded_customers: number;
	total_processed_customers: number;
	total_errors: number;
}

/** An upload as it is answered. */
export function showUpload(view: UploadView, settings: Readonly<Settings>): object {
	return { ...view, ...settings.extraFields.upload };
}

/**
 * A customer as it is answered, its fields in the documents' order.
 * @param drawn number of the request, for what comes in another order each time
 */
export function showCustomer(
	record: CustomerRecord,
	settings: Readonly<Settings>,
	drawn: number,
): object {
	// Field by field: this runs for each row of each page, and spreading would take three times as long.
	const shown: Record<string, unknown> = { id: record.id, last_updated: record.last_updated };
	for (const field of FIELDS[settings.fields].customer) {
		if (field !== 'additional_fields') shown[field] = record[field];
	}
	shown.vehicle_title = record.vehicle_title;
	shown.sightings = showSightings(record.sightings, settings, drawn);
	if (settings.additionalFields === 'returned') shown.additional_fields = record.additional_fields;
	return Object.assign(shown, settings.extraFields.customer);
}

function showSightings(
	sightings: readonly Sighting[],
	settings: Readonly<Settings>,
	drawn: number,
): object[] {
	if (sightings.length === 0) return [];
	const hidden = SIGHTING_FIELDS.filter((field) => !settings.sightingFields.includes(field));
	const shown = sightings.map((sighting) => ({
		...Object.fromEntries(Object.entries(sighting).filter(([name]) => !isOneOf(hidden, name))),
		...settings.extraFields.sighting,
	}));
	if (settings.sightingOrder === 'newestFirst') return shown.reverse();
	if (settings.sightingOrder === 'asAdded') return shown;
	const rank = (place: number) => hash(settings.seed, 'sightings', drawn, place);
	return shown
		.map((sighting, place) => ({ sighting, rank: rank(place) }))
		.sort((a, b) => a.rank - b.rank)
		.map(({ sighting }) => sighting);
}

function isOneOf(names: readonly string[], name: string): boolean {
	return names.includes(name);
}
