/**
 * The first sweep learns what is there when the watch begins, so that it stays silent about it. A customer whose row moves
 * past the reader meanwhile is not learned, and would be taken for new later. So some rows are marked on the way and looked
 * at again at the end: when one stands elsewhere then, rows have moved, and there is another pass.
 */
export interface FirstSweep {
	/** When the watch began, in milliseconds since 1970. */
	readonly sinceMs: number;
	/** From 1. */
	readonly pass: number;
	readonly marks: readonly Mark[];
	/** Every so many pages one is marked. */
	readonly stride: number;
	/** Pages of this pass so far. */
	readonly pages: number;
}

/** The last customer on a page, and where it stood. */
export type Mark = readonly [offset: number, id: string];

/** In an account that is never at rest the passes must end all the same. */
const MAX_PASSES = 3;
const MAX_MARKS = 32;

export function beginFirstSweep(sinceMs: number): FirstSweep {
	return { sinceMs, pass: 1, marks: [], stride: 1, pages: 0 };
}

/** Marks the end of a page, but for most pages of a long list: marks lie far and wide, and few. */
export function passPage(first: FirstSweep, mark: Mark): FirstSweep {
	const pages = first.pages + 1;
	if (pages % first.stride !== 0) return { ...first, pages };
	const marks = [...first.marks, mark];
	if (marks.length <= MAX_MARKS) return { ...first, pages, marks };
	return {
		...first,
		pages,
		marks: marks.filter((_mark, at) => at % 2 === 1),
		stride: first.stride * 2,
	};
}

/** The marks to look at when the end is reached. Behind the last page nothing could be missed. */
export function marksToCheck({ marks, pages }: FirstSweep): readonly Mark[] {
	return pages > 1 ? marks : [];
}

/** @returns undefined when the first sweep is finished */
export function endPass(
	{ sinceMs, pass }: FirstSweep,
	rows: 'stayed' | 'moved',
): FirstSweep | undefined {
	if (rows === 'stayed' || pass >= MAX_PASSES) return undefined;
	return { ...beginFirstSweep(sinceMs), pass: pass + 1 };
}

/**
 * What becomes of a sighting without a date. In the first pass it counts as there already. Later passes look for what
 * moved, which is rare: there it is told, because a sighting missed is worse than one told that was there before.
 */
export function undatedRule({ pass }: FirstSweep): 'silent' | 'told' {
	return pass === 1 ? 'silent' : 'told';
}
