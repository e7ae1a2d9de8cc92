import { readText, toPlainCharacters, withoutTextMarks } from './text';

/**
 * A number plate in upper case, without spaces and dashes; '' when blank. Any text may be a plate
 * (personalised ones follow no pattern), any number too; what is neither, a list or an object, is none.
 * Also dropped, because no plate has them: the dots in mid-height that some plates show, invisible characters, and the
 * marks that keep a spreadsheet from calculating ('123456, ="123456"). Ø is how New Zealand prints a zero.
 * 1E+05 stays as it is: which plate a spreadsheet made that of cannot be known.
 */
export function readPlate(value: unknown): string {
	if (typeof value === 'object') return '';
	const text = readText(value);
	if (CLEAN.test(text)) return text;
	return USUAL.test(text) ? text.toUpperCase().replace(SPACES_DASHES_DOTS, '') : cleanPlate(text);
}

function cleanPlate(text: string): string {
	const joined = toPlainCharacters(text).toUpperCase().replace(SPACES_DASHES_DOTS, '');
	return withoutTextMarks(joined).replaceAll('Ø', '0');
}

const CLEAN = /^[A-Z0-9]*$/;
const USUAL = /^[A-Za-z0-9 -]*$/;
const SPACES_DASHES_DOTS = /[ \-·•∙⋅]/g;
