import type { IExecuteFunctions } from 'n8n-workflow';

import type { Problem } from '../../outcome';
import { fingerprintOf, noteOf, toNote, type PartNote } from '../../list/partNotes';
import type { Part } from '../../list/parts';
import type { AcceptedPart, FailedPart } from '../../list/sentParts';
import type { Failure } from '../../transport/failures';
import { queueUpload } from '../../transport/uploads';
import type { Run } from '../operation';
import type { List } from './lists';
import type { RunNotes } from './runNotes';

export interface UploadSettings {
	readonly name: string;
	readonly enableRegoLookups: boolean;
	readonly existingCustomers: 'upload' | 'skip';
}

/** Queues one part, unless an earlier try of the same run has done so, or may have done so. */
export async function sendPart(
	{ context, connection }: Run,
	notes: RunNotes,
	{ item }: List,
	part: Part,
	settings: UploadSettings,
): Promise<AcceptedPart | FailedPart> {
	const { json, ...sentPart } = part;
	const fingerprint = await fingerprintOf(part);
	const sent = noteOf(notes.all(), item, part);
	if (sent)
		return isTrusted(sent, fingerprint, settings)
			? fromNote(part, sent)
			: toFailed(part, 'notSent', changedSince(sent));

	notes.write(toNote(item, part, fingerprint, 'sending'));
	const upload = await queueUpload(connection, {
		name: part.more || part.part > 1 ? `${settings.name} (part ${part.part})` : settings.name,
		enableRegoLookups: settings.enableRegoLookups,
		customers: json,
	});
	if (upload.ok) {
		if (upload.warning) showWarning(context, part, upload.warning);
		notes.write(toNote(item, part, fingerprint, 'accepted', upload.value));
		return { ...sentPart, state: 'accepted', upload: upload.value };
	}
	const state = isUnknown(upload.problem) ? 'unconfirmed' : 'refused';
	notes.write(toNote(item, part, fingerprint, state));
	if (upload.problem.inFlight) {
		context.logger.warn(
			`The execution was stopped while rows ${part.firstRow} to ${part.lastRow} were on their way to AutoGrab. They may have arrived or not.`,
		);
	}
	return toFailed(part, state, upload.problem);
}

/** The part was accepted, but the vendor has something to say about it. */
function showWarning(context: IExecuteFunctions, { firstRow, lastRow }: Part, words: string): void {
	context.addExecutionHints({
		message: `AutoGrab accepted rows ${firstRow} to ${lastRow} with a remark: "${words}"`,
		type: 'warning',
		location: 'outputPane',
	});
}

/** Whether the vendor may have queued the part all the same. */
function isUnknown({ kind, inFlight }: Failure): boolean {
	return kind === 'unanswered' || kind === 'unavailable' || inFlight === true;
}

/**
 * Whether the noted part is this one. When existing customers are skipped its customers may differ, because some were
 * there before it was sent: then its rows are enough.
 */
function isTrusted(
	note: PartNote,
	fingerprint: string,
	{ existingCustomers }: UploadSettings,
): boolean {
	return existingCustomers === 'skip' || note.fingerprint === fingerprint;
}

/** What an earlier try knew of the part, as if nothing had happened since. */
function fromNote(
	part: Part,
	{ firstRow, lastRow, customers, upload }: PartNote,
): AcceptedPart | FailedPart {
	const { part: number, more, items } = part;
	return upload
		? { part: number, more, items, firstRow, lastRow, customers, state: 'accepted', upload }
		: toFailed({ ...part, firstRow, lastRow }, 'unconfirmed', SENT_BEFORE);
}

function toFailed(
	{ part, more, firstRow, lastRow }: Part,
	state: FailedPart['state'],
	problem: Problem,
): FailedPart {
	return { state, part, more, firstRow, lastRow, problem };
}

const SENT_BEFORE: Problem = {
	message: 'It was sent in an earlier try of this execution, so it was not sent again',
	description: '',
};

function changedSince({ firstRow, lastRow }: PartNote): Problem {
	return {
		message: `An earlier try of this execution sent rows ${firstRow} to ${lastRow} with other settings or another list`,
		description:
			"Wait until AutoGrab has processed what was sent. Then start a new execution instead of retrying this one, with the option 'Existing Customers' set to 'Skip'.",
	};
}
