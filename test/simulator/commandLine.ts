/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { parseArgs } from 'node:util';

import { REGIONS } from './records';
import type { Region } from './records';
import { checkedChanges } from './settings';
import type { Settings } from './settings';

interface Flag {
	setting: keyof Settings;
	read: (text: string) => unknown;
	help: string;
}

/** Each flag can also be given as an environment variable: `--port` as SIMULATOR_PORT. */
const FLAGS: Record<string, Flag> = {
	port: { setting: 'port', read: toCount, help: 'port on 127.0.0.1 (4010)' },
	key: { setting: 'apiKey', read: (text) => text, help: 'the API key that works' },
	region: { setting: 'regions', read: toRegions, help: 'licensed regions, such as au,nz (all)' },
	customers: {
		setting: 'syntheticCustomers',
		read: toCount,
		help: 'customers that are there from the start (0)',
	},
	sighted: {
		setting: 'syntheticSightedShare',
		read: toNumber,
		help: 'share of them that has sightings (0.02)',
	},
	rate: {
		setting: 'customersPerSecond',
		read: (text) => (text === 'instant' ? text : toNumber(text)),
		help: 'customers processed per second, or instant (50)',
	},
	latency: { setting: 'latencyMs', read: toCount, help: 'milliseconds before each answer (0)' },
};

/** A person wants to watch an upload being processed, and to find the simulator where it was yesterday. */
const DEFAULTS: Partial<Settings> = { port: 4010, customersPerSecond: 50 };

/** What `--help` prints. */
export const HELP = [
	'npx tsx test/simulator/main.ts [flags]',
	'',
	...Object.entries(FLAGS).map(([name, { help }]) => `  --${name.padEnd(12)} ${help}`),
	`  --${'set'.padEnd(12)} any other setting, as name=JSON; can be repeated`,
	'',
	'Each flag but --set can be an environment variable instead, such as SIMULATOR_PORT.',
	'The settings are listed in test/simulator/README.md.',
].join('\n');

/** The settings that flags and environment ask for. Throws, in a sentence, when it cannot read one. */
export function settingsFrom(
	args: string[],
	environment: Record<string, string | undefined>,
): Partial<Settings> | 'help' {
	const { values } = parseArgs({
		args,
		options: {
			...Object.fromEntries(Object.keys(FLAGS).map((name) => [name, { type: 'string' } as const])),
			set: { type: 'string', multiple: true },
			help: { type: 'boolean' },
		},
	});
	if (values.help === true) return 'help';
	const changes: Record<string, unknown> = { ...DEFAULTS };
	for (const [name, { setting, read }] of Object.entries(FLAGS)) {
		const given: unknown = Object.entries(values).find(([flag]) => flag === name)?.[1];
		const text = given ?? environment[`SIMULATOR_${name.toUpperCase()}`];
		if (typeof text === 'string') changes[setting] = read(text);
	}
	for (const assignment of values.set ?? []) Object.assign(changes, toAssignment(assignment));
	return checkedChanges(changes);
}

function toAssignment(text: string): Record<string, unknown> {
	const [, name, value] = /^(\w+)=(.*)$/s.exec(text) ?? [];
	if (name === undefined) throw new Error(`--set takes name=value, not ${text}`);
	// A word needs no quotes: --set order=shuffled
	const isWord = /^[a-z]+$/i.test(value) && !['true', 'false', 'null'].includes(value);
	return { [name]: isWord ? value : (JSON.parse(value) as unknown) };
}

function toNumber(text: string): number {
	const number = Number(text);
	if (text.trim() === '' || Number.isNaN(number)) throw new Error(`${text} is not a number`);
	return number;
}

function toCount(text: string): number {
	const count = toNumber(text);
	if (!Number.isInteger(count) || count < 0) throw new Error(`${text} is not a whole number`);
	return count;
}

function toRegions(text: string): Region[] {
	const regions = text.split(',').map((part) => part.trim());
	const known = regions.filter((region) => (REGIONS as readonly string[]).includes(region));
	if (known.length !== regions.length) throw new Error(`Regions are ${REGIONS.join(', ')}`);
	return known as Region[];
}
