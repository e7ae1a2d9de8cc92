import type { IDataObject } from 'n8n-workflow';

import { sentParts } from '../../list/partNotes';
import { describeFailedPart, type AcceptedPart, type FailedPart } from '../../list/sentParts';
import {
	areMarksMissing,
	describeDoubts,
	doubtsBefore,
	type Doubt,
	type KnownBefore,
} from '../../mirror/doubts';
import { mirrorHintOf } from '../../mirror/mirrorHint';
import { failure, success, type Outcome, type Problem } from '../../outcome';
import type { Run } from '../operation';
import type { ListTotals } from '../upload/preparedList';
import { openRunNotes } from '../upload/runNotes';
import { removeCustomers, updateCustomers } from './changeCustomers';
import { changesOf, type Change, type Work } from './changes';
import { compareWithHeld, type HeldFacts } from './compareWithHeld';
import { countMissing, sendMissing, type NewCustomers } from './createMissing';
import { openMirrorMemory, type MirrorMemory } from './mirrorMemory';
import { unfinishedOf, type UnfinishedUpload } from './pendingUploads';
import { ProgressLog } from './progressLog';
import type { Source } from './readSource';
import { waitForNew, type WaitResult } from './waitForNew';

export type Mode = 'plan' | 'mirror';

/** What came out of one list. */
export interface MirroredList {
	/** The item of the first output. */
	readonly result: IDataObject;
	readonly totals: ListTotals;
	readonly changes: readonly Change[];
	readonly hint: string;
	readonly hintType: 'info' | 'warning';
}

/** A problem after which nothing more is sent in this run. */
export interface MirrorProblem extends Problem {
	readonly halts?: true;
}

/**
 * Makes AutoGrab hold what a list holds: adds what is missing, updates what differs, and removes, last and only without a
 * doubt, who left. As a plan it only says so.
 *
 * @param unreadLists how many other lists of this run could not be read
 */
export async function mirrorList(
	run: Run,
	source: Source,
	mode: Mode,
	unreadLists: number,
): Promise<Outcome<MirroredList, MirrorProblem>> {
	return await new ListMirror(run, source, mode).run(unreadLists);
}

/** Everything that was done, as far as it was done. */
interface Done extends Work {
	readonly found: NewCustomers;
	readonly uploads: readonly string[];
	readonly waited?: WaitResult;
	readonly doubts: readonly Doubt[];
}

class ListMirror {
	private readonly memory: MirrorMemory;
	private readonly progress: ProgressLog;
	private readonly requestsBefore: number;

	constructor(
		private readonly runOfNode: Run,
		private readonly source: Source,
		private readonly mode: Mode,
	) {
		const { listName } = source.parameters;
		this.memory = openMirrorMemory(runOfNode.context, listName, source.rules.region);
		this.progress = new ProgressLog(runOfNode, listName);
		this.requestsBefore = runOfNode.connection.sent.requests;
	}

	async run(unreadLists: number): Promise<Outcome<MirroredList, MirrorProblem>> {
		const { runOfNode, source, mode, memory } = this;
		const remembered = memory.recall();
		const own = new Set(this.sentBefore().map(({ upload }) => upload.id));
		const pending = remembered.pending.filter(({ id }) => !own.has(id));
		const unfinished = await unfinishedOf(runOfNode, pending);
		if (!unfinished.ok) return unfinished;
		const held = await compareWithHeld(runOfNode, source.comparison, this.progress);
		if (!held.ok) return held;
		const known = this.known(held.value, unreadLists, remembered.marked);
		const doubts = doubtsBefore(known);
		let done: Outcome<Done, MirrorProblem>;
		if (mode === 'plan' || unfinished.value.length > 0) {
			const found = await countMissing(runOfNode, source);
			const kind = mode === 'plan' ? ('planned' as const) : ('halted' as const);
			const isWithheld = doubts.length > 0 || unfinished.value.length > 0;
			done = success({ kind, found, uploads: [], doubts, isWithheld });
		} else {
			done = await this.carryOut(doubts, known);
		}
		if (!done.ok) return done;
		return this.resultOf(done.value, known, held.value, unfinished.value);
	}

	/** Adds, waits, updates, removes, in this order. */
	private async carryOut(
		doubtsOfComparison: readonly Doubt[],
		known: KnownBefore,
	): Promise<Outcome<Done, MirrorProblem>> {
		const { runOfNode, source, memory, progress } = this;
		const { marked, markedBefore } = known;
		const { found, sent } = await sendMissing(runOfNode, source);
		const parts = this.partsOfRun(sent.accepted);
		const sentAtMs = Date.now();
		const toPending = ({ upload, customers }: SentPart) => ({ id: upload.id, customers, sentAtMs });
		const noteOfMarks = markedBefore === undefined ? {} : { marked: markedBefore };
		memory.write({ ...noteOfMarks, pending: parts.map(toPending) });
		if (sent.failedPart) return failure(this.describeFailure(sent.failedPart, sent.accepted));

		const { maxWaitMinutes } = source.parameters;
		const waited = await waitForNew(runOfNode, parts, maxWaitMinutes, progress);
		if (!waited.ok) return waited;
		const open = parts.filter(({ upload }) => waited.value.unfinished.has(upload.id));
		memory.write({ ...noteOfMarks, pending: open.map(toPending) });

		const updates = await updateCustomers(runOfNode, source, progress);
		if (!updates.ok) return updates;
		const doubts = [
			...doubtsOfComparison,
			...(known.leaving > 0 ? waited.value.doubts : []),
			...(known.leaving > 0 ? doubtsOfUpdates(updates.value.failures.size) : []),
		];
		const isWithheld = doubts.length > 0;
		const removals = isWithheld ? undefined : await removeCustomers(runOfNode, source, progress);
		if (removals && !removals.ok) return removals;
		const removed = removals?.value.removed.size ?? 0;
		// While marks are missing, the number of the last run stays the one to compare with.
		const isDoubtful = isWithheld && areMarksMissing(known);
		memory.write({
			marked: isDoubtful ? (markedBefore ?? 0) : marked + waited.value.created - removed,
			pending: open.map(toPending),
		});
		return success({
			kind: 'done',
			found,
			uploads: parts.map(({ upload }) => upload.id),
			waited: waited.value,
			updates: updates.value,
			...(removals && { removals: removals.value }),
			doubts: removals?.value.doubt ? [...doubts, removals.value.doubt] : doubts,
			isWithheld,
		});
	}

	private known(
		{ rowsMoved, skippedRows }: HeldFacts,
		unreadLists: number,
		markedBefore: number | undefined,
	): KnownBefore {
		const { comparison, parameters, unidentifiedRows } = this.source;
		const { maxRemovedPercent, approvedRemovals, unidentifiedAllowed } = parameters;
		return {
			leaving: comparison.leavers.length,
			listCustomers: comparison.marked - comparison.expiring,
			maxRemovedPercent,
			approvedRemovals,
			unidentifiedRows,
			unidentifiedAllowed,
			unreadLists,
			rowsMoved,
			skippedRows,
			marked: comparison.marked,
			...(markedBefore !== undefined && { markedBefore }),
		};
	}

	/** What an earlier try of this run sent. */
	private sentBefore(): SentPart[] {
		const notes = openRunNotes(this.runOfNode.context).all();
		return sentParts(notes, this.source.list.item).flatMap(({ upload, customers }) =>
			upload ? [{ upload, customers }] : [],
		);
	}

	private partsOfRun(accepted: readonly AcceptedPart[]): SentPart[] {
		const parts = new Map<string, SentPart>();
		for (const part of [...this.sentBefore(), ...accepted]) parts.set(part.upload.id, part);
		return [...parts.values()];
	}

	private describeFailure(failed: FailedPart, accepted: readonly AcceptedPart[]): MirrorProblem {
		const { fileName } = this.source.list;
		const inRun = accepted.map((part) => ({ part, fileName }));
		const { message } = describeFailedPart(failed, fileName, inRun);
		const advice = failed.state === 'unconfirmed' ? WHEN_UNCONFIRMED : failed.problem.description;
		return { message, description: `${advice} ${NOTHING_ELSE}`.trim(), halts: true };
	}

	private resultOf(
		done: Done,
		known: KnownBefore,
		held: HeldFacts,
		unfinished: readonly UnfinishedUpload[],
	): Outcome<MirroredList, MirrorProblem> {
		const { source, mode } = this;
		const { comparison, parameters, rules } = source;
		const totals = source.prepared.totals(source.report);
		if (!totals.ok) return totals;
		const { counts } = comparison;
		const failedRemovals = done.removals?.failures.size ?? 0;
		const removed = done.removals?.removed.size ?? 0;
		const failed = (done.waited?.errors ?? 0) + (done.updates?.failures.size ?? 0) + failedRemovals;
		const isUndone = done.kind === 'halted' || done.isWithheld;
		const withheld =
			mode === 'plan' ? (isUndone ? known.leaving : 0) : known.leaving - removed - failedRemovals;
		const withheldBecause = [
			...unfinished.map(describeUnfinished),
			describeMarks(known, held),
			describeDoubts(done.doubts, consequenceOf(mode, removed + failedRemovals)),
		]
			.filter((sentence) => sentence !== '')
			.join(' ');
		const requests = this.requestsOf(done, withheld, unfinished.length);
		const fieldsNotKept = done.updates?.fieldsNotKept ?? [];
		const summary = { ...totals.value.summary, regoLookups: done.found.lookups };
		const result: IDataObject = {
			listName: parameters.listName,
			plan: {
				create: counts.create,
				update: counts.update,
				remove: known.leaving,
				unchanged: counts.unchanged,
				foreign: counts.foreign,
			},
			...(mode === 'mirror' && {
				done: {
					created: done.waited?.created ?? 0,
					updated: done.updates?.updated ?? 0,
					removed,
					failed,
				},
			}),
			withheld,
			withheldBecause,
			fieldsNotKept: [...fieldsNotKept],
			otherLists: Object.fromEntries(comparison.otherLists),
			requests,
			uploads: [...done.uploads],
			summary,
		};
		const hint = mirrorHintOf({
			mode,
			created: mode === 'plan' ? counts.create : (done.waited?.created ?? 0),
			updated: mode === 'plan' ? counts.update : (done.updates?.updated ?? 0),
			removed: mode === 'plan' ? known.leaving - withheld : removed,
			failed,
			counts,
			removedCustomers: parameters.removedCustomers,
			expiryDay: rules.expiryDay,
			left: comparison.left,
			expiring: comparison.expiring,
			withheldBecause,
			fieldsNotKept,
			requests,
			lookups: done.found.lookups,
			readingHint: totals.value.readingHint,
		});
		const isWarning = withheldBecause !== '' || failed > 0 || summary.rejected > 0;
		return success({
			result,
			totals: totals.value,
			changes: changesOf(source, done.found, done),
			hint,
			hintType: isWarning ? 'warning' : 'info',
		});
	}

	/** A plan counts what 'Mirror' will need: the same pages, each upload with one look at it, and one for each change. */
	private requestsOf({ found }: Done, withheld: number, unfinished: number): number {
		const { comparison } = this.source;
		const sent = this.runOfNode.connection.sent.requests - this.requestsBefore;
		if (this.mode === 'mirror' || unfinished > 0) return sent;
		const removals = comparison.leavers.length - withheld;
		return sent + 2 * found.parts + comparison.counts.update + removals;
	}
}

type SentPart = Pick<AcceptedPart, 'upload' | 'customers'>;

function doubtsOfUpdates(failed: number): Doubt[] {
	if (failed === 0) return [];
	return [
		{
			what: `${failed === 1 ? '1 customer' : `${number(failed)} customers`} could not be updated`,
			advice: 'The third output says why. Run the workflow again when that is solved.',
		},
	];
}

function describeUnfinished({ id, processed, customers }: UnfinishedUpload): string {
	return `The upload ${id} of an earlier run is still being processed (${number(processed)} of ${number(customers)} customers): nothing is done until it is complete. Run the workflow again later.`;
}

/** Without its marks a list has no customers that could be changed or removed: that must not go unnoticed. */
function describeMarks(known: KnownBefore, { customers, additionalFields }: HeldFacts): string {
	if (customers > 0 && additionalFields === 'missing') {
		return `AutoGrab returned no additional fields with any of its ${number(customers)} customers, so none can be recognised as one of this list: no customer is updated or removed. Ask AutoGrab whether your account keeps additional fields.`;
	}
	const { marked, markedBefore = 0, leaving } = known;
	if (leaving > 0 || !areMarksMissing(known)) return '';
	return `Only ${number(marked)} customers have the mark of this list, but ${number(markedBefore)} had it after the last run. Check some customers at AutoGrab: without the mark they are neither updated nor removed.`;
}

function consequenceOf(mode: Mode, triedRemovals: number): string {
	if (mode === 'plan') return 'nothing would be removed';
	return triedRemovals > 0 ? 'nothing more was removed' : 'nothing was removed';
}

const WHEN_UNCONFIRMED =
	'Wait some minutes until AutoGrab has processed everything, then run the workflow again: customers that did arrive are then found and not sent again.';

const NOTHING_ELSE = 'Nothing was updated or removed.';

function number(value: number): string {
	return value.toLocaleString('en-US');
}
