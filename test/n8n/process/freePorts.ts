/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';

/** So many different loopback ports that nobody listens on. Another process may still be faster: be ready to retry. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(servers.map(close));
	return ports;
}

/** The port itself when it is free, else another one. */
export async function freePortNear(wanted: number): Promise<number> {
	const server = await listen(wanted).catch(() => undefined);
	if (server === undefined) return (await freePorts(1))[0];
	await close(server);
	return wanted;
}

async function listen(port: number): Promise<Server> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve(server));
	});
}

async function close(server: Server): Promise<void> {
	await new Promise((resolve) => server.close(resolve));
}
