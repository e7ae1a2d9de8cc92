import { readPlate } from '../../nodes/Recapture/values/plate';

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
		[0, '0'],
		[1e21, '1000000000000000000000'],
		[123456n, '123456'],
		[true, 'TRUE'],
	])('%p becomes %s', (value, plate) => {
		expect(readPlate(value)).toBe(plate);
	});
});

describe('what cannot be known is left as it is', () => {
	test.each<[string, string]>([
		['1E+05', '1E+05'],
		['123456.0', '123456.0'],
		['ABC/123', 'ABC/123'],
	])('%s', (value, plate) => {
		expect(readPlate(value)).toBe(plate);
	});
});

test.each<[unknown]>([
	[undefined],
	[null],
	[''],
	['  '],
	['\u200b'],
	['-'],
	[NaN],
	[{ plate: 'ABC123' }],
	[['ABC123']],
	[new Date(0)],
])('%p is no plate', (value) => {
	expect(readPlate(value)).toBe('');
});
