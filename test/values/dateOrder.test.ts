import { readDate, type ColumnOrder, type DateOrder } from '../../nodes/Recapture/values/date';
import { addEvidence, decideDateOrders, newEvidence } from '../../nodes/Recapture/values/dateOrder';
import type { Region } from '../../nodes/Recapture/values/region';

/** The evidence of a column whose first cell stands in row 1. */
function evidenceOf(values: readonly unknown[]) {
	const evidence = newEvidence();
	values.forEach((value, index) => addEvidence(evidence, value, index + 1));
	return evidence;
}

function decision(
	columns: Record<string, readonly unknown[]>,
	setting: 'auto' | DateOrder = 'auto',
	region: Region = 'au',
) {
	const evidence = new Map(
		Object.entries(columns).map(([column, values]) => [column, evidenceOf(values)]),
	);
	return decideDateOrders(evidence, setting, region);
}

function decide(...input: Parameters<typeof decision>) {
	const { orders, summary } = decision(...input);
	return { ...Object.fromEntries(orders), summary };
}

function orderOf(values: readonly unknown[]) {
	return decision({ column: values }).orders.get('column')!;
}

/** As many dates that read both ways. */
const twoWay = (count: number) => Array.from({ length: count }, () => '05/06/2031');

describe('one column', () => {
	test.each<[string, unknown[], ColumnOrder, string]>([
		['without dates: the region', [], 'dmy', 'dmy'],
		['that reads both ways: the region', ['03/04/2026', '01/02/2026'], 'dmy', 'dmy'],
		['without order: the region', ['2026-03-31', '31 March 2026', 46112], 'dmy', 'dmy'],
		['with a day over 12 in front', ['03/04/2026', '13/02/2026'], 'dmy', 'dmy'],
		['with a day over 12 in the middle', ['03/04/2026', '02/13/2026'], 'mdy', 'mdy'],
		['with a year in front', ['03/04/05', '98/03/31'], 'ymd', 'ymd'],
		['with proof of both', ['13/02/2026', '02/13/2026'], 'contradictory', 'mixed'],
		['with years on either side', ['31/03/26', '98/03/31'], 'contradictory-year', 'mixed'],
		['with full years last, too', ['03/04/2026', '98/03/31'], 'contradictory-year', 'mixed'],
		['with a time behind its proof', ['03/04/2026', '2/13/2026 2:30 PM'], 'mdy', 'mdy'],
		['with proof in unusual text', ['03/04/2026', '\u200eFri 02–13–2026'], 'mdy', 'mdy'],
	])('%s', (_sentence, values, order, summary) => {
		expect(decide({ sold: values })).toEqual({ sold: order, summary });
	});

	test.each([
		['an impossible day', '02/30/2026'],
		['a day of no leap year', '02/29/2026'],
		['a year that is not in use', '02/13/9998'],
		['a mark for no date', '12/31/9999'],
		['another mark for no date', '12/30/1899'],
		['a day and a month over 12', '13/13/2026'],
		['a year in full in front', '2026/02/13'],
		['a month with its name', 'February 13, 2026'],
		['a day of a spreadsheet', 46112],
		['a Date', new Date('2026-02-13')],
		['words', 'N/A'],
		['a year of two digits in front, on an impossible day', '98/02/30'],
		['a number over 31 in front, that is no year', '26/3/4'],
	])('learns nothing from %s', (_sentence, value) => {
		expect(evidenceOf([value, value])).toEqual(newEvidence());
		expect(decide({ sold: [value, '03/04/2026'] })).toEqual({ sold: 'dmy', summary: 'dmy' });
	});

	it('takes a date that could begin with its year for one that ends with it', () => {
		expect(decide({ sold: ['31/03/26'] })).toEqual({ sold: 'dmy', summary: 'dmy' });
	});

	it('refuses only what reads both ways once both orders are proven', () => {
		const values = ['13/02/2026', '02/13/2026', '03/04/2026'];
		const order = orderOf(values);
		const reading = { order, century: 'past', timeZone: 'UTC' } as const;
		expect(values.map((value) => readDate(value, reading))).toEqual([
			{ kind: 'date', day: '2026-02-13' },
			{ kind: 'date', day: '2026-02-13' },
			{ kind: 'ambiguous' },
		]);
	});
});

describe("proof against the region's order", () => {
	test.each<[number, number, ColumnOrder]>([
		[1, 0, 'mdy'],
		[1, 3, 'mdy'],
		[1, 4, 'contradictory'],
		[2, 6, 'mdy'],
		[2, 7, 'contradictory'],
		[25, 75, 'mdy'],
		[25, 76, 'contradictory'],
	])('in %i dates beside %i two-way dates: %s', (proofs, others, order) => {
		const values = [...twoWay(others), ...Array.from({ length: proofs }, () => '02/13/2031')];
		expect(orderOf(values)).toBe(order);
		expect(orderOf(values.reverse())).toBe(order);
	});

	it('is weighed against the dates that need an order and exist, not against other cells', () => {
		const others = ['2031-01-01', '', null, '30/02/2031', '31/12/9999', '1 May 2031', 46112, 'TBA'];
		expect(orderOf([...twoWay(3), ...others, '02/13/2031'])).toBe('mdy');
		expect(orderOf([...twoWay(4), ...others, '02/13/2031'])).toBe('contradictory');
	});

	it('never wins where the region is proved as well', () => {
		const monthFirst = Array.from({ length: 99 }, () => '02/13/2031');
		expect(orderOf([...monthFirst, '13/02/2031'])).toBe('contradictory');
	});

	it('by a few years in front leaves two-digit years unclear', () => {
		const values = ['03/04/05', '03/04/06', '03/04/07', '98/03/31'];
		expect(orderOf(values)).toBe('ymd');
		expect(orderOf(['03/04/08', ...values])).toBe('contradictory-year');
	});

	it('leaves two-way dates to the user, and reads the others as they can be', () => {
		const values = [...twoWay(4), '02/13/2031'];
		const order = orderOf(values);
		const reading = { order, century: 'future', timeZone: 'UTC' } as const;
		expect(values.map((value) => readDate(value, reading))).toEqual([
			...twoWay(4).map(() => ({ kind: 'ambiguous' })),
			{ kind: 'date', day: '2031-02-13' },
		]);
	});
});

describe("the row that proves another order than the region's", () => {
	test.each<[string, unknown[], number | undefined]>([
		['in a column that follows it', ['02/03/2031', '02/13/2031', '02/14/2031'], 2],
		['in a column with few such dates', [...twoWay(7), '02/13/2031', '02/14/2031'], 8],
		['in a column that proves both', ['13/02/2031', '05/06/2031', '02/13/2031'], 3],
		['with a year in front', ['03/04/05', '98/03/31'], 2],
		['is the first of them', ['98/03/31', '02/13/31'], 1],
		['is not one that proves nothing', ['02/30/2031', '02/13/2031'], 2],
		['is none where the region is proved', ['13/02/2031'], undefined],
		['is none without proof', ['05/06/2031', '2031-01-01'], undefined],
	])('%s', (_sentence, values, row) => {
		expect(decision({ ends: values }).provenByRow.get('ends')).toBe(row);
	});

	it('belongs to its column alone', () => {
		const { provenByRow } = decision({ sold: twoWay(2), ends: ['05/06/2031', '02/13/2031'] });
		expect([...provenByRow]).toEqual([['ends', 2]]);
	});

	it('is not asked for when the order is set', () => {
		expect(decision({ ends: ['02/13/2031'] }, 'dmy').provenByRow.size).toBe(0);
	});
});

describe('several columns', () => {
	const dayFirst = ['13/02/2026', '03/04/2026'];
	const monthFirst = ['02/13/2026', '03/04/2026'];
	const unclear = ['03/04/2026'];
	const yearFirst = ['98/03/31'];
	const yearFirstOrNot = ['03/04/05'];

	test.each<[string, Record<string, unknown[]>, Record<string, string>]>([
		[
			'proof in one holds for the others',
			{ sold: monthFirst, ends: unclear, starts: [] },
			{ sold: 'mdy', ends: 'mdy', starts: 'mdy', summary: 'mdy' },
		],
		[
			'also for one that stands before it',
			{ sold: unclear, ends: monthFirst },
			{ sold: 'mdy', ends: 'mdy', summary: 'mdy' },
		],
		[
			'own proof wins over that of others',
			{ sold: dayFirst, ends: monthFirst },
			{ sold: 'dmy', ends: 'mdy', summary: 'mixed' },
		],
		[
			'where the others disagree, a column without proof is contradictory',
			{ sold: dayFirst, ends: monthFirst, starts: unclear },
			{ sold: 'dmy', ends: 'mdy', starts: 'contradictory', summary: 'mixed' },
		],
		[
			'own proof wins over a contradictory column',
			{ sold: [...dayFirst, ...monthFirst], ends: dayFirst },
			{ sold: 'contradictory', ends: 'dmy', summary: 'mixed' },
		],
		[
			'a contradictory column leaves one without proof contradictory',
			{ sold: [...dayFirst, ...monthFirst], ends: unclear },
			{ sold: 'contradictory', ends: 'contradictory', summary: 'mixed' },
		],
		[
			'a column with few proofs leaves one without proof contradictory',
			{ sold: [...twoWay(4), '02/13/2031'], ends: unclear },
			{ sold: 'contradictory', ends: 'contradictory', summary: 'mixed' },
		],
		[
			'proof in a short column holds for a long one',
			{ sold: ['02/13/2031'], ends: twoWay(100) },
			{ sold: 'mdy', ends: 'mdy', summary: 'mdy' },
		],
		[
			'year first holds for other dates with two-digit years',
			{ sold: yearFirst, ends: yearFirstOrNot },
			{ sold: 'ymd', ends: 'ymd', summary: 'ymd' },
		],
		[
			'year first does not hold for dates with full years last: the region decides',
			{ sold: yearFirst, ends: unclear },
			{ sold: 'ymd', ends: 'dmy', summary: 'mixed' },
		],
		[
			'year first does not hold for dates with full years last: other proof does',
			{ sold: yearFirst, starts: monthFirst, ends: unclear },
			{ sold: 'ymd', starts: 'mdy', ends: 'mdy', summary: 'mixed' },
		],
		[
			'year first and day first leave two-digit years unclear',
			{ sold: yearFirst, starts: dayFirst, ends: yearFirstOrNot },
			{ sold: 'ymd', starts: 'dmy', ends: 'contradictory-year', summary: 'mixed' },
		],
	])('%s', (_sentence, columns, decision) => {
		expect(decide(columns)).toEqual(decision);
	});
});

test.each<Region>(['au', 'nz', 'uk', 'my'])('without proof %s stands day first', (region) => {
	expect(decide({ ends: ['03/04/2026'] }, 'auto', region)).toEqual({ ends: 'dmy', summary: 'dmy' });
	expect(decide({}, 'auto', region)).toEqual({ summary: 'dmy' });
});

test.each<DateOrder>(['dmy', 'mdy', 'ymd'])('the setting %s wins over all proof', (setting) => {
	const columns = { sold: ['13/02/2026', '02/13/2026'], ends: ['98/03/31'] };
	expect(decide(columns, setting)).toEqual({ sold: setting, ends: setting, summary: setting });
	expect(decide({}, setting)).toEqual({ summary: setting });
});
