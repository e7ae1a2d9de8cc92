import { isMobile, toDiallable } from '../../nodes/Recapture/values/dialling';
import type { Region } from '../../nodes/Recapture/values/region';

describe('a lost leading zero is put back', () => {
	test.each<[Region, string, string]>([
		['au', '412345678', '0412345678'],
		['au', '298765432', '0298765432'],
		['au', '398765432', '0398765432'],
		['au', '732345678', '0732345678'],
		['au', '893456789', '0893456789'],
		['nz', '21123456', '021123456'],
		['nz', '211234567', '0211234567'],
		['nz', '2112345678', '02112345678'],
		['nz', '91234567', '091234567'],
		['nz', '31234567', '031234567'],
		['nz', '800123456', '0800123456'],
		['uk', '7723456789', '07723456789'],
		['uk', '2079460991', '02079460991'],
		['uk', '1174960860', '01174960860'],
		['uk', '160641234', '0160641234'],
		// Reserved for fiction, so libphonenumber calls it invalid.
		['uk', '7700900123', '07700900123'],
		['my', '123456789', '0123456789'],
		['my', '1112345678', '01112345678'],
		['my', '312345678', '0312345678'],
		['my', '73345678', '073345678'],
	])('%s %s', (region, written, number) => {
		expect(toDiallable(written, region)).toBe(number);
	});
});

describe('what may be another number stays as it is', () => {
	test.each<[Region, string, string]>([
		['au', 'a local number without area code', '98765432'],
		['au', 'a business number', '1300123456'],
		['au', 'a short business number', '131234'],
		['au', 'an international number without +', '61412345678'],
		['nz', 'a local number without area code', '3456789'],
		['nz', 'an international number without +', '64211234567'],
		['nz', 'a local number that could pass for one of the South Island', '8765432'],
		['uk', 'an international number without +', '447723456789'],
		['uk', 'a number of nine digits that no area has', '260641234'],
		['uk', 'a local number without area code', '79460123'],
		['my', 'a local number without area code', '2345678'],
		['my', 'a business number', '1300881234'],
		['my', 'an international number without +', '60123456789'],
	])('%s: %s', (region, _what, digits) => {
		expect(toDiallable(digits, region)).toBe(digits);
	});

	test.each<Region>(['au', 'nz', 'uk', 'my'])('a leading zero that is there, in %s', (region) => {
		expect(toDiallable('0123456789', region)).toBe('0123456789');
	});
});

describe('an exit code becomes +', () => {
	test.each<[Region, string, string]>([
		['uk', '00447723456789', '+447723456789'],
		['uk', '0012025550104', '+12025550104'],
		['nz', '0064211234567', '+64211234567'],
		['my', '0060123456789', '+60123456789'],
		['au', '0061412345678', '+61412345678'],
		['au', '001161412345678', '+61412345678'],
	])('%s %s', (region, written, number) => {
		expect(toDiallable(written, region)).toBe(number);
	});

	test.each<[Region, string]>([
		['au', '0041234567'],
		['nz', '0021123456'],
	])('but not in %s %s', (region, digits) => {
		expect(toDiallable(digits, region)).toBe(digits);
	});
});

describe('a trunk zero behind the calling code goes', () => {
	test.each<[Region, string, string]>([
		['au', '+610412345678', '+61412345678'],
		['uk', '+610412345678', '+61412345678'],
		['nz', '+640211234567', '+64211234567'],
		['uk', '+4407700900123', '+447700900123'],
		['my', '+600123456789', '+60123456789'],
		['au', '00610412345678', '+61412345678'],
		['au', '0011610412345678', '+61412345678'],
	])('%s %s', (region, written, number) => {
		expect(toDiallable(written, region)).toBe(number);
	});
});

describe("the region's own calling code without + before a whole national number goes", () => {
	test.each<[Region, string, string]>([
		['au', '610412345678', '0412345678'],
		['nz', '640211234567', '0211234567'],
		['uk', '4407700900123', '07700900123'],
		['my', '600123456789', '0123456789'],
	])('%s %s', (region, written, number) => {
		expect(toDiallable(written, region)).toBe(number);
	});
});

describe('numbers of other countries stay as they are', () => {
	test.each(['+33612345678', '+390612345678', '+6591234567', '+12025550104', '+8613912345678'])(
		'%s',
		(written) => {
			expect(toDiallable(written, 'au')).toBe(written);
		},
	);
});

it('a + before a zero says nothing', () => {
	expect(toDiallable('+0412345678', 'au')).toBe('0412345678');
	expect(toDiallable('+0061412345678', 'au')).toBe('+61412345678');
});

describe('what cannot be dialled', () => {
	test.each<[Region, string, string]>([
		['au', 'nothing', ''],
		['au', 'an exit code alone', '0011'],
		['uk', 'an exit code alone', '00'],
		['au', 'a calling code alone', '+61'],
		['uk', 'too few digits', '12345'],
		['au', 'too few digits behind a calling code', '+614123'],
		['uk', 'too few digits behind a foreign one', '+33612'],
		['my', 'too many digits', '1234567890123456'],
		['au', 'too many digits behind a calling code', '+614123456789012'],
		['uk', 'too many digits behind a foreign one', '+3361234567890123'],
		['au', 'more digits than any number with a zero has', '041234567890'],
		['uk', 'three zeros', '000447723456789'],
		['au', 'two zeros behind the calling code', '+6100412345678'],
		['au', 'only zeros', '0000000000'],
		['my', 'one repeated digit', '99999999'],
		['uk', 'one repeated digit', '+1111111111'],
	])('%s: %s', (region, _what, written) => {
		expect(toDiallable(written, region)).toBeUndefined();
	});
});

describe('a mobile number is known by its first digits', () => {
	test.each<[Region, string]>([
		['au', '0412345678'],
		['nz', '0211234567'],
		['nz', '02212345678'],
		['uk', '07700900123'],
		['my', '0123456789'],
		['my', '01112345678'],
		['au', '+447700900123'],
		['uk', '+61412345678'],
		['au', '+60123456789'],
		['my', '+64211234567'],
	])('in %s %s is one', (region, number) => {
		expect(isMobile(number, region)).toBe(true);
	});

	test.each<[Region, string]>([
		['au', '0398765432'],
		['au', '1300123456'],
		['nz', '091234567'],
		['uk', '02079460123'],
		['my', '0312345678'],
		['my', '1300881234'],
		['uk', '+61398765432'],
		['au', '+33612345678'],
	])('in %s %s is none, as far as one can tell', (region, number) => {
		expect(isMobile(number, region)).toBe(false);
	});
});
