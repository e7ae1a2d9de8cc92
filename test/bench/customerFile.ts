/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { writeXlsxStream } from 'hucre/xlsx';

export type FileFormat = 'csv' | 'xlsx';

/** The list that the benchmarks read: nine columns as a dealer's system exports them, one of them with a comma. */

const HEADERS = [
	'Number Plate',
	'Rego State',
	'VIN',
	'Customer',
	'Mobile',
	'Sale Date',
	'Policy Expiry',
	'Branch',
	'Vehicle',
];
const STATES = ['VIC', 'NSW', 'QLD', 'WA', 'SA'];
const ROWS_PER_WRITE = 5_000;

export async function writeCustomerFile(
	path: string,
	rows: number,
	format: FileFormat,
): Promise<void> {
	const content =
		format === 'csv'
			? csvLines(rows)
			: Readable.fromWeb(writeXlsxStream(sheetRows(rows), { name: 'List', inlineStrings: false }));
	await pipeline(content, createWriteStream(path));
}

function* csvLines(rows: number): Generator<string> {
	yield `${HEADERS.join(',')}\n`;
	for (let start = 0; start < rows; start += ROWS_PER_WRITE) {
		let text = '';
		for (let index = start; index < Math.min(start + ROWS_PER_WRITE, rows); index++) {
			text += `${customer(index).map(csvCell).join(',')}\n`;
		}
		yield text;
	}
}

function csvCell(value: string | Date, column: number): string {
	if (typeof value === 'string') return value.includes(',') ? `"${value}"` : value;
	const [year, month, day] = value.toISOString().slice(0, 10).split('-');
	return HEADERS[column] === 'Sale Date' ? `${day}/${month}/${year}` : `${year}-${month}-${day}`;
}

function* sheetRows(rows: number): Generator<Array<string | Date>> {
	yield HEADERS;
	for (let index = 0; index < rows; index++) yield customer(index);
}

function customer(index: number): Array<string | Date> {
	const serial = String(index).padStart(7, '0');
	const day = (index % 28) + 1;
	const month = index % 12;
	return [
		`Z${serial}`,
		STATES[index % STATES.length],
		`6T1BF3EK50${serial}`,
		`Customer ${serial}, Pty Ltd`,
		`04${String(index % 100_000_000).padStart(8, '0')}`,
		new Date(Date.UTC(2015 + (index % 10), month, day)),
		new Date(Date.UTC(2040 + (index % 5), month, day)),
		'Perth',
		'Corolla',
	];
}
