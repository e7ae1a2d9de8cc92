/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';

import type { WorkflowJson } from '../instance/content';
import type { Owner } from '../instance/owner';
import { RECAPTURE, RECAPTURE_TRIGGER } from '../workflows';
import { Editor, SCREEN } from './editor';
import { FormPage } from './formPage';

export interface Scene {
	browser: Browser;
	/** The address of an n8n that has both workflows. */
	url: string;
	owner: Owner;
	upload: WorkflowJson;
	/** Its last node waits for less time than AutoGrab needs. */
	waiting: WorkflowJson;
	/** From now on AutoGrab processes nothing. */
	stall(): void;
	/** Its node plans to mirror a list. */
	plan: WorkflowJson;
	trigger: WorkflowJson;
	form: { url: string; user: string; password: string; file: string };
}

const UPLOAD_NODE = 'Upload customers';
const WAIT_NODE = 'Wait until complete';

/** Runs the workflows in the editor and takes its picture, in light colours. Returns the files. */
export async function takePictures(scene: Scene, folder: string): Promise<string[]> {
	const editor = await Editor.open(scene.browser, scene.url, scene.owner);
	await editor.hideTips();
	const files: string[] = [];
	const take = async (name: string) => {
		await editor.messages.waitFor({ state: 'hidden' });
		// Nothing is highlighted under the mouse.
		await editor.page.mouse.move(0, 0);
		const path = join(folder, `${name}.png`);
		await editor.page.screenshot({ path, animations: 'disabled' });
		files.push(path);
	};

	await editor.page.setViewportSize({ ...SCREEN, height: 640 });
	await editor.openWorkflow(scene.upload.id);
	await editor.execute();
	await editor.message('Workflow executed successfully').waitFor();
	await take('workflow');

	await editor.page.setViewportSize(SCREEN);
	await editor.openNode(UPLOAD_NODE);
	await editor.hint.waitFor();
	await take('upload');
	await editor.outputTab('Rejected').click();
	await take('rejected');
	await editor.closeNode();

	await editor.openWorkflow(scene.plan.id);
	await editor.execute();
	await editor.message('Workflow executed successfully').waitFor();
	await editor.openNode(RECAPTURE);
	await editor.outputTab('Changes').click();
	await take('plan');
	await editor.closeNode();

	await editor.openWorkflow(scene.trigger.id);
	await editor.openNode(RECAPTURE_TRIGGER);
	await editor.executeButton.click();
	await editor.message('Node executed successfully').waitFor();
	await editor.output.getByTestId('radio-button-schema').click();
	await take('trigger');

	files.push(await takeForm(scene, folder));

	scene.stall();
	await editor.openWorkflow(scene.waiting.id);
	await editor.execute();
	await editor.status(WAIT_NODE, 'error').waitFor();
	await editor.closeMessage();
	await editor.openNode(WAIT_NODE);
	await take('not-complete');
	await editor.close();
	return files;
}

async function takeForm({ browser, form }: Scene, folder: string): Promise<string> {
	const page = await FormPage.open(browser, form.url, form);
	await page.chooseFile(form.file);
	await page.submit();
	const answer = page.answer('uploaded');
	await answer.waitFor();
	const path = join(folder, 'form.png');
	await answer.screenshot({ path, animations: 'disabled' });
	await page.close();
	return path;
}
