import {
	formatKnown,
	isKnownText,
	joinKeys,
	parseKnown,
	type KnownSighting,
} from '../../nodes/Recapture/sightings/known';

const sighting = (price?: number | null, changes = 0): KnownSighting => ({
	keys: ['aaaaa', '-_9Zz'],
	last: { texts: 'fabc', price, changes },
});

it.each<[string, KnownSighting[]]>([
	['', []],
	['aaaaa', [{ keys: ['aaaaa'] }]],
	['aaaaabbbbb ccccc', [{ keys: ['aaaaa', 'bbbbb'] }, { keys: ['ccccc'] }]],
	['aaaaa-_9Zz:fabc25990', [sighting(25_990)]],
	['aaaaa-_9Zz:fabc25990.5*3', [sighting(25_990.5, 3)]],
	['aaaaa-_9Zz:fabc1e+21', [sighting(1e21)]],
	['aaaaa-_9Zz:fabc0', [sighting(0)]],
	['aaaaa-_9Zz:fabc-1', [sighting(-1)]],
	['aaaaa-_9Zz:fabc~', [sighting(null)]],
	['aaaaa-_9Zz:fabc*1', [sighting(undefined, 1)]],
])('"%s" is read, and written as it was', (text, known) => {
	expect(parseKnown(text)).toEqual(known);
	expect(formatKnown(known)).toBe(text);
	if (text !== '') expect(isKnownText(text)).toBe(true);
});

it.each([[''], ['aaaa'], ['aaaaa '], ['aaaaa:fab'], ['aaaaa:fabc*'], ['aaaaa:fabcx'], [5], [null]])(
	'%j is not what was remembered',
	(text) => {
		expect(isKnownText(text)).toBe(false);
	},
);

it('a sighting keeps the names it has, and not more than six', () => {
	expect(joinKeys(['a', 'b'], ['b', 'c'])).toEqual(['a', 'b', 'c']);
	expect(joinKeys(['1', '2', '3', '4', '5', '6'], ['7'])).toEqual(['1', '2', '3', '4', '5', '6']);
});
