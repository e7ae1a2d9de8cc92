const CLOCK = '(?:[01]?\\d|2[0-4]):[0-5]\\d(?::(?:[0-5]\\d|60)(?:[.,:]\\d{1,9})?)?';
const COMPACT_CLOCK = '(?:[01]\\d|2[0-4])[0-5]\\d(?:(?:[0-5]\\d|60)(?:[.,]\\d{1,9})?)?';
const HALF_OF_DAY = '(?:\\s?[ap]\\.?m\\.?)?';
/** Z, UTC, and what abbreviations of zones have in common: AEDT, NZST, BST, GMT. */
const ZONE_LETTERS = '(?:\\s?(?:z|utc|[a-z]{1,4}t))?';
const ZONE = `${ZONE_LETTERS}(?:\\s?[+-]\\d{1,2}(?::?\\d{2})?)?${ZONE_LETTERS}`;
const ZONE_NAME = '(?:\\s?\\([^)]*\\)|\\[[^\\]]*\\])?';

const AFTER_DATE = '(?:\\s?[t,]\\s?|\\s(?:at\\s)?)';

const TIME_OF_DAY = new RegExp(
	`^(?:${AFTER_DATE}${CLOCK}|t${COMPACT_CLOCK})${HALF_OF_DAY}${ZONE}${ZONE_NAME}$`,
	'i',
);

/**
 * Whether the text that follows a date is a time of day: 'T23:00:00.000Z', ' 10:15:00+11:00',
 * ', 2:30:00 PM', ' 00:00:00 GMT+1100 (Australian Eastern Daylight Time)'.
 * The time itself is of no use: the day goes out as it is written, never moved by a time zone.
 */
export function isTimeOfDay(text: string): boolean {
	return TIME_OF_DAY.test(text);
}
