import parsePhoneNumber, { type CountryCode, type MetadataJson } from 'libphonenumber-js/core';
import phoneMetadata from './phoneMetadata.json';
import type { Region } from './region';

/**
 * A written number as one dials it; undefined when it cannot be a number.
 * Without + it stays national, and a lost leading zero comes back as libphonenumber has it. With +, or an exit code in
 * its place, it stays international: libphonenumber reads those of Recapture's countries, others stay as they are.
 * Whether a number is in use is not asked: libphonenumber does not know those for fiction and tests, nor all new ones.
 * @param written digits, with a + in front where one was written
 */
export function toDiallable(written: string, region: Region): string | undefined {
	if (NATIONAL.test(written) && written.length <= COUNTRIES[region].maxDigits) return written;
	if (isMobile(written, region)) {
		return COUNTRIES[region].mobileWithoutZero.test(written) ? `0${written}` : written;
	}
	const dialled = withoutExitCode(written.replace(PLUS_BEFORE_ZERO, ''), region);
	if (ONE_REPEATED_DIGIT.test(dialled)) return undefined;
	return dialled.startsWith('+') ? international(dialled) : national(dialled, region);
}

/**
 * Whether a number is plainly a mobile one: with + of any of the countries, else of the region, with its zero, its
 * calling code or neither.
 */
export function isMobile(number: string, region: Region): boolean {
	return number.startsWith('+')
		? INTERNATIONAL_MOBILE.test(number)
		: COUNTRIES[region].mobile.test(number);
}

interface Country {
	readonly name: CountryCode;
	readonly callingCode: string;
	/** Of a national number with its zero, if it is no mobile one. */
	readonly maxDigits: number;
	readonly mobile: RegExp;
	readonly mobileWithoutZero: RegExp;
}

/**
 * Mobile numbers, without zero. Decided here because most cells have one and libphonenumber takes many times as long,
 * and because it knows only those that are in use.
 */
const MOBILE = {
	'61': '4\\d{8}',
	'64': '2\\d{7,9}',
	'44': '7\\d{9}',
	'60': '1(?:[02-46-9]\\d{7}|[15]\\d{8})',
};
const INTERNATIONAL_MOBILE = new RegExp(
	`^\\+(?:${Object.entries(MOBILE)
		.map(([callingCode, mobile]) => callingCode + mobile)
		.join('|')})$`,
);
const COUNTRIES: Record<Region, Country> = {
	au: country('AU', '61', 10),
	nz: country('NZ', '64', 11),
	uk: country('GB', '44', 11),
	my: country('MY', '60', 10),
};

function country(name: CountryCode, callingCode: keyof typeof MOBILE, maxDigits: number): Country {
	const mobile = MOBILE[callingCode];
	return {
		name,
		callingCode,
		maxDigits,
		mobile: new RegExp(`^(?:0|${callingCode})?${mobile}$`),
		mobileWithoutZero: new RegExp(`^${mobile}$`),
	};
}

const OF_RECAPTURE = /^\+(?:61|64|44|60)/;

// TypeScript reads the names of countries in a JSON file as any text.
const METADATA = phoneMetadata as MetadataJson;

const NATIONAL = /^0[1-9]\d{5,9}$/;
const NATIONAL_WITH_AREA_CODE = /^0[1-9]\d{7,9}$/;
/** 13 12 34 in Australia, and British numbers without area code. */
const MIN_DIGITS = 6;
/** Shorter ones have no area code, so no zero was lost. */
const MIN_DIGITS_WITH_AREA_CODE = 8;
/** ITU-T E.164. */
const MAX_DIGITS = 15;
const FOREIGN = /^\+[1-9]\d{6,14}$/;
const ONE_REPEATED_DIGIT = /^\+?(\d)\1*$/;

/** No calling code begins with 0. */
const PLUS_BEFORE_ZERO = /^\+(?=0)/;
/**
 * What is dialled in place of the +: 00, and 0011 in Australia, where people write 00 as well. Ten digits at
 * least must follow, so that a zero typed twice is not taken for it.
 */
const EXIT_CODE = /^00(?=[1-9]\d{9,14}$)/;
const AUSTRALIAN_EXIT_CODE = /^(?:0011(?=[1-9]\d{9,14}$)|00(?=(?!11)[1-9]\d{9,14}$))/;

function withoutExitCode(written: string, region: Region): string {
	return written.replace(region === 'au' ? AUSTRALIAN_EXIT_CODE : EXIT_CODE, '+');
}

function international(number: string): string | undefined {
	if (!OF_RECAPTURE.test(number)) return FOREIGN.test(number) ? number : undefined;
	const phone = parsePhoneNumber(number, METADATA);
	// A second zero behind the calling code is a mistake that nobody can put right.
	return phone?.isPossible() && !phone.nationalNumber.startsWith('0') ? phone.number : undefined;
}

function national(digits: string, region: Region): string | undefined {
	const { name, callingCode, maxDigits } = COUNTRIES[region];
	// 44 07700 900123: the whole national number stands behind the calling code.
	const behindCode = digits.slice(callingCode.length);
	if (digits.startsWith(callingCode) && NATIONAL_WITH_AREA_CODE.test(behindCode)) return behindCode;

	// The digits in front of a whole national number are a remark: 1) 03 9876 5432.
	const end = digits.slice(-maxDigits);
	if (digits.length > maxDigits && NATIONAL_WITH_AREA_CODE.test(end)) return undefined;

	const longest = digits.startsWith('0') ? maxDigits : MAX_DIGITS;
	if (digits.length < MIN_DIGITS || digits.length > longest) return undefined;
	if (digits.startsWith('0') || digits.length < MIN_DIGITS_WITH_AREA_CODE) return digits;
	const phone = parsePhoneNumber(digits, name, METADATA);
	// Where libphonenumber takes a calling code off, the number is international and stays as it is.
	if (phone?.nationalNumber !== digits) return digits;
	// All numbers of New Zealand begin with 0, also those that libphonenumber has no format for.
	if (region === 'nz' && phone.isValid()) return `0${digits}`;
	return phone.formatNational().replace(/\D/g, '');
}
