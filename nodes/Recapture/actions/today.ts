import type { IExecuteFunctions } from 'n8n-workflow';

import { dayInZone } from '../values/date';

/** The day that it is now where the workflow lives, as YYYY-MM-DD. */
export function today(context: IExecuteFunctions): string {
	return dayInZone(Date.now(), context.getTimezone()) ?? new Date().toISOString().slice(0, 10);
}
