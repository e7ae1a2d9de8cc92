/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never shipped */
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import {
	connect,
	createServer as createTcp,
	type AddressInfo,
	type Server,
	type Socket,
} from 'node:net';
import tls from 'node:tls';

import { queueUpload } from '../../nodes/Recapture/transport/uploads';
import { CERTIFICATE, EXPIRED_CERTIFICATE, KEY } from '../support/certificates';
import { withConnection } from '../support/connection';
import { takeNaps } from '../support/naps';
import { runRecapture } from '../support/recapture';

/** What goes wrong before the request can leave: AutoGrab never saw it, and the user is told so. */

const API_KEY = 'sec_a_key_that_can_be_searched_for';
const servers: Server[] = [];

afterEach(() => {
	delete process.env.HTTPS_PROXY;
	jest.restoreAllMocks();
	takeNaps();
	for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server): Promise<number> {
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

/** A server of raw bytes; counts its connections. */
async function tcp(onData: (socket: Socket, data: Buffer) => void) {
	const seen = { connections: 0 };
	const port = await listen(
		createTcp((socket) => {
			seen.connections += 1;
			socket.on('error', () => {});
			socket.once('data', (data) => onData(socket, data));
		}),
	);
	return { port, seen };
}

/** AutoGrab by https; keeps the requests that reach it. */
async function secureVendor(cert: string, answer = '{"success":true}') {
	const requests: string[] = [];
	const server = createHttps({ key: KEY, cert }, (request, response) => {
		requests.push(String(request.method));
		request.resume();
		request.on('end', () => response.end(answer));
	});
	return { port: await listen(server), requests };
}

/** As if the computer trusted the certificates of these tests. */
function trustOwnCertificates(): void {
	const make = tls.createSecureContext;
	jest
		.spyOn(tls, 'createSecureContext')
		.mockImplementation((options) => make({ ...options, ca: [CERTIFICATE, EXPIRED_CERTIFICATE] }));
}

const upload = async (baseUrl: string) =>
	await runRecapture({
		credential: { apiKey: API_KEY, region: 'au', baseUrl },
		parameters: { resource: 'upload', operation: 'create' },
		items: [{ json: { rego: 'ABC123' } }],
	});

const read = async (baseUrl: string) =>
	await runRecapture({
		credential: { apiKey: API_KEY, region: 'au', baseUrl },
		parameters: { resource: 'status', operation: 'get', uploadId: 'u1' },
	});

/** Queues a list when there is little time. */
const queue = async (baseUrl: string) =>
	await withConnection(
		{ apiKey: API_KEY, region: 'au', baseUrl },
		async (connection) =>
			await queueUpload(connection, {
				name: 'June',
				enableRegoLookups: false,
				customers: Buffer.from('{"rego":"A1"}'),
			}),
		400,
	);

const UNCONFIRMED = 'it may have arrived or not';

describe('a certificate', () => {
	it.each([
		['that nobody vouches for', CERTIFICATE, 'localhost', false, 'is not trusted'],
		['that has expired', EXPIRED_CERTIFICATE, 'localhost', true, 'has expired'],
		['of another host', CERTIFICATE, '127.0.0.1', true, 'is for another host'],
	])(
		'%s ends an upload and a read at once, with the cause and the cure',
		async (_label, certificate, host, isTrusted, cause) => {
			if (isTrusted) trustOwnCertificates();
			const { port, requests } = await secureVendor(certificate);
			for (const run of [upload, read]) {
				const { error, saved } = await run(`https://${host}:${port}`);
				expect(error?.message).toContain(`the certificate of its host ${cause}. Nothing was sent`);
				expect(error?.message).not.toContain(UNCONFIRMED);
				expect(error?.description).toContain('NODE_EXTRA_CA_CERTS');
				expect(saved).not.toContain(API_KEY);
			}
			expect(takeNaps()).toEqual([]);
			expect(requests).toEqual([]);
		},
	);

	it('that is in order lets the request through', async () => {
		trustOwnCertificates();
		const { port, requests } = await secureVendor(
			CERTIFICATE,
			'{"success":true,"upload":{"id":"u1"}}',
		);
		const { status } = await upload(`https://localhost:${port}`);
		expect(status).toBe('success');
		expect(requests).toEqual(['POST']);
	});
});

describe('a secure connection that is not made', () => {
	const TLS_FAILED = 'the secure connection (TLS) failed, so nothing was sent';

	it('is tried a few times when the port speaks http', async () => {
		const port = await listen(createHttp((_request, response) => response.end('hello')));
		const { error } = await upload(`https://127.0.0.1:${port}`);
		expect(error?.message).toContain(TLS_FAILED);
		expect(error?.message).not.toContain(UNCONFIRMED);
		expect(error?.description).toContain('Tried 5 times');
	});

	it.each([
		['closed', (socket: Socket) => socket.destroy()],
		['reset', (socket: Socket) => socket.resetAndDestroy()],
	])('is tried a few times when it is %s during the handshake', async (_label, end) => {
		const { port, seen } = await tcp(end);
		const { error } = await upload(`https://127.0.0.1:${port}`);
		expect(error?.message).toContain(TLS_FAILED);
		expect(seen.connections).toBe(5);
	});

	it.each([
		['closed', (socket: Socket) => socket.destroy()],
		['reset', (socket: Socket) => socket.resetAndDestroy()],
	])('is not what happened when it is %s after the request', async (_label, end) => {
		trustOwnCertificates();
		let connection: Socket | undefined;
		const server = createHttps(
			{ key: KEY, cert: CERTIFICATE },
			() => connection && end(connection),
		);
		server.on('connection', (socket: Socket) => (connection = socket));
		const { error } = await upload(`https://localhost:${await listen(server)}`);
		expect(error?.message).toContain(UNCONFIRMED);
		expect(takeNaps()).toEqual([]);
	});

	it('leaves nothing sent when the other side never answers the handshake', async () => {
		const { port } = await tcp(() => {});
		expect(await queue(`https://127.0.0.1:${port}`)).toMatchObject({
			ok: false,
			problem: { kind: 'unreachable', message: expect.stringContaining(TLS_FAILED) },
		});
	});

	it('leaves nothing sent when the proxy never answers', async () => {
		const { port } = await tcp(() => {});
		process.env.HTTPS_PROXY = `http://127.0.0.1:${port}`;
		expect(await queue('https://autograb.test')).toMatchObject({
			ok: false,
			problem: { kind: 'unreachable', message: expect.stringContaining('nothing was sent') },
		});
	});
});

describe('a proxy that does not connect to AutoGrab', () => {
	/** A proxy that answers `CONNECT` as given. */
	async function proxy(answer: string) {
		const { port, seen } = await tcp((socket) => socket.end(answer));
		process.env.HTTPS_PROXY = `http://127.0.0.1:${port}`;
		return seen;
	}

	const refusal = (status: string, body = '<html>No</html>') =>
		`HTTP/1.1 ${status}\r\nContent-Type: text/html\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

	it.each([
		['407 Proxy Authentication Required', 'HTTPS_PROXY'],
		['403 Forbidden', 'NO_PROXY'],
		['502 Bad Gateway', 'NO_PROXY'],
		['503 Service Unavailable', 'NO_PROXY'],
		['404 Not Found', 'NO_PROXY'],
	])('with %s is named, and nothing was sent', async (status, advice) => {
		for (const run of [upload, read]) {
			const seen = await proxy(refusal(status));
			const { error } = await run('https://autograb.test');
			expect(error?.message).toContain(
				`The proxy of your network refused the connection to AutoGrab (status ${status.slice(0, 3)}), so nothing was sent`,
			);
			expect(error?.message).not.toContain(UNCONFIRMED);
			expect(error?.description).toContain(advice);
			expect(seen.connections).toBe(5);
		}
	});

	it.each([
		['ends the connection', ''],
		['speaks another language', 'SSH-2.0-hello\r\n\r\n'],
		['breaks the tunnel at once', 'HTTP/1.1 200 OK\r\n\r\n'],
	])('but %s leaves nothing sent either', async (_label, answer) => {
		await proxy(answer);
		const { error } = await upload('https://autograb.test');
		expect(error?.message).toContain('nothing was sent');
		expect(error?.message).not.toContain(UNCONFIRMED);
	});

	it('is not blamed for what AutoGrab answers through it', async () => {
		trustOwnCertificates();
		const server = createHttps({ key: KEY, cert: CERTIFICATE }, (request, response) => {
			request.resume();
			response.writeHead(502, { 'Content-Type': 'application/json' });
			response.end('{"error":true,"message":"Down"}');
		});
		const vendorPort = await listen(server);
		const { port } = await tcp((socket) => {
			const onward = connect(vendorPort, '127.0.0.1', () => {
				socket.write('HTTP/1.1 200 OK\r\n\r\n');
				socket.pipe(onward).pipe(socket);
			});
			onward.on('error', () => {});
		});
		process.env.HTTPS_PROXY = `http://127.0.0.1:${port}`;
		const { error } = await upload('https://localhost');
		expect(error?.message).toContain('AutoGrab is not available right now (status 502): "Down"');
		expect(error?.message).toContain(UNCONFIRMED);
	});
});
