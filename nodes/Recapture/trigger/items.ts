import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { SightingEvent } from '../sightings/diff';
import type { Upload } from '../uploads/upload';

export function toSightingItem(event: SightingEvent): INodeExecutionData {
	const { event: name, eventId, customer, sighting, previous } = event;
	return {
		json: {
			event: name,
			eventId,
			customer: customer as IDataObject,
			sighting: sighting as IDataObject,
			...(previous && { previous: previous as IDataObject }),
		},
	};
}

export function toUploadItem(upload: Upload): INodeExecutionData {
	const json = { event: 'uploadCompleted', eventId: upload.id, upload: upload as IDataObject };
	return { json };
}
