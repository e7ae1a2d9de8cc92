/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { createWriteStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { finished } from 'node:stream/promises';

/** A list, and an account that holds exactly it. Both are made when asked for: the simulator would need gigabytes. */

const VIN_CHARACTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';

function carOf(index: number) {
	let rest = index;
	const vin = Array.from({ length: 6 }, () => {
		const character = VIN_CHARACTERS[rest % VIN_CHARACTERS.length];
		rest = Math.floor(rest / VIN_CHARACTERS.length);
		return character;
	});
	return {
		rego: `R${String(index).padStart(6, '0')}`,
		state: 'VIC',
		vin: `6T1BF9FK50X${vin.join('')}`,
		client_name: `Customer Number ${index}`,
		mobile_number: `04${String(index % 100_000_000).padStart(8, '0')}`,
		sale_date: `20${10 + (index % 15)}-0${1 + (index % 9)}-1${index % 10}`,
	};
}

export async function writeList(path: string, rows: number): Promise<void> {
	const file = createWriteStream(path);
	file.write('Rego,State,VIN,Name,Mobile,Sale Date,Branch\n');
	for (let index = 0; index < rows; index++) {
		const line = `${Object.values(carOf(index)).join(',')},Geelong\n`;
		if (!file.write(line))
			await new Promise<void>((resolve) => file.once('drain', () => resolve()));
	}
	file.end();
	await finished(file);
}

/** Answers with the customers of the list, page by page. */
export async function startPages(customers: number): Promise<{ server: Server; url: string }> {
	const server = createServer((request, response) => {
		const { searchParams } = new URL(request.url ?? '', 'http://pages');
		const offset = Number(searchParams.get('offset'));
		const limit = Number(searchParams.get('limit'));
		const rows = Array.from(
			{ length: Math.max(Math.min(limit, customers - offset), 0) },
			(_, index) => customerOf(offset + index),
		);
		response.setHeader('Content-Type', 'application/json');
		response.end(JSON.stringify({ success: true, customers: rows }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function customerOf(index: number) {
	const car = carOf(index);
	return {
		id: `${index.toString(16).padStart(8, '0')}-348b-4321-beeb-f2fa67bab3eb`,
		last_updated: '2026-01-01T00:00:00.000Z',
		...car,
		sale_date: `${car.sale_date}T00:00:00.000Z`,
		expiry_date: null,
		vehicle_title: null,
		sightings: [],
		additional_fields: { Branch: 'Geelong', n8n_list: 'Benchmark' },
	};
}
