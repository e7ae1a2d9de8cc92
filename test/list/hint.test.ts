import { hintOf, type HintFacts } from '../../nodes/Recapture/list/hint';
import type { ListSummary } from '../../nodes/Recapture/list/summary';

const summary: ListSummary = {
	rows: 30_000,
	accepted: 29_800,
	rejected: 120,
	duplicates: 50,
	blank: 30,
	existing: 0,
	regoLookups: 0,
	rejectedByReason: {},
	rejectedShown: 120,
	warnings: {},
	warned: [],
	columns: { rego: 'Plate' },
	additionalFields: [],
	lookalikes: [],
	dateOrder: 'dmy',
};

const facts: HintFacts = {
	queued: { customers: 29_800, uploads: 3, parts: 3 },
	warnedRows: 0,
	startAtRow: 1,
	existingCustomers: 'skip',
	oddDates: [],
};
const queuedIn = (uploads: number, parts: number) => ({ customers: 10_000, uploads, parts });
const checked: HintFacts = { ...facts, queued: undefined };

it('begins with what was queued and what was left out', () => {
	expect(hintOf(summary, facts)).toBe(
		'29,800 customers of 30,000 rows queued in 3 uploads. 120 rows were rejected, 50 duplicates were skipped, 30 rows are blank. AutoGrab now processes the uploads.',
	);
});

it('does not count what was not accepted', () => {
	expect(hintOf(summary, { ...facts, queued: queuedIn(1, 3) })).toMatch(
		/^10,000 of 29,800 customers queued, in 1 of 3 uploads\..* AutoGrab now processes the upload\.$/,
	);
});

it('mentions nothing that did not happen', () => {
	const clean = { ...summary, rows: 1, accepted: 1, rejected: 0, duplicates: 0, blank: 0 };
	expect(hintOf(clean, { ...facts, queued: queuedIn(1, 1) })).toBe(
		'1 customer of 1 row queued in 1 upload. AutoGrab now processes the upload.',
	);
	expect(hintOf(clean, checked)).toBe('1 customer of 1 row can be sent. Nothing was sent yet.');
});

it('gives the reason when nothing was queued', () => {
	const none = { ...summary, rows: 121, accepted: 0, duplicates: 1, blank: 0 };
	expect(hintOf(none, { ...facts, queued: queuedIn(0, 0), existingCustomers: 'upload' })).toBe(
		'Nothing was queued: none of the 121 rows can be sent. 120 rows were rejected, 1 duplicate was skipped.',
	);
});

it('does not take a list for one that cannot be sent when it was stopped', () => {
	expect(hintOf(summary, { ...facts, queued: queuedIn(0, 3) })).toMatch(
		/^Nothing was queued\. 29,800 customers of 30,000 rows can be sent\./,
	);
});

it.each<[string, Partial<ListSummary>, Partial<HintFacts>, string]>([
	[
		'the kinds of warnings',
		{ warnings: { 'vin-check-digit': 14, 'state-unknown': 1_200 } },
		{ warnedRows: 1_210 },
		'1,210 accepted rows have a warning: check digit of the VIN fails (14), state is unknown (1,200).',
	],
	[
		'the column on whose date customers are deleted',
		{ columns: { expiry_date: 'Policy End' } },
		{},
		'AutoGrab will delete each customer on the date in "Policy End".',
	],
	['what will be billed', { regoLookups: 1_200 }, {}, '1,200 VIN lookups will be billed.'],
	[
		'what would be billed',
		{ regoLookups: 1 },
		{ queued: undefined },
		'1 VIN lookup would be billed.',
	],
	[
		'columns that feed no field',
		{ additionalFields: ['Holder', 'End'] },
		{},
		'Sent as additional fields: "Holder", "End".',
	],
	[
		'only the first of many columns',
		{ additionalFields: Array.from({ length: 20 }, (_, index) => `C${index}`) },
		{ queued: undefined },
		'To be sent as additional fields: "C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7" and 12 more.',
	],
	[
		'columns that look like a field',
		{ lookalikes: ['Rego Expiry'] },
		{},
		'"Rego Expiry" feeds no customer field: map it under \'Column Mapping\' if needed.',
	],
	[
		'that existing customers were not looked for',
		{},
		{ existingCustomers: 'upload' },
		'Existing customers were not looked for',
	],
	['the row at which it started', {}, { startAtRow: 1_201 }, 'The list was read from row 1,201.'],
	['where the headers were', { headerLine: 4 }, {}, 'The headers were found in line 4.'],
	['an unusual encoding', { encoding: 'windows-1252' }, {}, 'The file was read as Windows-1252.'],
	[
		'dates that are not written as in the region',
		{},
		{ oddDates: [{ column: 'Sold', order: 'mdy', row: 17 }] },
		'The dates in "Sold" are read month first (see row 17).',
	],
	[
		'dates that are written in more than one order',
		{},
		{ oddDates: [{ column: 'Sold', order: 'contradictory', row: 17 }] },
		'The dates in "Sold" are not all written in the same order (see row 17), so those that can be read in two ways are rejected.',
	],
	[
		'dates whose order the other columns leave open',
		{},
		{ oddDates: [{ column: 'Sold', order: 'contradictory' }] },
		'The other date columns are not all written in the same order, so the dates in "Sold" that can be read in two ways are rejected.',
	],
	[
		'the reasons of rejected rows, the most frequent first',
		{ rejectedByReason: { 'bad-date': 20, 'rego-malformed': 100 } },
		{},
		'120 rows were rejected (rego is not a number plate: 100, date cannot be read: 20), 50 duplicates',
	],
	[
		'what to do when most dates of a list cannot be read',
		{ rejectedByReason: { 'bad-date': 14_985 } },
		{},
		"If a column that holds no dates was taken for one, map it to 'Additional Field' under 'Column Mapping'.",
	],
	['vehicles that AutoGrab holds', { existing: 2 }, {}, '2 vehicles are already held by AutoGrab'],
])('names %s', (_label, changedSummary, changedFacts, sentence) => {
	const hint = hintOf({ ...summary, ...changedSummary }, { ...facts, ...changedFacts });
	expect(hint).toContain(sentence);
	expect(hintOf(summary, facts)).not.toContain(sentence);
});

it('does not mention the usual', () => {
	expect(hintOf({ ...summary, headerLine: 1, encoding: 'utf-8' }, facts)).toBe(
		hintOf(summary, facts),
	);
});
