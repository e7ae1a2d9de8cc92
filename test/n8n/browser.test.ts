/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';

import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { startChromium } from './browser/chromium';
import { Editor } from './browser/editor';
import { HARNESS_FOLDER } from './folders';
import { filesFolder } from './instance/environment';
import { OWNER } from './instance/owner';
import { startServer } from './instance/startServer';
import type { N8nServer } from './instance/startServer';
import { sharedInstance } from './sharedInstance';

const KEY = 'sec_browser';
const NODE = 'AutoGrab Recapture';
/** What n8n calls the first credential of our kind. */
const CREDENTIAL = 'AutoGrab Recapture account';
const UPLOAD = 'Upload customers';
const WAIT = 'Wait until upload is complete';
const LIST = [
	'Rego,State,Customer,Sale Date',
	'AAA111,VIC,Maya Chen,13/02/2024',
	'BBB222,NSW,Liam Okafor,31/02/2024',
	',VIC,Nobody,14/02/2024',
	'CCC333,QLD,Ana Silva,15/02/2024',
].join('\n');

const instance = sharedInstance();
let vendor: Simulator;
let n8n: N8nServer;
let browser: Browser;
let editor: Editor;

jest.setTimeout(240_000);

beforeAll(async () => {
	browser = await startChromium();
	vendor = await startSimulator({ apiKey: KEY });
	n8n = await startServer(instance);
	await writeFile(join(filesFolder(instance.userFolder), 'customers.csv'), LIST);
	editor = await Editor.open(browser, n8n.url, OWNER);
});
afterAll(async () => {
	await browser?.close();
	await vendor?.stop();
	await n8n?.stop();
});

let failedStep: string | undefined;

/** A step of a story: it goes on where the one before ended. When it fails, a picture says more than the words. */
function step(name: string, act: () => Promise<void>): void {
	it(name, async () => {
		if (failedStep !== undefined)
			throw new Error(`Not tried, because of the step "${failedStep}".`);
		failedStep = name;
		await act().catch(async (error: Error) => {
			const path = join(HARNESS_FOLDER, 'failed-step.png');
			await editor.page.screenshot({ path });
			throw Object.assign(error, { message: `${error.message}\nThe screen: ${path}` });
		});
		failedStep = undefined;
	});
}

describe('a new user', () => {
	for (const text of ['recapture', 'autograb']) {
		step(`finds node and trigger as one entry by typing "${text}"`, async () => {
			await editor.newWorkflow();
			await editor.addFirstStep();
			await editor.search(text);

			const entry = editor.found.filter({ hasText: NODE });
			await entry.waitFor();
			expect(await editor.found.count()).toBe(1);
			expect(await entry.innerText()).toMatch(/Upload customer lists .* listed for sale/);
		});
	}

	step('sees in it what can be done and what can be heard of', async () => {
		await editor.choose(NODE);
		await editor.page.getByText('Actions (9)').click();

		for (const name of ['On customer sighted', 'On upload completed', UPLOAD, WAIT]) {
			await editor.found.filter({ hasText: name }).waitFor();
		}
	});

	step('puts a file before "Upload customers" by clicking', async () => {
		await editor.newWorkflow();
		await editor.addFirstStep();
		await editor.choose('Trigger manually');
		await editor.addStepAfter('When clicking ‘Execute workflow’');
		await editor.search('files from disk');
		await editor.choose('Read/Write Files from Disk');
		await editor.choose('Read File(s) From Disk');
		await editor.type('fileSelector', '.n8n-files/customers.csv');
		await editor.closeNode();
		await editor.addStepAfter('Read/Write Files from Disk');
		await editor.search('autograb');
		await editor.choose(NODE);
		await editor.choose(UPLOAD);
		await editor.panel.waitFor();
		await editor.select('source', 'File (CSV or Excel)');

		expect(await editor.parameter('binaryPropertyName').locator('input').inputValue()).toBe('data');
		expect(await editor.parameter('name').innerText()).toContain('$workflow.name');
	});

	step('is warned before lookups cost money', async () => {
		const notice = editor.panel.getByText('AutoGrab bills each lookup');
		expect(await notice.count()).toBe(0);

		const lookups = editor.parameter('enableRegoLookups').locator('.el-switch');
		await lookups.click();
		await notice.waitFor();
		await lookups.click();
		await notice.waitFor({ state: 'hidden' });
	});

	step('hears that a key is wrong, mends it, and is connected', async () => {
		await editor.newCredential();
		await editor.type('apiKey', 'sec_wrong');
		await editor.type('baseUrl', vendor.url);
		await editor.saveCredential();
		await editor.credential.getByText('More details').click();
		await editor.credential.getByText('AutoGrab does not know this API key').waitFor();

		await editor.type('apiKey', KEY);
		await editor.saveCredential();
		await editor.credential.waitFor({ state: 'hidden' });

		await editor.openCredential();
		await editor.credential.getByText('Connection tested successfully').waitFor();
		await editor.closeCredential();
	});

	step('lets the uploads be waited for, without typing anything', async () => {
		await editor.closeNode();
		await editor.addStepAfter(UPLOAD, 0);
		await editor.search('recapture');
		await editor.choose(NODE);
		await editor.choose(WAIT);
		await editor.panel.waitFor();
		await editor.chooseCredential(CREDENTIAL);
		await editor.closeNode();

		await editor.execute();
		await editor.message('Workflow executed successfully').waitFor();
		expect(vendor.customers.list().map(({ rego }) => rego)).toEqual(['AAA111', 'CCC333']);
		await editor.openNode(WAIT);
		await editor.output.getByText('complete', { exact: true }).first().waitFor();
		await editor.closeNode();
	});

	step('finds the totals, the uploads and the rejected rows', async () => {
		await editor.openNode(UPLOAD);

		expect(await editor.hint.innerText()).toContain(
			'customers.csv: 2 customers of 4 rows queued in 1 upload. 2 rows were rejected',
		);
		await editor.outputTab('Uploads').click();
		await editor.output.getByText(vendor.uploads.list()[0].id).waitFor();
		await editor.outputTab('Rejected').click();
		await editor.output.getByText('bad-date').waitFor();
		await editor.output.getByText('missing-identity').waitFor();
		await editor.output.getByText('"31/02/2024" in column "Sale Date" is not a date').waitFor();
		await editor.closeNode();
	});

	step('presses Stop while an upload is waited for, and it ends at once', async () => {
		vendor.configure({ customersPerSecond: 0.001 });
		vendor.clearRequests();
		await editor.execute();
		await untilAsked('GET /v2/recapture/upload/:id');

		// What the person sees; that the node itself ends is in test/actions/status/wait.test.ts.
		const stoppedAt = Date.now();
		await editor.stop();
		await editor.waitUntilIdle();

		await editor.message('Execution stopped').waitFor();
		expect(Date.now() - stoppedAt).toBeLessThan(3_000);
	});

	step('fetches a test event: the newest real sighting', async () => {
		const customer = vendor.customers.add({ rego: 'ZEN407', region: 'au' });
		vendor.addSighting(customer.id, { listing_title: '2019 Mazda CX-5' });
		await editor.newWorkflow();
		await editor.addFirstStep();
		await editor.search('autograb');
		await editor.choose(NODE);
		await editor.choose('On customer sighted');
		await editor.panel.waitFor();
		await editor.chooseCredential(CREDENTIAL);

		await editor.executeButton.filter({ hasText: 'Fetch Test Event' }).click();

		await editor.output.getByText('2019 Mazda CX-5').first().waitFor();
		expect(await editor.output.innerText()).toContain('ZEN407');
	});
});

async function untilAsked(route: string): Promise<void> {
	if (vendor.requests(route).length > 0) return;
	await new Promise<void>((resolve) => {
		const forget = vendor.onRequest(route, () => {
			forget();
			resolve();
		});
	});
}
