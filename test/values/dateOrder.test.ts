import {
	addEvidence,
	decideDateOrders,
	NO_EVIDENCE,
	type DateOrderSetting,
	type OrderEvidence,
} from '../../nodes/Recapture/values/dateOrder';
import { readDate, type ColumnOrder } from '../../nodes/Recapture/values/dates';
import type { Region } from '../../nodes/Recapture/values/region';

function evidenceOf(values: readonly unknown[]): OrderEvidence {
	return values.reduce<OrderEvidence>(addEvidence, NO_EVIDENCE);
}

function decide(
	columns: Record<string, readonly unknown[]>,
	setting: DateOrderSetting = 'auto',
	region: Region = 'au',
) {
	const evidence = new Map(
		Object.entries(columns).map(([column, values]) => [column, evidenceOf(values)]),
	);
	const { orders, summary } = decideDateOrders(evidence, setting, region);
	return { ...Object.fromEntries(orders), summary };
}

describe('the evidence of a column', () => {
	it('is the same object while nothing new is learned, so that a long column costs nothing', () => {
		const evidence = evidenceOf(['13/02/2026']);
		for (const value of ['14/02/2026', '03/04/2026', '2026-03-31', 46112, '', null, 'N/A']) {
			expect(addEvidence(evidence, value)).toBe(evidence);
		}
	});
});

describe('one column', () => {
	test.each<[string, unknown[], ColumnOrder, string]>([
		['without dates: the region', [], 'dmy', 'dmy'],
		['that reads both ways: the region', ['03/04/2026', '01/02/2026'], 'dmy', 'dmy'],
		['without order: the region', ['2026-03-31', '31 March 2026', 46112], 'dmy', 'dmy'],
		['with a day over 12 in front', ['03/04/2026', '13/02/2026'], 'dmy', 'dmy'],
		['with a day over 12 in the middle', ['03/04/2026', '02/13/2026'], 'mdy', 'mdy'],
		['with an impossible day', ['03/04/2026', '02/30/2026'], 'mdy', 'mdy'],
		['with a year in front', ['03/04/05', '98/03/31'], 'ymd', 'ymd'],
		['with proof of both', ['13/02/2026', '02/13/2026'], 'contradictory', 'mixed'],
		['with years on either side', ['31/03/26', '98/03/31'], 'contradictory-year', 'mixed'],
		['with full years last, too', ['03/04/2026', '98/03/31'], 'contradictory-year', 'mixed'],
	])('%s', (_sentence, values, order, summary) => {
		expect(decide({ sold: values })).toEqual({ sold: order, summary });
	});

	it('refuses only what reads both ways once both orders are proven', () => {
		const values = ['13/02/2026', '02/13/2026', '03/04/2026'];
		const evidence = new Map([['sold', evidenceOf(values)]]);
		const order = decideDateOrders(evidence, 'auto', 'nz').orders.get('sold')!;
		const reading = { order, century: 'past', timeZone: 'UTC' } as const;
		expect(values.map((value) => readDate(value, reading))).toEqual([
			{ kind: 'date', day: '2026-02-13' },
			{ kind: 'date', day: '2026-02-13' },
			{ kind: 'ambiguous' },
		]);
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

test.each<DateOrderSetting>(['dmy', 'mdy', 'ymd'])(
	'the setting %s wins over all proof',
	(setting) => {
		const columns = { sold: ['13/02/2026', '02/13/2026'], ends: ['98/03/31'] };
		expect(decide(columns, setting)).toEqual({ sold: setting, ends: setting, summary: setting });
		expect(decide({}, setting)).toEqual({ summary: setting });
	},
);
