import type { Run } from '../operation';

const INTERVAL_MS = 60_000;

/** Writes how far a long run is to n8n's log, once a minute. */
export class ProgressLog {
	private loggedAtMs: number;

	constructor(
		private readonly run: Run,
		private readonly listName: string,
	) {
		this.loggedAtMs = Date.now();
	}

	log(sentence: string): void {
		const nowMs = Date.now();
		if (nowMs - this.loggedAtMs < INTERVAL_MS) return;
		this.loggedAtMs = nowMs;
		this.run.context.logger.info(`Mirror of the list "${this.listName}": ${sentence}.`);
	}
}
