import {
	contentOf,
	distinctSightings,
	hasChanged,
	seenAtMs,
} from '../../nodes/Recapture/sightings/sighting';

const WHOLE = {
	at: '2026-05-01T00:00:00.000Z',
	lead_id: 'au_example_1',
	listing_url: 'https://example.com/1',
	listing_title: '2016 Nissan Altima',
	listing_price: 25_990,
	seller_type: 'private',
};

const UNNAMED = { ...WHOLE, lead_id: null, listing_url: null };

const of = (sightings: unknown, id = 'c') => distinctSightings({ id, sightings });
const identityOf = (sighting: object, id = 'c') => of([sighting], id)[0].identity;
const keysOf = (sighting: object) => of([sighting])[0].keys;

describe('identity', () => {
	it('is the same for ever: users deduplicate on it', () => {
		expect(identityOf(WHOLE, 'customer')).toBe('13058c16f74fd874afd24ecdd977a75e');
		expect(identityOf(UNNAMED, 'customer')).toBe('07c39f9069296d8234f1bd1a46fe0ef4');
	});

	it.each([
		['another price', { listing_price: 1 }],
		['another title', { listing_title: 'Reduced!' }],
		['another link', { listing_url: 'https://example.com/2' }],
		['another date', { at: '2026-06-01T00:00:00.000Z' }],
		['a field that we do not know', { odometer: 90_000 }],
	])('of a listing with a name stays with %s', (_label, changes) => {
		expect(identityOf({ ...WHOLE, ...changes })).toBe(identityOf(WHOLE));
	});

	it.each([
		['another price', { listing_price: 1 }],
		['its date written in another way', { at: '2026-05-01T10:00:00+10:00' }],
		['a field that we do not know', { odometer: 90_000 }],
	])('of a listing without a name stays with %s', (_label, changes) => {
		expect(identityOf({ ...UNNAMED, ...changes })).toBe(identityOf(UNNAMED));
	});

	it.each([
		['another customer', 'other', WHOLE],
		['another lead', 'c', { ...WHOLE, lead_id: 'au_example_2' }],
		['an ID of its own instead', 'c', { ...WHOLE, lead_id: null, id: 'au_example_1' }],
		['a link alone', 'c', { ...WHOLE, lead_id: '' }],
		['no name', 'c', UNNAMED],
		['no name, another date', 'c', { ...UNNAMED, at: '2026-05-02T00:00:00.000Z' }],
		['no name, another title', 'c', { ...UNNAMED, listing_title: 'Other' }],
		['nothing but a price', 'c', { listing_price: 1 }],
		['nothing but another price', 'c', { listing_price: 2 }],
		['nothing at all', 'c', {}],
	])('differs for %s', (_label, customer, sighting) => {
		const others = [WHOLE, UNNAMED, { listing_price: 3 }].map((other) => identityOf(other));
		const isItself = sighting === UNNAMED ? 1 : 0;
		const same = others.filter((other) => other === identityOf(sighting, customer));
		expect(same).toHaveLength(isItself);
	});

	it('takes a number for an ID', () => {
		expect(identityOf({ lead_id: 17 })).toBe(identityOf({ lead_id: '17' }));
	});
});

describe('names', () => {
	it('each name has a key', () => {
		expect(keysOf({ lead_id: 'a', id: 'b', listing_url: 'c' })).toHaveLength(3);
		expect(keysOf(UNNAMED)).toHaveLength(1);
	});

	it.each([
		['lead_id', { lead_id: 'a', listing_url: 'u' }, { lead_id: 'a', listing_url: 'v' }],
		['listing_url', { listing_url: 'u' }, { lead_id: 'a', listing_url: 'u' }],
		['id', { id: 'i' }, { lead_id: 'a', id: 'i', listing_url: 'u' }],
	])('a shared %s is a shared key', (_label, one, other) => {
		expect(keysOf(one).filter((key) => keysOf(other).includes(key))).toHaveLength(1);
		expect(of([one, other])).toHaveLength(1);
		expect(of([other, one])).toHaveLength(1);
	});

	it('two leads with one link are two sightings, and the link names neither', () => {
		const found = of([
			{ lead_id: 'a', listing_url: 'u' },
			{ lead_id: 'b', listing_url: 'u' },
		]);
		expect(found.map(({ keys }) => keys.length)).toEqual([1, 1]);
	});

	it('the same text in two fields is not one name', () => {
		expect(of([{ lead_id: 'x' }, { id: 'x' }, { listing_url: 'x' }])).toHaveLength(3);
	});
});

describe('sightings of a customer', () => {
	const later = { ...WHOLE, at: '2026-06-01T00:00:00.000Z', listing_price: 1 };

	it.each([
		['the later of two', [WHOLE, later], 1],
		['the later of two, in the other order', [later, WHOLE], 1],
		['the one that has a date', [{ ...WHOLE, at: null, listing_price: 9 }, WHOLE], 25_990],
	])('with one identity: %s', (_label, sightings, price) => {
		expect(of(sightings).map(({ json }) => json.listing_price)).toEqual([price]);
	});

	it('with one identity and one date: the same one in any order', () => {
		const other = { ...WHOLE, listing_price: 1 };
		expect(of([WHOLE, other])).toEqual(of([other, WHOLE]));
	});

	it.each([[undefined], [null], ['none'], [{}], [[null, 'text', 5]]])(
		'%j are none',
		(sightings) => {
			expect(of(sightings)).toEqual([]);
		},
	);

	it('may be very many', () => {
		const many = Array.from({ length: 20_000 }, (_none, n) => ({ lead_id: n, listing_url: 'u' }));
		const startedAtMs = Date.now();
		expect(of(many)).toHaveLength(20_000);
		expect(Date.now() - startedAtMs).toBeLessThan(3_000);
	});
});

describe('content', () => {
	const changes = (before: object, now: object) =>
		hasChanged(contentOf({ ...WHOLE, ...before }), contentOf({ ...WHOLE, ...now }));

	it.each([
		['the date', {}, { at: '2027-01-01T00:00:00Z' }],
		['a field that we do not know', {}, { odometer: 90_000 }],
		['something inside such a field', { photos: [{ url: 'a' }] }, { photos: [{ url: 'b' }] }],
		['a price as text', {}, { listing_price: '25990' }],
		['a price with a comma', {}, { listing_price: '25,990' }],
		['a price with decimals', {}, { listing_price: '25990.00' }],
		['a price with a currency', {}, { listing_price: 'AUD $25 990' }],
		['a price that is missing', {}, { listing_price: undefined }],
		['a price that AutoGrab did not give before', { listing_price: undefined }, {}],
		['no price, in other words', { listing_price: null }, { listing_price: 'POA' }],
		['a title that is filled in', { listing_title: '' }, {}],
		['a title that is missing', {}, { listing_title: undefined }],
		['a kind of seller that is filled in', { seller_type: null }, {}],
		['blanks around a title', {}, { listing_title: ' 2016 Nissan Altima ' }],
	])('no change: %s', (_label, before, now) => {
		expect(changes(before, now)).toBe(false);
	});

	it.each([
		['the price', {}, { listing_price: 25_989 }],
		['the price, as text', {}, { listing_price: '25,989' }],
		['cents', {}, { listing_price: 25_990.5 }],
		['a price that was withheld', { listing_price: null }, {}],
		['a price that is withheld', {}, { listing_price: null }],
		['the title', {}, { listing_title: 'Reduced!' }],
		['the link', {}, { listing_url: 'https://example.com/2' }],
		['the kind of seller', {}, { seller_type: 'dealer' }],
	])('a change: %s', (_label, before, now) => {
		expect(changes(before, now)).toBe(true);
	});
});

it.each([
	['2026-05-01T00:00:00.000Z', true],
	['2026-05-01T10:00:00+10:00', true],
	['2026-05-01 10:00:00Z', true],
	['2026-05-01T10:00:00', false],
	['2026-05-01', false],
	['yesterday', false],
	[1_777_593_600_000, false],
	[null, false],
])('at: %j is a moment: %j', (at, isMoment) => {
	expect(seenAtMs({ at }) !== undefined).toBe(isMoment);
});
