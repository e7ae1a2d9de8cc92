import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { Outcome, Problem } from '../outcome';
import { isNodeError, problemOfError } from '../toNodeError';
import type { Failure } from '../transport/failures';
import { openMemory, type TriggerMemory, type Watch } from './memory';
import { isPassing, toPollError } from './pollError';
import { occasionOf, startPolling, type Polling, type Step } from './polling';
import { readSettings, type Settings } from './settings';
import { beginSightings, isSightingState, pollSightings } from './sightings';
import { testEvent } from './testEvent';
import { isUploadState, NO_UPLOADS, pollUploads } from './uploads';

/** @returns null when there is nothing new */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const isTest = context.getMode() === 'manual';
	try {
		const items = isTest ? [await testEvent(context)] : await pollAlone(context);
		return items.length > 0 ? [items] : null;
	} catch (error) {
		throw isNodeError(error) ? error : toPollError(context.getNode(), problemOfError(error));
	}
}

/** Polls that are under way, by trigger. n8n starts the next one although the last one is still going on. */
const underWay = new Map<string, AbortController>();

/**
 * Polls of one trigger do not overlap: a scheduled poll is left out while another one is under way. The poll at activation
 * is never left out. It ends the other one, which then neither writes nor emits: it belongs to a version of the workflow
 * that was replaced, and what it found is found again.
 */
async function pollAlone(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const memory = openMemory(context);
	const occasion = occasionOf(context, memory);
	const trigger = `${context.getWorkflow().id}:${context.getNode().id}`;
	const other = underWay.get(trigger);
	if (other && occasion === 'scheduled') return [];
	other?.abort();
	const ending = new AbortController();
	underWay.set(trigger, ending);
	try {
		const settings = await readSettings(context);
		const polling = startPolling(context, occasion, ending.signal);
		return await pollOnce(context, { settings, memory, polling });
	} finally {
		if (underWay.get(trigger) === ending) underWay.delete(trigger);
	}
}

interface Work {
	readonly settings: Settings;
	readonly memory: TriggerMemory;
	readonly polling: Polling;
}

async function pollOnce(context: IPollFunctions, work: Work): Promise<INodeExecutionData[]> {
	const { settings, polling } = work;
	return settings.event === 'uploadCompleted'
		? await advance(context, work, {
				isState: isUploadState,
				atStart: NO_UPLOADS,
				poll: async ({ state }) => await pollUploads(polling, settings, state),
			})
		: await advance(context, work, {
				isState: isSightingState,
				atStart: beginSightings(settings),
				poll: async (watch) => await pollSightings(polling, settings, watch),
			});
}

/** What differs between a watch over sightings and one over uploads. */
interface Kind<State> {
	isState(value: unknown): value is State;
	readonly atStart: State;
	poll(watch: Watch<State>): Promise<Outcome<Step<State>, Problem | Failure>>;
}

/** Recalls what is remembered, reads on from there, and writes the new state as the very last. */
async function advance<State extends object>(
	context: IPollFunctions,
	work: Work,
	kind: Kind<State>,
): Promise<INodeExecutionData[]> {
	const { settings, memory, polling } = work;
	const recalled = memory.recall(settings.target, kind.isState);
	const isNew = 'reason' in recalled;
	if (isNew) polling.log('info', `A new watch begins: ${recalled.reason}.`);
	const watch = isNew ? { sinceMs: beginningOf(work), state: kind.atStart } : recalled;
	const step = await kind.poll(watch);
	if (polling.connection.signal?.aborted) return [];
	if (step.ok) {
		const { state, items } = step.value;
		warnWhenLarge(polling, memory.write(settings.target, { ...watch, state }));
		return items;
	}
	if (polling.occasion === 'scheduled' || !isPassing(step.problem)) {
		throw toPollError(context.getNode(), step.problem);
	}
	// The workflow is published although nothing could be read yet: the watch has begun.
	if (isNew) memory.write(settings.target, watch);
	polling.log('warn', `${step.problem.message}. The trigger continues with the next poll.`);
	return [];
}

/** When a new watch begins: now, unless the poll at activation began it and n8n threw away what that poll wrote. */
function beginningOf({ settings, memory, polling }: Work): number {
	const { occasion, startedAtMs } = polling;
	if (occasion === 'activation') {
		memory.noteBeginning(settings.target, startedAtMs);
		return startedAtMs;
	}
	return memory.notedBeginning(settings.target, startedAtMs) ?? startedAtMs;
}

/** About 100,000 sightings. Nothing is lost beyond that: n8n gets slower, long before its database refuses. */
const LARGE_MEMORY_CHARACTERS = 4_000_000;

function warnWhenLarge({ log }: Polling, characters: number): void {
	if (characters < LARGE_MEMORY_CHARACTERS) return;
	const megabytes = (characters / 1_000_000).toFixed(1);
	log(
		'warn',
		`The memory of this trigger has grown to ${megabytes} MB. n8n loads it whenever the workflow runs. Nothing is lost, but n8n gets slower. Use the filter 'Upload ID' in several workflows, one for each upload.`,
	);
}
