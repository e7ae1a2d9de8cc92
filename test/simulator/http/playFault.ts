/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import type { ServerResponse } from 'node:http';

import { errorBody } from '../rules/refusals';
import { spoilContainers, spoilLeaves } from '../rules/spoil';
import type { Settings } from '../settings';
import type { Answer } from './exchange';
import { kindOf } from './faults';
import type { Fault, FaultKind } from './faults';
import type { Pauses } from './pauses';
import { send, toText, write } from './send';

/** What a fault has to work with. */
export interface Scene {
	fault: Fault;
	/** The real answer; some faults are played without one. */
	real: Answer | undefined;
	response: ServerResponse;
	pauses: Pauses;
	settings: Readonly<Settings>;
}

/** Endless headers end here at last; any client has given up long before. */
const MAX_HEADER_BYTES = 64_000_000;
const FILLER = 'x'.repeat(16_384);

const SIGN_IN_PAGE = `<!doctype html>
<html><head><title>Sign in</title></head><body><form><input name="user"></form></body></html>`;

/** Plays a fault to its end; gives the status that the client sees, if it sees one. */
export async function playFault(scene: Scene): Promise<number | undefined> {
	return await PLAYERS[kindOf(scene.fault)](scene);
}

const PLAYERS: Record<
	FaultKind,
	(scene: Scene) => Promise<number | undefined> | number | undefined
> = {
	answer: (scene) => reply(scene, scene.fault.body),
	slow: (scene) => reply(scene, undefined),
	html: (scene) => {
		const page = scene.fault.html === true ? SIGN_IN_PAGE : scene.fault.html;
		return reply(withDefaults(scene, { headers: { 'Content-Type': 'text/html' } }), page);
	},
	successFalse: (scene) => reply(scene, { success: false, message: scene.fault.successFalse }),
	errorTrue: (scene) => reply(scene, { error: true, message: scene.fault.errorTrue }),
	redirect: (scene) => {
		const headers = { Location: scene.fault.redirect ?? '' };
		return reply(withDefaults(scene, { status: 302, headers }), '');
	},
	wrongTypes: (scene) => {
		const spoil = scene.fault.wrongTypes === 'leaves' ? spoilLeaves : spoilContainers;
		return reply(scene, spoil(scene.real?.body));
	},
	cut: ({ fault, response }) => {
		if (fault.cut === 'reset') response.socket?.resetAndDestroy();
		else response.destroy();
		return undefined;
	},
	hang: () => undefined,
	half: playHalf,
	drip: playDrip,
	hugeBytes: playHuge,
	endlessHeaders: playEndlessHeaders,
	raw: ({ fault, response }) => {
		response.socket?.end(fault.raw ?? '');
		return undefined;
	},
};

/** The answer that a fault makes of a body; `undefined` stands for the real one, or for an error. */
function answerOf({ fault, real, settings }: Scene, body: unknown): Answer {
	if (fault.status === undefined && body === undefined && real !== undefined) {
		return { ...real, headers: { ...real.headers, ...fault.headers } };
	}
	const status = fault.status ?? (fault.wrongTypes ? real?.status : undefined) ?? 200;
	const message = `The simulator was told to answer ${status}`;
	return {
		status,
		headers: { ...fault.headers },
		body: body ?? errorBody(message, settings.errorBody),
	};
}

/** The scene with what its kind of fault brings along; what the fault says itself wins. */
function withDefaults(scene: Scene, defaults: Pick<Fault, 'status' | 'headers'>): Scene {
	const headers = { ...defaults.headers, ...scene.fault.headers };
	return { ...scene, fault: { ...defaults, ...scene.fault, headers } };
}

function reply(scene: Scene, body: unknown): number {
	const answer = answerOf(scene, body);
	send(scene.response, answer);
	return answer.status;
}

async function playHalf(scene: Scene): Promise<number> {
	const { fault, response } = scene;
	const answer = answerOf(scene, scene.fault.body);
	const { text, headers } = toText(answer);
	const half = text.slice(0, Math.floor(text.length / 2));
	if (fault.half === 'ended') {
		send(response, { ...answer, body: half });
		return answer.status;
	}
	response.writeHead(answer.status, { ...headers, 'Content-Length': Buffer.byteLength(text) });
	// The half must have left before the connection goes, or the client would see no answer at all.
	await new Promise<void>((resolve) => {
		response.once('close', resolve);
		response.write(half, () => resolve());
	});
	response.destroy();
	return answer.status;
}

async function playDrip(scene: Scene): Promise<number> {
	const { fault, response, pauses } = scene;
	const answer = answerOf(scene, scene.fault.body);
	const { text, headers } = toText(answer);
	const bytes = Buffer.from(text);
	const { bytes: size = 1, everyMs = 50 } = fault.drip ?? {};
	response.writeHead(answer.status, { ...headers, 'Content-Length': bytes.length });
	for (let at = 0; at < bytes.length; at += size) {
		if (!(await write(response, bytes.subarray(at, at + size)))) return answer.status;
		await pauses.pause(everyMs);
	}
	response.end();
	return answer.status;
}

async function playHuge({ fault, response }: Scene): Promise<number> {
	const [start, end] = ['{"success":true,"customers":["', '"]}'];
	const status = fault.status ?? 200;
	response.writeHead(status, { 'Content-Type': 'application/json', ...fault.headers });
	await write(response, start);
	let left = (fault.hugeBytes ?? 0) - start.length - end.length;
	while (left > 0 && (await write(response, FILLER.slice(0, left)))) left -= FILLER.length;
	if (!response.destroyed) response.end(end);
	return status;
}

async function playEndlessHeaders({ response, pauses }: Scene): Promise<undefined> {
	const { socket } = response;
	socket?.write('HTTP/1.1 200 OK\r\n');
	for (let sent = 0; socket?.writable && sent < MAX_HEADER_BYTES; sent += FILLER.length) {
		socket.write(`X-Filler-${sent}: ${FILLER}\r\n`);
		await pauses.pause(1);
	}
	socket?.destroy();
	return undefined;
}
