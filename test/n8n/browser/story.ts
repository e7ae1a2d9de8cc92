/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { join } from 'node:path';
import type { Page } from 'playwright-core';

import { HARNESS_FOLDER } from '../folders';

type Step = (name: string, act: () => Promise<void>) => void;

/**
 * Tests that are the steps of one story: each goes on where the one before ended, so after a failed step the others are not
 * tried. When a step fails, a picture shows more than the words.
 *
 * @param name of the picture
 */
export function story(name: string, page: () => Page): Step {
	let failedStep: string | undefined;
	return (title, act) => {
		it(title, async () => {
			if (failedStep !== undefined) {
				throw new Error(`Not tried, because of the step "${failedStep}".`);
			}
			failedStep = title;
			await act().catch(async (error: Error) => {
				const path = join(HARNESS_FOLDER, `failed-step-${name}.png`);
				await page().screenshot({ path });
				throw Object.assign(error, { message: `${error.message}\nThe screen: ${path}` });
			});
			failedStep = undefined;
		});
	};
}
