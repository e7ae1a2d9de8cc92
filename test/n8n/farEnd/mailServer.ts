/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never shipped */
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

import { n8nLibrary } from '../instance/n8nLibrary';
import type { N8nInstallation } from '../install/installN8n';

export interface Mail {
	to: { text: string };
	subject: string;
	text?: string;
	html: string | false;
	attachments: Array<{ filename: string; content: Buffer }>;
}

export interface MailServer {
	readonly port: number;
	/** What has arrived, the oldest first. */
	mails(): Promise<Mail[]>;
	/** Forgets what has arrived. */
	clear(): void;
	stop(): Promise<void>;
}

interface MailParser {
	simpleParser(source: string): Promise<Mail>;
}

/** An SMTP server on 127.0.0.1 that takes every mail and passes none on. */
export async function startMailServer(installation: N8nInstallation): Promise<MailServer> {
	let sources: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket.on('close', () => sockets.delete(socket)));
		converse(socket, (source) => sources.push(source));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { simpleParser } = n8nLibrary<MailParser>(installation, 'mailparser');
	return {
		port: (server.address() as AddressInfo).port,
		mails: async () => await Promise.all(sources.map(async (source) => await simpleParser(source))),
		clear: () => {
			sources = [];
		},
		stop: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** The server's side of an SMTP connection, as little of it as a well-behaved client needs. */
function converse(socket: Socket, onMail: (source: string) => void): void {
	const say = (answer: string) => socket.write(`${answer}\r\n`);
	let mail: string[] | undefined;
	let rest = '';
	const hear = (line: string): void => {
		if (mail === undefined) {
			const [command] = line.toUpperCase().split(' ');
			if (command === 'DATA') mail = [];
			if (command === 'QUIT') socket.end('221 Bye\r\n');
			else say(command === 'DATA' ? '354 Go ahead' : '250 OK');
		} else if (line === '.') {
			onMail(mail.join('\r\n'));
			mail = undefined;
			say('250 OK');
		} else {
			// A dot at the start of a line is doubled on the way.
			mail.push(line.replace(/^\./, ''));
		}
	};
	socket.on('error', () => socket.destroy());
	// One byte a character: the parser makes text of them.
	socket.setEncoding('latin1').on('data', (text) => {
		const lines = (rest + String(text)).split('\r\n');
		rest = lines.pop() ?? '';
		lines.forEach(hear);
	});
	say('220 Ready');
}
