import type { Browser, Locator, Page } from 'playwright-core';

const PUBLISHED_WITHIN_MS = 30_000;

/** A form of n8n's as a person sees it who has no account there. */
export class FormPage {
	private constructor(readonly page: Page) {}

	static async open(
		browser: Browser,
		url: string,
		{ user, password }: { user: string; password: string },
	): Promise<FormPage> {
		const context = await browser.newContext({
			colorScheme: 'light',
			httpCredentials: { username: user, password },
		});
		const page = await context.newPage();
		const form = new FormPage(page);
		// n8n publishes in the background.
		for (const startedAt = Date.now(); Date.now() - startedAt < PUBLISHED_WITHIN_MS; ) {
			await page.goto(url);
			if (await form.file.isVisible()) return form;
			await page.waitForTimeout(200);
		}
		throw new Error(`n8n did not open ${url} within ${PUBLISHED_WITHIN_MS / 1000} s`);
	}

	async chooseFile(path: string): Promise<void> {
		await this.file.setInputFiles(path);
	}

	private get file(): Locator {
		return this.page.locator('input[type="file"]');
	}

	async submit(): Promise<void> {
		await this.page.locator('#submit-btn').click();
	}

	/** The page that comes when the workflow has ended. */
	answer(title: string): Locator {
		return this.page.locator('.card').filter({ hasText: title });
	}

	async close(): Promise<void> {
		await this.page.context().close();
	}
}
