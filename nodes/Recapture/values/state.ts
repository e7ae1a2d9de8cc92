import type { Region } from './region';
import { readText, toPlainCharacters } from './text';

interface StateResult {
	/** What to send; '' when blank. */
	readonly state: string;
	/** 'unknown': none of Australia's states. Other regions have no list to check against: all theirs are known. */
	readonly known: 'known' | 'unknown' | 'blank';
}

/**
 * The state of a registration. In Australia codes and full names, whatever their case, spaces and dots,
 * become the code; anything else is sent as it was read, trimmed.
 */
export function readState(value: unknown, region: Region): StateResult {
	const text = readText(value);
	if (toPlainCharacters(text) === '') return BLANK;
	if (region !== 'au') return { state: text, known: 'known' };
	return STATES.get(text) ?? STATES.get(keyOf(text)) ?? { state: text, known: 'unknown' };
}

const BLANK: StateResult = { state: '', known: 'blank' };

const NAMES_BY_CODE = {
	NSW: 'New South Wales',
	NT: 'Northern Territory',
	QLD: 'Queensland',
	SA: 'South Australia',
	TAS: 'Tasmania',
	VIC: 'Victoria',
	WA: 'Western Australia',
	ACT: 'Australian Capital Territory',
};

const STATES = new Map<string, StateResult>(
	Object.entries(NAMES_BY_CODE).flatMap(([state, name]): Array<[string, StateResult]> => {
		const result: StateResult = { state, known: 'known' };
		return [
			[state, result],
			[keyOf(name), result],
		];
	}),
);

function keyOf(text: string): string {
	return toPlainCharacters(text).replace(/[ .]/g, '').toUpperCase();
}
