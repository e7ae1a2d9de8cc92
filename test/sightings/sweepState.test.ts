import {
	beginFirstSweep,
	endPass,
	marksToCheck,
	passPage,
	undatedRule,
} from '../../nodes/Recapture/sightings/firstSweep';
import { changedParts, isTarget } from '../../nodes/Recapture/sightings/target';
import {
	follow,
	repeatedBy,
	printOf,
	type Print,
	type Trail,
} from '../../nodes/Recapture/sightings/trail';
import { readUploadWatch } from '../../nodes/Recapture/sightings/uploadWatch';
import {
	AT_THE_START,
	packWatch,
	unpackWatch,
} from '../../nodes/Recapture/sightings/sightingWatch';

describe('the trail of pages', () => {
	const walk = (prints: string[]): Trail | undefined =>
		prints.reduce<Trail | undefined>(
			(trail, print, at) => follow(trail, [at * 10, print]),
			undefined,
		);

	it.each([
		['the page before', ['a', 'b'], [20, 'b'], [10, 'b']],
		['the first of a circle of three', ['a', 'b', 'c', 'd', 'b', 'c'], [60, 'd'], [30, 'd']],
		['a page that nobody read', ['a', 'b'], [20, 'x'], undefined],
		['the same page at the same place', ['a', 'b'], [10, 'b'], undefined],
		['nothing, at the start', [], [0, 'a'], undefined],
	] as Array<[string, string[], Print, Print | undefined]>)(
		'finds %s',
		(_label, prints, page, expected) => {
			expect(repeatedBy(walk(prints), page)).toEqual(expected);
		},
	);

	it.each([1, 2, 3, 5, 17])('no circle of %i pages is walked for long', (length) => {
		let trail: Trail | undefined;
		let pages = 0;
		for (; pages < 1_000; pages++) {
			const page: Print = [pages * 10, `p${pages % length}`];
			if (repeatedBy(trail, page)) break;
			trail = follow(trail, page);
		}
		expect(pages).toBeLessThan(length * 4 + 2);
	});

	it('tells pages apart by their customers, in their order', () => {
		const [a, b] = [{ id: 'a' }, { id: 'b' }];
		expect(printOf(0, [a, b])).toEqual(printOf(0, [{ ...a, rego: 'X' }, b]));
		expect(printOf(0, [a, b])[1]).not.toBe(printOf(0, [b, a])[1]);
	});
});

describe('the first sweep', () => {
	it('marks few pages of a long list, far and wide', () => {
		let first = beginFirstSweep(0);
		for (let page = 1; page <= 10_000; page++)
			first = passPage(first, [page * 100 - 1, `c${page}`]);
		const marks = marksToCheck(first).map(([offset]) => offset);
		expect(marks.length).toBeLessThanOrEqual(32);
		expect(marks.length).toBeGreaterThan(15);
		const gaps = marks.slice(1).map((offset, at) => offset - marks[at]);
		expect(new Set(gaps).size).toBe(1);
	});

	it('has nothing to check behind a single page', () => {
		expect(marksToCheck(passPage(beginFirstSweep(0), [4, 'c']))).toEqual([]);
	});

	it('takes another pass when rows moved, but not for ever, and tells undated sightings there', () => {
		const first = beginFirstSweep(7);
		expect(endPass(first, 'stayed')).toBeUndefined();
		const second = endPass(first, 'moved');
		expect(second).toMatchObject({ sinceMs: 7, pass: 2, marks: [] });
		expect([first, second].map((pass) => pass && undatedRule(pass))).toEqual(['silent', 'told']);
		const third = second && endPass(second, 'moved');
		expect(third && endPass(third, 'moved')).toBeUndefined();
	});
});

describe('the target', () => {
	const target = { event: 'e', uploadId: '', region: 'au', host: 'h', credentialId: 'c' };

	it('says in words what changed', () => {
		expect(changedParts(target, target)).toEqual([]);
		expect(changedParts(target, { ...target, event: 'f', credentialId: 'd' })).toEqual([
			'the event',
			'the credential',
		]);
	});

	it.each([null, 'text', {}, { ...target, host: undefined }])('%j is none', (value) => {
		expect(isTarget(value)).toBe(false);
	});
});

describe('what n8n keeps', () => {
	const memory = new Map([
		['a', [{ key: 2 }]],
		['b', [{ key: 4 }]],
	]);
	const page: Print = [3, 'print'];
	const whole = {
		memory,
		position: {
			offset: 9,
			trail: follow(undefined, page),
			met: new Set(['a']),
			absent: new Set(['b']),
		},
		first: passPage(beginFirstSweep(5), [8, 'c']),
	};
	const stored = () => JSON.parse(JSON.stringify(packWatch(whole)));

	it('comes back as it was, also when it is short', () => {
		expect(unpackWatch(stored())).toEqual(whole);
		const short = { memory, position: AT_THE_START };
		expect(packWatch(short).position).toEqual({ offset: 0 });
		expect(unpackWatch(packWatch(short))).toEqual(short);
	});

	it.each([
		['no memory', { memory: undefined }],
		['an offset below zero', { position: { offset: -1 } }],
		['an offset that is a text', { position: { offset: '1' } }],
		['half a trail', { position: { offset: 1, trail: { count: 1, last: [1, 'a'] } } }],
		['half a first sweep', { first: { sinceMs: 1 } }],
		['a stride of nothing', { first: { sinceMs: 1, pass: 1, marks: [], stride: 0, pages: 0 } }],
	])('is not read with %s', (_label, changes) => {
		expect(unpackWatch({ ...stored(), ...changes })).toBeUndefined();
	});

	it.each([null, 'x', {}, { listed: [], told: [1], unknown: [], next: 0 }])(
		'%j is no watch over uploads',
		(value) => {
			expect(readUploadWatch(value)).toBeUndefined();
		},
	);
});
