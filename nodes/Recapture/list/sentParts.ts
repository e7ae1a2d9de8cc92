import type { Problem } from '../outcome';
import type { Part } from './parts';
import type { Upload } from '../uploads/upload';

/** A part that the vendor queued. */
export interface AcceptedPart extends Omit<Part, 'json'> {
	readonly state: 'accepted';
	readonly upload: Upload;
}

/**
 * A part that was not queued for certain: the vendor said no (`refused`); it was sent and no answer came
 * (`unconfirmed`), so that it may be queued or not; or it was never sent (`notSent`).
 */
export interface FailedPart {
	readonly state: 'refused' | 'unconfirmed' | 'notSent';
	readonly part: number;
	readonly more: boolean;
	readonly firstRow: number;
	/** Not known when the list could not be read to its end. */
	readonly lastRow?: number;
	readonly problem: Problem;
}

/** An upload that was accepted earlier in the same run, with the list that it belongs to. */
export interface AcceptedInRun {
	readonly part: AcceptedPart;
	readonly fileName?: string;
}

/** Says what is known of a list that was sent in part: nothing hidden, and how to go on. */
export function describeFailedPart(
	failed: FailedPart,
	fileName: string | undefined,
	accepted: readonly AcceptedInRun[],
): Problem {
	const list = fileName === undefined ? 'the list' : `"${fileName}"`;
	const subject = failed.part === 1 && !failed.more ? list : `Part ${failed.part} of ${list}`;
	const rows =
		failed.lastRow === undefined
			? `from row ${failed.firstRow} on`
			: `rows ${failed.firstRow} to ${failed.lastRow}`;
	const sentence = `${subject} (${rows}) ${WHAT_HAPPENED[failed.state]}: ${failed.problem.message}. ${namesOf(accepted)}`;
	const advice =
		failed.state === 'unconfirmed'
			? [HOW_TO_FIND_OUT]
			: [
					failed.problem.description,
					`To continue this list, set the option 'Start at Row' to ${failed.firstRow}.`,
				];
	return {
		message: sentence.charAt(0).toUpperCase() + sentence.slice(1),
		description: [...advice, ...idsOf(accepted)].join('\n'),
	};
}

/** Says why nothing of a list was sent, and what the same run had sent before. */
export function describeUnsentList(
	{ message, description }: Problem,
	fileName: string | undefined,
	accepted: readonly AcceptedInRun[],
): Problem {
	return {
		message: [
			fileName === undefined ? message : `"${fileName}": ${message}`,
			...(accepted.length > 0 ? [namesOf(accepted)] : []),
		].join('. '),
		description: [description, ...idsOf(accepted)].join('\n'),
	};
}

/** The failed part for a program to read, as `details` of the error item. */
export function detailsOfFailedPart(
	{ state, part, firstRow, lastRow }: FailedPart,
	fileName: string | undefined,
	accepted: readonly AcceptedPart[],
) {
	return {
		state,
		part,
		firstRow,
		...(lastRow !== undefined && { lastRow }),
		startAtRow: firstRow,
		accepted: accepted.map((sent) => ({
			id: sent.upload.id,
			part: sent.part,
			firstRow: sent.firstRow,
			lastRow: sent.lastRow,
			customers: sent.customers,
		})),
		...(fileName !== undefined && { list: fileName }),
	};
}

const WHAT_HAPPENED: Record<FailedPart['state'], string> = {
	refused: 'was not accepted',
	unconfirmed: 'was sent, but AutoGrab did not confirm it, so it may have arrived or not',
	notSent: 'was not sent',
};

const HOW_TO_FIND_OUT =
	"Do not send it again yet: customers that have arrived would exist twice. To find out, wait some minutes until AutoGrab has processed everything, then run 'Validate' on the same list with the option 'Existing Customers' set to 'Skip': the total 'existing' is the number that arrived. 'Upload Customers' with the same option then sends the rest.";

function namesOf(accepted: readonly AcceptedInRun[]): string {
	if (accepted.length === 0) return 'Nothing else was uploaded';
	const names = accepted.map(({ part, fileName }) => {
		const name = part.part === 1 && !part.more ? 'the whole list' : `part ${part.part}`;
		return fileName === undefined ? name : `${name} of "${fileName}"`;
	});
	return `Accepted before: ${names.join(', ')}`;
}

function idsOf(accepted: readonly AcceptedInRun[]): string[] {
	return accepted.map(
		({ part, fileName }) =>
			`Accepted: upload ${part.upload.id}${fileName === undefined ? '' : ` of "${fileName}"`}, rows ${part.firstRow} to ${part.lastRow}, ${part.customers} customers.`,
	);
}
