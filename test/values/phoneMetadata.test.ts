import everyCountry from 'libphonenumber-js/min/metadata';
import phoneMetadata from '../../nodes/Recapture/values/phoneMetadata.json';

it('is what the installed libphonenumber-js knows of the countries of Recapture (else run: npm run build)', () => {
	const { AU, NZ, GB, MY } = everyCountry.countries;
	expect(phoneMetadata).toEqual({
		version: everyCountry.version,
		country_calling_codes: { 61: ['AU'], 64: ['NZ'], 44: ['GB'], 60: ['MY'] },
		countries: { AU, NZ, GB, MY },
		nonGeographic: {},
	});
});
