/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface CrmTask {
	headers: IncomingHttpHeaders;
	body: unknown;
}

export interface Crm {
	readonly url: string;
	/** What `GET /api/customers` answers. */
	customers: object[];
	/** What was sent to `POST /api/tasks`, in order. */
	readonly tasks: CrmTask[];
	stop(): Promise<void>;
}

/** A dealer's CRM on 127.0.0.1: a list of customers, and a place for tasks. */
export async function startCrm(): Promise<Crm> {
	const tasks: CrmTask[] = [];
	const server = createServer((request, response) => {
		const answer = (status: number, body: unknown) =>
			response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
		const route = `${request.method} ${request.url}`;
		if (route === 'GET /api/customers') {
			answer(200, crm.customers);
		} else if (route === 'POST /api/tasks') {
			json(request).then(
				(body) => answer(201, { id: tasks.push({ headers: request.headers, body }) }),
				() => answer(400, { message: 'This is no JSON' }),
			);
		} else {
			answer(404, { message: `There is no ${route}` });
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const crm: Crm = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		customers: [],
		tasks,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return crm;
}
