import { FIELD_NAMES, FIELDS, NAME_PARTS, type FieldName } from './fields';

/** What a header means. */
export interface HeaderMeaning {
	readonly field: FieldName;
	/** 0 is the best; of two columns of the same rank nobody knows which one is meant. */
	readonly rank: number;
	/** Set when the column holds half of a name. */
	readonly part?: keyof typeof NAME_PARTS;
}

/** A longer text is a remark, not a header. */
const MAX_HEADER_CHARACTERS = 100;

/**
 * Which customer field a header means. Compared without case, spaces and punctuation; a remark in brackets behind, `Vehicle`,
 * `Car` or `Customer` in front and a `Number` at the end make no difference where the rest is known.
 */
export function meaningOf(header: string): HeaderMeaning | undefined {
	if (header === '' || header.length > MAX_HEADER_CHARACTERS) return undefined;
	return meaningOfKey(plainHeader(header)) ?? meaningWithoutRemark(header);
}

/**
 * A header as it is compared: look-alike and invisible characters made plain, only letters and digits, lower case. Words
 * for *number* are one word, and what Salesforce puts behind the names of custom fields goes.
 */
export function plainHeader(header: string): string {
	return wordsOf(header.replace(SALESFORCE_SUFFIX, '')).join('');
}

/** The vehicle or other customer field that a header seems to name, by one of its words. */
export function resembles(header: string): 'vehicle' | 'field' | undefined {
	if (header.length > MAX_HEADER_CHARACTERS) return undefined;
	const words = wordsOf(header.replace(CAMEL_CASE, '$1 $2').replace(BEFORE_DIGITS, '$1 $2'));
	const joined = words.join('');
	const has = (pattern: RegExp) => words.some((word) => pattern.test(word));
	if (has(VEHICLE_WORD) || VEHICLE_STEM.test(joined)) {
		return has(NOT_THE_VEHICLE) ? 'field' : 'vehicle';
	}
	return has(FIELD_WORD) || FIELD_STEM.test(joined) ? 'field' : undefined;
}

const SALESFORCE_SUFFIX = /__p?c\s*$/i;

const CAMEL_CASE = /([a-z])([A-Z])/g;
const BEFORE_DIGITS = /(\p{L})(\d)/gu;

const VEHICLE_WORD =
	/^(?:regos?|regs?|regn|registrations?|plates?|vrms?|vrns?|vins?|chassis|pendaftaran)$/;
const VEHICLE_STEM = /rego(?!r)|chassis|numberplate|licen[cs]eplate|registrationn/;
/** Beside a word for the vehicle: the column holds something else about it. */
const NOT_THE_VEHICLE =
	/^(?:expir\w*|exp|date|due|year|month|day|state|country|type|class|colou?r|status|fee|cost|paid|renewal)$/;
const FIELD_WORD =
	/^(?:mobiles?|mob|cell|cellphone|handphone|phones?|telephone|tel|telefon|tamat|exp)$/;
const FIELD_STEM = /expir|mobilen|mobileph/;

function wordsOf(text: string): string[] {
	const plain = toLatin(text).toLowerCase().replaceAll('#', ' number ');
	return plain.split(NO_LETTER_OR_DIGIT).flatMap((word) => {
		if (word === '') return [];
		return NUMBER_WORD.test(word) ? ['number'] : [word];
	});
}

const NO_LETTER_OR_DIGIT = /[^\p{L}\p{N}]+/u;
const NUMBER_WORD = /^(?:no|num|nr)$/;

/** Headers that the rules of prefixes would take for a field, and that mean something else: the model of a car. */
const OTHER_MEANING = new Set(['vehiclename', 'carname']);

/** Fields whose name may have `Number` behind it. A `Customer Number` is not the customer's name. */
const NUMBERED: ReadonlySet<FieldName> = new Set(['rego', 'vin', 'mobile_number', 'external_id']);

function meaningOfKey(key: string): HeaderMeaning | undefined {
	const known = KNOWN.get(key) ?? meaningWithNumber(key);
	if (known) return known;
	const [, rest] = PREFIX.exec(key) ?? [];
	if (rest === undefined || OTHER_MEANING.has(key)) return undefined;
	const meaning = meaningOfKey(rest);
	return meaning?.field === 'expiry_date' ? undefined : meaning;
}

const PREFIX = /^(?:vehicle|car|customer)(.+)$/;

/** `ChassisNo` is `Chassis Number`, and `NoPlate` `Number Plate`. */
function meaningWithNumber(key: string): HeaderMeaning | undefined {
	const [, before] = NUMBER_AT_END.exec(key) ?? [];
	if (before !== undefined) {
		const known = KNOWN.get(`${before}number`) ?? KNOWN.get(before);
		if (known && NUMBERED.has(known.field)) return known;
	}
	const [, behind] = NUMBER_IN_FRONT.exec(key) ?? [];
	return behind === undefined ? undefined : KNOWN.get(`number${behind}`);
}

const NUMBER_AT_END = /^(.+?)(?:number|num|no|nr)$/;
const NUMBER_IN_FRONT = /^(?:num|no|nr)(.+)$/;

function meaningWithoutRemark(header: string): HeaderMeaning | undefined {
	const [, name, remark] = REMARK.exec(toLatin(header).trim()) ?? [];
	if (name === undefined) return undefined;
	const meaning = meaningOfKey(plainHeader(name));
	// `Expiry Date (Rego)` is another date than the one on which the customer is deleted.
	const isOther = meaning?.field === 'expiry_date' && !wordsOf(remark).every(isDateRemark);
	return isOther ? undefined : meaning;
}

const REMARK = /^(.+?)\s*[([]([^()[\]]*)[)\]][\s*:.]*$/;

function isDateRemark(word: string): boolean {
	return DATE_REMARK.test(word);
}

const DATE_REMARK =
	/^(?:[dmyhs]+|mon|month|day|year|date|format|iso|8601|policy|required|mandatory|optional|if|known|any|local|time)$/;

/** Letters of other alphabets that look like Latin ones. Capitals and small letters differ in what they look like. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
	[
		['АВЕКМНОРСТУХІЈЅ', 'ABEKMHOPCTYXIJS'], // Cyrillic
		['аеорсухіјѕԁԛԝһкм', 'aeopcyxijsdqwhkm'],
		['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'], // Greek
		['αεινορτυκχγ', 'aeivoptukxy'],
		['ɡıօոս', 'gionu'], // Latin and Armenian
	].flatMap(([others, latin]) =>
		[...others].map((letter, index): [string, string] => [letter, latin[index]]),
	),
);

/** Text in plain Latin letters: wide forms, accents and look-alikes are replaced, invisible characters are dropped. */
function toLatin(text: string): string {
	if (ASCII.test(text)) return text;
	return text
		.normalize('NFKD')
		.replace(MARKS_AND_INVISIBLE, '')
		.replace(OTHER_LETTER, (letter) => LOOK_ALIKES.get(letter) ?? letter);
}

const ASCII = /^[\x20-\x7e]*$/;
const MARKS_AND_INVISIBLE = /[\p{M}\p{Cf}]/gu;
const OTHER_LETTER = /[^\x20-\x7e]/gu;

/** What each known header means, by its plain form. */
const KNOWN = knownHeaders();

function knownHeaders(): ReadonlyMap<string, HeaderMeaning> {
	const known = new Map<string, HeaderMeaning>();
	for (const field of FIELD_NAMES) {
		// Every field is also known by its own name, unless the groups have it at another rank.
		const groups: ReadonlyArray<readonly string[]> = FIELDS[field].headers;
		known.set(plainHeader(field), { field, rank: 0 });
		groups.forEach((group, rank) => {
			for (const header of group) known.set(plainHeader(header), { field, rank });
		});
	}
	const rank = FIELDS.client_name.headers.length;
	for (const part of ['first', 'last'] as const) {
		for (const header of NAME_PARTS[part]) {
			known.set(plainHeader(header), { field: 'client_name', rank, part });
		}
	}
	return known;
}
