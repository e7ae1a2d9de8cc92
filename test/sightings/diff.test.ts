import { diff, type Rule } from '../../nodes/Recapture/sightings/diff';

const SINCE = Date.parse('2026-05-01T00:00:00Z');
const NOW = Date.parse('2026-05-03T00:00:00Z');
const AFTER = '2026-05-02T00:00:00Z';
const BEFORE = '2026-04-30T00:00:00Z';

const customer = (...sightings: object[]) => ({ id: 'c', sightings });
const sighting = (lead_id: string, more = {}) => ({
	lead_id,
	at: AFTER,
	listing_price: 5,
	...more,
});
const SIGHTED: Rule = { event: 'customerSighted', report: 'all' };
const CHANGED: Rule = { event: 'sightingChanged' };

function compare(known: string, rule: Rule, sightings: object[], room = 100) {
	const found = diff(known, customer(...sightings), rule, room);
	const count = found.known === '' ? 0 : found.known.split(' ').length;
	return { ...found, count, leads: found.events.map((event) => event.sighting.lead_id) };
}

describe('Customer Sighted', () => {
	it('reports what is not known, and knows it then', () => {
		const first = compare('', SIGHTED, [sighting('a')]);
		expect([first.leads, first.count]).toEqual([['a'], 1]);
		const second = compare(first.known, SIGHTED, [sighting('b'), sighting('a')]);
		expect([second.leads, second.count]).toEqual([['b'], 2]);
	});

	it('knows the same when nothing is new', () => {
		const { known } = compare('', SIGHTED, [sighting('a')]);
		expect(compare(known, SIGHTED, [sighting('a', { listing_price: 1 })]).known).toBe(known);
		expect(compare(known, SIGHTED, []).known).toBe(known);
	});

	it('knows no more than there was room to report', () => {
		const all = [sighting('a'), sighting('b'), sighting('c')];
		const part = compare('', SIGHTED, all, 2);
		expect([part.leads, part.count, part.hasMore]).toEqual([['a', 'b'], 2, true]);
		const none = compare(part.known, SIGHTED, all, 0);
		expect([none.leads, none.hasMore, none.known]).toEqual([[], true, part.known]);
		expect(compare(part.known, SIGHTED, all, 1).leads).toEqual(['c']);
	});

	it.each([
		['all', BEFORE, ['a']],
		['none', AFTER, []],
	] as const)('reports %s of what is new, whatever its date', (report, at, leads) => {
		const found = compare('', { ...SIGHTED, report }, [sighting('a', { at })]);
		expect([found.leads, found.count]).toEqual([leads, 1]);
	});

	it.each([
		[AFTER, ['a']],
		[BEFORE, []],
		['2026-05-01T00:00:00Z', []],
		['2026-05-03T00:00:00Z', ['a']],
		['2026-05-03T00:00:01Z', []],
		['2099-01-01T00:00:00Z', []],
		['2026-05-02T00:00:00', []],
		[null, []],
		['yesterday', []],
		[5, []],
	])('reports by its date what was seen since then: %j', (at, leads) => {
		const rule: Rule = { ...SIGHTED, report: { afterMs: SINCE, nowMs: NOW } };
		const found = compare('', rule, [sighting('a', { at })]);
		expect([found.leads, found.count]).toEqual([leads, 1]);
	});

	it.each([
		[[{ listing_url: 'u' }, { lead_id: 'a', listing_url: 'u' }, { lead_id: 'a' }]],
		[[{ id: 'i' }, { lead_id: 'a', id: 'i' }, { lead_id: 'a', listing_url: 'u' }, { id: 'i' }]],
		[[{ lead_id: 'a', listing_url: 'u' }, { listing_url: 'u' }]],
	])('knows a sighting by any of its names: %j', (steps) => {
		let known = '';
		const leads = steps.map((step) => {
			const found = compare(known, SIGHTED, [step]);
			known = found.known;
			return found.events.length;
		});
		expect(leads).toEqual(steps.map((_step, at) => (at === 0 ? 1 : 0)));
	});

	it('a second lead under a link that is known is new while the first one is there', () => {
		const a = { lead_id: 'a', listing_url: 'u' };
		const { known } = compare('', SIGHTED, [a]);
		expect(compare(known, SIGHTED, [a, { lead_id: 'b', listing_url: 'u' }]).leads).toEqual(['b']);
	});
});

describe('Sighting Changed', () => {
	it('learns first, then reports each change', () => {
		const { known, leads } = compare('', CHANGED, [sighting('a'), sighting('b')]);
		expect(leads).toEqual([]);
		const found = compare(known, CHANGED, [sighting('a', { listing_price: 4 }), sighting('b')]);
		expect(found.events).toEqual([
			{
				event: 'sightingChanged',
				eventId: expect.stringMatching(/^[0-9a-f]{32}-[0-9a-f]{8}-1$/),
				customer: expect.anything(),
				sighting: sighting('a', { listing_price: 4 }),
				previous: { listing_price: 5 },
			},
		]);
		const back = compare(found.known, CHANGED, [sighting('a'), sighting('b')]);
		expect(back.events[0]).toMatchObject({ previous: { listing_price: 4 } });
		expect(back.events[0].eventId).toMatch(/-2$/);
	});

	it('without room a change waits', () => {
		const { known } = compare('', CHANGED, [sighting('a')]);
		const changed = [sighting('a', { listing_price: 4 })];
		expect(compare(known, CHANGED, changed, 0)).toMatchObject({ events: [], known, hasMore: true });
		expect(compare(known, CHANGED, changed, 1).leads).toEqual(['a']);
	});

	it('knows no earlier price where there was none', () => {
		const { known } = compare('', CHANGED, [sighting('a', { listing_price: null })]);
		expect(compare(known, CHANGED, [sighting('a')]).events[0].previous).toEqual({});
	});

	it('a price that is missing once is still known', () => {
		const { known } = compare('', CHANGED, [sighting('a')]);
		const without = compare(known, CHANGED, [sighting('a', { listing_price: undefined })]);
		expect(without.events).toEqual([]);
		const found = compare(without.known, CHANGED, [sighting('a', { listing_price: 4 })]);
		expect(found.events[0].previous).toEqual({ listing_price: 5 });
	});
});
