import { selectors } from 'playwright-core';
import type { Browser, Locator, Page } from 'playwright-core';

import type { Owner } from '../instance/owner';

// As n8n marks what its own tests look for.
selectors.setTestIdAttribute('data-test-id');

/** A busy computer may take so long for a page, or for a step that is over in a second elsewhere. */
const PATIENCE_MS = 30_000;

export const SCREEN = { width: 1440, height: 900 };

/** n8n's editor as a person uses it: what can be seen, clicked and typed. */
export class Editor {
	private constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	/** Signs in by the form. */
	static async open(browser: Browser, url: string, { email, password }: Owner): Promise<Editor> {
		const context = await browser.newContext({ viewport: SCREEN, colorScheme: 'light' });
		const page = await context.newPage();
		page.setDefaultTimeout(PATIENCE_MS);
		// "Leave without saving?"
		page.on('dialog', (dialog) => void dialog.accept());
		await page.goto(`${url}/signin`);
		await page.locator('input[name="emailOrLdapLoginId"]').fill(email);
		await page.locator('input[name="password"]').fill(password);
		await page.getByTestId('form-submit-button').click();
		await page.waitForURL(({ pathname }) => pathname !== '/signin');
		return new Editor(page, url);
	}

	// --- the canvas

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-add-button').waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** What the mark on a node says of its last run. */
	status(name: string, status: 'success' | 'error'): Locator {
		return this.node(name).getByTestId(new RegExp(`^canvas-node-status-(mark-)?${status}$`));
	}

	async execute(): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').click();
	}

	async stop(): Promise<void> {
		await this.page.getByTestId('stop-execution-button').click();
	}

	/** Nothing runs when it can be started again. */
	async waitUntilIdle(): Promise<void> {
		await this.page.getByTestId('stop-execution-button').waitFor({ state: 'hidden' });
		await this.page.getByTestId('execute-workflow-button').waitFor();
	}

	/** n8n's messages in the corner, which go away by themselves; all but errors. */
	get messages(): Locator {
		return this.page.locator('.el-notification');
	}

	async closeMessage(): Promise<void> {
		await this.messages.locator('.el-notification__closeBtn').click();
	}

	message(text: string): Locator {
		return this.messages.filter({ hasText: text });
	}

	/** What n8n points out to those who open a node for the first time. */
	async hideTips(): Promise<void> {
		await this.page.addInitScript("localStorage.setItem('N8N_PIN_DATA_DISCOVERY_NDV', 'true')");
	}

	// --- the panel with all nodes

	async addFirstStep(): Promise<void> {
		await this.page.getByTestId('canvas-add-button').click();
	}

	async addStepAfter(name: string, output = 0): Promise<void> {
		await this.node(name)
			.locator(`[data-test-id="canvas-node-output-handle"][data-index="${output}"]`)
			.getByTestId('canvas-handle-plus')
			.click();
	}

	async search(text: string): Promise<void> {
		await this.page.getByTestId('node-creator-search-bar').fill(text);
	}

	/** Nodes, or the actions of the node that was chosen. */
	get found(): Locator {
		return this.page.getByTestId('item-iterator-item');
	}

	async choose(name: string): Promise<void> {
		await this.found.filter({ hasText: name }).first().click();
	}

	// --- an open node

	async openNode(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.panel.waitFor();
	}

	async closeNode(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.panel.waitFor({ state: 'hidden' });
	}

	get panel(): Locator {
		return this.page.getByTestId('ndv');
	}

	parameter(name: string): Locator {
		return this.page.getByTestId(`parameter-input-${name}`);
	}

	async select(parameter: string, option: string): Promise<void> {
		await this.parameter(parameter).click();
		await this.page.getByRole('option').filter({ hasText: option }).click();
	}

	async type(parameter: string, text: string): Promise<void> {
		await this.parameter(parameter).locator('input, textarea').first().fill(text);
	}

	/** Adds an option, or a filter, of a collection. */
	async addOption(button: 'Add Option' | 'Add Filter', label: string): Promise<void> {
		await this.panel.getByPlaceholder(button).click();
		await this.page.getByRole('option').filter({ hasText: label }).click();
	}

	/** *Execute step*, or *Fetch Test Event* of a trigger. */
	get executeButton(): Locator {
		return this.page.getByTestId('node-execute-button');
	}

	get input(): Locator {
		return this.page.getByTestId('ndv-input-panel');
	}

	/** Drags a field of the input onto a parameter, as people do in n8n. Returns what the parameter then holds. */
	async dragField(field: string, parameter: string): Promise<string> {
		const target = this.parameter(parameter).locator('input');
		const [from, to] = [
			await centreOf(this.input.getByText(field, { exact: true }).first()),
			await centreOf(target),
		];
		await this.page.mouse.move(from.x, from.y);
		await this.page.mouse.down();
		await this.page.mouse.move(to.x, to.y, { steps: 10 });
		await this.page.mouse.up();
		await this.page.waitForFunction((input) => input.value !== '', await target.elementHandle());
		return await target.inputValue();
	}

	get output(): Locator {
		return this.page.getByTestId('output-panel');
	}

	get hint(): Locator {
		return this.output.getByTestId('node-hint');
	}

	/** Why the node failed: the message, and below it what to do. */
	get nodeError(): Locator {
		return this.output.getByTestId('node-error-message');
	}

	async showOutputAs(view: 'schema' | 'table' | 'json'): Promise<void> {
		await this.output.getByTestId(`radio-button-${view}`).click();
	}

	outputTab(name: string): Locator {
		return this.output.getByTestId('branches').getByText(name);
	}

	// --- the dialog of a credential

	async newCredential(): Promise<void> {
		// n8n shows this instead of a list as long as there is none.
		const first = this.panel.getByRole('button', { name: 'Connect to' });
		const list = this.panel.getByTestId('node-credentials-select');
		await first.or(list).waitFor();
		if (await first.isVisible()) {
			await first.click();
		} else {
			await list.click();
			await this.page.getByTestId('node-credentials-select-item-new').click();
		}
		await this.credential.waitFor();
	}

	async chooseCredential(name: string): Promise<void> {
		await this.panel.getByTestId('node-credentials-select').click();
		await this.page
			.locator('[data-test-id^="node-credentials-select-item-"]')
			.filter({ hasText: name })
			.click();
	}

	async openCredential(): Promise<void> {
		await this.page.getByTestId('credential-edit-button').click();
		await this.credential.waitFor();
	}

	get credential(): Locator {
		return this.page.getByTestId('editCredential-modal');
	}

	/** n8n tests what it saves. */
	async saveCredential(): Promise<void> {
		await this.page.getByTestId('credential-save-button').click();
	}

	async closeCredential(): Promise<void> {
		await this.credential.getByRole('button', { name: 'Close this dialog' }).click();
		await this.credential.waitFor({ state: 'hidden' });
	}

	async close(): Promise<void> {
		await this.page.context().close();
	}
}

async function centreOf(locator: Locator): Promise<{ x: number; y: number }> {
	const box = await locator.boundingBox();
	if (box === null) throw new Error('What should be dragged, or where to, is not on the screen');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
