import {
	describeDoubts,
	doubtsBefore,
	type KnownBefore,
} from '../../nodes/Recapture/mirror/doubts';

const KNOWN: KnownBefore = {
	leaving: 11,
	listCustomers: 1_000,
	maxRemovedPercent: 10,
	approvedRemovals: 0,
	unidentifiedRows: 0,
	unidentifiedAllowed: 'no',
	unreadLists: 0,
	rowsMoved: 'no',
	skippedRows: 0,
	marked: 1_000,
};
const doubts = (known: Partial<KnownBefore>) => doubtsBefore({ ...KNOWN, ...known }).length;

it('removes without a doubt', () => {
	expect(doubts({})).toBe(0);
});

it.each([
	['10 of 10', { leaving: 10, listCustomers: 10 }, 0],
	['11 of 110', { leaving: 11, listCustomers: 110 }, 0],
	['11 of 109', { leaving: 11, listCustomers: 109 }, 1],
	['11 of 109 with 11 approved', { leaving: 11, listCustomers: 109, approvedRemovals: 11 }, 0],
	['12 of 109 with 11 approved', { leaving: 12, listCustomers: 109, approvedRemovals: 11 }, 1],
	['11 of 1,000 at 0 %', { maxRemovedPercent: 0 }, 1],
	['all at 100 %', { leaving: 1_000, maxRemovedPercent: 100 }, 0],
])('of the share that left: %s', (_label, known, count) => {
	expect(doubts(known)).toBe(count);
});

it.each([
	['rows that name no vehicle', { unidentifiedRows: 1 }],
	['another list that was not read', { unreadLists: 1 }],
	['rows that moved', { rowsMoved: 'yes' }],
	['rows that are no customers', { skippedRows: 1 }],
	['marks that are missing', { marked: 400, markedBefore: 1_000 }],
] as const)('holds them back for %s', (_label, known) => {
	expect(doubts(known)).toBe(1);
	expect(doubts({ ...known, leaving: 0 })).toBe(0);
});

it('lets the user allow rows that name no vehicle', () => {
	expect(doubts({ unidentifiedRows: 9, unidentifiedAllowed: 'yes' })).toBe(0);
});

it('says what is so and what to do', () => {
	const known = { ...KNOWN, leaving: 1_240, listCustomers: 9_800 };
	expect(describeDoubts(doubtsBefore(known), 'nothing was removed')).toBe(
		'1,240 of 9,800 left the list (12.7 %), more than 10 %: nothing was removed. If that is right, set "Approved Removals" to 1240.',
	);
});
