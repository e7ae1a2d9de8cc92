/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** Writes the list that the benchmarks read: nine columns as a dealer's system exports them, one of them quoted. */

const HEADER =
	'Number Plate,Rego State,VIN,Customer,Mobile,Sale Date,Policy Expiry,Branch,Vehicle\n';
const STATES = ['VIC', 'NSW', 'QLD', 'WA', 'SA'];
const ROWS_PER_WRITE = 5_000;

export async function writeCustomerFile(path: string, rows: number): Promise<void> {
	const file = createWriteStream(path);
	file.write(HEADER);
	for (let start = 0; start < rows; start += ROWS_PER_WRITE) {
		let text = '';
		const end = Math.min(start + ROWS_PER_WRITE, rows);
		for (let index = start; index < end; index++) text += toRow(index);
		if (!file.write(text)) await once(file, 'drain');
	}
	file.end();
	await once(file, 'finish');
}

function toRow(index: number): string {
	const serial = String(index).padStart(7, '0');
	const day = String((index % 28) + 1).padStart(2, '0');
	const month = String((index % 12) + 1).padStart(2, '0');
	return [
		`Z${serial}`,
		STATES[index % STATES.length],
		`6T1BF3EK50${serial}`,
		`"Customer ${serial}, Pty Ltd"`,
		`04${String(index % 100_000_000).padStart(8, '0')}`,
		`${day}/${month}/${2015 + (index % 10)}`,
		`${2040 + (index % 5)}-${month}-${day}`,
		'Perth',
		'Corolla\n',
	].join(',');
}
