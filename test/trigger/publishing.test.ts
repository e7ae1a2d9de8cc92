/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { setImmediate } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import { takeNaps } from '../support/naps';
import type { EngineKind, PublishedTrigger, TriggerSetup } from '../support/poll';
import { startWatchedVendor, type WatchedVendor } from '../support/watchedVendor';

let vendor: WatchedVendor;

beforeAll(async () => {
	vendor = await startWatchedVendor();
});
afterAll(async () => await vendor.stop());
beforeEach(() => {
	vendor.reset();
	takeNaps();
});

const ENGINES: EngineKind[] = ['default', 'durable'];
const SIGHTED = { event: 'customerSighted' };

const credential = () => ({ apiKey: vendor.apiKey, region: 'au', baseUrl: vendor.url });
const leads = (items: readonly IDataObject[]) =>
	items.map(({ sighting }) => (sighting as IDataObject).lead_id);
const see = (id: string, lead_id: string) => vendor.addSighting(id, { lead_id });

/** Publishes, and polls once: with durable cursors the first sweep ends with the first poll. */
async function publish(trigger: PublishedTrigger): Promise<PublishedTrigger> {
	expect(await trigger.activate()).toEqual([]);
	expect(await trigger.poll()).toEqual({ items: [] });
	return trigger;
}

type Change = () => Partial<TriggerSetup>;

describe.each(ENGINES)('a watch that replaces another one, %s engine', (engine) => {
	const CHANGES: ReadonlyArray<readonly [string, IDataObject, Change]> = [
		['another event', { event: 'sightingChanged' }, () => ({ parameters: SIGHTED })],
		['a filter', SIGHTED, () => ({ parameters: { ...SIGHTED, filters: { uploadId: 'u1' } } })],
		[
			'another filter',
			{ ...SIGHTED, filters: { uploadId: 'u2' } },
			() => ({ parameters: { ...SIGHTED, filters: { uploadId: 'u1' } } }),
		],
		[
			'no filter any more',
			{ ...SIGHTED, filters: { uploadId: 'u1' } },
			() => ({ parameters: SIGHTED }),
		],
		['another credential', SIGHTED, () => ({ credentialId: 'c2' })],
		['another region', SIGHTED, () => ({ credential: { ...credential(), region: 'nz' } })],
		[
			'another host',
			SIGHTED,
			() => ({
				credential: { ...credential(), baseUrl: vendor.url.replace('127.0.0.1', 'localhost') },
			}),
		],
	];

	it.each(CHANGES)('begins at the moment of publishing: %s', async (_label, parameters, change) => {
		const [id, other] = (['au', 'nz'] as const).map(
			(region) => vendor.customers.add({ region, upload_id: 'u1' }).id,
		);
		for (const customer of [id, other]) see(customer, `old of ${customer}`);
		const trigger = await publish(vendor.watch(parameters as never, { engine }));
		for (const customer of [id, other]) see(customer, `before of ${customer}`);
		trigger.change(change());
		expect(await trigger.activate()).toEqual([]);
		const seen = change().credential?.region === 'nz' ? other : id;
		see(seen, 'right after');
		expect(leads((await trigger.poll()).items)).toEqual(['right after']);
		expect(await trigger.poll()).toEqual({ items: [] });
		see(seen, 'later');
		expect(leads((await trigger.poll()).items)).toEqual(['later']);
	});

	it('begins anew when the first one comes back', async () => {
		const [id] = vendor.fill(1);
		const trigger = await publish(vendor.watch(SIGHTED, { engine }));
		trigger.change({ parameters: { event: 'sightingChanged' } });
		await publish(trigger);
		see(id, 'while it was another watch');
		trigger.change({ parameters: SIGHTED });
		await trigger.activate();
		see(id, 'right after');
		expect(leads((await trigger.poll()).items)).toEqual(['right after']);
	});

	it('begins when it comes back without being published', async () => {
		const [id] = vendor.fill(1);
		const trigger = await publish(vendor.watch(SIGHTED, { engine }));
		see(id, 'first');
		expect(leads((await trigger.poll()).items)).toEqual(['first']);
		// Credentials can be edited while the workflow is published.
		trigger.change({ credential: { ...credential(), region: 'nz' } });
		await trigger.poll();
		trigger.change({ credential: credential() });
		expect((await trigger.poll()).items).toEqual([]);
		see(id, 'second');
		await trigger.poll();
		expect(leads(trigger.started)).toContain('second');
		expect(leads(trigger.started).filter((lead) => lead === 'first')).toEqual(['first']);
	});

	it('begins at the moment of publishing also where the memory is not its own', async () => {
		const [id] = vendor.fill(1);
		const trigger = vendor.watch(SIGHTED, { engine });
		trigger.overwriteMemory({ lastTimeChecked: '2026-01-01' });
		await trigger.activate();
		see(id, 'right after');
		expect(leads((await trigger.poll()).items)).toEqual(['right after']);
	});
});

describe.each([
	['default', 'emitted'],
	['default', 'discarded'],
	['durable', 'emitted'],
] as const)(
	'publishing while a poll is under way, %s engine, its events %s',
	(engine, replaced) => {
		const watch = (parameters: IDataObject = SIGHTED) =>
			vendor.watch({ options: { pageSize: 2 }, ...parameters } as never, {
				engine,
				replacedPolls: replaced,
			});

		/** A trigger whose poll has read some pages and is not finished. */
		async function pollUnderWay(parameters?: IDataObject) {
			const ids = vendor.fill(30);
			const trigger = await publish(watch(parameters));
			see(ids[0], 'found by both');
			vendor.clearRequests();
			vendor.configure({ latencyMs: 15 });
			const poll = trigger.poll();
			while (vendor.requests().length < 4) await setImmediate();
			vendor.configure({ latencyMs: 0 });
			return { ids, trigger, poll };
		}

		it('checks the key', async () => {
			const { ids, trigger, poll } = await pollUnderWay();
			trigger.change({ credential: { ...credential(), apiKey: 'wrong' } });
			await expect(trigger.activate()).rejects.toThrow('did not accept the API key');
			await poll;
			trigger.change({ credential: credential() });
			see(ids[29], 'later');
			for (let round = 0; round < 3; round++) await trigger.poll();
			expect(leads(trigger.started).sort()).toEqual(['found by both', 'later']);
		});

		it('loses nothing and reports nothing twice', async () => {
			const { ids, trigger, poll } = await pollUnderWay();
			see(ids[1], 'behind the poll that is under way');
			await trigger.activate();
			see(ids[2], 'right after');
			await poll;
			see(ids[3], 'after that');
			for (let round = 0; round < 3; round++) await trigger.poll();
			expect(leads(trigger.started).sort()).toEqual([
				'after that',
				'behind the poll that is under way',
				'found by both',
				'right after',
			]);
		});

		it('begins a new watch, which the older poll does not overwrite', async () => {
			const { ids, trigger, poll } = await pollUnderWay({ event: 'sightingChanged' });
			trigger.change({ parameters: { ...SIGHTED, options: { pageSize: 2 } } });
			expect(await trigger.activate()).toEqual([]);
			see(ids[0], 'right after');
			await poll;
			expect(leads((await trigger.poll()).items)).toEqual(['right after']);
			see(ids[0], 'later');
			expect(leads((await trigger.poll()).items)).toEqual(['later']);
		});

		it('a poll on schedule is left out meanwhile', async () => {
			const { trigger, poll } = await pollUnderWay();
			expect((await trigger.poll()).error).toBeUndefined();
			await poll;
			await trigger.poll();
			expect(leads(trigger.started)).toEqual(['found by both']);
		});
	},
);

describe('what a field may hold', () => {
	it.each([
		['Trigger On', { event: 'somethingElse' }],
		['Trigger On', { event: '' }],
		['Upload ID', { filters: { uploadId: '' } }],
		['Upload ID', { filters: { uploadId: null } }],
		['Upload ID', { filters: { uploadId: '  ' } }],
		['Upload ID', { filters: { uploadId: { id: 'u1' } } }],
		['Upload ID', { filters: { uploadId: '={{ undefined }}' } }],
		['Page Size', { options: { pageSize: '={{ "many" }}' } }],
		['Page Size', { options: { pageSize: 0 } }],
		['Page Size', { options: { pageSize: 'abc' } }],
		['Page Size', { options: { pageSize: 2.5 } }],
		['Max Events per Poll', { options: { maxEventsPerPoll: -1 } }],
		['Max Events per Poll', { options: { maxEventsPerPoll: '1,000' } }],
		['Start From', { options: { startFrom: 'yesterday' } }],
		['Start From', { options: { startFrom: true } }],
	])('%s does not take %j', async (label, parameters) => {
		const trigger = vendor.watch({ ...SIGHTED, ...parameters } as never);
		await expect(trigger.activate()).rejects.toThrow(`'${label}'`);
		await expect(trigger.fetchTestEvent()).rejects.toThrow(`'${label}'`);
		expect(vendor.requests()).toEqual([]);
	});

	it('an option that is not added, or gives nothing, has its default', async () => {
		vendor.fill(1);
		const options = { pageSize: '', maxEventsPerPoll: null, startFrom: '' };
		await vendor.watch({ ...SIGHTED, options }).activate();
		expect(vendor.requests()[0].query).toMatchObject({ limit: '100' });
	});

	it('a count may be a text of digits', async () => {
		vendor.fill(1);
		await vendor.watch({ ...SIGHTED, options: { pageSize: '7' } }).activate();
		expect(vendor.requests()[0].query).toMatchObject({ limit: '7' });
	});

	it('n8n hears that the settings are wrong', async () => {
		const trigger = vendor.watch(SIGHTED);
		await trigger.activate();
		const options = { pageSize: 'abc' };
		trigger.change({ engine: 'durable', parameters: { ...SIGHTED, options } });
		const { error } = await trigger.poll();
		expect(error?.failure).toEqual({ cause: 'configuration-invalid' });
		expect(error?.description).toContain("in 'Page Size'");
	});
});
