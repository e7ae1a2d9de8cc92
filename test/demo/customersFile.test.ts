/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ListSummary } from '../../nodes/Recapture/list/summary';
import { inlineFile } from '../support/recapture';
import { recaptureSuite } from '../support/suite';

const FILE = readFileSync(join(__dirname, '../../examples/customers.csv'));

const { vendor, run } = recaptureSuite({ resource: 'upload', operation: 'create', source: 'file' });

async function upload() {
	const items = [{ json: {}, binary: { data: inlineFile(FILE, 'customers.csv') } }];
	const { outputs, hints } = await run({}, { items });
	return {
		summary: outputs[0][0].json.summary as unknown as ListSummary,
		rejected: outputs[1].map(({ json }) => json),
		hint: hints[0].message,
		customers: vendor
			.requests('POST /v2/recapture/upload')
			.flatMap(({ body }) => (body as { customers: Array<Record<string, unknown>> }).customers),
	};
}

describe('the example list', () => {
	it('has troubles of real lists, and each of its rows is accounted for', async () => {
		const { summary, rejected, customers } = await upload();
		expect(summary).toMatchObject({
			rows: 1_226,
			accepted: 1_208,
			rejected: 14,
			duplicates: 3,
			blank: 1,
			rejectedByReason: {
				'bad-date': 2,
				'missing-identity': 1,
				'already-expired': 1,
				'broken-quotes': 2,
				'rego-malformed': 5,
				'too-many-cells': 1,
				'vin-malformed': 1,
				'repeated-headers': 1,
			},
			warnings: {
				'rego-malformed': 2,
				'vin-malformed': 2,
				'vin-check-digit': 1,
				'state-unknown': 1,
				'mobile-damaged': 1,
				'mobile-unclear': 1,
				'no-date': 2,
			},
			lookalikes: ['Rego Expiry'],
			headerLine: 3,
			encoding: 'windows-1252',
			delimiter: ';',
		});
		expect(customers).toHaveLength(1_208);
		expect(rejected).toHaveLength(17);
	});

	it.each<[string, Record<string, unknown>]>([
		['Rosa Vance', { vin: expect.any(String), sale_date: '2024-05-02' }],
		['Ivy Moss', { rego: '1ZZ9ZL' }],
		['Ned Frost', { vin: expect.stringMatching(/^6FP/), mobile_number: '0355550104' }],
		['Ray Birch', { rego: '1ZZ9ZN', mobile_number: '0412555035' }],
		['Una Reed', { mobile_number: '0412555036' }],
		['Gus Holt', { rego: '1ZZ9ZP', mobile_number: '0412555037' }],
	])('%s is sent as a reader would understand the row', async (name, expected) => {
		const { customers } = await upload();
		expect(customers.find(({ client_name }) => client_name === name)).toMatchObject(expected);
	});

	it('is explained in the hint', async () => {
		const { hint } = await upload();
		expect(hint).toContain('14 rows were rejected (rego is not a number plate: 5,');
		expect(hint).toContain('"Rego Expiry" feeds no customer field');
		expect(hint).toContain('The headers were found in line 3. The file was read as Windows-1252.');
	});
});
