/**
 * Reads a moment as n8n's date fields give it: ISO text, with the zone that it names, else as a clock in the workflow's
 * zone shows it; a Date or Luxon value as the instant that it is.
 *
 * @returns milliseconds since 1970; undefined when it is none
 */
export function readMoment(value: unknown, timeZone: string): number | undefined {
	const text = String(value ?? '').trim();
	const isIso = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/i.test(text);
	if (!isIso) return value instanceof Date ? finite(value.getTime()) : undefined;
	if (/(Z|[T ].*[+-]\d\d:?\d\d)$/i.test(text)) return finite(Date.parse(text));
	const asUtc = finite(Date.parse(`${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : ''}`));
	if (asUtc === undefined) return undefined;
	// The offset at the moment itself: near a change of the clocks it is not that of the same time in UTC.
	return asUtc - offsetMs(asUtc - offsetMs(asUtc, timeZone), timeZone);
}

function finite(ms: number): number | undefined {
	return Number.isNaN(ms) ? undefined : ms;
}

/** How far the zone's clocks are ahead of UTC at an instant. */
function offsetMs(ms: number, timeZone: string): number {
	const shown = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(ms);
	const part = (type: string) => Number(shown.find((found) => found.type === type)?.value);
	const clock = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return clock - Math.floor(ms / 1_000) * 1_000;
}
