import { RecaptureTrigger } from '../../nodes/Recapture/RecaptureTrigger.node';
import { startSimulator, type Settings, type Simulator } from '../simulator';
import { PublishedTrigger, type TriggerSetup } from './poll';

export interface WatchedVendor extends Simulator {
	/** A trigger that watches this vendor, not published yet. */
	watch(parameters?: TriggerSetup['parameters'], more?: Partial<TriggerSetup>): PublishedTrigger;
	/** So many customers without a sighting. */
	fill(count: number): string[];
	/** Method, path and query of the requests since the last call. */
	calls(): string[];
}

/** The vendor's API, and triggers that watch it over real HTTP. */
export async function startWatchedVendor(settings: Partial<Settings> = {}): Promise<WatchedVendor> {
	const vendor = await startSimulator({ order: 'insertion', ...settings });
	return {
		...vendor,
		watch: (parameters = {}, more = {}) =>
			new PublishedTrigger({
				node: new RecaptureTrigger(),
				credential: { apiKey: vendor.apiKey, region: 'au', baseUrl: vendor.url },
				...more,
				parameters,
			}),
		fill: (count) => Array.from({ length: count }, () => vendor.customers.add({ region: 'au' }).id),
		calls() {
			const calls = vendor.requests().map(({ method, path, query }) => {
				const asked = new URLSearchParams(query as Record<string, string>);
				asked.delete('region');
				return `${method} ${path.replace('/v2/recapture/', '')} ${asked.toString()}`.trim();
			});
			vendor.clearRequests();
			return calls;
		},
	};
}
