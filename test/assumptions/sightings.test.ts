import type { IDataObject } from 'n8n-workflow';

import { CHOICES, type Settings } from '../simulator';
import { takeNaps } from '../support/naps';
import { startWatchedVendor, type WatchedVendor } from '../support/watchedVendor';

/** What AutoGrab's documents leave open about sightings: the trigger holds either way. docs/vendor.md is the list. */

let vendor: WatchedVendor;

beforeAll(async () => {
	vendor = await startWatchedVendor();
});
afterAll(async () => await vendor.stop());
beforeEach(() => {
	vendor.reset();
	takeNaps();
});

const UNKNOWN = '11111111-1111-4111-8111-111111111111';
const leads = (items: readonly IDataObject[]) =>
	items.map(({ sighting }) => (sighting as IDataObject).lead_id);

const WAYS: ReadonlyArray<readonly [string, Partial<Settings>]> = [
	...CHOICES.order
		.filter((order) => order !== 'reshuffled')
		.map((order) => [`customers come in the order "${order}"`, { order }] as const),
	...CHOICES.sightingOrder.map(
		(sightingOrder) =>
			[`sightings come in the order "${sightingOrder}"`, { sightingOrder }] as const,
	),
	['a sighting changes last_updated', { sightingMovesLastUpdated: true }],
	['a sighting leaves last_updated as it is', { sightingMovesLastUpdated: false }],
	['AutoGrab grants less than it is asked for', { pageMax: 3 }],
	['pages come half full', { shortPageShare: 0.5 }],
	['pages overlap', { pageFault: 'overlaps' }],
	['sightings have fields of their own', { extraFields: { sighting: { suburb: 'Geelong' } } }],
];

it.each(WAYS)('each new sighting is reported once when %s', async (_label, settings) => {
	vendor.configure(settings);
	const ids = vendor.fill(20);
	vendor.addSighting(ids[7], { lead_id: 'old', at: '2026-01-01T00:00:00Z' });
	const trigger = vendor.watch({ event: 'customerSighted', options: { pageSize: 6 } });
	expect(await trigger.activate()).toEqual([]);
	// Where pages overlap the first reading looks as if rows had moved, and is done anew.
	for (let poll = 0; poll < 3; poll++) expect(await trigger.poll()).toEqual({ items: [] });
	vendor.addSighting(ids[0], { lead_id: 'a' });
	vendor.addSighting(ids[19], { lead_id: 'b' });
	vendor.addSighting(ids[7], { lead_id: 'c', at: '2020-01-01T00:00:00Z' });
	const reported: unknown[] = [];
	for (let poll = 0; poll < 4; poll++) reported.push(...leads((await trigger.poll()).items));
	expect(reported.sort()).toEqual(['a', 'b', 'c']);
});

it('each is reported once, some polls later, when the order is another at each request', async () => {
	vendor.configure({ order: 'reshuffled' });
	const ids = vendor.fill(20);
	const trigger = vendor.watch({ event: 'customerSighted', options: { pageSize: 6 } });
	await trigger.activate();
	for (const [index, id] of ids.entries()) vendor.addSighting(id, { lead_id: `s${index}` });
	const reported: unknown[] = [];
	for (let poll = 0; poll < 12; poll++) reported.push(...leads((await trigger.poll()).items));
	expect(new Set(reported).size).toBe(20);
	expect(reported).toHaveLength(20);
}, 120_000);

it.each([400, 403, 404, 410])(
	'a customer that AutoGrab no longer has stops nothing, whatever the status of its refusal: %d',
	async (status) => {
		vendor.configure({ refusals: { unknownCustomerId: { status } } });
		const ids = vendor.fill(6);
		vendor.addSighting(ids[5]);
		const options = { startFrom: 'existing', pageSize: 2 };
		const trigger = vendor.watch({ event: 'customerSighted', options });
		expect(await trigger.activate()).toHaveLength(1);
		vendor.customers.remove(ids[5]);
		for (let poll = 0; poll < 3; poll++) expect(await trigger.poll()).toEqual({ items: [] });
		vendor.addSighting(ids[0], { lead_id: 'a' });
		expect(leads((await trigger.poll()).items)).toEqual(['a']);
	},
);

describe('a filter by an upload that AutoGrab does not know', () => {
	const watch = () => vendor.watch({ event: 'customerSighted', filters: { uploadId: UNKNOWN } });

	it('watches an empty list when AutoGrab gives one', async () => {
		vendor.configure({ unknownUploadFilter: 'empty' });
		vendor.fill(1);
		const trigger = watch();
		expect(await trigger.activate()).toEqual([]);
		expect(await trigger.poll()).toEqual({ items: [] });
	});

	it('cannot be published when AutoGrab refuses it', async () => {
		vendor.configure({ unknownUploadFilter: 'refused' });
		await expect(watch().activate()).rejects.toThrow('"Invalid Upload ID"');
	});
});

it.each([400, 403, 404])(
	'an upload that AutoGrab does not know holds up no other, with status %d',
	async (status) => {
		vendor.configure({ refusals: { unknownUploadId: { status } } });
		const { id } = vendor.uploads.add({ size: 10, processed: 10 });
		const trigger = vendor.watch({ event: 'uploadCompleted', uploadIds: `${UNKNOWN},${id}` });
		await trigger.activate();
		expect((await trigger.poll()).items.map(({ eventId }) => eventId)).toEqual([id]);
	},
);

it.each(CHOICES.cancelledUpload)(
	'an upload that was cancelled never completes, %s or not',
	async (cancelledUpload) => {
		vendor.configure({ cancelledUpload });
		const running = vendor.uploads.add({ size: 10, processed: 3 }).id;
		const trigger = vendor.watch({ event: 'uploadCompleted', uploadIds: running });
		expect(await trigger.activate()).toEqual([]);
		vendor.uploads.change(running, { cancelledAtMs: Date.now() });
		for (let poll = 0; poll < 2; poll++) expect(await trigger.poll()).toEqual({ items: [] });
	},
);
