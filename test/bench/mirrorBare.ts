/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import '../demo/quietEngine';

import { resolve } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeType } from 'n8n-workflow';

import { runNode } from '../support/engine';
import { measure } from './measure';

/** A child of the benchmark: the least that a node could do. It reads the pages in n8n's engine and keeps nothing. */

const [, baseUrl] = process.argv.slice(2);
const LIMIT = 100;

async function main(): Promise<void> {
	const loader = new PackageDirectoryLoader(resolve(__dirname, '../..'));
	await loader.loadAll();
	const { description } = loader.getNode('recapture').type as INodeType;
	const loop: INodeType = {
		description,
		async execute() {
			for (let offset = 0; ; offset += LIMIT) {
				const { customers } = (await this.helpers.httpRequestWithAuthentication.call(
					this,
					'autoGrabRecaptureApi',
					{ url: '/v2/recapture/customers', qs: { limit: LIMIT, offset }, json: true },
				)) as { customers: object[] };
				if (customers.length === 0) return [[]];
			}
		},
	};
	let error: string | undefined;
	const measured = await measure(async () => {
		const credential = { apiKey: 'benchmark', region: 'au', baseUrl };
		error = (await runNode({ node: loop, credential, parameters: {} })).error?.message;
	});
	if (error) throw new Error(error);
	process.stdout.write(JSON.stringify(measured));
}

void main();
