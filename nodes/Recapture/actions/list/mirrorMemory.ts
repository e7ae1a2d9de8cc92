import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { asRecord } from '../../transport/failures';

/**
 * What the workflow remembers of a mirrored list, from one run to the next. n8n keeps it for published workflows, at the
 * end of each run. It only makes a run more careful: what AutoGrab holds is asked for every time.
 */
const KEY = 'autoGrabRecaptureMirror';

/** An upload that was not complete when the run ended. */
export interface PendingUpload {
	readonly id: string;
	readonly customers: number;
	/** When it was sent, in milliseconds since 1970. */
	readonly sentAtMs: number;
}

interface MirrorNote {
	/** How many customers had the mark at the end of the last run. */
	readonly marked?: number;
	readonly pending: readonly PendingUpload[];
}

export interface MirrorMemory {
	recall(): MirrorNote;
	write(note: MirrorNote): void;
}

/** @param listName with the region and the credential it names one list */
export function openMirrorMemory(
	context: IExecuteFunctions,
	listName: string,
	region: string,
): MirrorMemory {
	const data = context.getWorkflowStaticData('global');
	const credentialId = context.getNode().credentials?.autoGrabRecaptureApi?.id ?? '';
	const name = JSON.stringify([credentialId, region, listName]);
	return {
		recall() {
			const { marked, pending } = asRecord(asRecord(data[KEY])[name]);
			return {
				...(Number.isSafeInteger(marked) && { marked: marked as number }),
				pending: Array.isArray(pending) ? pending.filter(isPending) : [],
			};
		},
		write(note) {
			// As a whole: n8n does not notice a change further inside.
			data[KEY] = { ...asRecord(data[KEY]), [name]: note } as unknown as IDataObject;
		},
	};
}

function isPending(value: unknown): value is PendingUpload {
	const { id, customers, sentAtMs } = asRecord(value);
	return typeof id === 'string' && Number.isSafeInteger(customers) && Number.isFinite(sentAtMs);
}
