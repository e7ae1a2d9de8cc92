/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeParameters, IRun } from 'n8n-workflow';

import { startSimulator } from '../simulator';
import type { Simulator } from '../simulator';
import { OWNER } from './instance/owner';
import { errorOf, jsonOf, outputsOf } from './instance/runData';
import { Session } from './instance/session';
import { startServer } from './instance/startServer';
import type { N8nServer } from './instance/startServer';
import { sharedInstance } from './sharedInstance';
import { CREDENTIAL_TYPE, credential, workflow } from './workflows';
import type { Step } from './workflows';

/** The credential in n8n's own HTTP Request node, in the versions that workflows of today have in them. */

const instance = sharedInstance();
const KEY = 'sec_n8n';
const NODE_TYPE = 'n8n-nodes-base.httpRequest';
const HTTP_REQUEST = 'HTTP Request';
const LIST = '/v2/recapture/customers';

let vendor: Simulator;
let elsewhere: Server;
let elsewhereUrl: string;
let receivedElsewhere: IncomingHttpHeaders[];
let n8n: N8nServer;
let session: Session;
let credentialId: string;
let newestVersion: number;

beforeAll(async () => {
	vendor = await startSimulator({ apiKey: KEY, regions: ['nz'] });
	elsewhere = createServer(({ headers }, response) => {
		receivedElsewhere.push(headers);
		response.setHeader('Content-Type', 'application/json').end('{"success":true,"customers":[]}');
	});
	await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
	elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
	n8n = await startServer(instance);
	session = await Session.open(n8n.url, OWNER, instance.installation);
	credentialId = await session.createCredential(
		credential({ apiKey: KEY, region: 'nz', baseUrl: vendor.url }),
	);
	newestVersion = Math.max(...(await session.versionsOf(NODE_TYPE)));
});
afterAll(async () => {
	await n8n.stop();
	elsewhere.closeAllConnections();
	await new Promise((resolve) => elsewhere.close(resolve));
	await vendor.stop();
});
beforeEach(() => {
	vendor.reset();
	receivedElsewhere = [];
});

async function get(
	version: number,
	url: string,
	options: INodeParameters = {},
	more: INodeParameters = {},
	settings: Partial<Step> = {},
): Promise<IRun> {
	const node: Step = {
		name: HTTP_REQUEST,
		type: NODE_TYPE,
		typeVersion: version,
		parameters: {
			authentication: 'predefinedCredentialType',
			nodeCredentialType: CREDENTIAL_TYPE,
			url,
			options,
			...more,
		},
		credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: 'AutoGrab Recapture (test)' } },
		...settings,
	};
	return await session.run(workflow(`HTTP Request ${version}`, [node]));
}

/** The option that follows redirects, as each version of the node has it. */
function followingRedirects(version: number): INodeParameters {
	return version < 3
		? { followRedirect: true, followAllRedirects: true }
		: { redirect: { redirect: { followRedirects: true, maxRedirects: 21 } } };
}

const VERSIONS = [
	['2', () => 2],
	['3', () => 3],
	['4.2', () => 4.2],
	['the newest', () => newestVersion],
] as const;

describe.each(VERSIONS)('the HTTP Request node, version %s', (_label, version) => {
	it('reads customers with the credential', async () => {
		vendor.customers.add({ rego: 'AAA111', region: 'nz' });

		const run = await get(version(), `${vendor.url}${LIST}?limit=5`);

		expect(errorOf(run)).toBeUndefined();
		const [replies] = outputsOf(run, HTTP_REQUEST).map(jsonOf);
		expect(replies).toMatchObject([{ success: true, customers: [{ rego: 'AAA111' }] }]);
		expect(vendor.requests()).toMatchObject([
			{ path: LIST, query: { limit: '5', region: 'nz' }, headers: { apikey: KEY } },
		]);
		expectKeyKept(run);
	});

	it.each([
		['another host', () => `${elsewhereUrl}${LIST}`, 'is only sent to'],
		['another name for this machine', () => localhost(elsewhereUrl), 'is only sent to'],
		['a host in front of which the right one stands', () => disguised(), 'is only sent to'],
		['plain http', () => `http://recapture.example${LIST}`, 'is not safe for an API key'],
	])('sends nothing to %s', async (_what, url, sentence) => {
		const run = await get(version(), url());

		expect(run.status).toBe('error');
		expect(errorOf(run)).toContain(sentence);
		expectKeyKept(run);
	});

	it.each([301, 302, 303, 307, 308])(
		'does not follow a redirect with status %s',
		async (status) => {
			vendor.failNext(`GET ${LIST}`, { redirect: `${elsewhereUrl}${LIST}`, status });

			const run = await get(version(), vendor.url + LIST, followingRedirects(version()));

			expect(run.status).toBe('error');
			expect(vendor.requests()).toHaveLength(1);
			expectKeyKept(run);
		},
	);

	it('does not follow a redirect of a request that changes something', async () => {
		const method = version() < 3 ? { requestMethod: 'DELETE' } : { method: 'DELETE' };
		vendor.failNext(`DELETE ${LIST}/:id`, { redirect: elsewhereUrl, status: 307 });
		const options = followingRedirects(version());

		const run = await get(version(), `${vendor.url}${LIST}/any`, options, method);

		expect(run.status).toBe('error');
		expect(vendor.requests()).toHaveLength(1);
		expectKeyKept(run);
	});

	it.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'shows no key when the vendor answers with an error and the node has the setting %s',
		async (onError) => {
			vendor.fail(`GET ${LIST}`, { status: 500 });

			const run = await get(version(), vendor.url + LIST, {}, {}, { onError });

			expect(vendor.requests()).not.toEqual([]);
			expectKeyKept(run);
		},
	);
});

function localhost(url: string): string {
	return `${url.replace('127.0.0.1', 'localhost')}${LIST}`;
}

function disguised(): string {
	return `http://${new URL(vendor.url).hostname}@${new URL(elsewhereUrl).host}${LIST}`;
}

function expectKeyKept(run: IRun): void {
	expect(receivedElsewhere).toEqual([]);
	expect(JSON.stringify(run)).not.toContain(KEY);
}

describe.each(VERSIONS.slice(-2))(
	'the pagination of the HTTP Request node, version %s',
	(_label, version) => {
		const pages = (pagination: INodeParameters): INodeParameters => ({
			pagination: {
				pagination: {
					paginationCompleteWhen: 'other',
					completeExpression: '={{ $response.body.customers.length === 0 }}',
					limitPagesFetched: true,
					maxRequests: 3,
					...pagination,
				},
			},
		});

		it('reads page after page', async () => {
			for (const rego of ['AAA111', 'BBB222']) vendor.customers.add({ rego, region: 'nz' });
			const offset = { type: 'qs', name: 'offset', value: '={{ $pageCount }}' };

			const run = await get(
				version(),
				`${vendor.url}${LIST}?limit=1`,
				pages({
					paginationMode: 'updateAParameterInEachRequest',
					parameters: { parameters: [offset] },
				}),
			);

			expect(errorOf(run)).toBeUndefined();
			expect(vendor.requests().map(({ query }) => query.offset)).toEqual(['0', '1', '2']);
			expectKeyKept(run);
		});

		it('does not go on at a next page on another host', async () => {
			vendor.customers.add({ rego: 'AAA111', region: 'nz' });

			const next = `={{ $pageCount === 0 ? '${vendor.url}${LIST}' : '${elsewhereUrl}${LIST}' }}`;
			const options = pages({ paginationMode: 'responseContainsNextURL', nextURL: next });

			const run = await get(version(), vendor.url + LIST, options);

			expect(errorOf(run)).toContain('is only sent to');
			expect(vendor.requests()).toHaveLength(1);
			expectKeyKept(run);
		});
	},
);

it('version 1 of the HTTP Request node does not know the credential, and sends no key', async () => {
	const run = await get(1, `${elsewhereUrl}${LIST}`);

	expect(run.status).toBe('success');
	expect(receivedElsewhere).toHaveLength(1);
	expect(JSON.stringify([receivedElsewhere, run])).not.toContain(KEY);
});
