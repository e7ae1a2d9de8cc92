/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { settingsFrom } from './commandLine';
import { DEFAULT_SETTINGS, startSimulator } from './index';
import type { Settings } from './index';
import { CHOICES } from './settings';
import { stopVendors, vendorWith } from './startedVendor';

afterEach(stopVendors);

describe('the settings', () => {
	it.each(Object.keys(DEFAULT_SETTINGS))('are explained in the README: %s', (name) => {
		expect(readFileSync(join(__dirname, 'README.md'), 'utf8')).toContain(`\`${name}\``);
	});

	it.each(Object.entries(CHOICES))('have the first word as default: %s', (name, [first]) => {
		expect(DEFAULT_SETTINGS[name as keyof Settings]).toBe(first);
	});

	it.each<[object, string]>([
		[{ ordr: 'id' }, 'There is no setting named ordr'],
		[{ order: 'backwards' }, 'order is one of id, insertion,'],
		[{ startAt: 'soon' }, 'startAt is not a time: soon'],
	])('refuse %j', async (settings, words) => {
		await expect(startSimulator(settings)).rejects.toThrow(words);
	});

	it('take their default for undefined and null', async () => {
		const given = { order: undefined, rateLimit: null } as unknown as Partial<Settings>;
		const { settings } = await vendorWith(given);
		expect([settings.order, settings.rateLimit]).toEqual(['id', undefined]);
	});

	it('can change while it runs, but for those that count at the start', async () => {
		const { configure, page, customers } = await vendorWith();
		customers.add({ id: 'b' });
		customers.add({ id: 'a' });
		expect(await page()).toEqual(['b', 'a']);
		configure({ order: 'id' });
		expect(await page()).toEqual(['a', 'b']);
		expect(() => configure({ seed: 2, apiKey: 'x' })).toThrow('set seed, apiKey');
	});

	it('are as at the start after a reset, like everything else', async () => {
		const vendor = await vendorWith({ customers: [{ id: 'a' }] });
		vendor.configure({ pageMax: 1 });
		vendor.customers.add({ id: 'b' });
		vendor.fail('*', { status: 500 });
		vendor.advance(5);
		vendor.reset();
		expect(await vendor.page()).toEqual(['a']);
		expect(vendor.settings.pageMax).toBe(1000);
		expect(new Date(vendor.now()).toISOString()).toBe('2026-03-01T00:00:00.000Z');
		expect(vendor.requests()).toHaveLength(1);
	});

	it('whose function throws do not look like an answer of the vendor', async () => {
		const errorWhen = () => {
			throw new Error('oops');
		};
		const { api } = await vendorWith({ errorWhen });
		const { status, data } = await api.post('/upload', { customers: [{ rego: 'A1' }] });
		expect([status, data]).toEqual([500, { simulatorFailed: 'oops' }]);
	});

	it('with a port that is taken reject', async () => {
		const { port } = await vendorWith();
		await expect(startSimulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	});
});

describe('the command line', () => {
	it.each<[string, Record<string, string>, object]>([
		['', {}, { port: 4010, customersPerSecond: 50 }],
		['--port 0 --key mine', {}, { port: 0, apiKey: 'mine' }],
		['--region nz,au --customers 1000', {}, { regions: ['nz', 'au'], syntheticCustomers: 1000 }],
		[
			'--sighted 0.5 --rate instant',
			{},
			{ syntheticSightedShare: 0.5, customersPerSecond: 'instant' },
		],
		['--latency 20', {}, { latencyMs: 20 }],
		['', { SIMULATOR_PORT: '7', SIMULATOR_RATE: '3' }, { port: 7, customersPerSecond: 3 }],
		['--port 8', { SIMULATOR_PORT: '7' }, { port: 8 }],
		['--set order=shuffled --set pageMax=5', {}, { order: 'shuffled', pageMax: 5 }],
		[
			'--set rateLimit={"requests":2,"windowMs":1}',
			{},
			{ rateLimit: { requests: 2, windowMs: 1 } },
		],
		['--set patchMovesLastUpdated=false', {}, { patchMovesLastUpdated: false }],
	])('reads "%s" with %j', (line, environment, expected) => {
		expect(settingsFrom(line.split(' ').filter(Boolean), environment)).toMatchObject(expected);
	});

	it.each([
		['--port x', 'x is not a number'],
		['--customers 1.5', '1.5 is not a whole number'],
		['--region au,mars', 'Regions are au, nz, uk, my'],
		['--set order', '--set takes name=value'],
		['--set ordr=1', 'There is no setting named ordr'],
		['--prot 1', "Unknown option '--prot'"],
	])('refuses "%s"', (line, words) => {
		expect(() => settingsFrom(line.split(' '), {})).toThrow(words);
	});

	it('asks for help', () => {
		expect(settingsFrom(['--help'], {})).toBe('help');
	});
});

describe('the simulator', () => {
	it('is an independent witness: it imports nothing but Node and itself', () => {
		const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
		const sources = files.filter(
			(file) => file.endsWith('.ts') && !/\.test\.ts$|startedVendor/.test(file),
		);
		expect(sources.length).toBeGreaterThan(20);
		for (const file of sources) {
			const text = readFileSync(join(__dirname, file), 'utf8');
			for (const [, from] of text.matchAll(/from '([^']+)'/g)) {
				const isBelow = file.includes('/') || file.includes('\\');
				expect([file, from]).toEqual([
					file,
					expect.stringMatching(isBelow ? /^(node:|\.\/|\.\.\/(?!\.\.))/ : /^(node:|\.\/)/),
				]);
			}
		}
	});
});
