/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import '../demo/quietEngine';

import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeType } from 'n8n-workflow';

import { runNode, storeFile, type NodeResult } from '../support/engine';
import { measure } from './measure';

/** A child of the benchmark: the built node in n8n's engine, the file in n8n's binary store on disk. */

const [path, baseUrl, apiKey] = process.argv.slice(2);

async function main(): Promise<void> {
	const loader = new PackageDirectoryLoader(resolve(__dirname, '../..'));
	await loader.loadAll();
	const node = loader.getNode('recapture').type as INodeType;
	const data = await storeFile(createReadStream(path), 'customers.csv');
	let result: NodeResult | undefined;
	const measured = await measure(async () => {
		result = await runNode({
			node,
			credential: { apiKey, region: 'au', baseUrl },
			parameters: { resource: 'upload', operation: 'create', source: 'file', name: 'Benchmark' },
			items: [{ json: {}, binary: { data } }],
		});
	});
	const summary = result?.outputs[0][0]?.json.summary;
	const outputBytes = JSON.stringify(result?.outputs).length;
	const error = result?.error?.message;
	process.stdout.write(JSON.stringify({ ...measured, summary, outputBytes, error }));
}

void main();
