import type { Problem } from '../../outcome';

/** Thrown when a workbook cannot be read, at its opening or later. It is a problem: two sentences for the user. */
export class UnreadableFile extends Error implements Problem {
	constructor(
		message: string,
		readonly description: string,
	) {
		super(message);
		this.name = 'UnreadableFile';
	}
}
