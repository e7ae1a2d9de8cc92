import type { IExecuteFunctions } from 'n8n-workflow';

import { dayInZone } from '../values/date';

/** The day that it is now where the workflow lives, as YYYY-MM-DD. */
export function today(context: IExecuteFunctions): string {
	return dayInZone(Date.now(), context.getTimezone()) ?? new Date().toISOString().slice(0, 10);
}

const MS_PER_DAY = 86_400_000;

/** A later day, as YYYY-MM-DD. */
export function dayAfter(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10);
}
