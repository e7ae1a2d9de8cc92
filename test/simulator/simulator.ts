import { createClock } from './clock';
import { createControls } from './createControls';
import type { Controls } from './controls';
import { Faults } from './http/faults';
import { Limits } from './http/limits';
import { RequestLog } from './http/requestLog';
import { VendorServer } from './http/server';
import { Watchers } from './http/watchers';
import { DEFAULT_SETTINGS, withChanges } from './settings';
import type { Settings } from './settings';
import { Store } from './store/store';

export interface Simulator extends Controls {
	/** Without a slash at the end: what goes into a credential as base URL. */
	readonly url: string;
	readonly port: number;
	/** The key that works from the start. */
	readonly apiKey: string;
	/** Cuts all connections and frees the port. */
	stop(): Promise<void>;
}

/**
 * Starts the vendor's API on 127.0.0.1. Rejects when a setting does not exist or the port is taken.
 * @param changes the settings that differ from their defaults
 */
export async function startSimulator(changes: Partial<Settings> = {}): Promise<Simulator> {
	const atStart = withChanges(DEFAULT_SETTINGS, changes);
	const settings = { ...atStart };
	const clock = createClock(settings);
	const vendor = {
		settings,
		clock,
		store: new Store(settings, clock),
		limits: new Limits(settings, clock),
		answered: 0,
	};
	const log = new RequestLog(settings);
	const backstage = { vendor, log, faults: new Faults(), watchers: new Watchers() };
	const controls = createControls(backstage, atStart);
	const server = new VendorServer({ ...backstage, controls });
	const port = await server.listen(settings.port);
	return {
		...controls,
		url: `http://127.0.0.1:${port}`,
		port,
		apiKey: settings.apiKey,
		stop: () => server.stop(),
	};
}
