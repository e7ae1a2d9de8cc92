import type { IExecuteFunctions } from 'n8n-workflow';

import type { Queued } from '../../list/hint';
import { sentParts } from '../../list/partNotes';
import { splitIntoParts } from '../../list/parts';
import { readAhead } from '../../list/readAhead';
import type { AcceptedPart, FailedPart } from '../../list/sentParts';
import type { Problem } from '../../outcome';
import { readText } from '../../parameters';
import { problemOfError } from '../../toNodeError';
import type { Run } from '../operation';
import type { ExistingVehicles } from './existingVehicles';
import { readListParameters, type ListParameters } from './listParameters';
import type { List } from './lists';
import { prepareList, readToEnd, type ListTotals, type PreparedList } from './preparedList';
import { openRunNotes, type RunNotes } from './runNotes';
import { sendPart } from './sendPart';
import { today } from '../today';

/** The vendor documents no limit; gateways of its kind take 10 MB, so this leaves room. */
export const MAX_BYTES_PER_UPLOAD = 4_000_000;

/** What became of one list. */
export interface SentList {
	readonly accepted: readonly AcceptedPart[];
	/** The part at which sending ended. */
	readonly failedPart?: FailedPart;
	/** Why nothing of the list was sent. */
	readonly problem?: Problem;
	/** Totals and rejected rows; absent when the list was not read to its end. */
	readonly totals?: ListTotals;
	/** How many parts the list has, sent or not. */
	readonly parts: number;
}

/** Checks a list and queues it part by part. Nothing is sent after a part that failed, and nothing is thrown. */
export async function sendList(
	run: Run,
	list: List,
	existing: ExistingVehicles,
): Promise<SentList> {
	const { context } = run;
	try {
		const parameters = readListParameters(context, list.item);
		const notes = openRunNotes(context);
		const sentRows = sentParts(notes.all(), list.item);
		const name = readUploadName(context, list);
		const prepared = await prepareList(run, list, parameters, existing, sentRows);
		if (!prepared.ok) return unsent(prepared.problem);
		if (parameters.invalidRows === 'stop') {
			const stopped = await stopAtRejectedRows(prepared.value);
			if (stopped) return stopped;
		}
		return await sendParts(run, list, prepared.value, { ...parameters, name }, notes);
	} catch (error) {
		return unsent(problemOfError(error));
	}
}

/** A list of which nothing was sent. */
export function unsent(problem: Problem): SentList {
	return { accepted: [], problem, parts: 0 };
}

async function sendParts(
	run: Run,
	list: List,
	prepared: PreparedList,
	parameters: ListParameters & { readonly name: string },
	notes: RunNotes,
): Promise<SentList> {
	const limits = {
		maxCustomers: parameters.customersPerUpload,
		maxBytes: MAX_BYTES_PER_UPLOAD,
		cuts: sentParts(notes.all(), list.item).map(({ lastRow }) => lastRow),
	};
	const { customers, report } = prepared.read();
	const accepted: AcceptedPart[] = [];
	let failedPart: FailedPart | undefined;
	let parts = 0;
	try {
		for await (const part of readAhead(splitIntoParts(customers, limits))) {
			parts = part.part;
			if (failedPart) continue; // Read on for the totals alone.
			const sent = await sendPart(run, notes, list, part, parameters);
			if (sent.state === 'accepted') accepted.push(sent);
			else failedPart = sent;
			if (failedPart && !run.context.continueOnFail()) return { accepted, failedPart, parts };
		}
	} catch (error) {
		return unreadEnd(accepted, failedPart, problemOfError(error));
	}
	const totals = prepared.totals(report, queuedIn(accepted, parts));
	if (!totals.ok) return unsent(totals.problem);
	return { accepted, ...(failedPart && { failedPart }), totals: totals.value, parts };
}

function queuedIn(accepted: readonly AcceptedPart[], parts: number): Queued {
	const customers = accepted.reduce((sum, part) => sum + part.customers, 0);
	return { customers, uploads: accepted.length, parts };
}

/** Reads the whole list before anything is sent. */
async function stopAtRejectedRows(prepared: PreparedList): Promise<SentList | undefined> {
	const report = await readToEnd(prepared);
	const totals = prepared.totals(report, queuedIn([], 0));
	const count = report.tally.rejected;
	if (!totals.ok || count === 0) return undefined;
	const more = count - report.firstRejected.length;
	const problem: Problem = {
		message: `Nothing was sent, because ${count === 1 ? 'a row' : `${count} rows`} of the list cannot be sent`,
		description: [
			...report.firstRejected,
			...(more > 0 ? [`… and ${more} more.`] : []),
			"Correct the rows, or set the option 'Invalid Rows' to 'Reject' to send the others without them.",
		].join('\n'),
	};
	return { ...unsent(problem), totals: totals.value };
}

function readUploadName(context: IExecuteFunctions, { item, fileName }: List): string {
	const name = readText(context.getNodeParameter('name', item, ''), {
		label: 'Upload Name',
		byDefault: '',
	});
	return name || `${fileName ?? context.getWorkflow().name ?? 'Customers'} ${today(context)}`;
}

/** A file can break off in the middle: what was sent before stays sent, and must not be hidden. */
function unreadEnd(
	accepted: readonly AcceptedPart[],
	failedPart: FailedPart | undefined,
	problem: Problem,
): SentList {
	const parts = accepted.length;
	if (failedPart) return { accepted, failedPart, parts };
	const last = accepted.at(-1);
	if (!last) return unsent(problem);
	return {
		accepted,
		parts,
		failedPart: {
			state: 'notSent',
			part: last.part + 1,
			more: true,
			firstRow: last.lastRow + 1,
			problem,
		},
	};
}
