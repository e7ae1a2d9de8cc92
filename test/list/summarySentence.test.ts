import type { ListSummary } from '../../nodes/Recapture/list/summary';
import { tellSummary } from '../../nodes/Recapture/list/summarySentence';

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
	columns: { rego: 'Plate' },
	additionalFields: [],
	dateOrder: 'dmy',
};

it('tells what was queued and what was left out', () => {
	expect(tellSummary(summary, 3)).toBe(
		'29,800 customers of 30,000 rows queued in 3 uploads. 120 rows were rejected, 50 duplicates were skipped, 30 rows are blank.',
	);
});

it('says nothing of what did not happen', () => {
	const clean = { ...summary, rows: 1, accepted: 1, rejected: 0, duplicates: 0, blank: 0 };
	expect(tellSummary(clean, 1)).toBe('1 customer of 1 row queued in 1 upload.');
});

it('says why nothing was queued', () => {
	const none = { ...summary, rows: 121, accepted: 0, duplicates: 1, blank: 0 };
	expect(tellSummary(none, 0)).toBe(
		'Nothing was queued: none of the 121 rows can be sent. 120 rows were rejected, 1 duplicate was skipped.',
	);
});

it('names the column on whose date customers will be deleted, and what will be billed', () => {
	const risky = { ...summary, columns: { expiry_date: 'Policy End' }, regoLookups: 1_200 };
	expect(tellSummary(risky, 3)).toContain(
		'Recapture will delete each customer on the date in "Policy End". 1,200 VIN lookups will be billed.',
	);
});

it('tells what would be billed when nothing is sent', () => {
	expect(tellSummary({ ...summary, regoLookups: 1 }, 0)).toContain('1 VIN lookup would be billed.');
});
