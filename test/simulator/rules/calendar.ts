const DAY_MS = 86_400_000;

/** Whether a text is a real day in the one documented form, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
	const at = Date.parse(`${text}T00:00:00.000Z`);
	// JavaScript reads 31 February as 3 March.
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** A day as the vendor answers it: `2022-01-07` → `2022-01-07T00:00:00.000Z`. */
export function toMidnight(day: string): string {
	return `${day}T00:00:00.000Z`;
}

/** What a careless server makes of a text: `03/04/2026` is read as 4 March; null when it reads nothing. */
export function guessMidnight(text: string): string | null {
	const at = new Date(text);
	if (Number.isNaN(at.getTime())) return null;
	// Texts without a zone are read in the zone of the process; the day that the text shows is what counts.
	const isZoned = /(Z|[+-]\d\d:?\d\d)$|^\d{4}-\d\d-\d\d$/.test(text.trim());
	const day = isZoned
		? at.toISOString().slice(0, 10)
		: new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
	return toMidnight(day);
}

/** The instant at which a day starts in a time zone, in milliseconds since 1970. */
export function startOfDayMs(day: string, timeZone: string): number {
	const midnight = Date.parse(toMidnight(day));
	const firstGuess = midnight - offsetMs(midnight, timeZone);
	// Once more at the instant found: a clock change may lie between the two.
	return midnight - offsetMs(firstGuess, timeZone);
}

/** The day after: `2022-12-31` → `2023-01-01`. */
export function dayAfter(day: string): string {
	return new Date(Date.parse(toMidnight(day)) + DAY_MS).toISOString().slice(0, 10);
}

function offsetMs(at: number, timeZone: string): number {
	const parts = formatFor(timeZone).formatToParts(at);
	const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
	const wallClock = Date.UTC(
		read('year'),
		read('month') - 1,
		read('day'),
		read('hour'),
		read('minute'),
		read('second'),
	);
	return wallClock - at;
}

/** A format costs a hundred times what using it costs. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
	const known = formats.get(timeZone);
	if (known !== undefined) return known;
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	formats.set(timeZone, format);
	return format;
}
