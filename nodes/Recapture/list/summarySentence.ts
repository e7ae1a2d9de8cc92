import type { ListSummary } from './summary';

/** Tells the totals of a list in a sentence or two, for the panel where the user looks at the result. */
export function tellSummary(summary: ListSummary, uploads: number): string {
	const left = [
		count(summary.rejected, 'row was rejected', 'rows were rejected'),
		count(summary.duplicates, 'duplicate was skipped', 'duplicates were skipped'),
		count(summary.existing, 'vehicle was there already', 'vehicles were there already'),
		count(summary.blank, 'row is blank', 'rows are blank'),
	].filter((part) => part !== '');
	const rows = count(summary.rows, 'row', 'rows');
	const leftOut = left.length > 0 ? ` ${left.join(', ')}.` : '';
	if (summary.accepted === 0) {
		return `Nothing was queued: none of the ${rows} can be sent.${leftOut}`;
	}
	const queued =
		uploads > 0
			? `${count(summary.accepted, 'customer', 'customers')} of ${rows} queued in ${count(uploads, 'upload', 'uploads')}.`
			: `${count(summary.accepted, 'customer', 'customers')} of ${rows} can be sent.`;
	return `${queued}${leftOut}${tellExpiry(summary)}${tellLookups(summary, uploads)}`;
}

/** The riskiest field there is: on this date the vendor deletes the customer. */
function tellExpiry({ columns }: ListSummary): string {
	return columns.expiry_date === undefined
		? ''
		: ` Recapture will delete each customer on the date in "${columns.expiry_date}".`;
}

function tellLookups({ regoLookups }: ListSummary, uploads: number): string {
	const lookups = count(regoLookups, 'VIN lookup', 'VIN lookups');
	return lookups && ` ${lookups} ${uploads > 0 ? 'will' : 'would'} be billed.`;
}

function count(number: number, one: string, many: string): string {
	if (number === 0) return '';
	return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}
