import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { changedParts, isTarget, type Target } from '../sightings/target';

/**
 * The one place where n8n's memory of a trigger is read and written.
 *
 * n8n keeps it in one of two ways. By default the object lives as long as the workflow is active: what is written into it
 * stays even when the poll fails, and is saved when a poll gives items, and at activation. With durable cursors each poll
 * gets a copy, which is saved when the poll ends well, and thrown away when it fails. What serves both: to read it first,
 * to write it once, last, and all of it under one key, because n8n does not notice a change further inside.
 */
const KEY = 'watch';
const FORMAT = 1;

/**
 * With durable cursors n8n throws away what the poll at activation writes, unless it gives items. The data of the whole
 * workflow it keeps, so the moment at which the watch began is noted there.
 */
const BEGINNINGS = 'autoGrabRecaptureTrigger';

/** The first poll after activation may be a week away, not more: later a note is no note of this activation. */
const MAX_NOTE_AGE_MS = 8 * 24 * 3_600_000;

interface Beginning {
	readonly sinceMs: number;
	/** n8n's name of the node, and what it watches: another one of these did not begin then. */
	readonly name: string;
	readonly target: Target;
}

/** Objects of n8n's that were polled with before, in this process. */
const polledBefore = new WeakSet<object>();

/** What is remembered: nothing, something that is not ours or no longer whole, or a watch. */
export type Remembered =
	| { readonly kind: 'nothing' }
	| { readonly kind: 'unreadable' }
	| { readonly kind: 'watch'; readonly target: Target; readonly progress: unknown };

export interface TriggerMemory {
	readonly remembered: Remembered;
	/** Set when n8n has just loaded it: at activation, but also, with durable cursors, at every poll. */
	readonly isFresh: boolean;
	/** Nothing may fail after this. */
	write(target: Target, progress: object): void;
	/** Notes when a watch began where n8n would not keep it otherwise. */
	noteBeginning(target: Target, sinceMs: number): void;
	/** When the watch began, if that was noted, in milliseconds since 1970. */
	beganAtMs(target: Target, nowMs: number): number | undefined;
}

type MemoryContext = Pick<IPollFunctions, 'getWorkflowStaticData' | 'getNode'>;

export function openMemory(context: MemoryContext): TriggerMemory {
	const data = context.getWorkflowStaticData('node');
	const isFresh = !polledBefore.has(data);
	polledBefore.add(data);
	return {
		remembered: read(data),
		isFresh,
		write(target, progress) {
			const next = { format: FORMAT, target, progress };
			// An idle poll leaves nothing to save.
			if (JSON.stringify(data[KEY]) !== JSON.stringify(next)) data[KEY] = next;
		},
		noteBeginning(target, sinceMs) {
			// n8n marks the objects that it keeps by itself.
			if ('__dataChanged' in data) return;
			const { id, name } = context.getNode();
			const ofWorkflow = context.getWorkflowStaticData('global');
			const notes = { ...asRecord(ofWorkflow[BEGINNINGS]), [id]: { sinceMs, name, target } };
			ofWorkflow[BEGINNINGS] = notes as IDataObject;
		},
		beganAtMs(target, nowMs) {
			const { id, name } = context.getNode();
			const notes = asRecord(context.getWorkflowStaticData('global')[BEGINNINGS]);
			const note = asRecord(notes[id]) as Partial<Beginning>;
			const isOurs =
				note.name === name &&
				isTarget(note.target) &&
				changedParts(note.target, target).length === 0;
			const { sinceMs = NaN } = note;
			return isOurs && sinceMs <= nowMs && nowMs - sinceMs < MAX_NOTE_AGE_MS ? sinceMs : undefined;
		},
	};
}

function read(data: IDataObject): Remembered {
	if (Object.keys(data).length === 0) return { kind: 'nothing' };
	const { format, target, progress } = asRecord(data[KEY]);
	if (format !== FORMAT || !isTarget(target)) return { kind: 'unreadable' };
	return { kind: 'watch', target: { ...target }, progress };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
