/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import '../demo/quietEngine';

import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { fields } from '../../nodes/Recapture/trigger/fields';
import { poll as pollTrigger } from '../../nodes/Recapture/trigger/poll';
import { PublishedTrigger, type TriggerSetup } from '../support/poll';

/** A child of the benchmark: one measurement, printed as JSON. */

export interface TriggerSweep {
	readonly firstSeconds: number;
	readonly firstRequests: number;
	readonly idleSeconds: number;
	readonly idleRequests: number;
	readonly peakMb: number;
	readonly stateBytes: number;
	/** The same where changes are watched: with prices. */
	readonly changedStateBytes: number;
	readonly sightings: number;
	readonly isSameAfterIdle: boolean;
}

export interface BareSweep {
	readonly seconds: number;
	readonly requests: number;
	readonly peakMb: number;
}

const [kind, url] = process.argv.slice(2);
const PAGE_SIZE = 100;

const description = {
	name: 'recaptureTrigger',
	polling: true,
	group: ['trigger'],
	inputs: [],
	outputs: ['main'],
	credentials: [{ name: 'autoGrabRecaptureApi', required: true }],
	properties: fields,
} as unknown as INodeTypeDescription;

const trigger: INodeType = {
	description,
	async poll() {
		return await pollTrigger(this);
	},
};

const setup: TriggerSetup = {
	node: trigger,
	credential: { apiKey: 'sec_simulator', region: 'au', baseUrl: url },
	parameters: { event: 'customerSighted' },
};

interface State {
	readonly known: Readonly<Record<string, string>>;
	readonly position?: { readonly offset: number };
}

const stateOf = (trigger: PublishedTrigger) =>
	(trigger.current.watch as unknown as { state: State }).state;

async function sweep(): Promise<TriggerSweep> {
	const memoryPeak = watchMemory();
	const trigger = new PublishedTrigger(setup);
	const first = await timed(async () => {
		await trigger.activate();
		await pollToTheEnd(trigger);
	});
	const before = JSON.stringify(trigger.current);
	const idle = await timed(async () => {
		await trigger.poll();
		await pollToTheEnd(trigger);
	});
	const peakMb = memoryPeak();
	const known = Object.values(stateOf(trigger).known);
	const changes = new PublishedTrigger({ ...setup, parameters: { event: 'sightingChanged' } });
	await changes.activate();
	await pollToTheEnd(changes);
	return {
		firstSeconds: first.seconds,
		firstRequests: first.requests,
		idleSeconds: idle.seconds,
		idleRequests: idle.requests,
		peakMb,
		stateBytes: before.length,
		changedStateBytes: JSON.stringify(changes.current).length,
		sightings: known.reduce((sum, text) => sum + text.split(' ').length, 0),
		isSameAfterIdle: JSON.stringify(trigger.current) === before,
	};
}

/** @returns ends the watch, and gives the most memory that the process took meanwhile, in megabytes */
function watchMemory(): () => number {
	let peak = 0;
	const sampler = setInterval(
		() => {
			// Rubbish piles up as long as there is room: only after it was taken away one sees what is needed.
			if (kind === 'memory') global.gc?.();
			peak = Math.max(peak, process.memoryUsage.rss());
		},
		kind === 'memory' ? 250 : 20,
	);
	return () => {
		clearInterval(sampler);
		return peak / 1e6;
	};
}

/** Polls until a sweep is over. */
async function pollToTheEnd(trigger: PublishedTrigger): Promise<void> {
	while (stateOf(trigger).position) {
		const { error } = await trigger.poll();
		if (error) throw error;
	}
}

async function timed(act: () => Promise<void>): Promise<{ seconds: number; requests: number }> {
	const requests = await countRequests();
	const begun = performance.now();
	await act();
	const seconds = (performance.now() - begun) / 1_000;
	return { seconds, requests: (await countRequests()) - requests };
}

async function countRequests(): Promise<number> {
	const reply = await fetch(`${url}/_simulator`);
	const { requests } = (await reply.json()) as { requests: Record<string, number> };
	return Object.values(requests).reduce((sum, count) => sum + Number(count), 0);
}

/** The same pages through the same helper, one after the other, and nothing done with what comes. */
async function bare(): Promise<BareSweep> {
	let requests = 0;
	const memoryPeak = watchMemory();
	const begun = performance.now();
	await new PublishedTrigger({
		...setup,
		node: {
			description,
			async poll() {
				for (let offset = 0; ; offset += PAGE_SIZE) {
					requests += 1;
					const options: IHttpRequestOptions = {
						url: '/v2/recapture/customers',
						qs: { limit: PAGE_SIZE, offset },
						json: true,
					};
					const { customers } = (await this.helpers.httpRequestWithAuthentication.call(
						this as unknown as IExecuteFunctions,
						'autoGrabRecaptureApi',
						options,
					)) as { customers: IDataObject[] };
					if (customers.length === 0) return null;
				}
			},
		},
	}).activate();
	return { seconds: (performance.now() - begun) / 1_000, requests, peakMb: memoryPeak() };
}

/** One poll of 36 s, as n8n gives it with durable cursors. */
async function poll(): Promise<{ pages: number }> {
	const trigger = new PublishedTrigger({ ...setup, engine: 'durable' });
	await trigger.poll();
	return { pages: (stateOf(trigger).position?.offset ?? 0) / PAGE_SIZE };
}

async function main(): Promise<void> {
	const measured = kind === 'bare' ? bare() : kind === 'poll' ? poll() : sweep();
	process.stdout.write(`\n${JSON.stringify(await measured)}\n`);
	process.exit(0);
}

void main();
