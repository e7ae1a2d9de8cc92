import type { RejectionReason, WarningKind } from './fieldCell';
import type { ListSummary } from './summary';
import { ENCODINGS, type Encoding } from './table';
import type { ColumnOrder } from '../values/date';
import { beginningOf } from '../values/text';

/** What the hint needs to know beside the totals. */
export interface HintFacts {
	/** What AutoGrab accepted; undefined when the list was only checked. */
	readonly queued?: Queued;
	/** Accepted rows with a warning. */
	readonly warnedRows: number;
	readonly startAtRow: number;
	readonly existingCustomers: 'upload' | 'skip';
	/** Date columns that are not written in the order of the region. */
	readonly oddDates: readonly OddDates[];
}

export interface Queued {
	readonly customers: number;
	readonly uploads: number;
	/** Of how many uploads: fewer are accepted when one of them failed. */
	readonly parts: number;
}

export interface OddDates {
	readonly column: string;
	readonly order: ColumnOrder;
	/** The row that proves it; undefined when another date column does. */
	readonly row?: number;
}

/** The result of reading a list in short sentences, the most important first. */
export function hintOf(summary: ListSummary, facts: HintFacts): string {
	return joined([
		totals(summary, facts),
		leftOut(summary),
		columnWithoutDates(summary),
		warnings(summary, facts),
		expiry(summary),
		lookups(summary, facts),
		...howItIsUnderstood(summary, facts),
		existing(summary, facts),
		next(summary, facts),
	]);
}

/** How the rows of a list were read, without what became of its customers. */
export function readingHintOf(summary: ListSummary, facts: HintFacts): string {
	return joined([leftOut(summary), warnings(summary, facts), ...howItIsUnderstood(summary, facts)]);
}

function howItIsUnderstood(summary: ListSummary, facts: HintFacts): string[] {
	return [
		...facts.oddDates.map(oddDates),
		lookalikes(summary),
		additionalFields(summary, facts),
		howItWasRead(summary, facts),
	];
}

function joined(sentences: readonly string[]): string {
	return sentences.filter((sentence) => sentence !== '').join(' ');
}

function totals({ accepted, rows }: ListSummary, { queued }: HintFacts): string {
	const allRows = count(rows, 'row', 'rows');
	const customers = count(accepted, 'customer', 'customers');
	if (accepted === 0) {
		const none = rows === 1 ? 'the only row cannot be sent' : `none of the ${allRows} can be sent`;
		return queued ? `Nothing was queued: ${none}.` : `Nothing to send: ${none}.`;
	}
	if (!queued) return `${customers} of ${allRows} can be sent.`;
	if (queued.uploads === 0) return `Nothing was queued. ${customers} of ${allRows} can be sent.`;
	const uploads = count(queued.uploads, 'upload', 'uploads');
	return queued.uploads === queued.parts
		? `${customers} of ${allRows} queued in ${uploads}.`
		: `${number(queued.customers)} of ${customers} queued, in ${number(queued.uploads)} of ${number(queued.parts)} uploads.`;
}

function leftOut(summary: ListSummary): string {
	const { rejected, duplicates, existing: held, blank } = summary;
	const parts = [
		count(rejected, 'row was rejected', 'rows were rejected') + reasons(summary),
		count(duplicates, 'duplicate was skipped', 'duplicates were skipped'),
		count(held, 'vehicle is already held by AutoGrab', 'vehicles are already held by AutoGrab'),
		count(blank, 'row is blank', 'rows are blank'),
	].filter((part) => part !== '');
	return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}

const REASONS: Readonly<Record<RejectionReason, string>> = {
	'broken-quotes': 'broken quotes',
	'too-many-cells': 'more cells than columns',
	'repeated-headers': 'headers repeated',
	'missing-identity': 'neither rego nor VIN',
	'rego-malformed': 'rego is not a number plate',
	'vin-malformed': 'VIN is malformed',
	'bad-date': 'date cannot be read',
	'ambiguous-date': 'date can be read in two ways',
	'already-expired': 'expiry date is today or earlier',
};

function reasons({ rejectedByReason }: ListSummary): string {
	const counts = Object.entries(rejectedByReason).sort(([, one], [, other]) => other - one);
	if (counts.length === 0) return '';
	const named = counts.map(
		([reason, rows]) => `${REASONS[reason as RejectionReason]}: ${number(rows)}`,
	);
	return ` (${named.join(', ')})`;
}

/** A column such as 'Sold' may hold Yes and No: then its header misleads, and every row is rejected. */
function columnWithoutDates({ rows, blank, rejectedByReason }: ListSummary): string {
	const bad = rejectedByReason['bad-date'] ?? 0;
	return bad > 0 && bad * 2 >= rows - blank
		? "If a column that holds no dates was taken for one, map it to 'Additional Field' under 'Column Mapping'."
		: '';
}

const WARNINGS: Readonly<Record<WarningKind, string>> = {
	'rego-malformed': 'rego is not a number plate',
	'vin-malformed': 'VIN is malformed',
	'vin-check-digit': 'check digit of the VIN fails',
	'state-unknown': 'state is unknown',
	'state-missing': 'state is missing',
	'name-garbled': 'name has lost characters',
	'mobile-damaged': 'mobile was damaged by a spreadsheet',
	'mobile-unclear': 'mobile cannot be read',
	'no-date': 'date is a mark for "no date"',
	'cell-error': 'cell has an Excel error',
};

function warnings(summary: ListSummary, { warnedRows }: HintFacts): string {
	if (warnedRows === 0) return '';
	const kinds = Object.entries(summary.warnings).map(
		([kind, times]) => `${WARNINGS[kind as WarningKind]} (${number(times)})`,
	);
	const rows = count(warnedRows, 'accepted row has a warning', 'accepted rows have a warning');
	return `${rows}: ${kinds.join(', ')}.`;
}

/** The field with the greatest risk: on this date AutoGrab deletes the customer. */
function expiry({ accepted, columns }: ListSummary): string {
	return columns.expiry_date === undefined || accepted === 0
		? ''
		: `AutoGrab will delete each customer on the date in "${columns.expiry_date}".`;
}

function lookups({ regoLookups }: ListSummary, { queued }: HintFacts): string {
	const billed = count(regoLookups, 'VIN lookup', 'VIN lookups');
	return billed && `${billed} ${queued?.uploads ? 'will' : 'would'} be billed.`;
}

const ORDERS: Readonly<Record<ColumnOrder, string>> = {
	dmy: 'day first',
	mdy: 'month first',
	ymd: 'year first',
	contradictory: '',
	'contradictory-year': '',
};

function oddDates({ column, order, row }: OddDates): string {
	if (ORDERS[order] !== '') {
		const proof = row === undefined ? '' : ` (see row ${number(row)})`;
		return `The dates in "${column}" are read ${ORDERS[order]}${proof}.`;
	}
	return row === undefined
		? `The other date columns are not all written in the same order, so the dates in "${column}" that can be read in two ways are rejected.`
		: `The dates in "${column}" are not all written in the same order (see row ${number(row)}), so those that can be read in two ways are rejected.`;
}

function lookalikes({ lookalikes: names }: ListSummary): string {
	if (names.length === 0) return '';
	const [feed, map] = names.length === 1 ? ['feeds', 'it'] : ['feed', 'them'];
	return `${list(names)} ${feed} no customer field: map ${map} under 'Column Mapping' if needed.`;
}

function additionalFields(
	{ additionalFields: names, accepted }: ListSummary,
	{ queued }: HintFacts,
): string {
	if (names.length === 0 || accepted === 0) return '';
	return `${queued?.uploads ? 'Sent' : 'To be sent'} as additional fields: ${list(names)}.`;
}

function howItWasRead(
	{ headerLine, encoding, hiddenRows }: ListSummary,
	{ startAtRow }: HintFacts,
): string {
	return [
		startAtRow > 1 ? `The list was read from row ${number(startAtRow)}.` : '',
		typeof headerLine === 'number' && headerLine > 1
			? `The headers were found in line ${number(headerLine)}.`
			: '',
		typeof encoding === 'string' && encoding !== 'utf-8'
			? `The file was read as ${ENCODINGS[encoding as Encoding]}.`
			: '',
		typeof hiddenRows === 'number' && hiddenRows > 0
			? `${count(hiddenRows, 'hidden row was', 'hidden rows were')} read as well.`
			: '',
	]
		.filter((part) => part !== '')
		.join(' ');
}

function existing({ accepted }: ListSummary, { existingCustomers }: HintFacts): string {
	return existingCustomers === 'skip' || accepted === 0
		? ''
		: "Existing customers were not looked for: the option 'Existing Customers' skips those that AutoGrab already holds.";
}

function next({ accepted }: ListSummary, { queued }: HintFacts): string {
	if (accepted === 0) return '';
	if (!queued) return 'Nothing was sent yet.';
	if (queued.uploads === 0) return '';
	return `AutoGrab now processes the ${queued.uploads === 1 ? 'upload' : 'uploads'}.`;
}

const MAX_NAMES = 8;
const MAX_NAME_CHARACTERS = 60;

function list(names: readonly string[]): string {
	const shown = names.slice(0, MAX_NAMES).map((name) => beginningOf(name, MAX_NAME_CHARACTERS));
	const more = names.length - shown.length;
	return `${shown.map((name) => `"${name}"`).join(', ')}${more > 0 ? ` and ${number(more)} more` : ''}`;
}

function count(quantity: number, one: string, many: string): string {
	return quantity === 0 ? '' : `${number(quantity)} ${quantity === 1 ? one : many}`;
}

function number(value: number): string {
	return value.toLocaleString('en-US');
}
