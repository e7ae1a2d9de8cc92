/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import './quietEngine';

import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';
import {
	sleep,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
} from 'n8n-workflow';

import type { ListSummary } from '../../nodes/Recapture/list/summary';
import { startSimulator, type Simulator } from '../simulator';
import { inlineFile, runNode, type NodeResult } from '../support/engine';
import { hearOfSightings } from './hearOfSightings';
import { printReport } from './report';
import { bold, cyan, dim, drawBar, endBar, green, red, say } from './terminal';

/**
 * `npm run demo [-- my.xlsx]`: the built nodes, loaded by n8n's own loader and run in n8n's own engine, upload a list to the
 * simulator, follow it until it is complete, and hear of cars that are listed for sale. Ends with 1 when anything fell short.
 */

const ROOT = resolve(__dirname, '../..');
const CUSTOMERS_PER_SECOND = 250;
const POLL_MS = 250;

type RunNode = (parameters: INodeParameters, item: INodeExecutionData) => Promise<NodeResult>;

async function main(): Promise<'whole' | 'short'> {
	const path = process.argv[2] ?? join(ROOT, 'examples/customers.csv');
	if (!existsSync(path)) {
		say(red(`There is no file ${resolve(path)}.`));
		return 'short';
	}
	const vendor = await startSimulator({ customersPerSecond: CUSTOMERS_PER_SECOND });
	const loader = new PackageDirectoryLoader(ROOT);
	await loader.loadAll();
	const nodeOf = (name: string) => loader.getNode(name).type as INodeType;
	const run = nodeRunner(nodeOf('recapture'), vendor);
	say();
	say(
		`  ${bold('AutoGrab Recapture')} ${dim("in n8n's engine, with a simulator of AutoGrab's API")}`,
	);
	say(`  Uploading ${cyan(basename(path))} …`);
	say();
	let result = await uploadAndFollow(run, path, vendor);
	say();
	if (result === 'whole') result = await hearOfSightings(nodeOf('recaptureTrigger'), vendor);
	await vendor.stop();
	say();
	return result;
}

async function uploadAndFollow(
	run: RunNode,
	path: string,
	vendor: Simulator,
): Promise<'whole' | 'short'> {
	const file = inlineFile(readFileSync(path), basename(path));
	const upload = await run(
		{ resource: 'upload', operation: 'create', source: 'file', name: 'Demo' },
		{ json: {}, binary: { data: file } },
	);
	if (upload.error) {
		say(`  ${red(upload.error.message)}`);
		say(`  ${upload.error.description ?? ''}`);
		return 'short';
	}
	const [uploads, rejected] = upload.outputs;
	const rejectedRows = rejected.map(({ json }) => json);
	if (uploads.length === 0) {
		say(`  ${red(upload.hints[0].message)}`);
		for (const { message } of rejectedRows) say(`  ${String(message)}`);
		return 'short';
	}
	let processed = 0;
	for (const { json } of uploads) processed += await follow(run, json);
	const summary = uploads[0].json.summary as unknown as ListSummary;
	say();
	printReport(summary, rejectedRows, upload.hints[0].message);
	say();
	const held = vendor.customers.count();
	if (processed === summary.accepted && held === summary.accepted) {
		say(`  ${green('✓')} AutoGrab holds ${held} customers: exactly the accepted rows, once each.`);
		return 'whole';
	}
	say(
		`  ${red('✗')} AutoGrab holds ${held} customers, but ${summary.accepted} rows were accepted.`,
	);
	return 'short';
}

/** Asks for an upload's status until it is complete; gives the customers processed. */
async function follow(run: RunNode, upload: IDataObject): Promise<number> {
	for (;;) {
		const { outputs, error } = await run(
			{ resource: 'status', operation: 'get' },
			{ json: upload },
		);
		if (error) {
			say(`  ${red(error.message)}`);
			return 0;
		}
		const { status, percentComplete, total_processed_customers } = outputs[0][0].json;
		const processed = Number(total_processed_customers);
		drawBar(Number(percentComplete), `${processed} of ${upload.customers} customers processed`);
		if (status !== 'processing') {
			endBar();
			return processed;
		}
		await sleep(POLL_MS);
	}
}

function nodeRunner(node: INodeType, vendor: Simulator): RunNode {
	const credential = { apiKey: vendor.apiKey, region: 'au', baseUrl: vendor.url };
	return async (parameters, item) => await runNode({ node, credential, parameters, items: [item] });
}

void main().then((result) => {
	process.exitCode = result === 'whole' ? 0 : 1;
});
