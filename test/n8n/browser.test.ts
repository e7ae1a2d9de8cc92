/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import type { Browser } from 'playwright-core';

import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { startChromium } from './browser/chromium';
import { Editor } from './browser/editor';
import { FormPage } from './browser/formPage';
import { story } from './browser/story';
import { readExampleWorkflows } from './dev/examples';
import type { WorkflowJson } from './instance/content';
import { filesFolder } from './instance/environment';
import { OWNER } from './instance/owner';
import { Session } from './instance/session';
import { startServer } from './instance/startServer';
import type { N8nServer } from './instance/startServer';
import { sharedInstance } from './sharedInstance';
import { CREDENTIAL_TYPE, credential, file, items, recapture, workflow } from './workflows';
import type { Step } from './workflows';

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

describe('a new user', () => {
	const step = story('new-user', () => editor.page);

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
		await editor.page.getByText(/^Actions \(\d+\)$/).click();

		for (const name of ['On customer sighted', 'On upload completed', UPLOAD, WAIT]) {
			await editor.found.filter({ hasText: name }).waitFor();
		}
		const actions = await editor.found.allInnerTexts();
		expect(actions).toEqual([...new Set(actions)]);
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
		const notice = editor.panel.getByText('AutoGrab charges one VIN lookup');
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
		// The customer's list may begin with an older sighting, whose link would be taken for the new one.
		await editor.showOutputAs('json');
		await editor.output.getByText('"customer"').first().waitFor();
		const keys = (await editor.output.innerText()).match(/"(?:sighting|customer)"/g);
		expect(keys?.[0]).toBe('"sighting"');
	});
});

describe('a dealer who looks at results', () => {
	const step = story('results', () => editor.page);
	const wait = (parameters: INodeParameters) =>
		named(
			'Wait',
			recapture({ resource: 'status', operation: 'wait', ...parameters }, credentialId),
		);
	const upload = (parameters: INodeParameters) =>
		named(
			'Upload',
			recapture({ resource: 'upload', operation: 'create', ...parameters }, credentialId),
		);
	const validate = (parameters: INodeParameters) =>
		named(
			'Validate',
			recapture({ resource: 'upload', operation: 'validate', ...parameters }, credentialId),
		);
	let session: Session;
	let credentialId: string;

	beforeAll(async () => {
		vendor.reset();
		session = await Session.open(n8n.url, OWNER, instance.installation);
		credentialId = await session.createCredential(
			credential({ apiKey: KEY, region: 'au', baseUrl: vendor.url }),
		);
		const holders = 'Rego,State,Holder,End\nAAA111,VIC,Maya Chen,01/02/2030\n';
		await writeFile(join(filesFolder(instance.userFolder), 'holders.csv'), holders);
	});

	async function open(name: string, steps: Step[]): Promise<void> {
		await editor.openWorkflow(await session.save(workflow(name, steps)));
	}

	step('sees red when a wait is over before the upload is complete', async () => {
		vendor.configure({ customersPerSecond: 0 });
		await open('Over time', [
			file('customers.csv'),
			upload({ source: 'file' }),
			wait({ options: { maxWaitMinutes: 0.02 } }),
			{ name: 'Mail', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
		]);
		await editor.execute();
		await editor.status('Wait', 'error').waitFor();
		expect(await editor.status('Mail', 'success').count()).toBe(0);

		await editor.openNode('Wait');
		expect(await editor.nodeError.innerText()).toContain('Not complete after');
		expect(await editor.nodeError.innerText()).toContain('0 of 2 customers');
	});

	step('chooses to go on after that, and reads in the hint that it is not complete', async () => {
		await editor.addOption('Add Option', 'On Timeout');
		await editor.select('onTimeout', 'Return');
		await editor.executeButton.click();
		await editor.hint.waitFor();

		expect(await editor.hint.innerText()).toContain('Not complete after');
		await editor.closeNode();
	});

	step(
		'uploads the same file twice, and reads that existing customers were not looked for',
		async () => {
			vendor.reset();
			for (const uploads of [1, 2]) {
				await editor.execute();
				await editor.message('Workflow executed successfully').last().waitFor();
				await editor.waitUntilIdle();
				expect(vendor.uploads.list()).toHaveLength(uploads);
			}
			expect(vendor.uploads.list().map(({ name }) => name)).toEqual(
				Array(2).fill(expect.stringContaining('customers.csv')),
			);
			await editor.openNode('Wait');
			expect(await editor.hint.innerText()).toContain('Complete: 2 of 2 customers');
			await editor.closeNode();
			await editor.openNode('Upload');
			expect(await editor.hint.innerText()).toContain('Existing customers were not looked for');
		},
	);

	step('adds the option named there, which then skips them', async () => {
		await editor.addOption('Add Option', 'Existing Customers');
		const option = editor.parameter('existingCustomers').locator('input');
		expect(await option.inputValue()).toBe('Skip');

		await editor.executeButton.click();
		await editor.hint.filter({ hasText: '2 vehicles are already held by AutoGrab' }).waitFor();
		expect(vendor.uploads.list()).toHaveLength(2);
	});

	step('validates columns that nobody knows, and reads their names', async () => {
		vendor.clearRequests();
		await open('Unknown columns', [file('holders.csv'), validate({ source: 'file' })]);
		await editor.execute();
		await editor.message('Workflow executed successfully').waitFor();
		await editor.openNode('Validate');

		expect(await editor.hint.innerText()).toContain('as additional fields: "Holder", "End"');
		expect(vendor.requests()).toEqual([]);
	});

	step('drags a column into "Column Mapping", which then holds its name', async () => {
		await open('Mapping', [...items([{ 'Car No. (AU)': 'AAA111' }]), validate({})]);
		await editor.execute();
		await editor.status('Validate', 'error').waitFor();
		await editor.openNode('Validate');
		await editor.panel.getByText('Add Column').click();

		expect(await editor.dragField('Car No. (AU)', 'column')).toBe('Car No. (AU)');

		await editor.executeButton.click();
		await editor.hint.filter({ hasText: '1 customer of 1 row can be sent' }).waitFor();
	});

	step('forgets to choose "File", and reads which file waits to be read', async () => {
		await open('Input items', [file('customers.csv'), upload({})]);
		await editor.execute();
		await editor.status('Upload', 'error').waitFor();
		await editor.openNode('Upload');

		const error = await editor.nodeError.innerText();
		expect(error).toContain("The input has the file customers.csv. Set 'Read Customers From' to");
		await editor.select('source', 'File (CSV or Excel)');
		await editor.executeButton.click();
		await editor.hint.filter({ hasText: 'customers.csv: 2 customers of 4 rows queued' }).waitFor();
	});
});

describe('a colleague who never opens n8n', () => {
	const step = story('form', () => form.page);
	const SIGN_IN = { user: 'dealer', password: 'a long password' };
	let form: FormPage;
	let session: Session;
	let workflowId: string;

	beforeAll(async () => {
		vendor.reset();
		session = await Session.open(n8n.url, OWNER, instance.installation);
		const [, example] =
			(await readExampleWorkflows()).find(([name]) => name === 'upload-form.json') ?? [];
		workflowId = await session.publish(
			withCredentials(example as WorkflowJson, {
				[CREDENTIAL_TYPE]: await session.createCredential(
					credential({ apiKey: KEY, region: 'au', baseUrl: vendor.url }),
				),
				httpBasicAuth: await session.createCredential({
					id: 'form',
					name: 'Form',
					type: 'httpBasicAuth',
					data: SIGN_IN,
				}),
			}),
		);
		form = await FormPage.open(browser, `${n8n.url}/form/autograb-upload`, SIGN_IN);
	});
	afterAll(async () => {
		await form?.close();
		// Other tests publish the same form in the same n8n.
		await session.unpublish(workflowId);
	});

	step('sends a list by a form', async () => {
		await form.chooseFile(join(filesFolder(instance.userFolder), 'customers.csv'));
		await form.submit();

		await form.answer('The list was uploaded').waitFor();
		expect(vendor.customers.list().map(({ rego }) => rego)).toEqual(['AAA111', 'CCC333']);
	});

	step('reads the totals, and which rows were not uploaded', async () => {
		const text = await form.answer('The list was uploaded').innerText();

		expect(text).toContain('4 rows: 2 uploaded');
		expect(text).toContain('2 of 2 customers, 0 with errors');
		expect(text).toContain('"31/02/2024" in column "Sale Date" is not a date');
		expect(text).toContain('neither a rego nor a VIN');
	});
});

/** The example with credentials of this n8n. */
function withCredentials(example: WorkflowJson, ids: Record<string, string>): WorkflowJson {
	const nodes = example.nodes.map((node) => ({
		...node,
		credentials: Object.fromEntries(
			Object.entries(node.credentials ?? {}).map(([type, chosen]) => [
				type,
				{ ...chosen, id: ids[type] },
			]),
		),
	}));
	return { ...example, nodes };
}

function named(name: string, step: Step): Step {
	return { ...step, name };
}

async function untilAsked(route: string): Promise<void> {
	if (vendor.requests(route).length > 0) return;
	await new Promise<void>((resolve) => {
		const forget = vendor.onRequest(route, () => {
			forget();
			resolve();
		});
	});
}
