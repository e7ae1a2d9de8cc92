import type { Settings, RowPolicy } from '../settings';
import { hasWrongType, isBadDate, isDateField, isObject, normalisePlate } from './customerInput';
import type { Input } from './customerInput';
import { FIELDS } from './fields';
import type { RefusalName } from './refusals';

/** What becomes of one row of an upload: a customer, an error, nothing, or a refusal of the whole upload. */
export type RowFate = 'create' | 'fail' | 'ignore' | RefusalName;

interface Check {
	setting: 'wrongTypes' | 'unknownFields' | 'badDates' | 'rowsWithoutIdentity' | 'duplicateRows';
	refusal: RefusalName;
	isMet: (row: Input, settings: Readonly<Settings>, seen: Set<string>) => boolean;
}

const CHECKS: Check[] = [
	{ setting: 'wrongTypes', refusal: 'wrongType', isMet: hasWrongTypes },
	{ setting: 'unknownFields', refusal: 'unknownField', isMet: hasUnknownFields },
	{ setting: 'badDates', refusal: 'badDate', isMet: hasBadDates },
	{
		setting: 'rowsWithoutIdentity',
		refusal: 'rowWithoutIdentity',
		isMet: (row) => identitiesOf(row).length === 0,
	},
	{
		setting: 'duplicateRows',
		refusal: 'duplicateRow',
		isMet: (row, _settings, seen) => identitiesOf(row).some((identity) => seen.has(identity)),
	},
];

/** The fate of a row under the settings; `seen` holds the vehicles met so far and gains this one's. */
export function fateOf(row: unknown, settings: Readonly<Settings>, seen: Set<string>): RowFate {
	// A row that is no object can never become a customer.
	if (!isObject(row)) return settings.wrongTypes === 'reject' ? 'malformedRow' : 'fail';
	for (const check of CHECKS) {
		const policy = settings[check.setting];
		if (policy === 'accept' || policy === 'guess' || !check.isMet(row, settings, seen)) continue;
		return fateUnder(policy, check.refusal);
	}
	if (settings.duplicateRows !== 'accept') {
		for (const identity of identitiesOf(row)) seen.add(identity);
	}
	return 'create';
}

/** Why an edit of a customer is refused, if it is. Here `error` means `reject`: there is no count to raise. */
export function refusalOfPatch(
	changes: Input,
	settings: Readonly<Settings>,
): RefusalName | undefined {
	const { patchable } = FIELDS[settings.fields];
	const unpatchable = Object.keys(changes).some((name) => !isOneOf(patchable, name));
	if (unpatchable && settings.unknownFields !== 'accept') return 'unknownField';
	if (hasWrongTypes(changes, settings) && settings.wrongTypes !== 'accept') return 'wrongType';
	const mindsDates = settings.badDates === 'error' || settings.badDates === 'reject';
	return mindsDates && hasBadDates(changes, settings) ? 'badDate' : undefined;
}

/** The marks by which a vehicle is known again. */
export function identitiesOf(row: { rego?: unknown; state?: unknown; vin?: unknown }): string[] {
	const identities: string[] = [];
	if (isFilled(row.vin)) identities.push(`vin ${normalisePlate(row.vin)}`);
	if (isFilled(row.rego)) {
		const state = isFilled(row.state) ? normalisePlate(row.state) : '';
		identities.push(`rego ${state} ${normalisePlate(row.rego)}`);
	}
	return identities;
}

function isFilled(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

function fateUnder(policy: Exclude<RowPolicy | 'ignore', 'accept'>, refusal: RefusalName): RowFate {
	if (policy === 'reject') return refusal;
	return policy === 'error' ? 'fail' : 'ignore';
}

function hasWrongTypes(row: Input, settings: Readonly<Settings>): boolean {
	return FIELDS[settings.fields].customer.some(
		(field) => field in row && hasWrongType(field, row[field], settings),
	);
}

function hasUnknownFields(row: Input, settings: Readonly<Settings>): boolean {
	const known = FIELDS[settings.fields].customer;
	return Object.keys(row).some((name) => !isOneOf(known, name));
}

function hasBadDates(row: Input, settings: Readonly<Settings>): boolean {
	return FIELDS[settings.fields].customer.some(
		(field) => isDateField(field) && isBadDate(row[field]),
	);
}

function isOneOf(names: readonly string[], name: string): boolean {
	return names.includes(name);
}
