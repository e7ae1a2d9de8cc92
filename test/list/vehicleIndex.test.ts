import { VehicleIndex } from '../../nodes/Recapture/list/vehicleIndex';

const ONE = '1N4AL11D16N337720';
const OTHER = '4T1BE46K28U742135';

function indexOf(...vehicles: Array<Parameters<VehicleIndex['add']>[0]>): VehicleIndex {
	const index = new VehicleIndex();
	vehicles.forEach((vehicle, position) => index.add(vehicle, position + 1));
	return index;
}

it('finds a vehicle by its VIN, whatever its plate', () => {
	const index = indexOf({ vin: ONE, rego: 'OLD123' });
	expect(index.find({ vin: ONE, rego: 'NEW456' })).toEqual({ row: 1, by: 'vin' });
	expect(index.find({ vin: OTHER, rego: 'NEW456' })).toBeUndefined();
});

it('finds a vehicle by its rego and state', () => {
	const index = indexOf({ rego: 'ABC123', state: 'VIC' });
	expect(index.find({ rego: 'ABC123', state: 'vic' })).toEqual({ row: 1, by: 'rego' });
	expect(index.find({ rego: 'ABC123', state: 'NSW' })).toBeUndefined();
	expect(index.find({ rego: 'ABC123' })).toBeUndefined();
});

it.each<[string, object, object, boolean]>([
	['two VINs on one plate', { vin: ONE, rego: 'ABC123' }, { vin: OTHER, rego: 'ABC123' }, false],
	['a plate with a VIN, then without', { vin: ONE, rego: 'ABC123' }, { rego: 'ABC123' }, true],
	['a plate without a VIN, then with', { rego: 'ABC123' }, { vin: ONE, rego: 'ABC123' }, true],
	['a VIN, then the plate alone', { vin: ONE }, { rego: 'ABC123' }, false],
	['a VIN twice', { vin: ONE }, { vin: ONE }, true],
	['nothing at all', {}, {}, false],
])('takes %s for the same vehicle or not', (_label, first, second, isSame) => {
	expect(indexOf(first).find(second) !== undefined).toBe(isSame);
});

it('names the first of several same vehicles', () => {
	const index = indexOf(
		{ vin: ONE, rego: 'ABC123' },
		{ vin: OTHER, rego: 'ABC123' },
		{ rego: 'XYZ789' },
		{ rego: 'XYZ789' },
	);
	expect(index.find({ rego: 'ABC123' })).toEqual({ row: 1, by: 'rego' });
	expect(index.find({ rego: 'XYZ789' })).toEqual({ row: 3, by: 'rego' });
	expect(index.find({ vin: OTHER })).toEqual({ row: 2, by: 'vin' });
});

it('tells 20,000 vehicles apart', () => {
	const index = new VehicleIndex();
	for (let row = 1; row <= 20_000; row++) {
		const vehicle = { vin: `VIN${row}`, rego: `R${row}` };
		expect(index.find(vehicle)).toBeUndefined();
		index.add(vehicle, row);
	}
	expect(index.find({ rego: 'R19999' })).toEqual({ row: 19_999, by: 'rego' });
});
