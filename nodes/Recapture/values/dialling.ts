import type { Region } from './region';

/**
 * Numbers that lost their leading zero: those that, with their length and first digits, are no other number of the
 * region. Mobiles and geographic numbers, as the national numbering plans lay them out.
 * Left alone: Malaysian landlines outside Kuala Lumpur (8 digits, as Kuala Lumpur's without area code),
 * British numbers of 9 digits, and every number that is not for private customers (13 00, 08 00).
 */
const LOST_ZERO: Record<Region, RegExp> = {
	au: /^[23478]\d{8}$/,
	nz: /^(?:2\d{7,9}|[34679]\d{7})$/,
	uk: /^[1237]\d{9}$/,
	my: /^(?:1[02-46-9]\d{7}|1[15]\d{8}|3\d{8})$/,
};

/**
 * What is dialled in place of the +: 00, and 0011 in Australia, where people write 00 as well. Ten digits at
 * least must follow, so that a zero typed twice is not taken for it.
 */
const EXIT_CODE = /^00(?=[1-9]\d{9,14}$)/;
const AUSTRALIAN_EXIT_CODE = /^(?:0011(?=[1-9]\d{9,14}$)|00(?=(?!11)[1-9]\d{9,14}$))/;

/** Digits written without + as a number of the region: a lost leading zero put back, an exit code turned into +. */
export function toDiallable(digits: string, region: Region): string {
	if (!digits.startsWith('0')) return LOST_ZERO[region].test(digits) ? `0${digits}` : digits;
	if (!digits.startsWith('00')) return digits;
	return digits.replace(region === 'au' ? AUSTRALIAN_EXIT_CODE : EXIT_CODE, '+');
}
