import type { Problem } from '../../outcome';

/** Thrown when a workbook cannot be read, when it is opened or later. It is a problem: two sentences for the user. */
export class UnreadableFile extends Error implements Problem {
	constructor(
		message: string,
		readonly description: string,
	) {
		super(message);
		this.name = 'UnreadableFile';
	}
}

/** @param what is wrong with it, as a clause: 'its end is missing' */
export function damaged(what: string): UnreadableFile {
	return new UnreadableFile(
		`The file is damaged: ${what}`,
		'Use the original file again. If Excel can open it, save it there as a new workbook and use that file.',
	);
}

export function withPassword(): UnreadableFile {
	return new UnreadableFile(
		'The file is protected by a password',
		'Open it in Excel, remove the password, save it, and use that file.',
	);
}

/** @param what it has too much of: 'more than 256 MB of text' */
export function tooLarge(what: string): UnreadableFile {
	return new UnreadableFile(
		`The file is too large: it has ${what}`,
		'Save the list alone as a new workbook, or as CSV, and use that file.',
	);
}
