import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { failure, success, type Outcome, type Problem } from '../outcome';
import { beginFirstSweep } from '../sightings/firstSweep';
import {
	AT_THE_START,
	packWatch,
	unpackWatch,
	type SightingWatch,
} from '../sightings/sightingWatch';
import { changedParts } from '../sightings/target';
import { NO_UPLOAD_TOLD, readUploadWatch, type UploadWatch } from '../sightings/uploadWatch';
import type { Failure } from '../transport/failures';
import { REPEATED } from '../transport/pages';
import { openBudget, pollBudgetMs, type Budget, type Occasion } from './budget';
import { toSightingItem, toUploadItem } from './items';
import { openMemory, type Remembered, type TriggerMemory } from './memory';
import { isPassing, toPollError } from './pollError';
import {
	readSettings,
	type Settings,
	type SightingSettings,
	type UploadSettings,
} from './settings';
import { pollSightings } from './sightings';
import { pollUploads } from './uploads';

/** One step of a watch: what to tell, and how far it has come then. */
interface Step {
	readonly items: INodeExecutionData[];
	/** As n8n keeps it. */
	readonly progress: object;
}

/** How a watch over one kind of thing is carried on. */
interface Keeper<Progress> {
	begin(sinceMs: number): Progress;
	/** @returns undefined when it cannot be read */
	unpack(progress: unknown): Progress | undefined;
	pack(progress: Progress): object;
	poll(budget: Budget, before: Progress): Promise<Outcome<Step, Problem | Failure>>;
}

/** One poll: reads what is remembered, carries the watch on, and remembers that as the very last. */
export async function pollOnce(context: IPollFunctions): Promise<INodeExecutionData[] | null> {
	const settings = await readSettings(context);
	if (!settings.ok) throw toPollError(context.getNode(), settings.problem);
	return settings.value.event === 'uploadCompleted'
		? await carryOn(context, settings.value, uploadKeeper(context, settings.value))
		: await carryOn(context, settings.value, sightingKeeper(context, settings.value));
}

async function carryOn<Progress>(
	context: IPollFunctions,
	{ target }: Settings,
	keeper: Keeper<Progress>,
): Promise<INodeExecutionData[] | null> {
	const memory = openMemory(context);
	const occasion = occasionOf(context, memory);
	const budget = openBudget(context, occasion);
	try {
		const reason = reasonToBegin(memory.remembered, target, keeper);
		if (reason) say(context, 'info', `A new watch begins: ${reason}.`);
		const before = reason
			? keeper.begin(beginningOf(budget, occasion, memory, target))
			: (keeper.unpack(progressOf(memory.remembered)) as Progress);
		const step = await keeper.poll(budget, before);
		if (step.ok) {
			memory.write(target, step.value.progress);
			return step.value.items.length > 0 ? step.value.items : null;
		}
		if (occasion === 'scheduled' || !isPassing(step.problem)) {
			throw toPollError(context.getNode(), step.problem);
		}
		// From here on what is new counts, although nothing could be read yet.
		if (reason) memory.write(target, keeper.pack(before));
		say(context, 'warn', `${step.problem.message}. The watch goes on with the next poll.`);
		return null;
	} finally {
		budget.finish();
	}
}

/**
 * n8n does not tell the poll at activation from later ones: by default one context, with the mode of its activation, serves
 * them all. But then n8n has just loaded the memory. With durable cursors it does so for each poll, and gives it less time.
 */
function occasionOf(context: IPollFunctions, { isFresh }: TriggerMemory): Occasion {
	const budgetMs = pollBudgetMs(context) ?? IN_MEMORY_BUDGET_MS;
	return isFresh && budgetMs >= IN_MEMORY_BUDGET_MS ? 'activation' : 'scheduled';
}

const IN_MEMORY_BUDGET_MS = 300_000;

/** When a new watch begins: now, unless the poll at activation did already begin it. */
function beginningOf(
	{ connection }: Budget,
	occasion: Occasion,
	memory: TriggerMemory,
	target: Settings['target'],
): number {
	const nowMs = connection.clock.now();
	const isLost = memory.remembered.kind === 'nothing' && occasion === 'scheduled';
	const begunMs = isLost ? memory.beganAtMs(target, nowMs) : undefined;
	if (occasion === 'activation') memory.noteBeginning(target, nowMs);
	return begunMs ?? nowMs;
}

/** Why what is remembered does not serve, in words; undefined when it does. */
function reasonToBegin<Progress>(
	remembered: Remembered,
	target: Settings['target'],
	keeper: Keeper<Progress>,
): string | undefined {
	switch (remembered.kind) {
		case 'nothing':
			return 'this trigger remembers nothing yet';
		case 'unreadable':
			return 'what n8n kept for this trigger is damaged, or not its own';
		case 'watch': {
			const changed = changedParts(remembered.target, target);
			if (changed.length > 0) return `${changed.join(' and ')} changed`;
			const isReadable = keeper.unpack(remembered.progress) !== undefined;
			return isReadable ? undefined : 'what n8n kept for this trigger is damaged';
		}
	}
}

function progressOf(remembered: Remembered): unknown {
	return remembered.kind === 'watch' ? remembered.progress : undefined;
}

function sightingKeeper(
	context: IPollFunctions,
	{ event, uploadId, startFrom, pageSize, maxEvents }: SightingSettings,
): Keeper<SightingWatch> {
	const isSilentAtFirst = event === 'customerSighted' && startFrom === 'now';
	return {
		begin: (sinceMs) => ({
			memory: new Map(),
			position: AT_THE_START,
			...(isSilentAtFirst && { first: beginFirstSweep(sinceMs) }),
		}),
		unpack: unpackWatch,
		pack: packWatch,
		async poll(budget, before) {
			const order = { event, uploadId, pageSize, room: maxEvents };
			const stretch = await pollSightings(budget, before, order);
			if (!stretch.ok) return stretch;
			const { watch, events, end } = stretch.value;
			if (end === 'circling') say(context, 'error', `${REPEATED.message}. ${REPEATED.description}`);
			const progress = packWatch(watch);
			warnWhenLarge(context, progress.memory.length);
			return success({ items: events.map(toSightingItem), progress });
		},
	};
}

function uploadKeeper(
	context: IPollFunctions,
	{ uploadIds, maxEvents }: UploadSettings,
): Keeper<UploadWatch> {
	return {
		begin: () => NO_UPLOAD_TOLD,
		unpack: readUploadWatch,
		pack: (watch) => watch,
		async poll(budget, before) {
			const polled = await pollUploads(budget, before, { uploadIds, room: maxEvents });
			if (!polled.ok) return failure(polled.problem);
			for (const id of polled.value.newlyUnknown) {
				say(context, 'warn', `AutoGrab does not know the upload ${id}. It never completes.`);
			}
			return success({
				items: polled.value.completed.map(toUploadItem),
				progress: polled.value.watch,
			});
		},
	};
}

/** About 100,000 sightings. Nothing is lost beyond: n8n just gets slower, long before its database refuses. */
const LARGE_MEMORY_CHARACTERS = 4_000_000;

function warnWhenLarge(context: IPollFunctions, characters: number): void {
	if (characters < LARGE_MEMORY_CHARACTERS) return;
	const megabytes = (characters / 1_000_000).toFixed(1);
	say(
		context,
		'warn',
		`The memory of this trigger has grown to ${megabytes} MB. n8n loads it whenever the workflow runs. Nothing is lost, but n8n gets slower: watch single uploads, with the filter 'Upload ID', in several workflows.`,
	);
}

/** Into n8n's log, which does not say by itself who speaks. */
function say(context: IPollFunctions, level: 'info' | 'warn' | 'error', sentence: string): void {
	const { name } = context.getNode();
	context.logger[level](`${name}: ${sentence}`, { workflowId: context.getWorkflow().id });
}
