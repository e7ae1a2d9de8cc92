import { VehicleSet } from '../../nodes/Recapture/list/vehicleSet';

it('knows a vehicle again by its VIN, whatever its plate', () => {
	const seen = new VehicleSet();
	seen.add({ vin: '1N4AL11D16N337720', rego: 'OLD123' });
	expect(seen.has({ vin: '1N4AL11D16N337720', rego: 'NEW456' })).toBe(true);
	expect(seen.has({ vin: '4T1BE46K28U742135', rego: 'NEW456' })).toBe(false);
});

it('knows a vehicle again by its plate and state', () => {
	const seen = new VehicleSet();
	seen.add({ rego: 'ABC123', state: 'VIC' });
	expect(seen.has({ rego: 'ABC123', state: 'vic' })).toBe(true);
	expect(seen.has({ rego: 'ABC123', state: 'NSW' })).toBe(false);
	expect(seen.has({ rego: 'ABC123' })).toBe(false);
});

it('tells 20,000 vehicles apart, in at most 32 bytes each', () => {
	const seen = new VehicleSet();
	const count = 20_000;
	const wrong: number[] = [];
	for (let index = 0; index < count; index++) {
		const customer = { vin: `VIN${index}`, rego: `R${index}` };
		if (seen.addIfNew(customer) === 'known') wrong.push(index);
	}
	expect(wrong).toEqual([]);
	expect(seen.has({ vin: 'VIN19999' })).toBe(true);
	expect(seen.byteLength / count).toBeLessThanOrEqual(32);
});
