import {
	contentOf,
	distinctSightings,
	identityOf,
	priceOf,
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

describe('identity', () => {
	it('is the same for ever: users deduplicate on it', () => {
		expect(identityOf('customer', WHOLE)).toBe('13058c16f74fd874afd24ecdd977a75e');
		expect(identityOf('customer', UNNAMED)).toBe('07c39f9069296d8234f1bd1a46fe0ef4');
	});

	it.each([
		['another price', { listing_price: 1 }],
		['another title', { listing_title: 'Reduced!' }],
		['another link', { listing_url: 'https://example.com/2' }],
		['seen again', { at: '2026-06-01T00:00:00.000Z' }],
		['a field that we do not know', { odometer: 90_000 }],
	])('of a listing with a name stays with %s', (_label, changes) => {
		expect(identityOf('c', { ...WHOLE, ...changes })).toBe(identityOf('c', WHOLE));
	});

	it.each([
		['another price', { listing_price: 1 }],
		['its date written in another way', { at: '2026-05-01T10:00:00+10:00' }],
		['a field that we do not know', { odometer: 90_000 }],
	])('of a listing without a name stays with %s', (_label, changes) => {
		expect(identityOf('c', { ...UNNAMED, ...changes })).toBe(identityOf('c', UNNAMED));
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
		const others = [WHOLE, UNNAMED, { listing_price: 3 }].map((other) => identityOf('c', other));
		const isItself = sighting === UNNAMED ? 1 : 0;
		const same = others.filter((other) => other === identityOf(customer, sighting));
		expect(same).toHaveLength(isItself);
	});

	it('takes a number for an ID', () => {
		expect(identityOf('c', { lead_id: 17 })).toBe(identityOf('c', { lead_id: '17' }));
	});
});

describe('content', () => {
	const content = (json: object) => contentOf({ identity: '', json: json as typeof WHOLE });

	it.each([
		['seen again', { at: '2027-01-01' }],
		['keys in another order', Object.fromEntries(Object.entries(WHOLE).reverse())],
		['a new field without a value', { odometer: null, colour: '', grade: undefined }],
	])('is the same when %s', (_label, changes) => {
		expect(content({ ...changes, ...WHOLE, ...changes })).toBe(content(WHOLE));
	});

	it.each([
		['the price', { listing_price: 1 }],
		['the title', { listing_title: 'Reduced!' }],
		['a field that we do not know', { odometer: 90_000 }],
		['something inside a field', { photos: [{ url: 'a' }] }],
	])('differs with %s', (_label, changes) => {
		expect(content({ ...WHOLE, ...changes })).not.toBe(content(WHOLE));
	});
});

describe('sightings of a customer', () => {
	const later = { ...WHOLE, at: '2026-06-01T00:00:00.000Z', listing_price: 1 };

	it.each([
		['the later of two', [WHOLE, later], 1],
		['the later of two, in the other order', [later, WHOLE], 1],
		['the one that has a date', [{ ...WHOLE, at: null, listing_price: 9 }, WHOLE], 25_990],
	])('with one identity: %s', (_label, sightings, price) => {
		const found = distinctSightings({ id: 'c', sightings });
		expect(found.map(({ json }) => json.listing_price)).toEqual([price]);
	});

	it('with one identity and one date: the same one in any order', () => {
		const other = { ...WHOLE, listing_price: 1 };
		const [a] = distinctSightings({ id: 'c', sightings: [WHOLE, other] });
		const [b] = distinctSightings({ id: 'c', sightings: [other, WHOLE] });
		expect(a).toEqual(b);
	});

	it.each([[undefined], [null], ['none'], [{}], [[null, 'text', 5]]])(
		'%j are none',
		(sightings) => {
			expect(distinctSightings({ id: 'c', sightings })).toEqual([]);
		},
	);
});

it.each([
	[25_990, 25_990],
	[0, 0],
	[25_990.5, 25_990.5],
	['$25,990', '$25,990'],
	['x'.repeat(500), undefined],
	[null, undefined],
	[{ amount: 1 }, undefined],
	[NaN, undefined],
])('the price %j is remembered as %j', (listing_price, expected) => {
	expect(priceOf({ listing_price })).toBe(expected);
});
