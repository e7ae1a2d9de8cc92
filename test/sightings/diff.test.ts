import { diff, type Rule } from '../../nodes/Recapture/sightings/diff';
import { NOTHING_KNOWN, type Known } from '../../nodes/Recapture/sightings/memory';

const SINCE = Date.parse('2026-05-01T00:00:00Z');
const AFTER = '2026-05-02T00:00:00Z';
const BEFORE = '2026-04-30T00:00:00Z';

const customer = (...sightings: object[]) => ({ id: 'c', sightings });
const sighting = (lead_id: string, more = {}) => ({
	lead_id,
	at: AFTER,
	listing_price: 5,
	...more,
});
const SIGHTED: Rule = { event: 'customerSighted' };
const CHANGED: Rule = { event: 'sightingChanged' };

/** Leads that are told, and how many sightings are known then. */
function look(known: Known, rule: Rule, sightings: object[], room = 100) {
	const found = diff(known, customer(...sightings), rule, room);
	return { ...found, leads: found.events.map((event) => event.sighting.lead_id) };
}

describe('Customer Sighted', () => {
	it('tells what is not known, and knows it then', () => {
		const first = look(NOTHING_KNOWN, SIGHTED, [sighting('a')]);
		expect([first.leads, first.known.length]).toEqual([['a'], 1]);
		const second = look(first.known, SIGHTED, [sighting('b'), sighting('a')]);
		expect([second.leads, second.known.length]).toEqual([['b'], 2]);
	});

	it('gives the very same list when nothing is new', () => {
		const { known } = look(NOTHING_KNOWN, SIGHTED, [sighting('a')]);
		const again = look(known, SIGHTED, [sighting('a', { listing_price: 1 })]);
		expect(again.known).toBe(known);
		expect(look(known, SIGHTED, []).known).toBe(known);
	});

	it('knows no more than there was room to tell', () => {
		const all = [sighting('a'), sighting('b'), sighting('c')];
		const part = look(NOTHING_KNOWN, SIGHTED, all, 2);
		expect([part.leads, part.known.length, part.hasMore]).toEqual([['a', 'b'], 2, true]);
		const none = look(part.known, SIGHTED, all, 0);
		expect([none.leads, none.hasMore]).toEqual([[], true]);
		expect(none.known).toBe(part.known);
		expect(look(part.known, SIGHTED, all, 1).leads).toEqual(['c']);
	});

	it.each([
		['silent', AFTER, ['a']],
		['silent', BEFORE, []],
		['silent', '2026-05-01T00:00:00Z', []],
		['silent', null, []],
		['silent', 'yesterday', []],
		['silent', 5, []],
		['told', AFTER, ['a']],
		['told', BEFORE, []],
		['told', null, ['a']],
	] as const)('in the first sweep, undated is %s: %j', (undated, at, leads) => {
		const rule: Rule = { ...SIGHTED, first: { sinceMs: SINCE, undated } };
		const found = look(NOTHING_KNOWN, rule, [sighting('a', { at })]);
		expect([found.leads, found.known.length]).toEqual([leads, 1]);
	});
});

describe('Sighting Changed', () => {
	it('learns in silence, then tells each change', () => {
		const { known, leads } = look(NOTHING_KNOWN, CHANGED, [sighting('a'), sighting('b')]);
		expect(leads).toEqual([]);
		const found = look(known, CHANGED, [sighting('a', { listing_price: 4 }), sighting('b')]);
		expect(found.events).toEqual([
			{
				event: 'sightingChanged',
				eventId: expect.stringMatching(/^[0-9a-f]{32}-[0-9a-f]{8}-1$/),
				customer: expect.anything(),
				sighting: sighting('a', { listing_price: 4 }),
				previous: { listing_price: 5 },
			},
		]);
		const back = look(found.known, CHANGED, [sighting('a'), sighting('b')]);
		expect(back.events[0]).toMatchObject({ previous: { listing_price: 4 } });
		expect(back.events[0].eventId).toMatch(/-2$/);
	});

	it('without room a change waits', () => {
		const { known } = look(NOTHING_KNOWN, CHANGED, [sighting('a')]);
		const changed = [sighting('a', { listing_price: 4 })];
		expect(look(known, CHANGED, changed, 0)).toMatchObject({ events: [], known, hasMore: true });
		expect(look(known, CHANGED, changed, 1).leads).toEqual(['a']);
	});

	it('knows no earlier price where there was none', () => {
		const { known } = look(NOTHING_KNOWN, CHANGED, [sighting('a', { listing_price: null })]);
		expect(look(known, CHANGED, [sighting('a')]).events[0].previous).toEqual({});
	});
});
