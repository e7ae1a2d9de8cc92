/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import type { IncomingMessage } from 'node:http';

import type { ApiRequest, ParsedBody } from './exchange';

/** Beyond this a body is counted but not kept, so that no client can fill the memory. */
const MAX_BODY_BYTES = 256_000_000;

/** Reads a request to its end; undefined when the client went away before it. */
export async function readRequest(incoming: IncomingMessage): Promise<ApiRequest | undefined> {
	const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://simulator');
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(incoming.headers)) headers[name] = String(value);
	const bytes = await readBytes(incoming);
	if (bytes === undefined) return undefined;
	const body = parseBody(bytes, headers['content-type'] ?? '');
	return { method: incoming.method ?? 'GET', path: pathname, query: searchParams, headers, body };
}

interface Bytes {
	count: number;
	chunks: Buffer[];
}

function readBytes(incoming: IncomingMessage): Promise<Bytes | undefined> {
	return new Promise((resolve) => {
		const bytes: Bytes = { count: 0, chunks: [] };
		incoming.on('data', (chunk: Buffer) => {
			bytes.count += chunk.length;
			if (bytes.count <= MAX_BODY_BYTES) bytes.chunks.push(chunk);
			else bytes.chunks = [];
		});
		incoming.on('end', () => resolve(bytes));
		incoming.on('error', () => resolve(undefined));
		incoming.on('close', () => resolve(undefined));
	});
}

function parseBody({ count, chunks }: Bytes, contentType: string): ParsedBody {
	if (count === 0) return { bytes: 0, kind: 'none', value: undefined };
	if (count > MAX_BODY_BYTES) return { bytes: count, kind: 'tooLarge', value: undefined };
	const text = Buffer.concat(chunks).toString('utf8');
	// The vendor's examples all send this header; a server need not understand a body without it.
	const isDeclared = /\bjson\b/i.test(contentType);
	const parsed = isDeclared ? parseJson(text) : undefined;
	return parsed === undefined
		? { bytes: count, kind: 'notJson', value: text }
		: { bytes: count, kind: 'json', value: parsed.value };
}

function parseJson(text: string): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) };
	} catch {
		return undefined;
	}
}
