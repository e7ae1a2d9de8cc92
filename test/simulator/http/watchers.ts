import type { LoggedRequest } from './requestLog';
import { toMatcher } from './pattern';
import type { Matcher } from './pattern';

/** What a test does the moment a request arrives, before it is answered: how else to add a customer *between* two pages? */
export type Watcher = (request: LoggedRequest) => void;

export class Watchers {
	private entries: Array<{ matches: Matcher; act: Watcher }> = [];

	/** Returns a function that ends the watching. */
	add(pattern: string, act: Watcher): () => void {
		const entry = { matches: toMatcher(pattern), act };
		this.entries.push(entry);
		return () => {
			this.entries = this.entries.filter((other) => other !== entry);
		};
	}

	tell(request: LoggedRequest, query: URLSearchParams): void {
		for (const { matches, act } of [...this.entries]) {
			if (matches(request.method, request.path, query)) act(request);
		}
	}

	clear(): void {
		this.entries = [];
	}
}
