import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Problem } from '../outcome';
import type { Settings } from './settings';

const CUSTOMER: IDataObject = {
	id: '00000000-0000-4000-8000-000000000000',
	last_updated: '2026-05-01T03:00:00.000Z',
	rego: 'EXAMPLE',
	state: 'VIC',
	vin: null,
	client_name: 'Example Customer',
	mobile_number: '+61 400 000 000',
	sale_date: '2022-01-07T00:00:00.000Z',
	expiry_date: null,
	vehicle_title: null,
	additional_fields: {},
};

const SIGHTING: IDataObject = {
	at: '2026-05-01T03:00:00.000Z',
	lead_id: 'example',
	listing_url: 'https://example.com/listing',
	listing_title: 'Example listing',
	listing_price: 24_990,
	seller_type: 'private',
};

const UPLOAD: IDataObject = {
	id: '00000000-0000-4000-8000-000000000000',
	created_at: '2026-05-01T03:00:00.000Z',
	enable_rego_lookups: false,
	name: 'Example upload',
	total_uploaded_customers: 100,
	total_processed_customers: 100,
	total_errors: 1,
	status: 'completeWithErrors',
	percentComplete: 100,
};

const REASONS: Readonly<Record<Settings['event'], string>> = {
	customerSighted: 'No sighting of your customers was found at AutoGrab.',
	sightingChanged: 'No sighting of your customers was found at AutoGrab.',
	uploadCompleted: 'None of the uploads was found at AutoGrab.',
};

/**
 * An event that never happened, so that a workflow can be built before the first one does.
 *
 * @param problem why there is no real one, when that is not simply that there is none
 */
export function exampleOf(event: Settings['event'], problem?: Problem): INodeExecutionData {
	const reason = problem ? `${problem.message}.` : REASONS[event];
	const example = `This is an example, not a real event. ${reason}`;
	const eventId = 'example';
	if (event === 'uploadCompleted') return { json: { event, eventId, upload: UPLOAD, example } };
	const body = { sighting: SIGHTING, customer: { ...CUSTOMER, sightings: [SIGHTING] } };
	const previous = event === 'sightingChanged' && { previous: { listing_price: 25_990 } };
	return { json: { event, ...body, ...previous, eventId, example } };
}
