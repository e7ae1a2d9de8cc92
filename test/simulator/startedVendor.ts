import axios from 'axios';
import type { AxiosInstance, AxiosRequestConfig } from 'axios';

import { startSimulator } from './index';
import type { Settings, Simulator } from './index';

/** Only for the tests of the simulator itself: a vendor, and someone who calls it over HTTP. */
export interface StartedVendor extends Simulator {
	/** Calls with the right key and `region=au`, whatever the status; connection errors reject. */
	api: AxiosInstance;
	upload(rows: unknown[], body?: object, config?: AxiosRequestConfig): Promise<Upload>;
	/** The ids of one page. */
	page(params?: object): Promise<string[]>;
	/** Two numbers that tell how far an upload has come: `[uploaded, processed]`. */
	counters(uploadId: string): Promise<[number, number]>;
}

export interface Upload {
	id: string;
	created_at: string;
	name: string | null;
	enable_rego_lookups: boolean;
	total_uploaded_customers: number;
	total_processed_customers: number;
	total_errors: number;
}

const started: Simulator[] = [];

/** A vendor with these settings, its clock standing still; it stops after the test. */
export async function vendorWith(settings: Partial<Settings> = {}): Promise<StartedVendor> {
	const simulator = await startSimulator({
		clock: 'manual',
		startAt: '2026-03-01T00:00:00.000Z',
		order: 'insertion',
		...settings,
	});
	started.push(simulator);
	const api = axios.create({
		baseURL: `${simulator.url}/v2/recapture`,
		headers: { ApiKey: simulator.apiKey },
		params: { region: 'au' },
		maxRedirects: 0,
		validateStatus: () => true,
	});
	return {
		...simulator,
		api,
		async upload(rows, body, config) {
			const { data } = await api.post('/upload', { customers: rows, ...body }, config);
			return data.upload;
		},
		async page(params) {
			const { data } = await api.get('/customers', { params });
			return data.customers.map(({ id }: { id: string }) => id);
		},
		async counters(uploadId) {
			const { data } = await api.get(`/upload/${uploadId}`);
			return [data.upload.total_uploaded_customers, data.upload.total_processed_customers];
		},
	};
}

export async function stopVendors(): Promise<void> {
	await Promise.all(started.splice(0).map(async (simulator) => await simulator.stop()));
}

/** So many rows that differ in their plate. */
export function rows(count: number, more: object = {}): object[] {
	return Array.from({ length: count }, (_none, index) => ({
		rego: `R${index}`,
		state: 'VIC',
		...more,
	}));
}
