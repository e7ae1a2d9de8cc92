import { dayAfter, startOfDayMs } from '../rules/calendar';
import type { Settings } from '../settings';

/** Which customers are to be deleted when; asking whether anyone is due costs one comparison. */
export class ExpiryBook {
	private readonly idsByDay = new Map<string, Set<string>>();
	private nextDueMs = Infinity;

	constructor(private readonly settings: Readonly<Settings>) {}

	/** Notes or forgets the day (ISO text) on which a customer expires. */
	move(id: string, from: string | null, to: string | null): void {
		if (from === to) return;
		if (from !== null) this.idsByDay.get(dayOf(from))?.delete(id);
		if (to === null) return;
		const day = dayOf(to);
		const ids = this.idsByDay.get(day);
		if (ids !== undefined) {
			ids.add(id);
			return;
		}
		this.idsByDay.set(day, new Set([id]));
		this.nextDueMs = Math.min(this.nextDueMs, this.dueMs(day));
	}

	/** The customers whose day has come; each is given once. */
	takeDue(nowMs: number): string[] {
		if (nowMs < this.nextDueMs) return [];
		const due: string[] = [];
		this.nextDueMs = Infinity;
		for (const [day, ids] of this.idsByDay) {
			const dueMs = this.dueMs(day);
			if (dueMs <= nowMs) {
				due.push(...ids);
				this.idsByDay.delete(day);
			} else {
				this.nextDueMs = Math.min(this.nextDueMs, dueMs);
			}
		}
		return due;
	}

	/** The settings have changed: when the next one is due has to be worked out again. */
	reconsider(): void {
		this.nextDueMs = -Infinity;
	}

	private dueMs(day: string): number {
		const { expiryBoundary, expiryTimeZone } = this.settings;
		return startOfDayMs(expiryBoundary === 'startOfDay' ? day : dayAfter(day), expiryTimeZone);
	}
}

function dayOf(isoText: string): string {
	return isoText.slice(0, 10);
}
