/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { mkdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { startSimulator } from '../simulator';
import { startChromium } from './browser/chromium';
import { takePictures } from './browser/takePictures';
import { copyExampleFiles, readExampleWorkflows } from './dev/examples';
import { credentialFor } from './dev/simulator';
import { HARNESS_FOLDER, PROJECT_FOLDER } from './folders';
import { installN8n } from './install/installN8n';
import { importCredentials, importWorkflows } from './instance/commandLine';
import type { WorkflowJson } from './instance/content';
import { createInstance } from './instance/n8nInstance';
import { OWNER, hashPassword, ownerSettings } from './instance/owner';
import { installPackage } from './instance/packageTarball';
import { startServer } from './instance/startServer';
import { inARow, recaptureTrigger } from './workflows';

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
	await importCredentials(instance, [credential]);
	await importWorkflows(instance, [upload, trigger]);
	const server = await startServer(instance);

	const files = await takePictures(
		{ browser, url: server.url, owner: OWNER, upload, trigger },
		PICTURES_FOLDER,
	);
	process.stdout.write(files.map((file) => `${relative(PROJECT_FOLDER, file)}\n`).join(''));
	await Promise.all([browser.close(), vendor.stop(), server.stop()]);
	await rm(USER_FOLDER, { recursive: true, force: true, maxRetries: 3 });
}

async function exampleWorkflow(file: string): Promise<WorkflowJson> {
	const [, workflow] = (await readExampleWorkflows()).find(([name]) => name === file) ?? [];
	if (workflow === undefined) throw new Error(`There is no examples/${file}.`);
	return workflow;
}

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
