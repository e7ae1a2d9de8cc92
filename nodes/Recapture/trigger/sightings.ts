import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { HeldCustomer } from '../customers/heldCustomer';
import { SkippedRows } from '../customers/skippedRows';
import { success, type Outcome } from '../outcome';
import { diff, type Rule, type SightingEvent } from '../sightings/diff';
import { isKnownText, type KnownText } from '../sightings/known';
import {
	readCustomers,
	REPEATED,
	type CustomerPage,
	type ReadPosition,
} from '../transport/customerReader';
import { getCustomer } from '../transport/customers';
import { asRecord, type Failure } from '../transport/failures';
import type { Watch } from './memory';
import { isPassing } from './pollError';
import type { Polling, Step } from './polling';
import type { SightingSettings } from './settings';

/**
 * How far a watch over sightings has come. A sweep reads all customers, in one poll or several; then the next one begins.
 */
interface SightingState {
	/** What is known, by customer: only of those that have a sighting, or had one. */
	readonly known: Readonly<Record<string, KnownText>>;
	/** While a sweep is under way: what is known of customers that it did not read yet. The others are in `known`. */
	readonly unread?: Readonly<Record<string, KnownText>>;
	/** Where the sweep goes on. Absent: at the beginning. */
	readonly position?: ReadPosition;
	/** Until the first sweep is finished. Absent also where what is there at the start is reported. */
	readonly first?: FirstSweep;
	/** Customers that were on no page, and were asked for by their ID. */
	readonly missing?: Readonly<Record<string, Missing>>;
}

/**
 * The first sweep learns what is there when the watch begins. Where rows move meanwhile, a customer may not be read, and
 * its sightings would be taken for new later. So there is another pass then.
 */
interface FirstSweep {
	/** From 1. */
	readonly pass: number;
	readonly rowsMoved: boolean;
}

/** Since when a customer is asked for, and at how many polls AutoGrab answered that it is gone. */
type Missing = readonly [sinceMs: number, timesGone: number];

/** A server that ignores the offset shows only over several pages, however short the polls are. */
const MIN_PAGES = 8;

/** In an account that is never at rest the passes must end all the same. */
const MAX_PASSES = 3;

/** How many customers that were on no page are asked for in one poll. */
const MAX_CHECKS = 5;

/** A customer is forgotten after so many such answers, over a day: one answer may be wrong. */
const TIMES_GONE = 3;
const GONE_FOR_MS = 24 * 3_600_000;

export function beginSightings({ event, startFrom }: SightingSettings): SightingState {
	const isLearned = event === 'customerSighted' && startFrom === 'now';
	return { known: {}, ...(isLearned && { first: { pass: 1, rowsMoved: false } }) };
}

/** One poll: a stretch of the sweep. */
export async function pollSightings(
	polling: Polling,
	settings: SightingSettings,
	watch: Watch<SightingState>,
): Promise<Outcome<Step<SightingState>, Failure>> {
	const sweep = new Sweep(polling, settings, watch);
	const end = await readPages(sweep, polling, settings);
	if (!end.ok) return end;
	const skipped = sweep.skipped.sentence();
	if (skipped) polling.log('warn', skipped);
	if (end.value === 'finished') await checkUnread(sweep, polling);
	const items = sweep.events.map(toSightingItem);
	return success({ state: sweep.stateAfter(end.value), items });
}

type SweepEnd =
	/** The time is over, or the poll has all events that it may emit: the next poll goes on from there. */
	| 'paused'
	/** All customers were read. */
	| 'finished'
	/** The list cannot be read to its end: the next poll begins anew. */
	| 'broken';

async function readPages(
	sweep: Sweep,
	polling: Polling,
	{ pageSize, uploadId }: SightingSettings,
): Promise<Outcome<SweepEnd, Failure>> {
	const { connection, log } = polling;
	const request = { limit: pageSize, uploadId, start: sweep.position };
	for await (const page of readCustomers(connection, request)) {
		if (!page.ok) {
			if (sweep.pages > 0 && isPutOff(page.problem, polling)) return success('paused');
			if (sweep.events.length === 0 || page.problem.message !== REPEATED.message) return page;
			log('error', `${page.problem.message}. ${page.problem.description}`);
			return success('broken');
		}
		if (sweep.take(page.value) === 'full') return success('paused');
		if (isTimeOver(sweep, polling)) return success('paused');
	}
	return success('finished');
}

/** Whether the next poll can go on where this one stopped. */
function isPutOff(problem: Failure, { occasion }: Polling): boolean {
	const { kind, isOutOfTime } = problem;
	if (occasion === 'activation' && isPassing(problem)) return true;
	return kind === 'rateLimited' || kind === 'stopped' || isOutOfTime === true;
}

function isTimeOver(sweep: Sweep, { connection, stopAtMs }: Polling): boolean {
	const { deadlineMs = Infinity } = connection;
	const nowMs = Date.now();
	return nowMs >= deadlineMs || (nowMs >= stopAtMs && sweep.pages >= MIN_PAGES);
}

/**
 * Asks for a few of the customers that were on no page. Only those that AutoGrab itself reports as gone are forgotten: a
 * customer whose row had moved would start the workflow again with all of its sightings.
 */
async function checkUnread(sweep: Sweep, { connection, stopAtMs }: Polling): Promise<void> {
	for (const id of sweep.unreadToCheck()) {
		if (Date.now() >= stopAtMs || sweep.eventsLeft === 0) return;
		const customer = await getCustomer(connection, id);
		if (customer.ok) {
			if (customer.value.id === id) sweep.takeFound(customer.value);
		} else if (customer.problem.isCertainlyNotFound) {
			sweep.takeGone(id);
		} else if (customer.problem.kind !== 'refused') {
			// A vendor in trouble proves nothing about customers.
			return;
		}
	}
}

/** What one poll reads, row by row. */
class Sweep {
	readonly events: SightingEvent[] = [];
	position: ReadPosition | undefined;
	pages = 0;
	readonly skipped = new SkippedRows();
	private readonly known: Map<string, KnownText>;
	private readonly unread: Map<string, KnownText>;
	private readonly missing: Map<string, Missing>;
	private rowsMoved: boolean;

	constructor(
		private readonly polling: Polling,
		private readonly settings: SightingSettings,
		private readonly watch: Watch<SightingState>,
	) {
		const { known, unread, position, missing, first } = watch.state;
		this.position = position;
		this.known = new Map(Object.entries(position ? known : {}));
		this.unread = new Map(Object.entries((position ? unread : known) ?? {}));
		this.missing = new Map(Object.entries(missing ?? {}));
		this.rowsMoved = first?.rowsMoved ?? false;
	}

	get eventsLeft(): number {
		return this.settings.maxEvents - this.events.length;
	}

	take({ start, next, customers, skipped, rowsMoved }: CustomerPage): 'all' | 'full' {
		const rule = this.rule();
		this.pages += 1;
		this.skipped.add(skipped);
		this.rowsMoved ||= rowsMoved;
		this.position = start;
		for (const customer of customers) {
			if (this.takeCustomer(customer, rule) === 'full') return 'full';
		}
		this.position = next;
		return this.eventsLeft > 0 ? 'all' : 'full';
	}

	/** Those never asked for, gone once, or asked for a day ago: a customer that is gone costs three requests. */
	unreadToCheck(): readonly string[] {
		const nowMs = this.polling.startedAtMs;
		const isDue = (id: string) => {
			const [sinceMs, timesGone] = this.missing.get(id) ?? [-Infinity, 0];
			return timesGone === 1 || nowMs - sinceMs >= GONE_FOR_MS;
		};
		return [...this.unread.keys()].filter(isDue).slice(0, MAX_CHECKS);
	}

	/** A customer that was on no page, and is there all the same. */
	takeFound(customer: HeldCustomer): void {
		const taken = this.takeCustomer(customer, this.rule());
		if (taken === 'all') this.missing.set(customer.id, [this.polling.startedAtMs, 0]);
	}

	takeGone(id: string): void {
		const [sinceMs, timesGone] = this.missing.get(id) ?? [0, 0];
		const firstMs = timesGone === 0 ? this.polling.startedAtMs : sinceMs;
		if (timesGone + 1 < TIMES_GONE) {
			this.missing.set(id, [firstMs, timesGone + 1]);
		} else {
			this.missing.delete(id);
			this.unread.delete(id);
		}
	}

	stateAfter(end: SweepEnd): SightingState {
		const first = end === 'finished' ? this.nextPass() : this.firstSweep();
		const isPaused = end === 'paused' && this.position !== undefined;
		const known = isPaused ? this.known : new Map([...this.unread, ...this.known]);
		return {
			known: Object.fromEntries(known),
			...(isPaused && { unread: Object.fromEntries(this.unread), position: this.position }),
			...(first && { first }),
			...(this.missing.size > 0 && { missing: Object.fromEntries(this.missing) }),
		};
	}

	private takeCustomer(customer: HeldCustomer, rule: Rule): 'all' | 'full' {
		const { id } = customer;
		const before = this.known.get(id) ?? this.unread.get(id) ?? '';
		const { events, known, hasMore } = diff(before, customer, rule, this.eventsLeft);
		this.events.push(...events);
		if (known !== '') {
			this.known.set(id, known);
			this.unread.delete(id);
			this.missing.delete(id);
		}
		return hasMore ? 'full' : 'all';
	}

	/** What was read in the poll in which the watch began was there already, whatever its date says. */
	private rule(): Rule {
		const { event } = this.settings;
		if (event === 'sightingChanged') return { event };
		const { sinceMs, state } = this.watch;
		if (!state.first) return { event, report: 'all' };
		const { startedAtMs } = this.polling;
		if (sinceMs >= startedAtMs) return { event, report: 'none' };
		return { event, report: { afterMs: sinceMs, nowMs: Date.now() } };
	}

	private firstSweep(): FirstSweep | undefined {
		const { first } = this.watch.state;
		return first && { ...first, rowsMoved: this.rowsMoved };
	}

	private nextPass(): FirstSweep | undefined {
		const { first } = this.watch.state;
		const isOver = !first || !this.rowsMoved || first.pass >= MAX_PASSES;
		return isOver ? undefined : { ...first, pass: first.pass + 1, rowsMoved: false };
	}
}

/** The sighting first: it is what the workflow is about, and n8n's panels show the first keys. */
export function toSightingItem({
	event,
	eventId,
	customer,
	sighting,
	previous,
}: SightingEvent): INodeExecutionData {
	return {
		json: {
			event,
			sighting: sighting as IDataObject,
			customer: customer as IDataObject,
			...(previous && { previous: previous as IDataObject }),
			eventId,
		},
	};
}

/** Checks what was remembered, all of it. */
export function isSightingState(value: unknown): value is SightingState {
	const { known, unread = {}, position, first, missing = {} } = asRecord(value);
	return (
		isRecordOf(known, isKnownText) &&
		isRecordOf(unread, isKnownText) &&
		(position === undefined || isPosition(position)) &&
		(first === undefined || isFirstSweep(first)) &&
		isRecordOf(missing, isMissing)
	);
}

function isRecordOf(value: unknown, isPart: (part: unknown) => boolean): boolean {
	const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
	return isRecord && Object.values(value).every(isPart);
}

function isPosition(value: unknown): value is ReadPosition {
	const { offset, tail } = asRecord(value);
	return isCount(offset) && Array.isArray(tail) && tail.every((id) => typeof id === 'string');
}

function isFirstSweep(value: unknown): value is FirstSweep {
	const { pass, rowsMoved } = asRecord(value);
	return isCount(pass) && typeof rowsMoved === 'boolean';
}

function isMissing(value: unknown): value is Missing {
	return Array.isArray(value) && value.length === 2 && value.every(isCount);
}

function isCount(value: unknown): value is number {
	return Number.isSafeInteger(value) && (value as number) >= 0;
}
