/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import '../demo/quietEngine';

import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeType } from 'n8n-workflow';

import { runNode, storeFile, type NodeResult } from '../support/engine';
import { measure } from './measure';

/** A child of the benchmark: the built node in n8n's engine mirrors a file that AutoGrab already holds. */

const [path, baseUrl] = process.argv.slice(2);

async function main(): Promise<void> {
	const loader = new PackageDirectoryLoader(resolve(__dirname, '../..'));
	await loader.loadAll();
	const node = loader.getNode('recapture').type as INodeType;
	const data = await storeFile(createReadStream(path), 'customers.csv');
	let result: NodeResult | undefined;
	const measured = await measure(async () => {
		result = await runNode({
			node,
			credential: { apiKey: 'benchmark', region: 'au', baseUrl },
			parameters: {
				resource: 'list',
				operation: 'mirror',
				listName: 'Benchmark',
				source: 'file',
				removedCustomers: 'delete',
			},
			items: [{ json: {}, binary: { data } }],
		});
	});
	const { plan, requests } = result?.outputs[0]?.[0]?.json ?? {};
	process.stdout.write(
		JSON.stringify({ ...measured, plan, requests, error: result?.error?.message }),
	);
}

void main();
