/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';

import type { WorkflowJson } from '../instance/content';
import type { Owner } from '../instance/owner';
import { RECAPTURE_TRIGGER } from '../workflows';
import { Editor, SCREEN } from './editor';

export interface Scene {
	browser: Browser;
	/** The address of an n8n that has both workflows. */
	url: string;
	owner: Owner;
	upload: WorkflowJson;
	trigger: WorkflowJson;
}

const UPLOAD_NODE = 'Upload customers';

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
	await editor.closeNode();

	await editor.openWorkflow(scene.trigger.id);
	await editor.openNode(RECAPTURE_TRIGGER);
	await editor.executeButton.click();
	await editor.message('Node executed successfully').waitFor();
	await editor.output.getByTestId('radio-button-schema').click();
	await take('trigger');

	await editor.close();
	return files;
}
