import { toDiallable } from '../../nodes/Recapture/values/dialling';
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
		['uk', '7723456789', '07723456789'],
		['uk', '2079460991', '02079460991'],
		['uk', '1174960860', '01174960860'],
		['my', '123456789', '0123456789'],
		['my', '1112345678', '01112345678'],
		['my', '312345678', '0312345678'],
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
		['nz', 'a freephone number', '800123456'],
		['uk', 'an international number without +', '447723456789'],
		['uk', 'a number of nine digits', '160641234'],
		['my', 'a landline that may be one of Kuala Lumpur', '61234567'],
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
		['au', '00412345678'],
		['nz', '0021123456'],
		['uk', '000447723456789'],
		['au', '0011'],
		['uk', '00'],
	])('but not in %s %s', (region, digits) => {
		expect(toDiallable(digits, region)).toBe(digits);
	});
});
