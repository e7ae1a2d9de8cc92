import { readPhone } from '../../nodes/Recapture/values/phone';
import type { Region } from '../../nodes/Recapture/values/region';

describe('a number is its digits and its +', () => {
	test.each<[Region, unknown, string]>([
		['au', '0412345678', '0412345678'],
		['au', '0412 345 678', '0412345678'],
		['au', '(02) 9876-5432', '0298765432'],
		['au', '0412.345.678', '0412345678'],
		['au', '+61 412 345 678', '+61412345678'],
		['au', '(+61) 412 345 678', '+61412345678'],
		['au', '+61 (0)412 345 678', '+61412345678'],
		['au', '61412345678', '61412345678'],
		['au', '61 (0)412 345 678', '61412345678'],
		['au', '412345678', '0412345678'],
		['au', '412 345 678', '0412345678'],
		['au', '(0)412 345 678', '0412345678'],
		['au', "'0412345678", '0412345678'],
		['au', '="0412345678"', '0412345678'],
		['au', 412345678, '0412345678'],
		['au', 412345678n, '0412345678'],
		['au', 61412345678, '61412345678'],
		['au', '412345678.0', '0412345678'],
		['au', '0061412345678', '+61412345678'],
		['au', '0011 61 412 345 678', '+61412345678'],
		['au', '1300 123 456', '1300123456'],
		['au', '9876 5432', '98765432'],
		['nz', '+64 111 222 333', '+64111222333'],
		['nz', '21 123 4567', '0211234567'],
		['nz', 211234567, '0211234567'],
		['nz', '(09) 123 4567', '091234567'],
		['uk', '7723456789', '07723456789'],
		['uk', '07723 456789', '07723456789'],
		['uk', '07723-456-789', '07723456789'],
		['uk', '07723‑456–789', '07723456789'],
		['uk', '07723 456789...', '07723456789'],
		['uk', '00 44 7723456789', '+447723456789'],
		['uk', '+44 (0)7723 456 789', '+447723456789'],
		['uk', '+44(0)7900900123', '+447900900123'],
		['uk', '\u200b\t\t+44 (0)7723 456 789\ufeff \r\n', '+447723456789'],
		['uk', '0044 117 496 0860', '+441174960860'],
		['uk', '44 117 496 0860', '441174960860'],
		['uk', '33(0)1 12345678', '33112345678'],
		['uk', '+7 (8) (495) 123-45-67', '+784951234567'],
		['uk', '1-202-555-0104', '12025550104'],
		['uk', '+43 676 111 222 333 4', '+436761112223334'],
		['uk', '44 07700 900123', '07700900123'],
		['uk', '+44 07700 900123', '+447700900123'],
		['uk', '0044 07700 900123', '+447700900123'],
		['au', '+61 0412 345 678', '+61412345678'],
		['au', '61 0412 345 678', '0412345678'],
		['au', '+61 (04) 1234 5678', '+61412345678'],
		['au', '(+61) 0412-345-678', '+61412345678'],
		['au', '0011 61 0412 345 678', '+61412345678'],
		['au', '412,345,678.00', '0412345678'],
		['au', '"412,345,678.00"', '0412345678'],
		['au', '412345678.00', '0412345678'],
		['au', '0412 345 678.0', '0412345678'],
		['uk', '7,700,900,123.00', '07700900123'],
		['au', '61412345678.0', '61412345678'],
		['au', '+33 6 12 34 56 78', '+33612345678'],
		['au', '+64 021 123 4567', '+64211234567'],
		['nz', '800 123 456', '0800123456'],
		['my', '+60 012-345 6789', '+60123456789'],
		['my', '60 012-345 6789', '0123456789'],
		['my', '+6012-345 6789', '+60123456789'],
		['my', '1123456789', '01123456789'],
		['my', '0123456789', '0123456789'],
		['my', '012-345 6789', '0123456789'],
		['my', '12-345 6789', '0123456789'],
		['my', '０１２３４５６７８９', '0123456789'],
	])('%s %p is %s', (region, value, number) => {
		expect(readPhone(value, region)).toEqual({ kind: 'phone', number, understood: 'fully' });
	});
});

describe('one number with a sign inside', () => {
	test.each([
		['03/98765432', '0398765432'],
		['0412/345/678', '0412345678'],
		['412,345,678', '0412345678'],
		['0412 345 678,', '0412345678'],
	])('%s is %s', (value, number) => {
		expect(readPhone(value, 'au')).toEqual({ kind: 'phone', number, understood: 'fully' });
	});
});

describe('of several numbers the mobile one, else the first', () => {
	test.each<[Region, string, string]>([
		['au', '0398765432 / 0412345678', '0412345678'],
		['au', '03 9876 5432 or 0412 345 678', '0412345678'],
		['au', 'H 03 9876 5432 M 0412 345 678', '0412345678'],
		['au', '0412345678 0398765432', '0412345678'],
		['au', '0398765432 0412345678', '0412345678'],
		['au', '0412 345 078 03 9876 5432', '0412345078'],
		['au', '(03) 9876 5432 (0412) 345 678', '0412345678'],
		['au', '0398765432\n0412345678', '0412345678'],
		['au', '0398765432 - 0412345678', '0412345678'],
		['au', '398765432; 412345678', '0412345678'],
		['au', '98765432 0412345678', '0412345678'],
		['au', '+61398765432 +61412345678', '+61412345678'],
		['au', '+61 3 9876 5432, +61 0412 345 678', '+61412345678'],
		['au', '0298765432 0398765432 0412345678', '0412345678'],
		['au', '0412345678 0412345678', '0412345678'],
		['au', '0298765432, 0398765432', '0298765432'],
		['au', '03 9876 5432 & +44 7700 900123', '+447700900123'],
		['nz', '09 123 4567 / 021 123 456', '021123456'],
		['nz', '(09) 123-4567 | 0211234567', '0211234567'],
		['uk', '020 7946 0123 / 07700 900123', '07700900123'],
		['uk', '02079460123 07700900123', '07700900123'],
		['uk', 'Home: 01632 960123 Mobile: 07700 900123', '07700900123'],
		['my', '03-1234 5678 / 012-345 6789', '0123456789'],
		['my', '0312345678 0123456789', '0123456789'],
	])('%s %s', (region, value, number) => {
		expect(readPhone(value, region)).toEqual({ kind: 'phone', number, understood: 'partly' });
	});
});

describe('of a cell that says more, the caller learns that it does', () => {
	test.each([
		['two numbers: the first', '0412 345 678 / 03 9876 5432', '0412345678'],
		['two numbers: the first', '412345678, 398765432', '0412345678'],
		['two numbers: the first', '0412345678; 0398765432', '0412345678'],
		['two numbers: the first', '0412345678 or 0398765432', '0412345678'],
		['two numbers: the first', '+61412345678 +61398765432', '+61412345678'],
		['two numbers: the first', '0412345678+61398765432', '0412345678'],
		['an extension is dropped', '03 9876 5432 ext 5', '0398765432'],
		['an extension is dropped', '(03) 9876 5432 x123', '0398765432'],
		['an extension is dropped', '03 9876 5432 Extension: 12', '0398765432'],
		['an extension is dropped', '03 9876 5432 #5', '0398765432'],
		['words before it are dropped', 'Mob: 0412 345 678', '0412345678'],
		['words after it are dropped', '0412 345 678 (home)', '0412345678'],
		['words after it are dropped', '0412 345 678 - call wife', '0412345678'],
		['a currency is a word', '$412,345,678.00', '0412345678'],
		['a link is a number', 'tel:+61-412-345-678', '+61412345678'],
		['a picture is a word', '0412345678 ☎', '0412345678'],
	])('%s: %s', (_sentence, value, number) => {
		expect(readPhone(value, 'au')).toEqual({ kind: 'phone', number, understood: 'partly' });
	});
});

describe('digits of a remark are not part of the number', () => {
	test.each<[Region, string, string]>([
		['au', '0412345678 after 5pm', '0412345678'],
		['au', 'Jane 0412 345 678, not before 9', '0412345678'],
		['au', 'call 03 9876 5432 between 9:00 and 17:30', '0398765432'],
		['au', '0412345678 (2nd owner)', '0412345678'],
		['au', '0412345678 2 kids', '0412345678'],
		['au', '0412345678 (2)', '0412345678'],
		['au', '1) 0412345678', '0412345678'],
		['au', '5, 0412345678', '0412345678'],
		['au', '+61 412 345 678 ask for Jo at 5', '+61412345678'],
		['nz', '021 123 4567 after 6pm', '0211234567'],
		['uk', '07700900123 (1st)', '07700900123'],
		['uk', 'Flat 4: 020 7946 0958', '02079460958'],
		['my', '012-345 6789 after 6pm', '0123456789'],
	])('%s %s', (region, value, number) => {
		expect(readPhone(value, region)).toEqual({ kind: 'phone', number, understood: 'partly' });
	});
});

describe('a spreadsheet lost digits', () => {
	test.each<[unknown]>([
		['4.12E+08'],
		['4,12E+08'],
		['4.12346E+08'],
		['4.12e8'],
		['4E+08'],
		['6.14123E+10'],
		[' 4.12E+08 '],
		["'4.12E+08"],
		[412345678.5],
		[4.12],
		[-412345678],
		[6.1e20],
		[2 ** 53],
	])('%p', (value) => {
		expect(readPhone(value, 'au')).toEqual({ kind: 'damaged' });
	});
});

describe('no number is made up', () => {
	test.each<[string, unknown]>([
		['letters in place of digits', '079OO900123'],
		['letters in place of digits', '04l2 345 678'],
		['a word that is dialled', '1300 FLOWER'],
		['a word that is dialled', '1800 GO 4 CARS'],
		['an extension of half a number', '07890x32109'],
		['two numbers that may part in several places', '0412 345 678 9876 5432'],
		['a number and one that is none', '0412345678 / 0000000000'],
		['a number and one that is none', '0412345678 04123456789012345'],
		['more digits than a number has', '+12345 12345 12345 6'],
		['a second number that differs in its end', '98765432/3'],
		['a number among other digits', '041234567O8'],
		['a number among other digits', '0412345678/3'],
		['more digits than a number of the region has', '04123456789'],
		['a + among its digits', '0412 +345'],
		['a text', 'n/a'],
		['a text', 'call wife'],
		['a text with a digit', 'ALPHANUM3R1C'],
		['a text with digits', '07";DROP TABLE;"'],
		['a text with digits', '+44 07ab cde fgh'],
		['a spreadsheet error', '#VALUE!'],
		['a column too narrow', '########'],
		['more digits than a number has', '041234567890'],
		['more digits than a number has', '+61 4123 4567 89012'],
		['fewer digits than a number has', '12345'],
		['fewer digits than a number has', 4123],
		['fewer digits than a number has', '+61 4123'],
		['only zeros', '0000000000'],
		['only zeros', 0],
		['one repeated digit', '9999 9999'],
		['a date', '01/03/2019'],
		['a date', '2019-03-01'],
		['a date', '1.3.2019'],
		['an address', 'maya@example.com'],
		['a dash', '-'],
		['a +', '+'],
		['a boolean', true],
		['a date', new Date(0)],
		['an object', { number: '0412345678' }],
	])('%s: %p', (_sentence, value) => {
		expect(readPhone(value, 'au')).toEqual({ kind: 'unclear' });
	});
});

test.each([undefined, null, '', '  ', '\u00a0', '\u200b', "'", NaN, Infinity])(
	'%p is blank',
	(value) => {
		expect(readPhone(value, 'nz')).toEqual({ kind: 'blank' });
	},
);
