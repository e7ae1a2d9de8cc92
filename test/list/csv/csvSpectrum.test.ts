import { readCells, tableOf } from './csvFile';

interface Sample {
	readonly name: string;
	readonly csv: Buffer;
	readonly json: Buffer;
}

type ReadSamples = (callback: (error: Error | null, samples: Sample[]) => void) => void;

/** https://github.com/maxogden/csv-spectrum: what a CSV parser should be able to read. It has no types. */
async function samples(): Promise<Sample[]> {
	const readSamples = jest.requireActual<ReadSamples>('csv-spectrum');
	return await new Promise((resolve, reject) => {
		readSamples((error, found) => (error ? reject(error) : resolve(found)));
	});
}

// Its JSON is one object, not a list of them, and has another phone number than its CSV.
const WRONG = 'location_coordinates';

it('reads all of csv-spectrum but the sample whose expectation is wrong', async () => {
	const right = (await samples()).filter(({ name }) => name !== WRONG);
	expect(right).toHaveLength(11);
	for (const { name, csv, json } of right) {
		const { columns } = await tableOf(csv);
		const rows = (await readCells(csv)).map((cells) =>
			Object.fromEntries(columns.map((column, index) => [column, cells[index]])),
		);
		expect({ name, rows }).toEqual({ name, rows: JSON.parse(json.toString()) });
	}
});
