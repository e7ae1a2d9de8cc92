import { totalOf, type UploadProgress } from './progress';
import { countersOf } from './upload';

/** Where an upload stands, as it is said to a person. */
export interface Standing {
	readonly progress: UploadProgress;
	/** How many customers were sent, when that is known. */
	readonly expectedCustomers?: number;
	/** Customers that were sent but never counted by AutoGrab. */
	readonly missingCustomers?: number;
	/** How long it was waited for. */
	readonly waitedMinutes?: number;
}

/** As a sentence of its own: "Complete: 5 of 5 customers, no errors". */
export function describeStanding(standing: Standing): string {
	return `${isComplete(standing) ? 'Complete' : `Not complete${waited(standing)}`}: ${counts(standing)}`;
}

/** As part of a sentence about several uploads: "99aa2d8e… is complete (5 of 5 customers, no errors)". */
export function describeNamedStanding(id: string, standing: Standing): string {
	const state = isComplete(standing) ? 'complete' : `not complete${waited(standing)}`;
	return `${id} is ${state} (${counts(standing)})`;
}

export function isComplete({ progress }: Standing): boolean {
	return progress.status !== 'processing';
}

function waited({ waitedMinutes }: Standing): string {
	if (waitedMinutes === undefined) return '';
	return ` after ${waitedMinutes} ${waitedMinutes === 1 ? 'minute' : 'minutes'}`;
}

function counts(standing: Standing): string {
	const { progress, expectedCustomers, missingCustomers = 0 } = standing;
	const { processed, errors } = countersOf(progress);
	if (processed === undefined) return 'AutoGrab does not say how many customers are processed';
	const total = totalOf(progress, expectedCustomers);
	const parts = [
		total === undefined
			? `${number(processed)} customers processed`
			: `${number(processed)} of ${number(Math.max(total, processed))} customers`,
	];
	if (errors !== undefined && (errors > 0 || isComplete(standing))) parts.push(errorCount(errors));
	if (missingCustomers > 0) {
		parts.push(`${number(missingCustomers)} that were sent are missing at AutoGrab`);
	}
	return parts.join(', ');
}

function errorCount(errors: number): string {
	if (errors === 0) return 'no errors';
	return errors === 1 ? '1 error' : `${number(errors)} errors`;
}

function number(count: number): string {
	return count.toLocaleString('en-US');
}
