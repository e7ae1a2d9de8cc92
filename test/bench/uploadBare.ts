/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { createReadStream } from 'node:fs';

import axios from 'axios';
import { parse } from 'csv-parse';

import { measure } from './measure';

/** A child of the benchmark: the least that anyone could write. It parses, makes objects, and posts; it checks nothing. */

const [path, baseUrl, apiKey] = process.argv.slice(2);
const CUSTOMERS_PER_UPLOAD = 10_000;
const FIELDS = ['rego', 'state', 'vin', 'client_name', 'mobile_number', 'sale_date', 'expiry_date'];

async function post(customers: object[]): Promise<void> {
	const body = JSON.stringify({ name: 'Benchmark', enable_rego_lookups: false, customers });
	await axios.post(`${baseUrl}/v2/recapture/upload?region=au`, Buffer.from(body), {
		headers: { ApiKey: apiKey, 'Content-Type': 'application/json' },
		maxBodyLength: Infinity,
	});
}

async function main(): Promise<void> {
	const measured = await measure(async () => {
		let customers: object[] = [];
		for await (const cells of createReadStream(path).pipe(parse({ from_line: 2 }))) {
			const customer: Record<string, unknown> = {};
			FIELDS.forEach((field, index) => (customer[field] = cells[index]));
			customer.additional_fields = { Branch: cells[7], Vehicle: cells[8] };
			customers.push(customer);
			if (customers.length === CUSTOMERS_PER_UPLOAD) {
				await post(customers);
				customers = [];
			}
		}
		if (customers.length > 0) await post(customers);
	});
	process.stdout.write(JSON.stringify(measured));
}

void main();
