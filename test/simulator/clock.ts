import type { Settings } from './settings';

export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	advance(ms: number): void;
	readonly startedAtMs: number;
}

/** A clock that stands still, or the computer's; both can be moved forward. */
export function createClock(settings: Pick<Settings, 'clock' | 'startAt'>): Clock {
	const start = settings.startAt === undefined ? Date.now() : Date.parse(settings.startAt);
	if (Number.isNaN(start)) throw new Error(`startAt is not a time: ${settings.startAt}`);
	// A real clock that starts elsewhere is the computer's, moved by the difference.
	let advancedMs = settings.clock === 'manual' ? start : start - Date.now();
	return {
		startedAtMs: start,
		now: () => (settings.clock === 'manual' ? advancedMs : Date.now() + advancedMs),
		advance(ms) {
			if (!(ms >= 0)) throw new Error('A clock only goes forward');
			advancedMs += ms;
		},
	};
}
