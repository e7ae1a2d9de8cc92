import fc from 'fast-check';
import {
	readDate,
	type ColumnOrder,
	type DateOrder,
	type DateReading,
} from '../../nodes/Recapture/values/date';
import { addEvidence, decideDateOrders, newEvidence } from '../../nodes/Recapture/values/dateOrder';
import { readPhone } from '../../nodes/Recapture/values/phone';
import { readPlate } from '../../nodes/Recapture/values/plate';
import type { Region } from '../../nodes/Recapture/values/region';
import { readState } from '../../nodes/Recapture/values/state';
import { readText } from '../../nodes/Recapture/values/text';
import { readVin } from '../../nodes/Recapture/values/vin';

/*
 * What holds for every value. In one file, and not beside the tables of examples: loading fast-check
 * takes longer than all the tests of this folder.
 */

const ZONES = ['UTC', 'Australia/Sydney', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];
const anyRegion = fc.constantFrom<Region>('au', 'nz', 'uk', 'my');

function reading(order: ColumnOrder, more: Partial<DateReading> = {}): DateReading {
	return { order, century: 'past', timeZone: 'Australia/Sydney', ...more };
}

/** Whatever an item of n8n, or a Code node before it, may hold in one field. */
const anyCell: fc.Arbitrary<unknown> = fc.oneof(
	fc.anything({
		withBigInt: true,
		withBoxedValues: true,
		withDate: true,
		withMap: true,
		withNullPrototype: true,
		withObjectString: true,
		withSet: true,
		withSparseArray: true,
		withTypedArray: true,
	}),
	fc.string({ unit: 'binary' }),
	fc.constantFrom<unknown>(Symbol('cell'), () => 1, new Date(NaN), Number.MAX_VALUE, -0),
);

/** Text that looks like the contents of a list: digits, letters and the signs between them. */
const cellLikeText: fc.Arbitrary<string> = fc.string({
	unit: fc.constantFrom(...'0123456789/.-+ :,()\'"=TZaprMmexOoIQ\u00a0\u2013\u200bØ·１'),
	maxLength: 24,
});

/** A day between 1970 and 2099, by its distance from 1970-01-01. */
const anyDay = fc.integer({ min: 0, max: 47_481 }).map((days) => new Date(days * 86_400_000));

const MONTHS =
	'January February March April May June July August September October November December';
const MALAY_MONTHS =
	'Januari Februari Mac April Mei Jun Julai Ogos September Oktober November Disember';
const MALAY_WEEKDAYS = ['Ahad', 'Isnin', 'Selasa', 'Rabu', 'Khamis', 'Jumaat', 'Sabtu'];

/** Every notation that is read, with the order it needs. */
function notationsOf(date: Date): Array<[unknown, DateOrder]> {
	const [year, month, day] = date.toISOString().slice(0, 10).split('-');
	const [m, d] = [String(Number(month)), String(Number(day))];
	const yy = year.slice(2);
	const name = MONTHS.split(' ')[Number(month) - 1];
	const short = name.slice(0, 3);
	const malay = MALAY_MONTHS.split(' ')[Number(month) - 1];
	const weekday = date.toUTCString().slice(0, 3);
	const suffix = ['th', 'st', 'nd', 'rd'][/^(?:[23]?[123])$/.test(d) ? Number(d) % 10 : 0];
	const days = date.getTime() / 86_400_000;
	const neutral = [
		`${year}-${month}-${day}`,
		`${year}-${month}-${day}T23:59:59.999Z`,
		`${year}-${month}-${day} 00:00:00-11:00`,
		`${year}${month}${day}`,
		Number(`${year}${month}${day}`),
		`${year}/${m}/${d}`,
		`${year}.${month}.${day}`,
		`${d} ${name} ${year}`,
		`${d}${suffix} of ${name} ${year}`,
		`${name} ${d}${suffix}, ${year}`,
		`${weekday}, ${d} ${short} ${year}`,
		`${day}-${short}-${yy}`.toUpperCase(),
		date.toUTCString(),
		`${MALAY_WEEKDAYS[date.getUTCDay()]}, ${d} ${malay} ${year}`,
		`${day}-${malay.slice(0, 3)}-${yy}`,
		`${day}-${short}-${yy} 12.00.00.000000000 AM`,
		`${year}${month}${day}000000`,
		Number(`${year}${month}${day}235959`),
		25_569 + days + 0.5,
		String(25_569 + days),
	];
	return [
		...neutral.map((text): [unknown, DateOrder] => [text, 'mdy']),
		[`${day}/${month}/${year}`, 'dmy'],
		[`${d}.${m}.${year}`, 'dmy'],
		[`${d}. ${m}. ${yy}`, 'dmy'],
		[`${day} ${month} ${year} 23:30`, 'dmy'],
		[`${day}-${month}-${year} 10.15`, 'dmy'],
		[`${m}/${d}/${year}`, 'mdy'],
		[`${month}-${day}-${yy}`, 'mdy'],
		[`${m}/${d}/${year}, 11:30:00 PM`, 'mdy'],
		[`${yy}/${month}/${day}`, 'ymd'],
		[`${yy}.${m}.${d}`, 'ymd'],
	];
}

describe('for every day from 1970 to 2099', () => {
	it('each notation gives the day that was written, in every time zone', () => {
		fc.assert(
			fc.property(anyDay, fc.constantFrom(...ZONES), (date, timeZone) => {
				const day = date.toISOString().slice(0, 10);
				const century = day < '2000' ? 'past' : 'future';
				const results = notationsOf(date).map(([value, order]) => [
					value,
					readDate(value, reading(order, { century, timeZone })),
				]);
				expect(results).toEqual(results.map(([value]) => [value, { kind: 'date', day }]));
			}),
		);
	});

	it('a column proves the order in which it was written, or reads both ways, or the same way twice', () => {
		fc.assert(
			fc.property(anyDay, (date) => {
				// A two-digit year that stands first may pass for a day: it proves less than it knows.
				const yearLast = notationsOf(date).filter(([, order]) => order !== 'ymd');
				for (const [value, order] of yearLast) {
					const other = order === 'dmy' ? 'mdy' : 'dmy';
					const decided = orderOf([value]);
					const [asWritten, otherwise] = [
						readDate(value, reading(order)),
						readDate(value, reading(other)),
					];
					if (decided === order || JSON.stringify(asWritten) === JSON.stringify(otherwise))
						continue;
					// Both ways: the region decides.
					expect([value, decided, otherwise.kind]).toEqual([value, 'dmy', 'date']);
				}
			}),
		);
	});

	it('milliseconds of its midnight in UTC are that day in every time zone', () => {
		const sinceSeptember2001 = anyDay.filter((date) => date.getTime() > 1e12);
		fc.assert(
			fc.property(sinceSeptember2001, fc.constantFrom(...ZONES), (date, timeZone) => {
				const expected = { kind: 'date', day: date.toISOString().slice(0, 10) };
				for (const value of [date.getTime(), String(date.getTime())]) {
					expect(readDate(value, reading('dmy', { timeZone }))).toEqual(expected);
				}
			}),
		);
	});

	it('a typing mistake in a long column gives no wrong day', () => {
		fc.assert(
			fc.property(fc.array(anyDay, { minLength: 8, maxLength: 30 }), anyDay, (dates, mistaken) => {
				const written = (date: Date, order: 'dmy' | 'mdy') => {
					const [year, month, day] = date.toISOString().slice(0, 10).split('-');
					return order === 'dmy' ? `${day}/${month}/${year}` : `${month}/${day}/${year}`;
				};
				const column = dates.map((date) => written(date, 'dmy'));
				const order = orderOf([...column, written(mistaken, 'mdy')]);
				dates.forEach((date, index) => {
					const result = readDate(column[index], reading(order));
					const expected = { kind: 'date', day: date.toISOString().slice(0, 10) };
					if (result.kind !== 'ambiguous') expect(result).toEqual(expected);
				});
			}),
		);
	});
});

/** The order of a column of these values, in a region that stands day first. */
function orderOf(values: readonly unknown[]): ColumnOrder {
	const evidence = newEvidence();
	values.forEach((value, index) => addEvidence(evidence, value, index + 1));
	return decideDateOrders(new Map([['column', evidence]]), 'auto', 'au').orders.get('column')!;
}

/** The test process has one time zone: that no reader asks for it shows only when asking fails. */
it('the local time of the process is never asked for', () => {
	const localTime = ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'TimezoneOffset'];
	const spies = localTime.map((part) =>
		jest.spyOn(Date.prototype, `get${part}` as 'getDate').mockImplementation(() => {
			throw new Error(`local ${part}`);
		}),
	);
	try {
		const date = new Date('2026-03-31T00:00:00Z');
		const values = [...notationsOf(date), [date, 'dmy'] as const];
		for (const [value, order] of values) {
			expect(readDate(value, reading(order))).toEqual({ kind: 'date', day: '2026-03-31' });
		}
	} finally {
		for (const spy of spies) spy.mockRestore();
	}
});

describe('for any three numbers', () => {
	const threeNumbers = fc
		.tuple(
			fc.constantFrom('/', '-', '.', ' '),
			fc.integer({ min: 0, max: 99 }),
			fc.integer({ min: 0, max: 40 }),
			fc.oneof(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1800, max: 2300 })),
		)
		.map(([separator, ...numbers]) =>
			numbers.map((n) => String(n).padStart(2, '0')).join(separator),
		);
	const read = (value: string, order: ColumnOrder) => readDate(value, reading(order));

	it('a contradictory column reads what reads one way, and refuses what reads two ways', () => {
		fc.assert(
			fc.property(threeNumbers, (value) => {
				const readings = [read(value, 'dmy'), read(value, 'mdy')];
				const days = new Set(readings.map((result) => (result.kind === 'date' ? result.day : '')));
				days.delete('');
				const contradictory = read(value, 'contradictory');
				if (days.size === 2) {
					expect(contradictory).toEqual({ kind: 'ambiguous' });
				} else if (days.size === 1) {
					expect(contradictory).toEqual({ kind: 'date', day: [...days][0] });
				} else {
					expect(contradictory).toEqual(readings[0]);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it('a column that contradicts itself gives no day that one order would not give', () => {
		fc.assert(
			fc.property(
				threeNumbers,
				fc.constantFrom<ColumnOrder>('contradictory', 'contradictory-year'),
				(value, order) => {
					const result = read(value, order);
					if (result.kind !== 'date') return;
					const days = (['dmy', 'mdy', 'ymd'] as const).map((single) => read(value, single));
					expect(days).toContainEqual(result);
				},
			),
			{ numRuns: 1000 },
		);
	});
});

describe('the evidence for a date order', () => {
	it('does not depend on where in the column the proof stands', () => {
		const values = ['03/04/2026', '13/02/2026', '', '2026-01-01', '04/05/06', '02/13/26'];
		const several = fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 12 });
		const twoOrders = several.chain((column) =>
			fc.tuple(fc.constant(column), fc.shuffledSubarray(column, { minLength: column.length })),
		);
		fc.assert(
			fc.property(twoOrders, ([column, shuffled]) => {
				expect(orderOf(shuffled)).toBe(orderOf(column));
			}),
		);
	});

	it('is gathered from any value', () => {
		fc.assert(
			fc.property(fc.array(anyCell), (values) => {
				orderOf(values);
			}),
		);
	});
});

describe('whatever a cell holds', () => {
	it('readDate never throws, and a date is always a real day of a sane year', () => {
		fc.assert(
			fc.property(
				fc.oneof(anyCell, cellLikeText),
				fc.constantFrom<ColumnOrder>('dmy', 'mdy', 'ymd', 'contradictory', 'contradictory-year'),
				fc.constantFrom('past' as const, 'future' as const),
				(value, order, century) => {
					const result = readDate(value, reading(order, { century }));
					if (result.kind !== 'date') return;
					expect(result.day).toMatch(/^(?:19|20|21)\d\d-\d\d-\d\d$/);
					expect(new Date(result.day).toISOString().slice(0, 10)).toBe(result.day);
				},
			),
			{ numRuns: 2000 },
		);
	});

	it('readText gives trimmed text and never throws', () => {
		fc.assert(
			fc.property(anyCell, (value) => {
				const text = readText(value);
				expect(text).toBe(text.trim());
			}),
		);
	});

	it('readVin reads what it gave as the same again', () => {
		const legal = fc.string({
			unit: fc.constantFrom(...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789abcxyz'),
			minLength: 17,
			maxLength: 17,
		});
		fc.assert(
			fc.property(legal, (text) => {
				const result = readVin(text);
				fc.pre(new Set(text.toUpperCase()).size > 1);
				expect(result).toMatchObject({ kind: 'vin', vin: text.toUpperCase() });
				if (result.kind === 'vin') expect(readVin(result.vin)).toEqual(result);
			}),
		);
	});

	it('readVin never throws, and a VIN always has 17 legal characters', () => {
		fc.assert(
			fc.property(fc.oneof(anyCell, cellLikeText), (value) => {
				const result = readVin(value);
				if (result.kind === 'vin') expect(result.vin).toMatch(/^[A-HJ-NPR-Z0-9]{17}$/);
			}),
		);
	});

	it('readPlate never throws, gives letters and digits alone, and reads what it gave as the same again', () => {
		fc.assert(
			fc.property(fc.oneof(anyCell, cellLikeText), anyRegion, (value, region) => {
				const result = readPlate(value, region);
				if (result.kind !== 'plate') return;
				expect(result.plate).toMatch(/^[A-Z0-9]{1,13}$/);
				expect(readPlate(result.plate, region)).toEqual(result);
			}),
			{ numRuns: 2000 },
		);
	});

	it('readPlate keeps every letter and digit, whatever stands between and around them', () => {
		const signs = fc.string({ unit: fc.constantFrom(...' -._*"\'#“”`\u200b\u0000'), maxLength: 3 });
		const separator = fc.constantFrom('', ' ', '-', '.', '·', ' - ', '\u00a0', '_');
		const letters = fc.string({
			unit: fc.constantFrom(...'ABCDEFabcdef'),
			minLength: 3,
			maxLength: 3,
		});
		const digits = fc.integer({ min: 100, max: 999 }).map(String);
		fc.assert(
			fc.property(
				letters,
				separator,
				digits,
				signs,
				signs,
				(before, between, behind, left, right) => {
					const plate = `${before}${behind}`.toUpperCase();
					const written = `${left}${before}${between}${behind}${right}`;
					expect(readPlate(written, 'au')).toEqual({ kind: 'plate', plate });
				},
			),
		);
	});

	it('readState never throws, and is blank exactly when there is nothing to send', () => {
		fc.assert(
			fc.property(anyCell, anyRegion, (value, region) => {
				const { state, known } = readState(value, region);
				expect(known === 'blank').toBe(state === '');
			}),
		);
	});

	it('readPhone keeps every digit of a national number, whatever stands between them', () => {
		const national = fc
			.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 9 })
			.map((digits) => `0${digits.join('')}`)
			.filter((digits) => !digits.startsWith('00'));
		const separators = fc.array(fc.constantFrom('', ' ', '-', '.', '\u00a0', '–'), {
			minLength: 10,
			maxLength: 10,
		});
		fc.assert(
			fc.property(national, separators, anyRegion, (number, between, region) => {
				const written = [...number].map((digit, index) => digit + between[index]).join('');
				// 012345678.0 or 012345678.00 would be a number that a program wrote as a fraction.
				fc.pre(!/^[^.]*\.0{1,2}\s*$/.test(written));
				expect(readPhone(written, region)).toEqual({ kind: 'phone', number, understood: 'fully' });
			}),
		);
	});

	it('readPhone never throws, gives digits and at most one +, and reads what it gave as the same again', () => {
		fc.assert(
			fc.property(fc.oneof(anyCell, cellLikeText), anyRegion, (value, region) => {
				const result = readPhone(value, region);
				if (result.kind !== 'phone') return;
				expect(result.number).toMatch(/^\+?\d{1,15}$/);
				expect(readPhone(result.number, region)).toEqual({ ...result, understood: 'fully' });
			}),
			{ numRuns: 2000 },
		);
	});
});

it('a cell of a hundred thousand characters takes no longer than it must', () => {
	const long = 100_000;
	const cells = [`'${' '.repeat(long)}x`, `${'x '.repeat(long / 2)}1`, `a${"'".repeat(long)}b`];
	const started = performance.now();
	const phones = [
		`${'1'.repeat(16)}${' '.repeat(long)}1`,
		`${'0'.repeat(8)}1${' .'.repeat(long)}1`,
	];
	const plates = [`A${' -'.repeat(long)}(`, `VIN${'*'.repeat(long)}1`, `A (${'('.repeat(long)})`];
	const digits = ['0'.repeat(long), '1 (0) '.repeat(long / 6)];
	for (const cell of [...cells, ...phones, ...plates, ...digits]) {
		readDate(cell, reading('dmy'));
		readVin(cell);
		readPlate(cell, 'au');
		readState(cell, 'au');
		readPhone(cell, 'au');
	}
	expect(performance.now() - started).toBeLessThan(2_000);
});
