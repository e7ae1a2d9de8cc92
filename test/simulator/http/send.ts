/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import type { ServerResponse } from 'node:http';

import type { Answer } from './exchange';

/** An answer as a text with its headers. A body that is a text already is sent as it is. */
export function toText({ headers, body }: Pick<Answer, 'headers' | 'body'>) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return { text, headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers } };
}

/** Sends a whole answer, unless the client has gone. */
export function send(response: ServerResponse, answer: Answer): void {
	if (response.destroyed) return;
	const { text, headers } = toText(answer);
	const bytes = Buffer.from(text);
	response.writeHead(answer.status, { 'Content-Length': bytes.length, ...headers });
	response.end(bytes);
}

/** Writes and waits until there is room for more; false when the client has gone. */
export function write(response: ServerResponse, bytes: Buffer | string): Promise<boolean> {
	if (response.destroyed) return Promise.resolve(false);
	if (response.write(bytes)) return Promise.resolve(true);
	return new Promise((resolve) => {
		const goOn = () => {
			response.off('drain', goOn);
			response.off('close', goOn);
			resolve(!response.destroyed);
		};
		response.on('drain', goOn);
		response.on('close', goOn);
	});
}
