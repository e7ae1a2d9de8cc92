/** Why customers who left the list are not removed. Each is two sentences: what is so, and what to do. */
export interface Doubt {
	readonly what: string;
	readonly advice: string;
}

/** What is known before anything is written. */
export interface KnownBefore {
	/** How many customers would be removed. */
	readonly leaving: number;
	/** How many customers the list has at AutoGrab, without those that are leaving since an earlier run. */
	readonly listCustomers: number;
	readonly maxRemovedPercent: number;
	readonly approvedRemovals: number;
	/** Rejected rows whose vehicle nobody knows. */
	readonly unidentifiedRows: number;
	readonly unidentifiedAllowed: 'yes' | 'no';
	/** Other lists of the same run that could not be read. */
	readonly unreadLists: number;
	/** Whether the list of customers moved while it was read. */
	readonly rowsMoved: 'yes' | 'no';
	/** Rows of AutoGrab's list that are no customers. */
	readonly skippedRows: number;
	/** Customers with the mark now, and at the end of the last run where that is known. */
	readonly marked: number;
	readonly markedBefore?: number;
}

/** So few may leave whatever the percentage says. */
const ALWAYS_ALLOWED = 10;

/** The doubts that forbid removals; empty when they may be done. */
export function doubtsBefore(known: KnownBefore): Doubt[] {
	if (known.leaving === 0) return [];
	return [
		tooMany(known),
		unidentified(known),
		unread(known),
		moved(known),
		skipped(known),
		lostMarks(known),
	].flatMap((doubt) => doubt ?? []);
}

/** Whether far fewer customers have the mark than after the last run: the others may only be missing in the answer. */
export function areMarksMissing({
	marked,
	markedBefore = 0,
}: Pick<KnownBefore, 'marked' | 'markedBefore'>): boolean {
	return markedBefore > ALWAYS_ALLOWED && marked * 2 < markedBefore;
}

function tooMany(known: KnownBefore): Doubt | undefined {
	const { leaving, listCustomers, maxRemovedPercent, approvedRemovals } = known;
	const isWithin = leaving * 100 <= maxRemovedPercent * listCustomers;
	if (leaving <= ALWAYS_ALLOWED || isWithin || leaving <= approvedRemovals) return undefined;
	const percent = Math.round((leaving / listCustomers) * 1_000) / 10;
	return {
		what: `${number(leaving)} of ${number(listCustomers)} left the list (${percent} %), more than ${maxRemovedPercent} %`,
		advice: `If that is right, set "Approved Removals" to ${leaving}.`,
	};
}

function unidentified({ unidentifiedRows, unidentifiedAllowed }: KnownBefore): Doubt | undefined {
	if (unidentifiedRows === 0 || unidentifiedAllowed === 'yes') return undefined;
	const [rows, name] =
		unidentifiedRows === 1 ? ['1 row', 'names'] : [`${number(unidentifiedRows)} rows`, 'name'];
	return {
		what: `${rows} of the list ${name} no vehicle, so their customers may be among those that seem to have left`,
		advice: 'Correct these rows, or turn on "Remove Despite Rejected Rows".',
	};
}

function unread({ unreadLists }: KnownBefore): Doubt | undefined {
	if (unreadLists === 0) return undefined;
	return {
		what: `${unreadLists === 1 ? 'Another list' : `${number(unreadLists)} other lists`} of this run could not be read`,
		advice: 'Correct the source, then run the workflow again.',
	};
}

function moved({ rowsMoved }: KnownBefore): Doubt | undefined {
	if (rowsMoved === 'no') return undefined;
	return {
		what: "AutoGrab's list of customers changed while it was read",
		advice: 'Run the workflow again when no other upload is being processed.',
	};
}

function skipped({ skippedRows }: KnownBefore): Doubt | undefined {
	if (skippedRows === 0) return undefined;
	return {
		what: `AutoGrab's list of customers has ${skippedRows === 1 ? '1 row' : `${number(skippedRows)} rows`} without a valid customer ID`,
		advice: 'Ask AutoGrab about these rows.',
	};
}

function lostMarks(known: KnownBefore): Doubt | undefined {
	const { leaving, marked, markedBefore = 0, approvedRemovals } = known;
	if (!areMarksMissing(known) || leaving <= approvedRemovals) return undefined;
	return {
		what: `Only ${number(marked)} customers have the mark of this list, but ${number(markedBefore)} had it after the last run`,
		advice: `Check some customers at AutoGrab. If that is right, set "Approved Removals" to ${leaving}.`,
	};
}

/** All doubts in sentences. */
export function describeDoubts(doubts: readonly Doubt[], consequence: string): string {
	return doubts.map(({ what, advice }) => `${what}: ${consequence}. ${advice}`).join(' ');
}

function number(value: number): string {
	return value.toLocaleString('en-US');
}
