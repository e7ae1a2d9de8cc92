import type { Settings } from '../settings';
import { fraction } from './chance';
import type { RefusalName } from './refusals';

export interface PageAsked {
	limit: string | null;
	offset: string | null;
}

export interface PageGranted {
	limit: number;
	offset: number;
}

/** The rows that a server really gives to someone who asks for a page of a list of `total` rows. */
export function grantPage(
	asked: PageAsked,
	total: number,
	settings: Readonly<Settings>,
): PageGranted | RefusalName {
	const limit = readCount(asked.limit, 1);
	const offset = readCount(asked.offset, 0);
	if ((limit === undefined || offset === undefined) && settings.badPaging === 'refused') {
		return 'badPaging';
	}
	const granted = Math.min(limit ?? settings.pageDefault, settings.pageMax);
	return {
		limit: isShort(offset ?? 0, settings) ? Math.ceil(granted / 2) : granted,
		offset: servedOffset(offset ?? 0, granted, total, settings),
	};
}

/** Where the page really starts: some servers do not do as they are asked. */
function servedOffset(
	offset: number,
	limit: number,
	total: number,
	settings: Readonly<Settings>,
): number {
	switch (settings.pageFault) {
		case 'none':
			return offset;
		case 'ignoresOffset':
			return 0;
		case 'repeatsLastPage':
			return offset < total ? offset : Math.max(0, total - limit);
		case 'repeatsEachPage':
			return Math.floor(offset / (2 * limit)) * 2 * limit;
		case 'overlaps':
			return Math.max(0, offset - 1);
	}
}

/** A page is short or not for good: asking again does not heal it. */
function isShort(offset: number, settings: Readonly<Settings>): boolean {
	return fraction(settings.seed, 'short page', offset) < settings.shortPageShare;
}

/** A whole number of at least `least`; a missing one is no error and counts as the default (null). */
function readCount(text: string | null, least: number): number | null | undefined {
	if (text === null) return null;
	return /^\d+$/.test(text) && Number(text) >= least ? Number(text) : undefined;
}
