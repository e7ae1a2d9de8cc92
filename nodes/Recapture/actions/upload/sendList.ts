import type { IExecuteFunctions } from 'n8n-workflow';

import type { ListReport } from '../../list/list';
import type { Problem } from '../../outcome';
import { splitIntoParts } from '../../list/parts';
import { readAhead } from '../../list/readAhead';
import { sentParts } from '../../list/partNotes';
import type { AcceptedPart, FailedPart } from '../../list/sentParts';
import type { ListSummary } from '../../list/summary';
import { problemOfError } from '../../toNodeError';
import type { Run } from '../operation';
import { checkList, problemOfEmptyList, walkToEnd, type CheckedList } from './checkedList';
import type { ExistingVehicles } from './existingVehicles';
import { readListParameters, type ListParameters } from './listParameters';
import type { List } from './lists';
import { openRunNotes, type RunNotes } from './runNotes';
import { sendPart } from './sendPart';
import { today } from '../today';

/** The vendor documents no limit; gateways of its kind take 10 MB, so this leaves room. */
const MAX_BYTES_PER_UPLOAD = 4_000_000;

const MAX_REJECTED_ROWS_NAMED = 5;

/** What became of one list. */
export interface SentList {
	readonly accepted: readonly AcceptedPart[];
	/** The part at which sending ended. */
	readonly failedPart?: FailedPart;
	/** Why nothing of the list was sent. */
	readonly problem?: Problem;
	/** Totals and rejected rows; absent when the list was not read to its end. */
	readonly totals?: ListTotals;
}

export interface ListTotals {
	readonly parts: number;
	readonly report: ListReport;
	readonly summary: ListSummary;
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
		const checked = await checkList(run, list, parameters, existing, sentRows);
		if (!checked.ok) return { accepted: [], problem: checked.problem };
		if (parameters.invalidRows === 'stop') {
			const stopped = await stopAtRejectedRows(checked.value);
			if (stopped) return stopped;
		}
		return await sendParts(run, list, checked.value, parameters, notes);
	} catch (error) {
		return { accepted: [], problem: problemOfError(error) };
	}
}

async function sendParts(
	run: Run,
	list: List,
	checked: CheckedList,
	parameters: ListParameters,
	notes: RunNotes,
): Promise<SentList> {
	const { context } = run;
	const { enableRegoLookups, existingCustomers, customersPerUpload } = parameters;
	const name = readUploadName(context, list);
	const limits = {
		maxCustomers: customersPerUpload,
		maxBytes: MAX_BYTES_PER_UPLOAD,
		cuts: sentParts(notes.all(), list.item).map(({ lastRow }) => lastRow),
	};
	const { customers, report } = checked.walk();
	const accepted: AcceptedPart[] = [];
	let failedPart: FailedPart | undefined;
	let parts = 0;
	try {
		for await (const part of readAhead(splitIntoParts(customers, limits))) {
			parts = part.part;
			if (failedPart) continue; // Read on for the totals alone.
			const sent = await sendPart(run, notes, list, part, {
				name,
				enableRegoLookups,
				existingCustomers,
			});
			if (sent.state === 'accepted') accepted.push(sent);
			else failedPart = sent;
			if (failedPart && !context.continueOnFail()) return { accepted, failedPart };
		}
	} catch (error) {
		return unreadEnd(accepted, failedPart, problemOfError(error));
	}
	const problem = problemOfEmptyList(report, parameters);
	if (problem) return { accepted, problem };
	const summary = checked.summarise(report);
	return { accepted, ...(failedPart && { failedPart }), totals: { parts, report, summary } };
}

/** Walks the whole list before anything is sent. */
async function stopAtRejectedRows(checked: CheckedList): Promise<SentList | undefined> {
	const report = await walkToEnd(checked);
	const count = report.tally.rejected;
	if (count === 0) return undefined;
	const named = report.rejected.slice(0, MAX_REJECTED_ROWS_NAMED);
	const problem: Problem = {
		message: `Nothing was sent, because ${count === 1 ? 'a row' : `${count} rows`} of the list cannot be`,
		description: [
			...named.map(({ rejected }) => rejected.message),
			...(count > named.length ? [`… and ${count - named.length} more.`] : []),
			"Mend the rows, or set the option 'Invalid Rows' to 'Reject' to send the others without them.",
		].join('\n'),
	};
	return {
		accepted: [],
		problem,
		totals: { parts: 0, report, summary: checked.summarise(report) },
	};
}

function readUploadName(context: IExecuteFunctions, { item }: List): string {
	const name = String(context.getNodeParameter('name', item, '') ?? '').trim();
	return name || `${context.getWorkflow().name ?? 'Customers'} ${today(context)}`;
}

/** A file can break off in the middle: what was sent before stays sent, and must not be hidden. */
function unreadEnd(
	accepted: readonly AcceptedPart[],
	failedPart: FailedPart | undefined,
	problem: Problem,
): SentList {
	if (failedPart) return { accepted, failedPart };
	const last = accepted.at(-1);
	if (!last) return { accepted, problem };
	return {
		accepted,
		failedPart: {
			state: 'notSent',
			part: last.part + 1,
			more: true,
			firstRow: last.lastRow + 1,
			problem,
		},
	};
}
