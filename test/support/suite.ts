import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';

import { startSimulator, type Settings, type Simulator } from '../simulator';
import type { NodeResult } from './engine';
import { takeNaps, whileNapping } from './naps';
import { runRecapture, type RecaptureRun } from './recapture';

export interface Suite {
	/** Started before the first test of the file, reset before each, stopped after the last. */
	readonly vendor: Simulator;
	/** A credential for it, with some fields changed. */
	credential(changes?: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject;
	/** Runs the node in n8n's engine. The parameters are added to those that all tests of the file share. */
	run(parameters?: INode['parameters'], more?: Partial<RecaptureRun>): Promise<NodeResult>;
	/** Method and path of every request so far. */
	calls(): string[];
}

/**
 * The set-up of a test file that runs the node against the simulator. To be called once, at the top of the file. Sleeps end
 * at once, and the simulator's time goes on by as much.
 *
 * @param shared parameters of all runs, the resource and operation for instance
 */
export function recaptureSuite(
	shared: INode['parameters'] = {},
	settings: Partial<Settings> = {},
): Suite {
	let started: Simulator | undefined;
	const vendor = new Proxy({} as Simulator, {
		get(_target, name) {
			if (!started) throw new Error('The simulator runs only while tests run');
			return started[name as keyof Simulator];
		},
	});
	beforeAll(async () => {
		started = await startSimulator(settings);
	});
	afterAll(async () => await started?.stop());
	beforeEach(() => {
		vendor.reset();
		takeNaps();
		whileNapping((ms) => vendor.advance(ms));
	});
	const credential = (changes: ICredentialDataDecryptedObject = {}) => ({
		apiKey: vendor.apiKey,
		region: 'au',
		baseUrl: vendor.url,
		...changes,
	});
	return {
		vendor,
		credential,
		run: async (parameters = {}, more = {}) =>
			await runRecapture({
				credential: credential(),
				...more,
				parameters: { ...shared, ...parameters },
			}),
		calls: () => vendor.requests().map(({ method, path }) => `${method} ${path}`),
	};
}
