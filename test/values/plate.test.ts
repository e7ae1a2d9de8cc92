import { readPlate } from '../../nodes/Recapture/values/plate';
import type { Region } from '../../nodes/Recapture/values/region';

describe('plates of all regions', () => {
	test.each<[unknown, string]>([
		['ZEN407', 'ZEN407'],
		['1EW2WA', '1EW2WA'],
		['XE3782', 'XE3782'],
		['KFA123', 'KFA123'],
		['ZZ999Ø', 'ZZ9990'],
		['zz999ø', 'ZZ9990'],
		['GAA-000', 'GAA000'],
		['000-NAA', '000NAA'],
		['ZQ-0000', 'ZQ0000'],
		['05-1832', '051832'],
		['A08227', 'A08227'],
		['1AA·1AA', '1AA1AA'],
		['CA22 ABC', 'CA22ABC'],
		['SK54 MPK', 'SK54MPK'],
		['X666 EON', 'X666EON'],
		['EDW 412D', 'EDW412D'],
		['AJL 33', 'AJL33'],
		['25 JR', '25JR'],
		['4 CMP', '4CMP'],
		['  abc 123\t', 'ABC123'],
		['abc\u00a0–\u200b123', 'ABC123'],
		['ＡＢＣ１２３', 'ABC123'],
		['ABC−123', 'ABC123'],
		["'123456", '123456'],
		['="000123"', '000123'],
		[123456, '123456'],
		[123456n, '123456'],
	])('%p becomes %s', (value, plate) => {
		expect(readPlate(value, 'au')).toEqual({ kind: 'plate', plate });
	});
});

describe('personalised, diplomatic and special plates', () => {
	test.each<[Region, unknown, string]>([
		['au', 'MY BMW', 'MYBMW'],
		['au', 'boss', 'BOSS'],
		['au', 'A', 'A'],
		['au', 1, '1'],
		['au', 'DC 12 34', 'DC1234'],
		['au', 'S123.ABC', 'S123ABC'],
		['au', 'CB_12_AB', 'CB12AB'],
		['au', '100·023', '100023'],
		['nz', 'L1 GHT', 'L1GHT'],
		['nz', 'XX', 'XX'],
		['uk', '101 D 123', '101D123'],
		['uk', 'W1 N', 'W1N'],
		['uk', 'F 1', 'F1'],
		['my', 'WXY 1234', 'WXY1234'],
		['my', 'W 1 N', 'W1N'],
		['my', '14-12-DC', '1412DC'],
		['my', 'PUTRAJAYA 1234', 'PUTRAJAYA1234'],
		['my', 'Malaysia 2020', 'MALAYSIA2020'],
	])('%s %p becomes %s', (region, value, plate) => {
		expect(readPlate(value, region)).toEqual({ kind: 'plate', plate });
	});
});

describe('a plate may look like something else', () => {
	test.each([
		['an exponent without a sign', '1E5', '1E5'],
		['a month and a year, made of MAR19', 'MAR-19', 'MAR19'],
		['a word for "to come" and digits', 'TBA 123', 'TBA123'],
		['a word for "none" and digits', 'NIL-042', 'NIL042'],
		['a word for "new" and digits', 'NEW 12A', 'NEW12A'],
		['two of the letters that stand for any', 'XXX', 'XXX'],
		['some zeros', '00A', '00A'],
		['six digits in pairs', '12-34-56', '123456'],
	])('%s: %p', (_sentence, value, plate) => {
		expect(readPlate(value, 'nz')).toEqual({ kind: 'plate', plate });
	});
});

describe('what exports put around a plate goes', () => {
	test.each<[unknown, string]>([
		['ABC.123', 'ABC123'],
		['ABC_123', 'ABC123'],
		['ABC123.', 'ABC123'],
		['ABC123*', 'ABC123'],
		['** abc-123 **', 'ABC123'],
		['"ABC123"', 'ABC123'],
		['“ABC123”', 'ABC123'],
		['‘ABC123’', 'ABC123'],
		['`ABC123`', 'ABC123'],
		['#ABC123', 'ABC123'],
		['# ABC 123 #', 'ABC123'],
		['="ABC123"', 'ABC123'],
		["'ABC123", 'ABC123'],
		['123456.0', '123456'],
		['123456.00', '123456'],
		['"123456.0"', '123456'],
		['ABC123 (VIC)', 'ABC123'],
		['ABC123(vic)', 'ABC123'],
		['ABC 123 [N.S.W.]', 'ABC123'],
		['“ABC123” (New South Wales)', 'ABC123'],
		['ABC123 ()', 'ABC123'],
		['ABC\u0000123', 'ABC123'],
		['ABC\n123', 'ABC123'],
		['\u202aABC123\u202c', 'ABC123'],
	])('%p', (value, plate) => {
		expect(readPlate(value, 'au')).toEqual({ kind: 'plate', plate });
	});
});

describe('malformed in every region', () => {
	test.each<[string, unknown[]]>([
		['other signs', ['ABC/123', 'ABC 123?', 'AB*123', 'ABC123 (sold)', '(ABC123)', 'Rego: ABC123']],
		[
			'two plates',
			['ABC123, XYZ789', 'ABC123 / XYZ789', 'ABC123 & XYZ789', 'ABC1234\nXYZ7890', 'WXY1234 VBA12'],
		],
		['more than three groups', ['A B C 1', 'Page 1 of 1', 'AB-12-CD-34', '1 2 3 4 5']],
		['too many characters', ['ABCDEFGHIJKLMN', '1N4AL11D16N337720', 'thanks for your help', 1e21]],
		['exponent form', ['1.00E+05', '1E+05', '1,23E+05', '1.5E5', '1E-05', '"1.00E+05"']],
		['error cells', ['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#NULL!', '#NUM!', '######']],
		['only zeros', [0, '0', '000', '000-000', '00.0', '0.0']],
		['any letters', ['XXXX', 'xxx xxx', 'XXX-XXX']],
		[
			'none',
			[
				'N/A',
				'n.a.',
				'NA',
				'None',
				'NIL',
				'null',
				'Unknown',
				'No Plate',
				'no rego',
				'nan',
				'NOPLATE',
			],
		],
		['not registered', ['UNREG', 'Unregistered', 'un-reg', 'Not Registered', 'not reg', 'UNREGO']],
		[
			'to come',
			['TBA', 'T.B.C.', '*TBD*', 'Pending', 'PENDING REGO', 'Rego pending', 'To be advised'],
		],
		['to come', ['New', 'NEW CAR', 'Awaiting plates', 'Applied for', '(TBA)', 'TBA?']],
		['to come', ['On order', 'Not yet reg', 'see notes', 'See file']],
		['answers to another question', [true, false, 'Yes', 'NO', 'True', 'FALSE']],
		[
			'totals',
			[
				'Total',
				'TOTALS',
				'Grand Total',
				'GRANDTOTAL',
				'Sub-total',
				'Total: 12',
				'Total 12',
				'12 rows',
			],
		],
		[
			'the end of a report',
			['*** End of report ***', 'END', 'Page 1', 'Count 5', '12 records', 'EOF'],
		],
		['none in Malay', ['Tiada', 'Belum daftar', 'JUMLAH']],
		['dates', ['01/03/2019', '2019-03-01', '01-03-2019', '1.3.2019', '1-Mar-19', '01 Mar 2019']],
		['dates', [new Date(0), '2019-03-01 00:00:00', '01/03/19', '2019 3 1']],
		['an address', ['maya@example.com', 'https://example.com']],
		['other scripts', ['АВС123', '京A12345', 'ÉCOLE', 'Aß1']],
		['numbers that no one counts with', [123.5, -5, 1.5e-7]],
		['other kinds of values', [{ plate: 'ABC123' }, ['ABC123'], { toJSON: () => 'ABC123' }]],
	])('%s: %p', (_sentence, values) => {
		for (const region of ['au', 'nz', 'uk', 'my'] as const) {
			const results = values.map((value) => [value, readPlate(value, region).kind]);
			expect(results).toEqual(values.map((value) => [value, 'malformed']));
		}
	});
});

test.each<[Region, string, string]>([
	['au', 'ABCDE12345', 'plate'],
	['au', 'ABCDE123456', 'malformed'],
	['my', 'ABCDE12345678', 'plate'],
	['my', 'ABCDE123456789', 'malformed'],
])('in %s %s is a %s, by its length', (region, value, kind) => {
	expect(readPlate(value, region).kind).toBe(kind);
});

test.each<[unknown]>([
	[undefined],
	[null],
	[''],
	['  '],
	['\u200b'],
	['-'],
	['- -'],
	['.'],
	['#'],
	['*'],
	["'"],
	['=""'],
	['____'],
	[NaN],
])('%p is blank', (value) => {
	expect(readPlate(value, 'au')).toEqual({ kind: 'blank' });
});
