/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** What n8n tells a model about one tool. */
export interface OfferedTool {
	readonly name: string;
	readonly description: string;
	readonly parameters: { readonly properties: Record<string, { description?: string }> };
}

/** A language model that does as it is told: it calls the tool that it is offered once, and then answers with the result. */
export interface ScriptedModel {
	/** Base URL for n8n's OpenAI credential. */
	readonly url: string;
	/** The arguments that the model gives to the tool at its next call. */
	script(args: Record<string, unknown>): void;
	/** As the last conversation went: what was offered, and what the tool said. */
	offered(): OfferedTool[];
	heard(): string;
	stop(): Promise<void>;
}

interface ChatRequest {
	readonly stream?: boolean;
	readonly tools?: ReadonlyArray<{ readonly function: OfferedTool }>;
	readonly messages: ReadonlyArray<{ readonly role: string; readonly content: unknown }>;
}

/** Speaks as much of OpenAI's chat completions as n8n's agent needs. */
export async function startScriptedModel(): Promise<ScriptedModel> {
	let args: Record<string, unknown> = {};
	let offered: OfferedTool[] = [];
	let heard = '';

	const server = createServer((request, response) => {
		void (async () => {
			const chat = (await json(request)) as ChatRequest;
			const said = [...chat.messages].reverse().find(({ role }) => role === 'tool');
			if (said === undefined) offered = (chat.tools ?? []).map(({ function: tool }) => tool);
			else heard = JSON.stringify(said.content);
			const message =
				said === undefined
					? { role: 'assistant', content: null, tool_calls: [callOf(offered[0], args)] }
					: { role: 'assistant', content: 'Done.' };
			const choice = { index: 0, finish_reason: said === undefined ? 'tool_calls' : 'stop' };
			const answer = { id: 'chat-1', created: 1, model: 'scripted' };
			if (chat.stream) {
				const chunk = {
					...answer,
					object: 'chat.completion.chunk',
					choices: [{ ...choice, delta: message }],
				};
				response.setHeader('Content-Type', 'text/event-stream');
				response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
			} else {
				response.setHeader('Content-Type', 'application/json');
				response.end(
					JSON.stringify({
						...answer,
						object: 'chat.completion',
						choices: [{ ...choice, message }],
						usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
					}),
				);
			}
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		script: (next) => {
			args = next;
			heard = '';
		},
		offered: () => offered,
		heard: () => heard,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function callOf({ name }: OfferedTool, args: Record<string, unknown>) {
	return {
		index: 0,
		id: 'call_1',
		type: 'function',
		function: { name, arguments: JSON.stringify(args) },
	};
}
