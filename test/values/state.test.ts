import type { Region } from '../../nodes/Recapture/values/region';
import { readState } from '../../nodes/Recapture/values/state';

describe('in Australia', () => {
	test.each([
		['NSW', 'NSW'],
		['nsw', 'NSW'],
		[' Nsw ', 'NSW'],
		['N.S.W.', 'NSW'],
		['N S W', 'NSW'],
		['New South Wales', 'NSW'],
		['NEW  SOUTH\u00a0WALES', 'NSW'],
		['newsouthwales', 'NSW'],
		['nt', 'NT'],
		['Northern Territory', 'NT'],
		['Qld.', 'QLD'],
		['Queensland', 'QLD'],
		['S.A.', 'SA'],
		['South Australia', 'SA'],
		['Tas', 'TAS'],
		['Tasmania', 'TAS'],
		['Vic', 'VIC'],
		['victoria', 'VIC'],
		['W A', 'WA'],
		['Western Australia', 'WA'],
		['ACT', 'ACT'],
		['Australian Capital Territory', 'ACT'],
	])('%p is %s', (value, state) => {
		expect(readState(value, 'au')).toEqual({ state, known: 'known' });
	});

	test.each<[unknown, string]>([
		[' Tassie ', 'Tassie'],
		['Auckland', 'Auckland'],
		['AU-NSW', 'AU-NSW'],
		['N/A', 'N/A'],
		[2000, '2000'],
	])('%p is unknown, and sent as read', (value, state) => {
		expect(readState(value, 'au')).toEqual({ state, known: 'unknown' });
	});
});

test.each<Region>(['nz', 'uk', 'my'])('in %s every state is sent as read', (region) => {
	expect(readState(' Selangor ', region)).toEqual({ state: 'Selangor', known: 'known' });
	expect(readState('New South Wales', region)).toEqual({
		state: 'New South Wales',
		known: 'known',
	});
});

test.each<Region>(['au', 'nz', 'uk', 'my'])('nothing is blank in %s', (region) => {
	for (const value of [undefined, null, '', '  ', '\u200b', NaN]) {
		expect(readState(value, region)).toEqual({ state: '', known: 'blank' });
	}
});
