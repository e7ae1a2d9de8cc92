/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test code, never shipped */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import axios from 'axios';

import { stopVendors, vendorWith } from './startedVendor';

afterEach(stopVendors);

describe('the simulator as a process', () => {
	it('takes a free port when its own is taken, says where it is, and ends when told to', async () => {
		const { port } = await vendorWith();
		const args = ['--port', String(port), '--key', 'mine', '--customers', '12'];
		const main = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'main.ts'), ...args]);
		let output = '';
		const greeted = new Promise<void>((resolve) => {
			main.stdout.on('data', (chunk) => {
				output += String(chunk);
				if (output.includes('Ctrl+C')) resolve();
			});
		});
		await greeted;
		expect(output).toContain(`Port ${port} is taken.`);
		const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
		const { data } = await axios.get(`${url}/_simulator`);
		expect(data).toMatchObject({ apiKey: 'mine', customers: 12 });
		main.kill('SIGTERM');
		expect(await once(main, 'exit')).toEqual([0, null]);
	}, 20_000);
});
