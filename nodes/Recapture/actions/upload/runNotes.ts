import type { IExecuteFunctions } from 'n8n-workflow';

import { withNote, type PartNote } from '../../list/partNotes';

const KEY = 'recaptureUploads';

/** As n8n saves them. A later round of a loop is a new run, and begins with none. */
interface SavedNotes {
	readonly runIndex: number;
	readonly notes: readonly PartNote[];
}

/**
 * What this run has sent so far, kept in the node's execution context: n8n saves it with the run, and gives it back to
 * every further try of it, by 'Retry On Fail' and by 'Retry' in the execution list.
 */
export interface RunNotes {
	all(): readonly PartNote[];
	write(note: PartNote): void;
}

export function openRunNotes(context: IExecuteFunctions): RunNotes {
	const saved = context.getContext('node');
	const runIndex = Number(context.evaluateExpression('{{ $runIndex }}', 0));
	const before = saved[KEY] as SavedNotes | undefined;
	let notes = before?.runIndex === runIndex ? before.notes : [];
	return {
		all: () => notes,
		write(note) {
			notes = withNote(notes, note);
			saved[KEY] = { runIndex, notes } satisfies SavedNotes;
		},
	};
}
