import fc from 'fast-check';
import { addEvidence, NO_EVIDENCE } from '../../nodes/Recapture/values/dateOrder';
import {
	provenOrder,
	readDate,
	readsBothWays,
	type ColumnOrder,
	type DateOrder,
	type DateReading,
} from '../../nodes/Recapture/values/dates';
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

/** Every notation that is read, with the order it needs. */
function notationsOf(date: Date): Array<[unknown, DateOrder]> {
	const [year, month, day] = date.toISOString().slice(0, 10).split('-');
	const [m, d] = [String(Number(month)), String(Number(day))];
	const yy = year.slice(2);
	const name = MONTHS.split(' ')[Number(month) - 1];
	const short = name.slice(0, 3);
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
		25_569 + days + 0.5,
		String(25_569 + days),
	];
	return [
		...neutral.map((text): [unknown, DateOrder] => [text, 'mdy']),
		[`${day}/${month}/${year}`, 'dmy'],
		[`${d}.${m}.${year}`, 'dmy'],
		[`${d}. ${m}. ${yy}`, 'dmy'],
		[`${day} ${month} ${year} 23:30`, 'dmy'],
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

	it('a date proves the order in which it was written, or reads both ways, or the same way twice', () => {
		const dayIn = (value: unknown, order: DateOrder) => {
			const result = readDate(value, reading(order));
			return result.kind === 'date' ? result.day : result.kind;
		};
		fc.assert(
			fc.property(anyDay, (date) => {
				// A two-digit year that stands first may pass for a day: it proves less than it knows.
				const yearLast = notationsOf(date).filter(([, order]) => order !== 'ymd');
				const surprises = yearLast.filter(([value, order]) => {
					const proven = provenOrder(value);
					const asWritten = dayIn(value, order);
					const otherwise = dayIn(value, order === 'dmy' ? 'mdy' : 'dmy');
					if (readsBothWays(value)) return proven !== undefined || otherwise === asWritten;
					if (proven !== undefined) return proven !== order || otherwise !== 'unreadable';
					return otherwise !== asWritten;
				});
				expect(surprises).toEqual([]);
			}),
		);
	});
});

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

	it('a contradictory column reads what proves itself as in that order, and refuses what does not', () => {
		fc.assert(
			fc.property(threeNumbers, (value) => {
				const proven = provenOrder(value);
				const contradictory = read(value, 'contradictory');
				if (readsBothWays(value)) {
					const differ = read(value, 'dmy').kind === 'date';
					expect(contradictory).toEqual({ kind: differ ? 'ambiguous' : 'unreadable' });
				} else if (proven === 'dmy' || proven === 'mdy') {
					expect(contradictory).toEqual(read(value, proven));
				} else {
					expect(contradictory).toEqual(read(value, 'dmy'));
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
		const values = ['03/04/2026', '13/02/2026', '', '2026-01-01', '04/05/06', '98/03/31'];
		fc.assert(
			fc.property(fc.shuffledSubarray(values, { minLength: values.length }), (shuffled) => {
				expect(shuffled.reduce(addEvidence, NO_EVIDENCE)).toEqual(
					values.reduce(addEvidence, NO_EVIDENCE),
				);
			}),
		);
	});

	it('is gathered from any value', () => {
		fc.assert(
			fc.property(fc.array(anyCell), (values) => {
				values.reduce(addEvidence, NO_EVIDENCE);
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
					provenOrder(value);
					readsBothWays(value);
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
				fc.pre(!/^[^.]*\.0{1,2}$/.test(written));
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
