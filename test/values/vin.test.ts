import { readVin } from '../../nodes/Recapture/values/vin';

describe('genuine VINs', () => {
	test.each([
		['1N4AL11D16N337720', 'passes'],
		['4T1BE46K28U742135', 'passes'],
		['1M8GDM9AXKP042788', 'passes'],
		['1FACP45EXLF192944', 'passes'],
		['WDBEA30D3HA391172', 'passes'],
		['YV1TS592861433393', 'passes'],
		['1VWBP7A37DC046870', 'passes'],
		['SB164ABN10E082986', 'passes'],
		// A Volkswagen built for Europe, where the check digit means nothing.
		['WVWZZZ3CZEE140287', 'fails'],
		['1N4AL11D26N337720', 'fails'],
	])('the check digit of %s %s', (vin, checkDigit) => {
		expect(readVin(vin)).toEqual({ kind: 'vin', vin, checkDigit });
	});
});

describe('WDBEA30D3HA391172 is also read from', () => {
	test.each([
		' WDBEA30D3HA391172\t',
		'wdbea30d3ha391172',
		'WDB EA30D3 HA391172',
		'WDB-EA30D3-HA391172',
		'WDB–EA30D3–HA391172',
		'WDBEA30D3\u200bHA391172\ufeff',
		'ＷＤＢＥＡ３０Ｄ３ＨＡ３９１１７２',
		"'WDBEA30D3HA391172",
		'="WDBEA30D3HA391172"',
		'“WDBEA30D3HA391172”',
		'*WDBEA30D3HA391172*',
		'***wdbea30d3ha391172***',
		'# WDBEA30D3HA391172',
		'WDBEA30D3HA391172.',
		'WDBEA30D3.HA391172',
		'WDB_EA30D3_HA391172',
		'VIN: WDBEA30D3HA391172',
		'VIN:WDBEA30D3HA391172.',
		'vin WDBEA30D3HA391172',
		'VIN No. WDBEA30D3HA391172',
		'VIN#WDBEA30D3HA391172',
		'V.I.N. WDBEA30D3HA391172',
		'VIN-Nr: WDBEA30D3HA391172',
		'Chassis Number: WDBEA30D3HA391172',
		'Chassis: *WDBEA30D3HA391172*',
		'IWDBEA30D3HA391172',
		'*IWDBEA30D3HA391172*',
		'VIN: IWDBEA30D3HA391172',
		'WDBEA30D3HA\u0000391172',
		'WDBEA30D3\nHA391172',
	])('%p', (text) => {
		expect(readVin(text)).toEqual({
			kind: 'vin',
			vin: 'WDBEA30D3HA391172',
			checkDigit: 'passes',
		});
	});
});

it('a label is not taken for the first characters of a VIN that has the same letters', () => {
	expect(readVin('VIN: NRE0BA3E100012345')).toMatchObject({ vin: 'NRE0BA3E100012345' });
});

test.each([undefined, null, '', '  ', '\u00a0', '\u200b', NaN, '-', '***', "'"])(
	'%p is blank',
	(value) => {
		expect(readVin(value)).toEqual({ kind: 'blank' });
	},
);

describe('malformed', () => {
	test.each<[string, unknown]>([
		['Q and I are no letters of a VIN', 'WDBEA3QD3HA39I172'],
		['O is not taken for a zero', 'WDBEA3OD3HA391172'],
		['16 characters', '1N4AL11D16N33772'],
		['18 characters', '1N4AL11D16N3377201'],
		['a Japanese frame number', 'NZE121-3012345'],
		['17 characters with a space among them', '1N4AL11D 6N337720'],
		['other signs are not dropped', '1N4AL11D1/6N337720'],
		['a star inside', '1N4AL11D1*6N337720'],
		['letters of another alphabet', '1N4АL11D16N337720'],
		['a number keeps too few digits', Number('11111111111111111')],
		['a number that a spreadsheet shortened', '1.11111E+16'],
		['no VIN', 'N/A'],
		['no VIN', 'TBA'],
		['no VIN', 'VIN: TBA'],
		['no VIN', 'UNKNOWN'],
		['a cell with an error', '#REF!'],
		['one repeated character', '00000000000000000'],
		['one repeated character', '11111111111111111'],
		['one repeated character', 'xxxxxxxxxxxxxxxxx'],
		['one repeated character', '0000-0000-0000-0000-0'],
		['one repeated character', 'I11111111111111111'],
		['an I in front of something else', 'I1N4AL11D16N33772'],
		['an I behind', '1N4AL11D16N337720I'],
		['two VINs', '1N4AL11D16N337720 / WDBEA30D3HA391172'],
		['a part of a VIN', '1N4AL11D1*******0'],
		['a boolean', true],
		['an object', { vin: '1N4AL11D16N337720' }],
		['a list', ['1N4AL11D16N337720']],
	])('%s', (_sentence, value) => {
		expect(readVin(value)).toEqual({ kind: 'malformed' });
	});
});
