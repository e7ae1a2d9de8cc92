/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
// The module's functions, not the globals: a test that fakes time must not freeze its vendor.
import { clearTimeout, setTimeout } from 'node:timers';

/** Waits in real time that all end at once when the simulator stops. */
export class Pauses {
	private readonly waiting = new Map<NodeJS.Timeout, () => void>();
	private isOver = false;

	pause(ms: number): Promise<void> {
		if (this.isOver || ms <= 0) return Promise.resolve();
		return new Promise((resolve) => {
			const timer = setTimeout(() => {
				this.waiting.delete(timer);
				resolve();
			}, ms);
			this.waiting.set(timer, resolve);
		});
	}

	end(): void {
		this.isOver = true;
		for (const [timer, resolve] of this.waiting) {
			clearTimeout(timer);
			resolve();
		}
		this.waiting.clear();
	}
}
