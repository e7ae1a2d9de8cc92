import { numericDate } from '../../nodes/Recapture/values/numericDate';
import {
	dayAndMonthAreUnclear,
	inOrder,
	orderProvenBy,
	type DateOrder,
} from '../../nodes/Recapture/values/numericOrder';
import type { NumericDate } from '../../nodes/Recapture/values/writtenDate';

function numbersOf(text: string): NumericDate {
	const date = numericDate(text);
	if (date?.kind !== 'numeric') throw new Error(`${text} needs no order`);
	return date;
}

const ORDERS: DateOrder[] = ['dmy', 'mdy', 'ymd'];

describe('the orders in which a date can be read', () => {
	test.each<[string, DateOrder[]]>([
		['13/02/2026', ['dmy']],
		['02/13/2026', ['mdy']],
		['03/04/2026', ['dmy', 'mdy']],
		['13/13/2026', []],
		['00/01/2026', []],
		['31/02/2026', ['dmy']],
		['03/04/05', ['dmy', 'mdy', 'ymd']],
		['31/03/26', ['dmy', 'ymd']],
		['03/31/26', ['mdy']],
		['98/03/31', ['ymd']],
		['03/04/98', ['dmy', 'mdy']],
		['26/3/4', ['ymd']],
		['6/3/4', []],
		['3/4/05', ['dmy', 'mdy']],
	])('%s: %p', (text, orders) => {
		expect(ORDERS.filter((order) => inOrder(numbersOf(text), order))).toEqual(orders);
	});
});

test.each<[string, DateOrder | undefined]>([
	['31/03/26', 'dmy'],
	['26/3/4', undefined],
	['00/03/26', undefined],
	['32/03/26', 'ymd'],
	['12/12/12', undefined],
])('%s proves %p', (text, order) => {
	expect(orderProvenBy(numbersOf(text))).toBe(order);
});

test.each([
	['03/04/2026', true],
	['03/03/2026', false],
	['13/02/2026', false],
	['98/03/31', false],
])('day and month of %s are unclear: %p', (text, expected) => {
	expect(dayAndMonthAreUnclear(numbersOf(text))).toBe(expected);
});
