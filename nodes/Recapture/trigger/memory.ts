import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { asRecord } from '../transport/failures';

/**
 * The one place where n8n's memory of a trigger is read and written.
 *
 * n8n keeps it in one of two forms. By default the object lives as long as the workflow is active: what is written into it
 * stays even when the poll fails, and is saved when a poll gives items, and at activation. With durable cursors each poll
 * gets a copy, which is saved when the poll ends well, and thrown away when it fails. What serves both: to read it first,
 * to write it once, last, and all of it under one key, because n8n does not notice a change further inside.
 */
const KEY = 'watch';
const FORMAT = 1;

/**
 * With durable cursors n8n throws away what the poll at activation writes, unless it gives items. The data of the whole
 * workflow it keeps, so the moment at which a watch began is noted there.
 */
const BEGINNINGS = 'autoGrabRecaptureTrigger';

/** The first poll after activation may be a week away, not more. An older note is not one of this activation. */
const MAX_NOTE_AGE_MS = 8 * 24 * 3_600_000;

/** What a watch is about. When any of it changes, a new watch begins. */
export interface Target {
	readonly event: string;
	/** Only customers of this upload. Empty: all. */
	readonly uploadId: string;
	readonly region: string;
	readonly host: string;
	/** n8n's ID of the credential: a new key in the same one changes nothing. */
	readonly credentialId: string;
}

const PARTS: Readonly<Record<keyof Target, string>> = {
	event: 'the event',
	uploadId: 'the filter',
	region: "the credential's region",
	host: "the credential's Base URL",
	credentialId: 'the credential',
};

/** Objects of n8n's that were polled with before, in this process. */
const polledBefore = new WeakSet<object>();

export interface TriggerMemory {
	/** Set when n8n has just loaded it: at activation, but also, with durable cursors, at every poll. */
	readonly isFresh: boolean;
	/** The watch over this target; or why there is none, in words. */
	recall<State>(
		target: Target,
		isState: (value: unknown) => value is State,
	): Watch<State> | { readonly reason: string };
	/** Nothing may fail after this. Returns the length of what n8n keeps, in characters. */
	write(target: Target, watch: Watch<object>): number;
	/** Notes when a watch began, where n8n would not keep it otherwise. */
	noteBeginning(target: Target, sinceMs: number): void;
	/** When the watch over this target began, in milliseconds since 1970; if that was noted, and not recalled since. */
	notedBeginning(target: Target, nowMs: number): number | undefined;
}

/** What is remembered of a watch. */
export interface Watch<State> {
	/** When it began, in milliseconds since 1970. */
	readonly sinceMs: number;
	/** How far it has come. */
	readonly state: State;
}

export function openMemory(
	context: Pick<IPollFunctions, 'getWorkflowStaticData' | 'getNode'>,
): TriggerMemory {
	const data = context.getWorkflowStaticData('node');
	const { id, name } = context.getNode();
	const isFresh = !polledBefore.has(data);
	polledBefore.add(data);
	return {
		isFresh,
		recall(target, isState) {
			if (Object.keys(data).length === 0) return { reason: 'this trigger has no stored state yet' };
			const { format, target: before, sinceMs, state } = asRecord(data[KEY]);
			if (format !== FORMAT || !isTarget(before) || !isMoment(sinceMs)) return { reason: DAMAGED };
			const change = changeOf(before, target);
			if (change) return { reason: `${change} changed` };
			return isState(state) ? { sinceMs, state } : { reason: DAMAGED };
		},
		write(target, { sinceMs, state }) {
			const next = { format: FORMAT, target, sinceMs, state };
			const text = JSON.stringify(next);
			// A poll without news leaves nothing to save.
			if (JSON.stringify(data[KEY]) !== text) data[KEY] = next as unknown as IDataObject;
			return text.length;
		},
		noteBeginning(target, sinceMs) {
			// n8n marks the objects that it keeps by itself.
			if ('__dataChanged' in data) return;
			const ofWorkflow = context.getWorkflowStaticData('global');
			const notes = { ...asRecord(ofWorkflow[BEGINNINGS]), [id]: { sinceMs, name, target } };
			ofWorkflow[BEGINNINGS] = notes as IDataObject;
		},
		notedBeginning(target, nowMs) {
			if ('__dataChanged' in data) return undefined;
			const note = asRecord(asRecord(context.getWorkflowStaticData('global')[BEGINNINGS])[id]);
			const { sinceMs } = note;
			// A copy of the workflow has the notes of its original.
			const isOurs = note.name === name && isTarget(note.target) && !changeOf(note.target, target);
			if (!isOurs || !isMoment(sinceMs)) return undefined;
			const isRecent = sinceMs <= nowMs && nowMs - sinceMs < MAX_NOTE_AGE_MS;
			// What is remembered is younger when the watch began, was replaced, and comes back without being published.
			const remembered = asRecord(data[KEY]).sinceMs;
			const isNewer = !isMoment(remembered) || remembered < sinceMs;
			return isRecent && isNewer ? sinceMs : undefined;
		},
	};
}

const DAMAGED = 'the stored state of this trigger is damaged, or not its own';

/** What of it differs, in words. Empty when both are the same. */
function changeOf(before: Target, now: Target): string {
	const parts = Object.keys(PARTS) as Array<keyof Target>;
	const changed = parts.filter((part) => before[part] !== now[part]);
	return changed.map((part) => PARTS[part]).join(' and ');
}

function isMoment(value: unknown): value is number {
	return Number.isSafeInteger(value);
}

function isTarget(value: unknown): value is Target {
	const target = asRecord(value);
	return Object.keys(PARTS).every((part) => typeof target[part] === 'string');
}
