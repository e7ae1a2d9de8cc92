import type { ChangeableField } from '../customers/customerChanges';
import type { HeldCustomer } from '../customers/heldCustomer';
import { FIELDS, isDateField } from '../list/fields';
import { readPhone } from '../values/phone';
import type { Region } from '../values/region';
import { readText } from '../values/text';

/** The mark of a customer that a mirror made: the name of its list, under this key of `additional_fields`. */
export const MARK = 'n8n_list';

/** The list that a customer belongs to; undefined when it has no mark. */
export function listOf({ additional_fields: fields }: HeldCustomer): string | undefined {
	if (typeof fields !== 'object' || fields === null || !Object.hasOwn(fields, MARK)) {
		return undefined;
	}
	const name = (fields as Readonly<Record<string, unknown>>)[MARK];
	return typeof name === 'string' && name !== '' ? name : undefined;
}

/** The day of a date as AutoGrab keeps it: a time at midnight UTC. '' when there is none. */
export function heldDay(value: unknown): string {
	const [day = ''] = /^\d{4}-\d\d-\d\d/.exec(readText(value)) ?? [];
	return day;
}

/** A field of a customer, as it can be compared with a row's and put out. */
export function heldValue(field: ChangeableField, customer: HeldCustomer): string {
	const value = customer[field];
	return isDateField(field) ? heldDay(value) : readText(value);
}

/** Whether AutoGrab holds this value: dates are compared by their days, phone numbers by their digits. */
export function holds(
	customer: HeldCustomer,
	field: ChangeableField,
	value: string,
	region: Region,
): boolean {
	const held = heldValue(field, customer);
	if (held === value) return true;
	return FIELDS[field].kind === 'phone' && isSamePhone(held, value, region);
}

const CALLING_CODES: Readonly<Record<Region, string>> = { au: '61', nz: '64', uk: '44', my: '60' };

/** +61 412 555 010 and 0412 555 010 are one number, and an account may keep either. */
function isSamePhone(one: string, other: string, region: Region): boolean {
	if (one === '' || other === '') return false;
	const [digits, otherDigits] = [one, other].map((text) => text.replace(/\D/g, ''));
	if (digits === otherDigits && digits !== '') return true;
	const national = nationalNumber(one, region);
	return national !== '' && national === nationalNumber(other, region);
}

function nationalNumber(text: string, region: Region): string {
	const phone = readPhone(text, region);
	if (phone.kind !== 'phone') return '';
	const { number } = phone;
	const ownCode = `+${CALLING_CODES[region]}`;
	if (number.startsWith(ownCode)) return number.slice(ownCode.length).replace(/^0+/, '');
	return number.startsWith('+') ? number : number.replace(/^0+/, '');
}
