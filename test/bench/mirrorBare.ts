/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import axios from 'axios';

import { measure } from './measure';

/** A child of the benchmark: the least that anyone could write. It reads the pages and keeps nothing. */

const [, baseUrl] = process.argv.slice(2);
const LIMIT = 100;

async function main(): Promise<void> {
	let customers = 0;
	const measured = await measure(async () => {
		for (let offset = 0; ; offset += LIMIT) {
			const { data } = await axios.get<{ customers: object[] }>(
				`${baseUrl}/v2/recapture/customers?region=au&limit=${LIMIT}&offset=${offset}`,
				{ headers: { ApiKey: 'benchmark' } },
			);
			if (data.customers.length === 0) break;
			customers += data.customers.length;
		}
	});
	process.stdout.write(JSON.stringify({ ...measured, customers }));
}

void main();
