/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { answer } from './api';
import type { Vendor } from './api';
import { control } from './control';
import type { Controls } from '../controls';
import { deliver } from './deliver';
import type { Answer, ApiRequest } from './exchange';
import { kindOf, needsRealAnswer } from './faults';
import type { Fault, Faults } from './faults';
import { Pauses } from './pauses';
import { playFault } from './playFault';
import { readRequest } from './readRequest';
import type { LoggedRequest, RequestLog } from './requestLog';
import { send } from './send';
import type { Watchers } from './watchers';

/** What stands behind the server. */
export interface Backstage {
	vendor: Vendor;
	faults: Faults;
	log: RequestLog;
	watchers: Watchers;
	controls: Controls;
}

/** The vendor on 127.0.0.1; HTTP and faults only, what to answer is decided elsewhere. */
export class VendorServer {
	private readonly http: Server;
	private readonly pauses = new Pauses();

	constructor(private readonly backstage: Backstage) {
		this.http = createServer((incoming, response) => {
			this.serve(incoming, response).catch((error: Error) => fallOver(response, error));
		});
		// Longer than any pause of a client: a connection that ends between two requests is a fault of its own.
		this.http.keepAliveTimeout = 120_000;
	}

	/** Gives the port; rejects when it is taken. */
	listen(port: number): Promise<number> {
		return new Promise((resolve, reject) => {
			this.http.once('error', reject);
			this.http.listen(port, '127.0.0.1', () => {
				this.http.off('error', reject);
				resolve((this.http.address() as AddressInfo).port);
			});
		});
	}

	/** Ends every pause and cuts every connection. */
	stop(): Promise<void> {
		this.pauses.end();
		return new Promise((resolve) => {
			this.http.close(() => resolve());
			this.http.closeAllConnections();
		});
	}

	private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		response.on('error', () => response.destroy());
		const request = await readRequest(incoming);
		// A client that goes away while it sends has asked for nothing.
		if (request === undefined) return;
		const { vendor, controls } = this.backstage;
		response.setHeader('Date', new Date(vendor.clock.now()).toUTCString());
		if (request.path.startsWith('/_simulator')) send(response, control(request, controls));
		else await this.serveVendor(request, response);
	}

	private async serveVendor(request: ApiRequest, response: ServerResponse): Promise<void> {
		const { vendor, faults, log, watchers } = this.backstage;
		const entry = log.open(request, vendor.clock.now());
		watchers.tell(entry, request.query);
		const fault = faults.next(request.method, request.path, request.query);
		await this.pauses.pause(vendor.settings.latencyMs);
		if (fault !== undefined) {
			await this.serveFault({ request, response, fault, entry });
			return;
		}
		if (!this.http.listening) return;
		const real = answer(request, vendor);
		entry.isWorkDone = isSuccess(real);
		entry.status = real.status;
		send(response, real);
		if (real.message !== undefined) await deliver(real.message, vendor.store.webhooks);
	}

	private async serveFault(asked: {
		request: ApiRequest;
		response: ServerResponse;
		fault: Fault;
		entry: LoggedRequest;
	}): Promise<void> {
		const { request, response, fault, entry } = asked;
		const { vendor } = this.backstage;
		const { settings } = vendor;
		entry.fault = kindOf(fault);
		const delayMs = fault.delayMs ?? 0;
		if (fault.afterWork !== true) await this.pauses.pause(delayMs);
		if (!this.http.listening) return;
		// A client that gave up during the delay does not stop the work: a server would not notice.
		const real = needsRealAnswer(fault) ? answer(request, vendor) : undefined;
		entry.isWorkDone = real !== undefined && isSuccess(real);
		if (fault.afterWork === true) await this.pauses.pause(delayMs);
		if (response.destroyed) return;
		entry.status = await playFault({ fault, real, response, pauses: this.pauses, settings });
	}
}

function isSuccess({ status }: Answer): boolean {
	return status >= 200 && status < 300;
}

/** A mistake of the simulator, or of a function in its settings, must not look like a vendor's answer. */
function fallOver(response: ServerResponse, error: Error): void {
	if (response.headersSent) response.destroy();
	else send(response, { status: 500, headers: {}, body: { simulatorFailed: error.message } });
}
