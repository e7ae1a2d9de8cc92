/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { startSimulator } from '../simulator';
import { startChromium } from './browser/chromium';
import { takePictures } from './browser/takePictures';
import { copyExampleFiles, readExampleWorkflows } from './dev/examples';
import { credentialFor } from './dev/simulator';
import { HARNESS_FOLDER, PROJECT_FOLDER } from './folders';
import { installN8n } from './install/installN8n';
import { importCredentials, importWorkflows, publishWorkflow } from './instance/commandLine';
import type { WorkflowJson } from './instance/content';
import { filesFolder } from './instance/environment';
import { createInstance } from './instance/n8nInstance';
import { OWNER, hashPassword, ownerSettings } from './instance/owner';
import { installPackage } from './instance/packageTarball';
import { startServer } from './instance/startServer';
import { file, inARow, recapture, recaptureTrigger, workflow } from './workflows';

const PICTURES_FOLDER = join(PROJECT_FOLDER, 'docs', 'pictures');
const USER_FOLDER = join(HARNESS_FOLDER, 'pictures');

/** `npm run pictures`: what the README shows, taken in a real n8n with an example list. */
async function main(): Promise<void> {
	const browser = await startChromium();
	const vendor = await startSimulator();
	vendor.addSighting(vendor.customers.add(CUSTOMER).id, SIGHTING);
	const credential = credentialFor(vendor);

	await rm(USER_FOLDER, { recursive: true, force: true });
	await mkdir(USER_FOLDER, { recursive: true });
	await mkdir(PICTURES_FOLDER, { recursive: true });
	const installation = await installN8n();
	const settings = ownerSettings(OWNER, hashPassword(installation, OWNER.password));
	const instance = await createInstance(installation, USER_FOLDER, settings);
	await installPackage(USER_FOLDER);
	await copyExampleFiles(USER_FOLDER);
	const upload = await exampleWorkflow('upload-csv.json');
	const trigger = inARow('Call customers whose car is for sale', [
		{ ...recaptureTrigger({}, credential.id, []), parameters: TRIGGER },
	]);
	const plan = workflow('What a mirror of the list would change', [
		file('march-sales.csv'),
		recapture({ ...PLAN, source: 'file' }, credential.id),
	]);
	const form = await exampleWorkflow('upload-form.json');
	const list = join(filesFolder(USER_FOLDER), 'march-sales.csv');
	await writeFile(list, LIST);
	await importCredentials(instance, [credential, FORM_CREDENTIAL]);
	await importWorkflows(instance, [upload, waiting(upload), plan, trigger, form]);
	await publishWorkflow(instance, form.id);
	const server = await startServer(instance);

	const files = await takePictures(
		{
			browser,
			url: server.url,
			owner: OWNER,
			upload,
			waiting: waiting(upload),
			stall: () => vendor.configure({ customersPerSecond: 0 }),
			plan,
			trigger,
			form: { url: `${server.url}/form/autograb-upload`, ...FORM_CREDENTIAL.data, file: list },
		},
		PICTURES_FOLDER,
	);
	process.stdout.write(files.map((file) => `${relative(PROJECT_FOLDER, file)}\n`).join(''));
	await Promise.all([browser.close(), vendor.stop(), server.stop()]);
	await rm(USER_FOLDER, { recursive: true, force: true, maxRetries: 3 });
}

async function exampleWorkflow(fileName: string): Promise<WorkflowJson> {
	const [, found] = (await readExampleWorkflows()).find(([name]) => name === fileName) ?? [];
	if (found === undefined) throw new Error(`There is no examples/${fileName}.`);
	return found;
}

/** The same workflow, which waits for six seconds at most. */
function waiting(upload: WorkflowJson): WorkflowJson {
	const nodes = upload.nodes.map((node) =>
		node.parameters.operation === 'wait'
			? { ...node, parameters: { ...node.parameters, options: { maxWaitMinutes: 0.1 } } }
			: node,
	);
	return { ...upload, id: `${upload.id}Wait`, nodes };
}

/** With the ID that the example names. */
const FORM_CREDENTIAL = {
	id: 'recaptureForm',
	name: 'Upload form',
	type: 'httpBasicAuth',
	data: { user: 'dealer', password: 'a long password' },
};

const LIST = [
	'Rego,State,Customer,Sale Date',
	'ZEN407,VIC,Maya Chen,13/02/2024',
	'BBB222,NSW,Liam Okafor,31/02/2024',
	',VIC,Ruth Nkemelu,14/02/2024',
	'CCC333,QLD,Ana Silva,15/02/2024',
].join('\n');

const PLAN = { resource: 'list', operation: 'plan', listName: 'March sales' };

const TRIGGER = {
	event: 'customerSighted',
	pollTimes: { item: [{ mode: 'everyHour', minute: 0 }] },
};

const CUSTOMER = {
	region: 'au',
	rego: 'ZEN407',
	state: 'VIC',
	client_name: 'Maya Chen',
	mobile_number: '0412 555 010',
} as const;

const SIGHTING = {
	listing_title: '2019 Mazda CX-5 Touring',
	listing_price: 27_990,
	seller_type: 'private',
};

main().then(
	() => process.exit(),
	(error: Error) => {
		process.stderr.write(`${error.message}\n`);
		process.exit(1);
	},
);
